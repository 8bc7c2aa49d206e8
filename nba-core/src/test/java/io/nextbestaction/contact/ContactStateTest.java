// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.contact;

import static io.nextbestaction.history.InteractionType.ACCEPTED;
import static io.nextbestaction.history.InteractionType.CLICKED;
import static io.nextbestaction.history.InteractionType.SHOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.Allocation;
import io.nextbestaction.history.InteractionType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ContactStateTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final Target MAIL = new Target("sales", "cards", "gold", "gold/mail", "e-mail");
    private static final Target CALL = new Target("sales", "cards", "gold", "gold/call", "phone");
    private static final Target LOAN = new Target("sales", "loans", "loan", "loan", "e-mail");
    private static final Target HELP = new Target("service", "calls", "help", "help", "phone");
    private static final List<Target> TARGETS = List.of(MAIL, CALL, LOAN, HELP);
    private static final ContactRule TIRED = ContactRule.atMost(3, Duration.ofDays(7))
            .per(Scope.ACTION)
            .thenRest(Duration.ofDays(10))
            .unless(CLICKED);

    private static ContactPolicy policy(ContactRule... rules) {
        ContactPolicy.Builder policy = ContactPolicy.builder();
        List.of(rules).forEach(policy::rule);
        return policy.build();
    }

    private static ContactState after(ContactPolicy policy, List<BruteForce.Event> events) {
        ContactState state = ContactState.EMPTY;
        for (BruteForce.Event event : events) {
            state = state.record(policy, false, event.target(), event.type(), event.time());
        }
        return state;
    }

    private static BruteForce.Event shown(Target target, long hours) {
        return new BruteForce.Event(target, SHOWN, hours * HOUR);
    }

    @Test
    void a_cap_counts_up_to_its_window_and_no_longer() {
        ContactRule rule = ContactRule.atMost(2, Duration.ofHours(10));
        ContactState state = after(policy(rule), List.of(shown(MAIL, 0), shown(HELP, 4)));

        assertThat(state.blocks(rule, LOAN, 4 * HOUR)).isTrue();
        assertThat(state.blocks(rule, LOAN, 10 * HOUR - 1)).isTrue();
        assertThat(state.blocks(rule, LOAN, 10 * HOUR)).isFalse();
    }

    @Test
    void shown_three_times_in_seven_days_without_a_click_rests_ten_days() {
        ContactPolicy policy = policy(TIRED);
        List<BruteForce.Event> events = new ArrayList<>(List.of(shown(MAIL, 0), shown(CALL, 24), shown(MAIL, 48)));
        ContactState tired = after(policy, events);

        assertThat(tired.blocks(TIRED, CALL, 49 * HOUR)).isTrue();
        assertThat(tired.blocks(TIRED, MAIL, 48 * HOUR + Duration.ofDays(10).toMillis() - 1))
                .isTrue();
        assertThat(tired.blocks(TIRED, MAIL, 48 * HOUR + Duration.ofDays(10).toMillis()))
                .isFalse();
        assertThat(tired.blocks(TIRED, LOAN, 49 * HOUR)).isFalse();

        ContactState clicked = tired.record(policy, false, MAIL, CLICKED, 50 * HOUR);
        assertThat(clicked.blocks(TIRED, MAIL, 51 * HOUR)).isFalse();
        events.set(2, shown(MAIL, 8 * 24));
        assertThat(after(policy, events).blocks(TIRED, MAIL, 8 * 24 * HOUR)).isFalse();
    }

    private static ContactRule random(SplittableRandom random, int name) {
        List<Scope> scopes = List.of(Scope.values());
        List<InteractionType> types = List.of(SHOWN, CLICKED, ACCEPTED);
        ContactRule rule = ContactRule.atMost(1 + random.nextInt(4), Duration.ofHours(1 + random.nextInt(40)))
                .per(scopes.get(random.nextInt(scopes.size())))
                .counting(types.get(random.nextInt(3)));
        if (rule.scope() != Scope.ALL && random.nextInt(3) == 0) {
            rule = rule.only(MAIL.key(rule.scope()));
        }
        if (random.nextBoolean()) {
            rule = rule.thenRest(Duration.ofHours(1 + random.nextInt(60)));
        }
        if (random.nextInt(3) == 0) {
            rule = rule.unless(types.get(random.nextInt(3)));
        }
        return new ContactRule(
                "r" + name,
                rule.scope(),
                rule.only(),
                false,
                rule.counted(),
                rule.cap(),
                rule.window(),
                rule.rest(),
                rule.cleared());
    }

    private static List<BruteForce.Event> events(SplittableRandom random, int count) {
        List<BruteForce.Event> events = new ArrayList<>();
        long time = 0;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(8) * HOUR / 2;
            InteractionType type = random.nextInt(3) > 0 ? SHOWN : random.nextBoolean() ? CLICKED : ACCEPTED;
            events.add(new BruteForce.Event(TARGETS.get(random.nextInt(4)), type, time));
        }
        return events;
    }

    @Test
    void rings_answer_as_the_full_history_does() {
        SplittableRandom random = new SplittableRandom(7);
        int blocked = 0;
        int asked = 0;
        for (int trial = 0; trial < 400; trial++) {
            ContactRule[] rules = {random(random, 0), random(random, 1), random(random, 2)};
            ContactPolicy policy = policy(rules);
            List<BruteForce.Event> events = events(random, random.nextInt(40));
            ContactState state = after(policy, events);
            ContactState stored = ContactState.parse(state.toJson(), "store");
            long last = events.isEmpty() ? 0 : events.get(events.size() - 1).time();
            for (int hours = 0; hours < 60; hours += 3) {
                long now = last + hours * HOUR;
                for (Target target : TARGETS) {
                    for (ContactRule rule : rules) {
                        boolean expected = BruteForce.blocks(rule, events, target, now);
                        assertThat(state.blocks(rule, target, now))
                                .as("%s on %s after %s", rule, target, events)
                                .isEqualTo(expected);
                        assertThat(stored.blocks(rule, target, now)).isEqualTo(expected);
                        blocked += expected ? 1 : 0;
                        asked++;
                    }
                }
            }
        }
        assertThat((double) blocked / asked).isBetween(0.05, 0.95);
    }

    @Test
    void caps_and_fatigue_do_not_depend_on_the_order_of_arrival() {
        SplittableRandom random = new SplittableRandom(8);
        Fatigue fatigue = Fatigue.halving(Duration.ofHours(20)).withWeight(CLICKED, -0.5);
        for (int trial = 0; trial < 200; trial++) {
            ContactRule rule = ContactRule.atMost(1 + random.nextInt(4), Duration.ofHours(30))
                    .per(random.nextBoolean() ? Scope.CHANNEL : Scope.ISSUE);
            ContactPolicy policy = ContactPolicy.builder()
                    .rule(rule)
                    .fatigue("e-mail", fatigue)
                    .build();
            List<BruteForce.Event> events = events(random, 25);
            long now = events.get(24).time() + HOUR;
            List<BruteForce.Event> shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, new Random(trial));

            ContactState state = after(policy, shuffled);

            for (Target target : TARGETS) {
                assertThat(state.blocks(rule, target, now)).isEqualTo(BruteForce.blocks(rule, events, target, now));
            }
            assertThat(state.pressure("e-mail", fatigue, now))
                    .isCloseTo(BruteForce.pressure(fatigue, events, "e-mail", now), within(1e-9));
            assertThat(state.pressure("phone", fatigue, now)).isZero();
        }
    }

    @Test
    void a_state_does_not_grow_with_its_history_and_asking_it_allocates_nothing() {
        ContactPolicy policy = ContactPolicy.builder()
                .rule(ContactRule.atMost(5, Duration.ofDays(7)))
                .rule(TIRED)
                .rule(ContactRule.atMost(2, Duration.ofDays(1)).per(Scope.CHANNEL))
                .fatigue("e-mail", Fatigue.halving(Duration.ofDays(5)))
                .build();
        List<BruteForce.Event> events = events(new SplittableRandom(1), 2000);
        int early = after(policy, events.subList(0, 200)).toJson().length();
        ContactState state = after(policy, events);

        assertThat(state.toJson().length()).isLessThan(early + 300);
        Fatigue fatigue = Objects.requireNonNull(policy.fatigue("e-mail"));
        long now = events.get(1999).time();
        ContactHistory history = new ContactHistory(state, ContactState.EMPTY);
        long bytes = Allocation.bytes(20_000, () -> {
            for (int i = 0; i < policy.rules().size(); i++) {
                history.blocks(policy.rules().get(i), MAIL, now);
            }
            history.pressure("e-mail", fatigue, now);
        });
        assertThat(bytes).isLessThan(20_000);
    }

    @Test
    void a_stored_state_reads_back_equal() {
        ContactState state = after(
                        ContactPolicy.builder()
                                .rule(TIRED)
                                .fatigue("e-mail", Fatigue.halving(Duration.ofDays(5)))
                                .build(),
                        List.of(shown(MAIL, 480_000), shown(LOAN, 480_001)))
                .reserve("D1", CALL, 480_002 * HOUR, 480_003 * HOUR);

        ContactState again = ContactState.parse(state.toJson(), "store");

        assertThat(again).isEqualTo(state).hasSameHashCodeAs(state);
        assertThat(again).isNotEqualTo(ContactState.EMPTY);
        assertThat(again.open("D1", 480_002 * HOUR)).isNotNull();
    }
}
