// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.Allocation;
import io.nextbestaction.data.State;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearPosteriorTest {
    private static final int D = 5;
    private static final double RIDGE = 0.7;

    private record Case(List<double[]> xs, List<Double> rewards) {
        static Case of(int n, SplittableRandom random) {
            Case made = new Case(new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < n; i++) {
                made.xs.add(random.doubles(D, -2, 2).toArray());
                made.rewards.add(random.nextDouble());
            }
            return made;
        }

        /** A·y = right by Gaussian elimination, A built from the definition. */
        double[] solve(double[] right) {
            double[][] a = new double[D][D + 1];
            for (int i = 0; i < D; i++) {
                a[i][i] = RIDGE;
                a[i][D] = right[i];
            }
            for (double[] x : xs) {
                for (int i = 0; i < D; i++) {
                    for (int j = 0; j < D; j++) {
                        a[i][j] += x[i] * x[j];
                    }
                }
            }
            for (int i = 0; i < D; i++) {
                for (int r = 0; r < D; r++) {
                    double by = a[r][i] / a[i][i];
                    for (int c = i; c <= D && r != i; c++) {
                        a[r][c] -= by * a[i][c];
                    }
                }
            }
            double[] solved = new double[D];
            for (int i = 0; i < D; i++) {
                solved[i] = a[i][D] / a[i][i];
            }
            return solved;
        }

        double mean(double[] x) {
            double[] b = new double[D];
            for (int n = 0; n < xs.size(); n++) {
                for (int i = 0; i < D; i++) {
                    b[i] += rewards.get(n) * xs.get(n)[i];
                }
            }
            return dot(x, solve(b));
        }

        double deviation(double[] x) {
            return Math.sqrt(dot(x, solve(x)));
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static LinearPosterior learnt(Case outcomes) {
        LinearPosterior posterior = new LinearPosterior(D, RIDGE);
        for (int i = 0; i < outcomes.xs.size(); i++) {
            posterior.learn(outcomes.xs.get(i), outcomes.rewards.get(i));
        }
        return posterior;
    }

    @Test
    void one_outcome_at_a_time_ends_where_ridge_regression_does() {
        SplittableRandom random = new SplittableRandom(1);
        for (int n : new int[] {0, 1, 3, 50, 2000}) {
            Case outcomes = Case.of(n, random);
            LinearPosterior posterior = learnt(outcomes);
            for (int i = 0; i < 20; i++) {
                double[] x = random.doubles(D, -2, 2).toArray();
                assertThat(posterior.mean(x)).isCloseTo(outcomes.mean(x), within(1e-9));
                assertThat(posterior.deviation(x)).isCloseTo(outcomes.deviation(x), within(1e-9));
                assertThat(posterior.upper(x, 1.5))
                        .isCloseTo(outcomes.mean(x) + 1.5 * outcomes.deviation(x), within(1e-9));
            }
        }
    }

    @Test
    void draws_are_normal_around_the_mean_and_the_same_for_the_same_decision() {
        SplittableRandom random = new SplittableRandom(2);
        Case outcomes = Case.of(20, random);
        LinearPosterior posterior = learnt(outcomes);
        double[] x = random.doubles(D, -2, 2).toArray();
        double sum = 0;
        double squares = 0;
        int n = 40_000;
        for (int i = 0; i < n; i++) {
            double draw = posterior.draw(x, 0.5, random);
            sum += draw;
            squares += draw * draw;
        }
        double deviation = 0.5 * outcomes.deviation(x);
        assertThat(sum / n).isCloseTo(outcomes.mean(x), within(4 * deviation / Math.sqrt(n)));
        assertThat(Math.sqrt(squares / n - sum / n * (sum / n))).isCloseTo(deviation, within(0.02 * deviation));
        assertThat(posterior.draw(x, 0.5, 7, "D1")).isEqualTo(posterior.draw(x, 0.5, 7, "D1"));
        assertThat(posterior.draw(x, 0.5, 7, "D1")).isNotEqualTo(posterior.draw(x, 0.5, 7, "D2"));
    }

    @Test
    void what_is_taken_back_was_never_there() {
        SplittableRandom random = new SplittableRandom(3);
        Case outcomes = Case.of(30, random);
        LinearPosterior posterior = learnt(outcomes);
        double[] x = random.doubles(D, -2, 2).toArray();
        double[] probe = random.doubles(D, -2, 2).toArray();

        posterior.learn(x, new Settlement("D", OutcomeState.OPEN, OutcomeState.CONVERTED));
        assertThat(posterior.mean(probe)).isNotEqualTo(outcomes.mean(probe));
        posterior.learn(x, new Settlement("D", OutcomeState.CONVERTED, OutcomeState.EXPIRED));
        outcomes.xs.add(x);
        outcomes.rewards.add(0.0);
        assertThat(posterior.mean(probe)).isCloseTo(outcomes.mean(probe), within(1e-9));
        posterior.learn(x, new Settlement("D", OutcomeState.EXPIRED, OutcomeState.CONVERTED));
        posterior.learn(x, new Settlement("D", OutcomeState.CONVERTED, OutcomeState.OPEN));
        outcomes.xs.remove(30);
        outcomes.rewards.remove(30);
        assertThat(posterior.mean(probe)).isCloseTo(outcomes.mean(probe), within(1e-9));
        assertThat(posterior.deviation(probe)).isCloseTo(outcomes.deviation(probe), within(1e-9));
    }

    @Test
    void a_discount_weighs_old_outcomes_less_and_keeps_the_ridge() {
        SplittableRandom random = new SplittableRandom(4);
        Case outcomes = Case.of(40, random);
        LinearPosterior posterior = learnt(outcomes);
        posterior.discount(0.25);
        // Each outcome counts a quarter: half of features and reward.
        Case halved = new Case(
                outcomes.xs.stream()
                        .map(x -> java.util.Arrays.stream(x).map(v -> v / 2).toArray())
                        .toList(),
                outcomes.rewards.stream().map(r -> r / 2).toList());
        double[] x = random.doubles(D, -2, 2).toArray();
        assertThat(posterior.mean(x)).isCloseTo(halved.mean(x), within(1e-9));
        assertThat(posterior.deviation(x)).isCloseTo(halved.deviation(x), within(1e-9));
    }

    @Test
    void a_restored_posterior_scores_to_the_bit_and_scoring_allocates_nothing() {
        SplittableRandom random = new SplittableRandom(5);
        LinearPosterior posterior = learnt(Case.of(50, random));
        LinearPosterior again = LinearPosterior.restore(posterior.state());
        double[] x = random.doubles(D, -2, 2).toArray();
        for (int i = 0; i < 10; i++) {
            assertThat(again.upper(x, 2)).isEqualTo(posterior.upper(x, 2));
            again.learn(x, i);
            posterior.learn(x, i);
        }
        double[] sink = new double[1];
        assertThat(Allocation.bytes(20_000, () -> sink[0] += posterior.upper(x, 1)))
                .isLessThan(20_000);
    }

    @Test
    void linear_bandits_find_the_better_arm() {
        for (boolean thompson : new boolean[] {false, true}) {
            SplittableRandom random = new SplittableRandom(6);
            LinearPosterior[] arms = {new LinearPosterior(2, 1), new LinearPosterior(2, 1)};
            int best = 0;
            for (int i = 0; i < 4000; i++) {
                double[] x = {1, random.nextDouble() - 0.5};
                double[] rates = {0.5 + 0.6 * x[1], 0.5 - 0.6 * x[1]};
                int arm = score(arms[0], x, thompson, random) >= score(arms[1], x, thompson, random) ? 0 : 1;
                arms[arm].learn(x, random.nextDouble() < rates[arm] ? 1 : 0);
                best += i >= 2000 && rates[arm] >= rates[1 - arm] ? 1 : 0;
            }
            assertThat(best).as("thompson %s", thompson).isGreaterThan(1700);
        }
    }

    private static double score(LinearPosterior arm, double[] x, boolean thompson, SplittableRandom random) {
        return thompson ? arm.draw(x, 0.5, random) : arm.upper(x, 0.5);
    }

    @Test
    void what_cannot_be_learnt_is_refused() {
        assertThatThrownBy(() -> new LinearPosterior(D, 1).learn(new double[] {1, 2, Double.NaN, 0, 0}, 1))
                .hasMessage("The features and the reward of an outcome must be finite numbers.\n"
                        + "Maybe fill in what is missing.");
        assertThatThrownBy(() -> new LinearPosterior(0, 1))
                .hasMessage(
                        "The inputs (0) and ridge (1.0) of a linear posterior must be 1 to 4096, and finite and above"
                                + " 0.\nMaybe 1 was meant for the ridge; choose among many features first.");
        assertThatThrownBy(() -> new LinearPosterior(1, 1).discount(1.01))
                .hasMessageStartingWith("The discount (1.01) must lie in (0, 1].");
        assertThatThrownBy(() -> new LinearPosterior(4097, 1)).hasMessageStartingWith("The inputs (4097) and ridge");
        // finite, but not its square
        LinearPosterior posterior = new LinearPosterior(1, 1);
        assertThatThrownBy(() -> posterior.learn(new double[] {1e200}, 1))
                .hasMessageStartingWith("The features and the reward");
        assertThat(posterior.mean(new double[] {1})).isZero();
    }

    @Test
    void a_state_made_by_hand_is_refused_before_room_is_made_for_it() {
        State huge = state(1_000_000_000, new double[4], 1);
        assertThatThrownBy(() -> LinearPosterior.restore(huge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The saved numbers \"gram\" (4) must be 1000000000000000000 finite ones, as the inputs"
                        + " say.\nMaybe the state is another learner's.");
        State turned = state(-2, new double[4], 1);
        assertThatThrownBy(() -> LinearPosterior.restore(turned)).hasMessageStartingWith("The inputs (-2) and ridge");
        State broken = state(1, new double[1], Double.NaN);
        assertThatThrownBy(() -> LinearPosterior.restore(broken))
                .hasMessageStartingWith("The saved numbers \"moments\" (1) must be 1 finite ones");
    }

    private static State state(int inputs, double[] gram, double moment) {
        return State.builder()
                .put("inputs", inputs)
                .put("ridge", 1)
                .put("gram", gram)
                .put("moments", new double[] {moment})
                .put("inverse", new double[] {1})
                .build();
    }
}
