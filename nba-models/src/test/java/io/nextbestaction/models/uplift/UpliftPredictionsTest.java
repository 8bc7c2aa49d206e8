// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.models.Samples;
import io.nextbestaction.models.evaluation.Bootstrap;
import io.nextbestaction.models.evaluation.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class UpliftPredictionsTest {
    private static final Offset<Double> DIGITS = Offset.offset(1e-12);

    /** The published small example of the reference, and CausalML's definition computed apart in numpy 1.24.2. */
    @Test
    void a_small_example_has_the_known_figures() {
        UpliftPredictions p = small();
        assertThat(p.qini(UpliftDefinition.SKLIFT)).isCloseTo(0.3340425531914894, DIGITS);
        assertThat(p.qini(UpliftDefinition.SKLIFT_WITHOUT_NEGATIVE_EFFECT)).isCloseTo(1.4272727, Offset.offset(5e-8));
        assertThat(p.auuc(UpliftDefinition.SKLIFT)).isCloseTo(0.296888888888889, DIGITS);
        assertThat(p.auuc(UpliftDefinition.SKLIFT_WITHOUT_NEGATIVE_EFFECT)).isEqualTo(p.auuc(UpliftDefinition.SKLIFT));
        assertThat(p.auuc(UpliftDefinition.CAUSALML)).isCloseTo(0.9282051282051282, DIGITS);
        assertThat(p.qini(UpliftDefinition.CAUSALML)).isCloseTo(0.6038461538461539, DIGITS);
    }

    @Test
    void ties_and_an_unequal_split_have_the_figures_of_an_independent_implementation() {
        UpliftPredictions p = tied(300);
        assertThat(p.auuc(UpliftDefinition.CAUSALML)).isCloseTo(0.5072479865646022, DIGITS);
        assertThat(p.qini(UpliftDefinition.CAUSALML)).isCloseTo(-0.005452752089276647, DIGITS);
        assertThat(p.qini(UpliftDefinition.SKLIFT)).isCloseTo(-0.00421456333292567, DIGITS);
        assertThat(p.auuc(UpliftDefinition.SKLIFT)).isCloseTo(0.007069461230205938, DIGITS);
    }

    @Test
    void equal_effects_are_random_targeting() {
        UpliftPredictions p = UpliftPredictions.of(
                new double[8],
                new boolean[] {true, false, true, false, true, false, true, false},
                new double[] {1, 0, 1, 0, 0, 1, 1, 0});
        assertThat(p.auuc(UpliftDefinition.CAUSALML)).isCloseTo(0.5, DIGITS);
        assertThat(p.qini(UpliftDefinition.CAUSALML)).isCloseTo(0, DIGITS);
        assertThat(p.qini(UpliftDefinition.SKLIFT)).isCloseTo(0, DIGITS);
        assertThat(p.auuc(UpliftDefinition.SKLIFT)).isCloseTo(0, DIGITS);
        assertThat(p.averageEffect()).isEqualTo(0.5);
    }

    /** Every point by counting, for random data with ties and an order that must not matter. */
    @Test
    void curves_are_what_counting_gives() {
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 30;
            double[] u = random.doubles(n).map(x -> Math.floor(x * 8)).toArray();
            boolean[] w = new boolean[n];
            double[] y = new double[n];
            for (int i = 0; i < n; i++) {
                w[i] = i == 0 || (i != 1 && random.nextBoolean());
                y[i] = random.nextInt(2);
            }
            UpliftPredictions p = UpliftPredictions.of(u, w, y);
            List<UpliftCurve.Point> qini = p.qiniCurve().points();
            List<UpliftCurve.Point> gain = p.upliftCurve().points();
            assertThat(qini).hasSize((int) Arrays.stream(u).distinct().count() + 1);
            for (int i = 1; i < qini.size(); i++) {
                double cut = qini.get(i).effect();
                double[] sums = new double[4];
                for (int row = 0; row < n; row++) {
                    if (u[row] >= cut) {
                        sums[w[row] ? 0 : 1]++;
                        sums[w[row] ? 2 : 3] += y[row];
                    }
                }
                double without = sums[1] == 0 ? 0 : sums[3] / sums[1];
                double with = sums[0] == 0 ? 0 : sums[2] / sums[0];
                assertThat(qini.get(i).x()).isEqualTo(sums[0] + sums[1]);
                assertThat(qini.get(i).y()).isCloseTo(sums[2] - without * sums[0], DIGITS);
                assertThat(gain.get(i).y()).isCloseTo((with - without) * (sums[0] + sums[1]), DIGITS);
            }
            assertThat(gain.get(0)).isEqualTo(new UpliftCurve.Point(Double.POSITIVE_INFINITY, 0, 0));
            // The area that figures use is the area of the curve shown.
            double end = gain.get(gain.size() - 1).y();
            double expected = (p.upliftCurve().area() + end / 2) / (n + 1) / Math.abs(end);
            if (Math.abs(end) > 1e-9) {
                assertThat(p.auuc(UpliftDefinition.CAUSALML)).isCloseTo(expected, Offset.offset(1e-9));
            }
        }
    }

    @Test
    void perfect_targeting_scores_one() {
        double[] y = {1, 1, 0, 0, 1, 0, 1, 0, 0};
        boolean[] w = {true, true, true, false, false, false, true, false, true};
        double[] qini = new double[9];
        double[] uplift = new double[9];
        for (int i = 0; i < 9; i++) {
            qini[i] = w[i] ? y[i] : -y[i];
            // One control said yes, two treated said no: the treated come before the control.
            uplift[i] = 2 * (y[i] == (w[i] ? 1 : 0) ? 1 : 0) + (w[i] ? 1 : 0);
        }
        assertThat(UpliftPredictions.of(qini, w, y).qini(UpliftDefinition.SKLIFT))
                .isCloseTo(1, DIGITS);
        assertThat(UpliftPredictions.of(uplift, w, y).auuc(UpliftDefinition.SKLIFT))
                .isCloseTo(1, DIGITS);
    }

    @Test
    void uplift_at_k_takes_the_best_of_all_or_of_each_side() {
        UpliftPredictions p = small();
        // First 6 of 12: treated 1, 1, 0 and control 0, 1, 0.
        assertThat(p.upliftAt(0.5, TopShare.OVERALL)).isCloseTo(2 / 3.0 - 1 / 3.0, DIGITS);
        // First 3 of 6 treated: 1, 1, 0; first 3 of 6 control: 0, 1, 0.
        assertThat(p.upliftAt(0.5, TopShare.BY_GROUP)).isCloseTo(1 / 3.0, DIGITS);
        // First 4: treated 1, 1, control 0, 1. First 2 of each side: 1, 1 and 0, 1.
        assertThat(p.upliftAt(1 / 3.0, TopShare.OVERALL)).isCloseTo(0.5, DIGITS);
        assertThat(p.upliftAt(2 / 6.0, TopShare.BY_GROUP)).isCloseTo(0.5, DIGITS);
        assertThat(p.upliftAt(1, TopShare.OVERALL)).isEqualTo(p.averageEffect());
        assertThatThrownBy(() -> p.upliftAt(30, TopShare.OVERALL))
                .hasMessage("The share (30.0) of uplift at k must lie above 0 and be at most 1.\nMaybe 0.3 is meant.");
    }

    /** Each replicate is the figure of the rows drawn, customers with all their rows. */
    @Test
    void a_bootstrap_draws_customers_as_a_whole() {
        int n = 60;
        UpliftPredictions tied = tied(n);
        double[] u = Samples.stream(n, 3);
        boolean[] w = new boolean[n];
        double[] y = new double[n];
        long[] customers = new long[n];
        double[] split = Samples.stream(n, 5);
        for (int i = 0; i < n; i++) {
            u[i] = Math.floor(u[i] * 40) / 40;
            w[i] = split[i] < 0.4;
            y[i] = i % 3 == 0 ? 1 : 0;
            customers[i] = 1000L + i / 3;
        }
        UpliftPredictions p = UpliftPredictions.of(u, w, y, customers);
        Interval interval =
                p.interval(new Bootstrap(201, 0.9, 8), q -> q.qini(UpliftDefinition.CAUSALML) + q.averageEffect());
        double[] figures = new double[201];
        SplittableRandom random = new SplittableRandom(8);
        for (int r = 0; r < 201; r++) {
            int[] rows = IntStream.range(0, 20)
                    .map(i -> random.nextInt(20))
                    .flatMap(c -> IntStream.range(3 * c, 3 * c + 3))
                    .toArray();
            boolean[] treated = new boolean[n];
            for (int i = 0; i < n; i++) {
                treated[i] = w[rows[i]];
            }
            UpliftPredictions drawn = UpliftPredictions.of(UpliftSet.pick(u, rows), treated, UpliftSet.pick(y, rows));
            figures[r] = drawn.qini(UpliftDefinition.CAUSALML) + drawn.averageEffect();
        }
        Arrays.sort(figures);
        assertThat(interval.low()).isCloseTo(figures[10], DIGITS);
        assertThat(interval.high()).isCloseTo(figures[190], DIGITS);
        assertThatThrownBy(() -> p.difference(tied, Bootstrap.seeded(1), UpliftPredictions::averageEffect))
                .hasMessage("The customers, treatments and outcomes of a paired difference must be the same in both"
                        + " predictions.\nMaybe the rows of one are in another order.");
        assertThatThrownBy(() -> p.interval(new Bootstrap(199, 0.9, 1), UpliftPredictions::averageEffect))
                .hasMessage(
                        "The replicates (199) of a bootstrap of uplift must be at least 200.\nMaybe 1000 is meant.");
    }

    @Test
    void a_model_against_itself_differs_by_nothing() {
        UpliftPredictions p = tied(300);
        Interval none = p.difference(p, new Bootstrap(200, 0.95, 1), q -> q.qini(UpliftDefinition.SKLIFT));
        assertThat(none.low()).isZero();
        assertThat(none.high()).isZero();
    }

    @Test
    void groups_set_what_was_promised_beside_what_came() {
        List<UpliftPredictions.Group> groups = small().groups(2);
        assertThat(groups).hasSize(2);
        assertThat(groups.get(0).rows()).isEqualTo(6);
        assertThat(groups.get(0).predicted()).isCloseTo(2.05 / 6, DIGITS);
        assertThat(groups.get(0).observed()).isCloseTo(1 / 3.0, DIGITS);
        // Two binomial variances p(1 − p) / (n − 1) with n = 3.
        assertThat(groups.get(0).standardError()).isCloseTo(Math.sqrt(2 * (2 / 9.0) / 2), DIGITS);
        assertThatThrownBy(() -> small().groups(13))
                .hasMessage("The groups (13) must be 1 to the rows (12).\nMaybe 10 is meant.");
    }

    @Test
    void wrong_input_is_refused() {
        boolean[] w = {true, false};
        assertThatThrownBy(() -> UpliftPredictions.of(new double[1], w, new double[2]))
                .hasMessage("The treatments (2), outcomes (2) and customers (0) must be as many as the effects (1).");
        assertThatThrownBy(() -> UpliftPredictions.of(new double[] {0, Double.NaN}, w, new double[2]))
                .hasMessage("The effect (NaN) and outcome (0.0) of row 2 must be numbers.\n"
                        + "Maybe leave out rows whose outcome is unknown.");
        assertThatThrownBy(() -> UpliftPredictions.of(new double[2], new boolean[2], new double[2]))
                .hasMessage("The treated (0 of 2 rows) must leave rows on both sides.\n"
                        + "Maybe the control was filtered out.");
        UpliftPredictions amounts = UpliftPredictions.of(new double[2], w, new double[] {3.5, 1});
        assertThatThrownBy(() -> amounts.qini(UpliftDefinition.SKLIFT))
                .hasMessage("The outcome (3.5) of a row must be 0 or 1 by the definition of scikit-uplift.\n"
                        + "Maybe take the definition of CausalML for amounts.");
        assertThat(amounts.qini(UpliftDefinition.CAUSALML)).isCloseTo(0, DIGITS);
    }

    private static UpliftPredictions small() {
        double[] y = {1, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0};
        double[] w = {1, 1, 0, 0, 1, 0, 1, 1, 0, 0, 1, 0};
        double[] u = {.5, .4, .4, .3, .25, .2, .15, .1, .05, 0, -.1, -.2};
        boolean[] treated = new boolean[12];
        for (int i = 0; i < 12; i++) {
            treated[i] = w[i] == 1;
        }
        return UpliftPredictions.of(u, treated, y);
    }

    private static UpliftPredictions tied(int n) {
        double[] u = Samples.stream(n, 3);
        double[] w = Samples.stream(n, 5);
        double[] y = Samples.stream(n, 7);
        boolean[] treated = new boolean[n];
        for (int i = 0; i < n; i++) {
            u[i] = Math.floor(u[i] * 40) / 40;
            treated[i] = w[i] < 0.4;
            y[i] = y[i] < 0.3 + 0.3 * u[i] * (treated[i] ? 1 : 0) ? 1 : 0;
        }
        return UpliftPredictions.of(u, treated, y);
    }
}
