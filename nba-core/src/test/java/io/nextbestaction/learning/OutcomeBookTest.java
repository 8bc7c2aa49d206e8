// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.Allocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutcomeBookTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration WINDOW = Duration.ofDays(10);

    private static final List<OutcomeEvent.Type> TYPES = List.of(OutcomeEvent.Type.values());

    private static Instant day(double days) {
        return START.plusSeconds((long) (days * 86_400));
    }

    private static OutcomeBook book(OutcomeEvent... events) {
        OutcomeBook book = new OutcomeBook(WINDOW);
        for (OutcomeEvent event : events) {
            book.add(event);
        }
        return book;
    }

    private static OutcomeEvent event(OutcomeEvent.Type type, double day) {
        return new OutcomeEvent("d", type, day(day));
    }

    @Test
    void a_decision_is_open_until_it_converts_or_its_window_has_passed() {
        OutcomeBook shown = book(event(OutcomeEvent.Type.SHOWN, 0));
        assertThat(shown.state("d", day(10))).isEqualTo(OutcomeState.OPEN);
        assertThat(shown.state("d", day(10.1))).isEqualTo(OutcomeState.EXPIRED);
        assertThat(shown.state("never heard of", day(99))).isEqualTo(OutcomeState.OPEN);

        OutcomeBook converted = book(event(OutcomeEvent.Type.CONVERTED, 3), event(OutcomeEvent.Type.SHOWN, 0));
        assertThat(converted.state("d", day(2))).isEqualTo(OutcomeState.OPEN);
        assertThat(converted.state("d", day(3))).isEqualTo(OutcomeState.CONVERTED);
        assertThat(book(event(OutcomeEvent.Type.SHOWN, 0), event(OutcomeEvent.Type.CONVERTED, 11))
                        .state("d", day(12)))
                .isEqualTo(OutcomeState.EXPIRED);
    }

    @Test
    void a_reversal_takes_a_conversion_back_and_a_repetition_does_not_restore_it() {
        OutcomeBook book = book(
                event(OutcomeEvent.Type.SHOWN, 0),
                event(OutcomeEvent.Type.REVERSED, 5),
                event(OutcomeEvent.Type.CONVERTED, 3));
        book.add(event(OutcomeEvent.Type.CONVERTED, 3));

        assertThat(book.state("d", day(4))).isEqualTo(OutcomeState.CONVERTED);
        assertThat(book.state("d", day(6))).isEqualTo(OutcomeState.OPEN);
        assertThat(book.state("d", day(11))).isEqualTo(OutcomeState.EXPIRED);
    }

    @Test
    void any_order_with_any_repetition_ends_in_the_same_states_and_the_same_rate() {
        SplittableRandom random = new SplittableRandom(1);
        for (int run = 0; run < 60; run++) {
            List<OutcomeEvent> events = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                OutcomeEvent.Type type = TYPES.get(random.nextInt(3));
                events.add(new OutcomeEvent("d" + random.nextInt(12), type, day(random.nextDouble() * 20)));
            }
            List<OutcomeEvent> again = new ArrayList<>(events);
            again.addAll(events.subList(5, 25));
            Collections.shuffle(again, new Random(run));
            OutcomeBook once = book(events.toArray(OutcomeEvent[]::new));
            OutcomeBook twice = book(again.toArray(OutcomeEvent[]::new));
            for (double now = 0; now < 35; now += 1.5) {
                for (int d = 0; d < 12; d++) {
                    assertThat(twice.state("d" + d, day(now))).isEqualTo(once.state("d" + d, day(now)));
                }
                assertThat(Double.valueOf(twice.rate(day(now)))).isEqualTo(Double.valueOf(once.rate(day(now))));
            }
        }
    }

    @Test
    void the_corrected_rate_is_right_while_most_outcomes_are_still_open() {
        SplittableRandom random = new SplittableRandom(2);
        OutcomeBook book = new OutcomeBook(WINDOW);
        int heard = 0;
        int decisions = 40_000;
        for (int i = 0; i < decisions; i++) {
            double shown = random.nextDouble() * 12;
            book.add(new OutcomeEvent("d" + i, OutcomeEvent.Type.SHOWN, day(shown)));
            double delay = 10 * random.nextDouble();
            if (random.nextDouble() < 0.2 && shown + delay <= 12) {
                book.add(new OutcomeEvent("d" + i, OutcomeEvent.Type.CONVERTED, day(shown + delay)));
                heard++;
            }
        }

        assertThat((double) heard / decisions)
                .as("counting open ones as negatives")
                .isLessThan(0.13);
        assertThat(book.rate(day(12))).isCloseTo(0.2, within(0.01));
    }

    @Test
    void without_a_conversion_there_is_no_rate_and_a_window_of_nothing_is_refused() {
        assertThat(book(event(OutcomeEvent.Type.SHOWN, 0)).rate(day(5))).isNaN();
        assertThatThrownBy(() -> new OutcomeBook(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The window (PT0S) of outcomes must be longer than nothing.\n"
                        + "Maybe Duration.ofDays(30) was meant.");
    }

    /** Messages about a few decisions over some days. */
    record Stream(List<OutcomeEvent> events, List<String> decisions, Duration window) {
        Instant at(double days) {
            return day(days);
        }
    }

    static Stream stream(SplittableRandom random, int count) {
        List<OutcomeEvent> events = new ArrayList<>();
        List<String> decisions = new ArrayList<>();
        for (int d = 0; d < 9; d++) {
            decisions.add("d" + d);
        }
        for (int i = 0; i < count; i++) {
            OutcomeEvent.Type type = TYPES.get(random.nextInt(3));
            events.add(new OutcomeEvent("d" + random.nextInt(9), type, day(random.nextDouble() * 20)));
        }
        return new Stream(events, decisions, WINDOW);
    }

    @Test
    void changes_are_told_once_and_lead_from_open_to_the_state_now() {
        SplittableRandom random = new SplittableRandom(8);
        for (int run = 0; run < 200; run++) {
            Stream stream = stream(random, 25);
            OutcomeBook book = new OutcomeBook(WINDOW);
            Map<String, OutcomeState> learnt = new HashMap<>();
            double now = 0;
            for (OutcomeEvent event : stream.events()) {
                book.add(event);
                now += random.nextDouble() * 2;
                Instant moment = day(now);
                for (Settlement change : book.settle(moment)) {
                    assertThat(change.was())
                            .isEqualTo(learnt.getOrDefault(change.decision(), OutcomeState.OPEN))
                            .isNotEqualTo(change.is());
                    learnt.put(change.decision(), change.is());
                }
                for (OutcomeBook.Exposure shown : book.exposures(moment)) {
                    OutcomeState told = learnt.getOrDefault(shown.decision(), OutcomeState.OPEN);
                    OutcomeState is = book.state(shown.decision(), moment);
                    assertThat(told).isIn(is, OutcomeState.OPEN);
                    assertThat(is == OutcomeState.EXPIRED && told == OutcomeState.OPEN)
                            .isFalse();
                }
                assertThat(book.settle(moment)).isEmpty();
                List<OutcomeBook.Exposure> untold = new ArrayList<>(book.exposures(moment));
                untold.removeIf(shown -> learnt.getOrDefault(shown.decision(), OutcomeState.OPEN) != OutcomeState.OPEN);
                assertThat(book.open(moment)).isEqualTo(untold);
            }
        }
    }

    /** Half a percent of bias would show; counting conversions as they come is off by a third. */
    @Test
    void young_and_old_decisions_together_have_the_rate_of_the_old_alone() {
        SplittableRandom random = new SplittableRandom(11);
        double learntEarly = 0;
        double corrected = 0;
        double settled = 0;
        int runs = 40;
        for (int run = 0; run < runs; run++) {
            OutcomeBook book = new OutcomeBook(WINDOW);
            for (int i = 0; i < 1000; i++) {
                double shown = 16 * random.nextDouble();
                book.add(new OutcomeEvent("d" + i, OutcomeEvent.Type.SHOWN, day(shown)));
                double delay = -3 * Math.log(1 - random.nextDouble() * (1 - Math.exp(-10 / 3.0)));
                if (random.nextDouble() < 0.2 && shown + delay <= 16) {
                    book.add(new OutcomeEvent("d" + i, OutcomeEvent.Type.CONVERTED, day(shown + delay)));
                }
            }
            double conversions = 0;
            double shares = 0;
            for (OutcomeBook.Exposure exposure : book.exposures(day(16))) {
                conversions += exposure.converted() ? 1 : 0;
                shares += exposure.share();
            }
            assertThat(conversions / shares).isCloseTo(book.rate(day(16)), within(1e-12));
            corrected += conversions / shares / runs;
            double resolved = 0;
            double yes = 0;
            double expired = 0;
            for (Settlement change : book.settle(day(16))) {
                resolved += change.resolved();
                yes += change.conversions();
                expired += change.is() == OutcomeState.EXPIRED ? 1 : 0;
            }
            settled += yes / resolved / runs;
            learntEarly += conversions / (conversions + expired) / runs;
        }
        assertThat(corrected).isCloseTo(0.2, within(0.01));
        assertThat(settled).isCloseTo(0.2, within(0.01));
        assertThat(learntEarly).isGreaterThan(0.27);
    }

    @Test
    void before_the_first_conversion_a_share_is_that_of_the_window() {
        OutcomeBook book = new OutcomeBook(WINDOW);
        book.add(new OutcomeEvent("old", OutcomeEvent.Type.SHOWN, day(0)));
        book.add(new OutcomeEvent("young", OutcomeEvent.Type.SHOWN, day(8)));
        assertThat(book.exposures(day(11)))
                .containsExactly(
                        new OutcomeBook.Exposure("old", false, 1), new OutcomeBook.Exposure("young", false, 0));
    }

    @Test
    void what_is_open_costs_nothing_for_decisions_told_long_ago() {
        OutcomeBook book = new OutcomeBook(WINDOW);
        for (int i = 0; i < 20_000; i++) {
            book.add(new OutcomeEvent("d" + i, OutcomeEvent.Type.SHOWN, day(0)));
        }
        book.add(new OutcomeEvent("d7", OutcomeEvent.Type.CONVERTED, day(3)));
        assertThat(book.settle(day(11))).hasSize(20_000);
        book.add(new OutcomeEvent("young", OutcomeEvent.Type.SHOWN, day(7)));
        book.settle(day(12));

        assertThat(book.open(day(12))).containsExactly(new OutcomeBook.Exposure("young", false, 1));
        assertThat(Allocation.bytes(1, () -> book.open(day(12)))).isLessThan(20_000);
    }
}
