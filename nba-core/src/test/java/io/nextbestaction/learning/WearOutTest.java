// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WearOutTest {
    /** One outcome. */
    private record Outcome(int group, double acceptance, double pressure, boolean converted) {
        void into(WearOut learner, int times) {
            learner.learn("g" + group, acceptance, pressure, converted ? times : 0, times);
        }
    }

    /** Pressures are those of the middle of a step, so that binning them changes nothing. */
    private static List<Outcome> outcomes(SplittableRandom random, int size, double wearOut, double... factors) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int group = random.nextInt(factors.length);
            double pressure = 0.025 + 0.05 * random.nextInt(50);
            double acceptance = 0.02 + 0.1 * random.nextDouble();
            double chance = Math.min(1, acceptance * factors[group] * Math.exp(-wearOut * pressure));
            outcomes.add(new Outcome(group, acceptance, pressure, random.nextDouble() < chance));
        }
        return outcomes;
    }

    /** The likelihood written out: every conversion fell on this outcome of its group and on no other. */
    private static double bruteForce(List<Outcome> outcomes, int groups, double believed, double deviation) {
        double best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (double rate = 0; rate < 3; rate += 0.001) {
            double likelihood = -(rate - believed) * (rate - believed) / (2 * deviation * deviation);
            for (int g = 0; g < groups; g++) {
                double all = 0;
                for (Outcome one : outcomes) {
                    all += one.group == g ? one.acceptance * Math.exp(-rate * one.pressure) : 0;
                }
                for (Outcome one : outcomes) {
                    if (one.group == g && one.converted) {
                        likelihood += Math.log(one.acceptance * Math.exp(-rate * one.pressure) / all);
                    }
                }
            }
            if (likelihood > most) {
                most = likelihood;
                best = rate;
            }
        }
        return best;
    }

    @Test
    void the_estimate_is_the_likeliest_by_brute_force() {
        SplittableRandom random = new SplittableRandom(3);
        for (int run = 0; run < 12; run++) {
            double truth = run % 4 * 0.3;
            List<Outcome> outcomes = outcomes(random, 400, truth, 1, 2.5, 0.4);
            WearOut learner = new WearOut(0.3, 0.8);
            outcomes.forEach(one -> one.into(learner, 1));
            assertThat(learner.known().rate()).isCloseTo(bruteForce(outcomes, 3, 0.3, 0.8), within(0.001));
        }
    }

    @Test
    void the_true_wear_out_is_found_though_every_group_is_off_and_the_interval_holds() {
        SplittableRandom random = new SplittableRandom(4);
        int within = 0;
        int runs = 200;
        double sum = 0;
        for (int run = 0; run < runs; run++) {
            WearOut learner = new WearOut(0, 5);
            outcomes(random, 8000, 0.4, 0.5, 1, 1.6).forEach(one -> one.into(learner, 1));
            WearOut.Known known = learner.known();
            sum += known.rate() / runs;
            within += Math.abs(known.rate() - 0.4) < 1.96 * known.deviation() ? 1 : 0;
        }
        assertThat(sum).isCloseTo(0.4, within(0.015));
        assertThat(within).isBetween(180, 198);
    }

    @Test
    void without_wear_out_there_is_next_to_none_and_what_was_taken_back_leaves_no_trace() {
        SplittableRandom random = new SplittableRandom(5);
        WearOut learner = new WearOut(0, 1);
        List<Outcome> mistaken = outcomes(random, 500, 1.5, 1, 1);
        mistaken.forEach(one -> one.into(learner, 1));
        double misled = learner.known().rate();
        outcomes(random, 60_000, 0, 1, 0.7).forEach(one -> one.into(learner, 1));
        mistaken.forEach(one -> one.into(learner, -1));

        assertThat(misled).isGreaterThan(0.5);
        assertThat(learner.known().rate()).isLessThan(0.06);
    }

    @Test
    void outcomes_taken_back_leave_no_trace_but_rounding() {
        SplittableRandom random = new SplittableRandom(6);
        WearOut clean = new WearOut(0.2, 1);
        List<Outcome> known = outcomes(random, 1000, 0.4, 1);
        known.forEach(one -> one.into(clean, 1));
        for (int run = 0; run < 200; run++) {
            WearOut learner = new WearOut(0.2, 1);
            known.forEach(one -> one.into(learner, 1));
            // All under pressures nobody else was under, so that what rounding leaves there is all there is.
            List<Outcome> mistaken = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                mistaken.add(new Outcome(0, random.nextDouble(), 10 + 0.04 * random.nextDouble(), false));
            }
            mistaken.forEach(one -> one.into(learner, 1));
            Collections.shuffle(mistaken, new Random(run));
            mistaken.forEach(one -> one.into(learner, -1));
            assertThat(learner.known().rate()).isCloseTo(clean.known().rate(), within(1e-9));
            assertThat(learner.known().deviation()).isCloseTo(clean.known().deviation(), within(1e-9));
        }
    }

    @Test
    void a_group_expected_to_accept_nothing_tells_nothing() {
        WearOut learner = new WearOut(0.35, 0.1);
        learner.learn("g", 0, 2, 1, 1);
        assertThat(learner.known().rate()).isCloseTo(0.35, within(1e-9));
    }

    @Test
    void a_settlement_counts_as_its_numbers_and_a_belief_holds_without_outcomes() {
        WearOut learner = new WearOut(0.35, 0.1);
        assertThat(learner.known().rate()).isCloseTo(0.35, within(1e-9));
        assertThat(learner.known().deviation()).isCloseTo(0.1, within(1e-9));
        WearOut numbers = new WearOut(0.35, 0.1);
        learner.learn("g", 0.1, 0, new Settlement("d", OutcomeState.OPEN, OutcomeState.CONVERTED));
        learner.learn("g", 0.1, 2, new Settlement("e", OutcomeState.OPEN, OutcomeState.EXPIRED));
        numbers.learn("g", 0.1, 0, 1, 1);
        numbers.learn("g", 0.1, 2, 0, 1);
        assertThat(learner.known()).isEqualTo(numbers.known());
        assertThat(learner.known().rate()).isGreaterThan(0.35);
    }

    @Test
    void a_restored_learner_knows_the_same_and_learns_on_to_the_bit() {
        SplittableRandom random = new SplittableRandom(6);
        WearOut learner = new WearOut(0.2, 0.5);
        outcomes(random, 2000, 0.4, 1, 0.5, 2).forEach(one -> one.into(learner, 1));
        learner.learn("beyond the last step", 0.1, 1e3, 1, 2);
        // taken back before it came: as unlikely as allowed
        learner.learn("back", 0.1, 0.5, -1, -1);
        WearOut again = WearOut.restore(learner.state());

        assertThat(again.state()).isEqualTo(learner.state());
        assertThat(again.known()).isEqualTo(learner.known());
        outcomes(random, 500, 0.4, 1, 0.5, 2).forEach(one -> {
            one.into(learner, 1);
            one.into(again, 1);
        });
        assertThat(again.known()).isEqualTo(learner.known());
        assertThat(again.state()).isEqualTo(learner.state());
        WearOut fresh = WearOut.restore(new WearOut(0.2, 0.5).state());
        assertThat(fresh.known()).isEqualTo(new WearOut(0.2, 0.5).known());
    }

    @Test
    void a_trace_that_rounding_leaves_of_what_was_taken_back_misleads_nobody() {
        WearOut learner = new WearOut(0.3, 0.5);
        outcomes(new SplittableRandom(7), 2000, 0.4, 1).forEach(one -> one.into(learner, 1));
        WearOut.Known before = learner.known();
        State.Builder traced = State.builder().put("believed", 0.3).put("deviation", 0.5);
        List<State> groups = new ArrayList<>(learner.state().children("groups"));
        groups.add(group("trace", new double[] {2}, new double[] {1e-18}, new double[] {-1e-14}, 3, 0.36));
        WearOut.Known after =
                WearOut.restore(traced.putAll("groups", groups).build()).known();
        assertThat(after.rate()).isCloseTo(before.rate(), within(0.01));
        assertThat(after.deviation()).isCloseTo(before.deviation(), within(0.01));
    }

    private static State group(
            String name, double[] steps, double[] expected, double[] pressed, double conversions, double pressure) {
        return State.builder()
                .put("group", name)
                .put("steps", steps)
                .put("expected", expected)
                .put("pressed", pressed)
                .put("conversions", conversions)
                .put("pressure", pressure)
                .build();
    }

    private static State learner(State... groups) {
        return State.builder()
                .put("believed", 0.1)
                .put("deviation", 1)
                .putAll("groups", List.of(groups))
                .build();
    }

    @Test
    void a_state_made_by_hand_is_refused() {
        double[] none = {};
        double[] one = {0.5};
        State fine = group("card", new double[] {3}, one, one, 1, 0.2);
        assertThat(WearOut.restore(learner(fine)).state()).isEqualTo(learner(fine));
        for (State wrong : List.of(
                group("card", new double[] {-1}, one, one, 1, 0),
                group("card", new double[] {400}, one, one, 1, 0),
                group("card", new double[] {1e18}, one, one, 1, 0),
                group("card", new double[] {0.5}, one, one, 1, 0),
                group("card", new double[] {Double.NaN}, one, one, 1, 0),
                group("card", new double[] {3, 3}, new double[2], new double[2], 1, 0),
                group("card", new double[] {3}, none, one, 1, 0),
                group("card", new double[] {3}, one, none, 1, 0),
                group("card", none, one, one, 1, 0),
                group("card", new double[] {3}, new double[] {Double.NaN}, one, 1, 0),
                group("card", new double[] {3}, one, new double[] {Double.POSITIVE_INFINITY}, 1, 0),
                group("card", new double[] {3}, one, one, Double.NaN, 0),
                group("card", new double[] {3}, one, one, 1, Double.NEGATIVE_INFINITY))) {
            assertThatThrownBy(() -> WearOut.restore(learner(wrong)))
                    .as(wrong.toString())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The saved numbers of group \"card\" (" + wrong.numbers("steps").length
                            + " steps) must be finite, as many each as the steps, and these rise from 0 to at most 399."
                            + "\nMaybe the state was written by hand.");
        }
        assertThatThrownBy(() -> WearOut.restore(learner(fine, fine)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The group \"card\" of a saved wear-out must be listed once.\n"
                        + "Maybe the state was written by hand.");
        State unbelievable = State.builder()
                .put("believed", Double.NaN)
                .put("deviation", 1)
                .putAll("groups", List.of())
                .build();
        assertThatThrownBy(() -> WearOut.restore(unbelievable))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The believed wear-out (NaN) must be finite");
        assertThatThrownBy(() -> WearOut.restore(State.builder().build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The saved value \"believed\" (absent)");
    }

    @Test
    void what_is_out_of_range_is_refused() {
        assertThatThrownBy(() -> new WearOut(-1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The believed wear-out (-1.0) must be finite and at least 0, and its deviation (1.0) finite"
                        + " and above 0.\nMaybe 0 and 1 were meant.");
        WearOut learner = new WearOut(0, 1);
        assertThatThrownBy(() -> learner.learn("card", Double.NaN, 0, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The acceptance (NaN) expected of group \"card\" must lie in [0, 1], and the pressure (0.0) be"
                                + " finite and at least 0.\nMaybe leave out what is missing.");
        assertThatThrownBy(() -> learner.learn("card", 0.1, 0, Double.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The conversions (NaN) and outcomes (1.0) to learn must be finite.\n"
                        + "Maybe leave out what is not known.");
    }
}
