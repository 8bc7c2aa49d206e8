// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.contact;

import static io.nextbestaction.history.InteractionType.SHOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.history.Interaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ContactLedgerTest {
    private static final Instant START = Instant.parse("2026-05-04T09:00:00Z");
    private static final Duration TTL = Duration.ofMinutes(10);
    private static final ActionCatalog CATALOG = ActionCatalog.builder()
            .add(Action.named("card", "Card").issue("sales").group("cards").channel("e-mail"))
            .add(Action.named("loan", "Loan").issue("sales").group("loans").channel("phone"))
            .build();

    /** A clock that stands still until it is moved. */
    private static final class HandClock extends Clock {
        private final AtomicLong millis = new AtomicLong(START.toEpochMilli());

        void move(Duration by) {
            millis.addAndGet(by.toMillis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.get());
        }
    }

    private final HandClock clock = new HandClock();
    private final ContactStore store = ContactStore.inMemory();

    private ContactLedger ledger(ContactRule... rules) {
        ContactPolicy.Builder policy = ContactPolicy.builder();
        List.of(rules).forEach(policy::rule);
        return ContactLedger.of(policy.build(), CATALOG, store, clock);
    }

    @Test
    void a_reservation_takes_the_room_of_a_contact_until_it_expires() {
        ContactLedger ledger = ledger(ContactRule.atMost(1, Duration.ofDays(7)));

        assertThat(ledger.reserve("D1", "C1", "", "card", TTL)).isTrue();
        assertThat(ledger.reserve("D2", "C1", "", "loan", TTL)).isFalse();
        assertThat(ledger.reserve("D3", "C2", "", "loan", TTL)).isTrue();
        clock.move(TTL);
        assertThat(ledger.commit("D1", "C1", "")).isFalse();
        assertThat(ledger.reserve("D2", "C1", "", "loan", TTL)).isTrue();
    }

    @Test
    void a_committed_contact_counts_from_when_it_was_sent() {
        ContactLedger ledger = ledger(ContactRule.atMost(1, Duration.ofDays(7)));
        ledger.reserve("D1", "C1", "", "card", TTL);
        clock.move(Duration.ofMinutes(5));

        assertThat(ledger.commit("D1", "C1", "")).isTrue();
        assertThat(ledger.commit("D1", "C1", "")).isFalse();
        clock.move(Duration.ofDays(7).minusMillis(1));
        assertThat(ledger.reserve("D2", "C1", "", "card", TTL)).isFalse();
        clock.move(Duration.ofMillis(1));
        assertThat(ledger.reserve("D2", "C1", "", "card", TTL)).isTrue();
    }

    @Test
    void a_cancelled_reservation_gives_its_room_back_and_a_repeated_one_takes_one() {
        ContactLedger ledger = ledger(ContactRule.atMost(2, Duration.ofDays(7)));
        assertThat(ledger.reserve("D1", "C1", "", "card", TTL)).isTrue();
        assertThat(ledger.reserve("D1", "C1", "", "card", TTL)).isTrue();
        assertThat(ledger.reserve("D2", "C1", "", "card", TTL)).isTrue();
        assertThat(ledger.reserve("D3", "C1", "", "card", TTL)).isFalse();

        ledger.cancel("D1", "C1", "");

        assertThat(ledger.reserve("D3", "C1", "", "card", TTL)).isTrue();
        assertThat(ledger.commit("D1", "C1", "")).isFalse();
    }

    @Test
    void a_household_shares_its_caps_and_a_refused_member_takes_no_room() {
        ContactLedger ledger = ledger(
                ContactRule.atMost(2, Duration.ofDays(7)).perHousehold(), ContactRule.atMost(1, Duration.ofDays(1)));
        assertThat(ledger.reserve("D1", "C1", "H", "card", TTL)).isTrue();
        assertThat(ledger.reserve("D2", "C1", "H", "card", TTL)).isFalse();
        assertThat(ledger.reserve("D3", "C2", "H", "card", TTL)).isTrue();
        assertThat(ledger.reserve("D4", "C3", "H", "card", TTL)).isFalse();
        assertThat(ledger.commit("D1", "C1", "H")).isTrue();
        assertThat(ledger.commit("D3", "C2", "H")).isTrue();
        clock.move(Duration.ofDays(2));
        assertThat(ledger.reserve("D5", "C1", "H", "card", TTL)).isFalse();
        assertThat(ledger.reserve("D6", "C1", "", "card", TTL)).isTrue();
    }

    @Test
    void what_happened_elsewhere_is_recorded_with_its_own_channel() {
        ContactRule perChannel = ContactRule.atMost(1, Duration.ofDays(7)).per(Scope.CHANNEL);
        ContactLedger ledger = ledger(perChannel);

        ledger.record(Interaction.of("C1", "card", "phone", START, SHOWN));
        ledger.record(Interaction.of("C1", "gone", "letter", START, SHOWN));

        ContactHistory history = ledger.history("C1", "");
        long now = clock.millis();
        assertThat(history.blocks(perChannel, Target.of(CATALOG.actions().get(1)), now))
                .isTrue();
        assertThat(history.blocks(perChannel, Target.of(CATALOG.actions().get(0)), now))
                .isFalse();
        assertThat(history.blocks(perChannel, new Target("", "", "x", "x", "letter"), now))
                .isTrue();
    }

    @Test
    void wrong_reservations_are_told() {
        assertThatThrownBy(() -> ledger().reserve("D", "C", "", "carb", TTL))
                .hasMessage("The action \"carb\" of a reservation must be in catalogue \"actions\".\n"
                        + "Maybe \"card\" was meant.");
        assertThatThrownBy(() -> ledger().reserve("D", "C", "", "card", Duration.ZERO))
                .hasMessage("The time to live (PT0S) of a reservation must be at least a millisecond.");
    }

    /** Two services, many threads, few customers: whatever they do at once, no cap is ever exceeded. */
    @Test
    void services_that_share_a_store_never_send_more_than_the_cap() throws Exception {
        int cap = 3;
        int customers = 5;
        ContactRule rule = ContactRule.atMost(cap, Duration.ofDays(7));
        ContactRule shared = ContactRule.atMost(7, Duration.ofDays(7)).perHousehold();
        List<ContactLedger> services = List.of(ledger(rule, shared), ledger(rule, shared));
        int threads = 16;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<List<String>>> sent = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            sent.add(pool.submit(() -> {
                start.await();
                ContactLedger service = services.get(thread % 2);
                List<String> mine = new ArrayList<>();
                for (int i = 0; i < 60; i++) {
                    String customer = "C" + (i + thread) % customers;
                    String decision = "D" + thread + "-" + i;
                    if (service.reserve(decision, customer, "H", i % 2 == 0 ? "card" : "loan", TTL)) {
                        if (i % 3 == 0) {
                            service.cancel(decision, customer, "H");
                        } else if (service.commit(decision, customer, "H")) {
                            mine.add(customer);
                        }
                    }
                }
                return mine;
            }));
        }
        start.countDown();
        List<String> all = new ArrayList<>();
        for (Future<List<String>> one : sent) {
            all.addAll(one.get());
        }
        pool.shutdown();

        assertThat(all).hasSize(7);
        for (int c = 0; c < customers; c++) {
            String customer = "C" + c;
            assertThat(all.stream().filter(customer::equals).count()).isLessThanOrEqualTo(cap);
        }
    }
}
