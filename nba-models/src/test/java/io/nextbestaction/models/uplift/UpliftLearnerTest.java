// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.RegressionSet;
import io.nextbestaction.model.RegressorTrainer;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.LinearRegression;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.Samples;
import io.nextbestaction.models.internal.Hashing;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpliftLearnerTest {
    private static final List<String> ARMS = List.of("none", "mail", "call");
    private static final RegressorTrainer LINEAR = LinearRegression.regressor();
    private static final ClassifierTrainer LOGISTIC = LogisticRegression.classifier();
    private static final GradientBoosting.Parameters TREES = GradientBoosting.Parameters.defaults()
            .withRounds(60)
            .withLearningRate(0.1)
            .withDepth(3);
    private static final Propensity THIRDS = Propensity.known(1 / 3.0, 1 / 3.0, 1 / 3.0);

    /** Effects of mail x0 and of call 0.5 − x1, on a base of 2 x1, drawn evenly: every consistent learner finds them. */
    static List<UpliftLearner> consistent() {
        return List.of(
                UpliftLearner.tLearner(LINEAR),
                UpliftLearner.xLearner(LINEAR, LINEAR, THIRDS),
                UpliftLearner.rLearner(LINEAR, LINEAR, THIRDS),
                UpliftLearner.drLearner(LINEAR, LINEAR, THIRDS),
                UpliftLearner.drLearner(LINEAR, LINEAR, Propensity.estimated(LOGISTIC)),
                UpliftLearner.xLearner(LINEAR, LINEAR, Propensity.estimated(LOGISTIC)));
    }

    @ParameterizedTest
    @MethodSource("consistent")
    void the_effect_of_every_arm_is_found(UpliftLearner learner) {
        UpliftModel model = learner.train(trial(6_000, 3, 0.1, true), 1);
        double[] effects = new double[3];
        for (double[] x : new double[][] {{0.2, 0.8}, {0.9, 0.1}}) {
            model.effects(x, effects, new UpliftScratch());
            assertThat(effects[0]).isZero();
            assertThat(effects[1]).isCloseTo(x[0], Offset.offset(0.05));
            assertThat(effects[2]).isCloseTo(0.5 - x[1], Offset.offset(0.05));
        }
        assertThat(model.arms()).isEqualTo(ARMS);
        assertThat(model.inputs()).isEqualTo(2);
    }

    @Test
    void trees_and_weighted_outcomes_find_them_too_if_with_more_noise() {
        UpliftSet data = trial(8_000, 5, 0.1, true);
        for (UpliftLearner learner : List.of(
                UpliftLearner.sLearner(GradientBoosting.regressor(TREES.withRounds(200))),
                UpliftLearner.drLearner(GradientBoosting.regressor(TREES), LINEAR, THIRDS),
                UpliftLearner.transformedOutcome(LINEAR, THIRDS))) {
            UpliftModel model = learner.train(data, 1);
            assertThat(model.effect(1, new double[] {0.8, 0.5}, new UpliftScratch()))
                    .as(learner.describe())
                    .isCloseTo(0.8, Offset.offset(0.12));
            assertThat(model.effect(2, new double[] {0.5, 0.9}, new UpliftScratch()))
                    .as(learner.describe())
                    .isCloseTo(-0.4, Offset.offset(0.12));
        }
    }

    /** Treated the likelier the larger the base: the plain difference is wrong by a third, what uses the chances is not. */
    @Test
    void chances_that_depend_on_the_customer_are_put_right() {
        SplittableRandom random = new SplittableRandom(2);
        int n = 10_000;
        double[] x = random.doubles(n).toArray();
        int[] arm = new int[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            arm[i] = random.nextDouble() < 0.1 + 0.8 * x[i] ? 1 : 0;
            y[i] = 3 * x[i] * x[i] + (arm[i] == 1 ? 0.2 : 0) + 0.1 * random.nextGaussian();
        }
        UpliftSet data = new UpliftSet(Samples.matrix(1, x), List.of("none", "mail"), arm, y);
        double naive = UpliftPredictions.of(new double[n], data, 1).averageEffect();
        assertThat(naive).isGreaterThan(0.9);
        UpliftModel model = UpliftLearner.drLearner(
                        GradientBoosting.regressor(TREES), LINEAR, Propensity.estimated(LOGISTIC))
                .train(data, 1);
        double mean = Arrays.stream(model.effects(1, data.features())).average().orElseThrow();
        assertThat(mean).isCloseTo(0.2, Offset.offset(0.02));
        assertThat(model.nuisance().propensity()).isEqualTo("estimated by logistic regression (L2, C 1)");
        assertThat(model.nuisance().clippedShare()).isZero();
        assertThat(model.nuisance().folds()).isEqualTo(5);
    }

    private static double effect(UpliftModel model, double x) {
        return model.effect(1, new double[] {x}, new UpliftScratch());
    }

    /** By hand: outcome models of means, chances 1/4 and 3/4. */
    @Test
    void doubly_robust_scores_are_those_of_the_formula() {
        UpliftSet data = new UpliftSet(
                Samples.matrix(1, 1, 2, 3), List.of("a", "b"), new int[] {0, 1, 1}, new double[] {1, 0, 1});
        double[] scores = MetaLearners.DoublyRobust.scores(
                data,
                1,
                new double[] {.5, .6, .7},
                new double[] {.2, .1, .3},
                Propensity.known(0.25, 0.75).fit(data, 5, 1));
        assertThat(scores[0]).isCloseTo(0.3 - (1 - 0.2) / 0.25, Offset.offset(1e-12));
        assertThat(scores[1]).isCloseTo(0.5 + (0 - 0.6) / 0.75, Offset.offset(1e-12));
        assertThat(scores[2]).isCloseTo(0.4 + (1 - 0.7) / 0.75, Offset.offset(1e-12));
    }

    @Test
    void class_transformation_finds_who_is_persuaded_and_wants_halves() {
        SplittableRandom random = new SplittableRandom(4);
        int n = 20_000;
        double[] x = new double[n];
        int[] arm = new int[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextInt(2);
            arm[i] = random.nextInt(2);
            y[i] = random.nextDouble() < 0.2 + 0.3 * x[i] * arm[i] ? 1 : 0;
        }
        UpliftSet data = new UpliftSet(Samples.matrix(1, x), List.of("none", "mail"), arm, y);
        UpliftModel model = UpliftLearner.classTransformation(LOGISTIC).train(data, 1);
        assertThat(effect(model, 1)).isCloseTo(0.3, Offset.offset(0.03));
        assertThat(effect(model, 0)).isCloseTo(0, Offset.offset(0.03));
        int[] few = IntStream.range(0, n).filter(i -> arm[i] == 0 || i % 2 == 0).toArray();
        UpliftSet uneven = data.select(few);
        assertThatThrownBy(() -> UpliftLearner.classTransformation(LOGISTIC).train(uneven, 1))
                .hasMessageMatching(
                        "The share \\(0\\.33\\d*\\) of arm \"mail\" against the control must be one half for"
                                + " class transformation\\.\nMaybe use the transformed outcome, which takes any chances\\.");
    }

    /** A spy for the rows that models see: no row's prediction may come from a model that saw it. */
    @Test
    void nuisance_models_never_score_a_row_they_saw_and_customers_stay_whole() {
        int n = 300;
        double[] id = IntStream.range(0, n).asDoubleStream().toArray();
        int[] arm = IntStream.range(0, n).map(i -> i % 2).toArray();
        long[] customers = IntStream.range(0, n).mapToLong(i -> i / 6).toArray();
        UpliftSet data = new UpliftSet(Samples.matrix(1, id), List.of("a", "b"), arm, new double[n], customers);
        List<double[]> seen = new ArrayList<>();
        OutcomeTrainer spy = new OutcomeTrainer.Amount(new RegressorTrainer() {
            @Override
            public String describe() {
                return "spy";
            }

            @Override
            public Scorer train(RegressionSet set, long seed, Progress progress) {
                seen.add(set.features().values().clone());
                return LINEAR.train(
                        new RegressionSet(
                                set.features(),
                                IntStream.range(0, set.rows())
                                        .mapToDouble(i -> seen.size())
                                        .toArray()),
                        seed,
                        progress);
            }
        });
        int[] fold = Hashing.folds(customers, n, 5, 9);
        double[] out = new CrossFit(spy, fold, 5, 9).outcomes(data, 1);
        for (int i = 0; i < n; i++) {
            double[] rows = seen.get((int) Math.round(out[i]) - 1);
            for (double row : rows) {
                assertThat(customers[(int) row]).isNotEqualTo(customers[i]);
                assertThat(arm[(int) row]).isEqualTo(1);
            }
        }
        assertThat(seen).hasSize(5);
    }

    @Test
    void the_same_seed_gives_the_same_bits_and_scoring_allocates_nothing() {
        UpliftSet data = trial(1_000, 3, 0.3, true);
        RegressorTrainer trees = GradientBoosting.regressor(TREES);
        for (UpliftLearner learner : List.of(
                UpliftLearner.sLearner(trees),
                UpliftLearner.tLearner(trees),
                UpliftLearner.xLearner(trees, trees, Propensity.estimated(LOGISTIC)),
                UpliftLearner.drLearner(trees, trees, THIRDS))) {
            UpliftModel model = learner.train(data, 7);
            assertThat(learner.train(data, 7).effects(2, data.features())).isEqualTo(model.effects(2, data.features()));
            double[] row = {0.3, Double.NaN};
            double[] out = new double[3];
            UpliftScratch scratch = new UpliftScratch();
            double sum = 0;
            for (int i = 0; i < 2_000; i++) {
                model.effects(row, out, scratch);
                sum += out[1];
            }
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                model.effects(row, out, scratch);
                sum += out[1];
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated).as(learner.describe()).isLessThan(10_000);
            assertThat(sum).isFinite();
        }
    }

    @Test
    void estimated_chances_are_clipped_and_the_share_is_told() {
        SplittableRandom random = new SplittableRandom(6);
        int n = 2_000;
        double[] x = new double[n];
        int[] arm = new int[n];
        for (int i = 0; i < n; i++) {
            x[i] = 20 * random.nextDouble() - 10;
            arm[i] = random.nextDouble() < 1 / (1 + Math.exp(-2 * x[i])) ? 1 : 0;
        }
        UpliftSet data = new UpliftSet(Samples.matrix(1, x), List.of("a", "b"), arm, new double[n]);
        Propensity.Fitted fitted = Propensity.estimated(LOGISTIC).fit(data, 5, 1);
        assertThat(fitted.clippedShare()).isBetween(0.6, 0.9);
        for (double chance : fitted.chances()) {
            assertThat(chance).isBetween(0.01, 0.99);
        }
        Propensity.Fitted three = Propensity.estimated(LOGISTIC).fit(trial(3_000, 3, 0.1, false), 5, 1);
        double sum = three.of(0, 0) + three.of(0, 1) + three.of(0, 2);
        assertThat(sum).isCloseTo(1, Offset.offset(1e-12));
        assertThat(three.of(0, 1)).isCloseTo(1 / 3.0, Offset.offset(0.05));
    }

    @Test
    void wrong_input_is_refused() {
        FeatureMatrix rows = Samples.matrix(1, 1, 2);
        assertThatThrownBy(() -> new UpliftSet(rows, List.of("mail"), new int[2], new double[2]))
                .hasMessage("The arms (1) must be at least two, the control first.\n"
                        + "Maybe keep those not contacted as the control.");
        UpliftSet untreated = new UpliftSet(rows, List.of("none", "mail"), new int[2], new double[2]);
        assertThatThrownBy(() -> UpliftLearner.tLearner(LINEAR).train(untreated, 1))
                .hasMessage("The rows (0) of arm \"mail\" must be at least 1.\nMaybe leave the arm out.");
        assertThatThrownBy(() -> new UpliftSet(rows, List.of("none", "mail"), new int[] {0, 2}, new double[2]))
                .hasMessage("The arm (2) of row 2 must be one of the 2.\nMaybe leave out rows of other arms.");
        assertThatThrownBy(() -> new UpliftSet(rows, List.of("a", "b"), new int[] {0, 1}, new double[] {1, Double.NaN}))
                .hasMessage(
                        "The outcome (NaN) of row 2 must be finite.\nMaybe leave out rows whose outcome is unknown.");
        assertThatThrownBy(() -> new UpliftSet(rows, List.of("a", "b"), new int[] {0}, new double[2]))
                .hasMessage("The arms (1), outcomes (2) and customers (0) must be as many as the rows (2).\n"
                        + "Maybe leave customers out: then every row is another's.");
        assertThatThrownBy(() -> Propensity.known(0.5, 0.4))
                .hasMessage("The chances [0.5, 0.4] of the arms must be above 0 and add up to 1.\n"
                        + "Maybe the control's is missing.");
        UpliftSet amounts = new UpliftSet(rows, List.of("a", "b"), new int[] {0, 1}, new double[] {1, 2.5});
        assertThatThrownBy(() ->
                        UpliftLearner.tLearner(LINEAR).train(amounts, 1).effect(2, new double[1], new UpliftScratch()))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> UpliftLearner.sLearner(LOGISTIC).train(amounts, 1))
                .hasMessage("The outcome (2.5) of a row must be 0 or 1 for a classifier.\n"
                        + "Maybe learn amounts with a regressor.");
        assertThatThrownBy(() -> UpliftLearner.drLearner(LINEAR, LINEAR, THIRDS).train(amounts, 1))
                .hasMessage("The known chances (3) must be as many as the arms (2).\nMaybe the control's is missing.");
        assertThatThrownBy(() -> UpliftLearner.drLearner(LINEAR, LINEAR, Propensity.known(.5, .5))
                        .train(amounts, 1))
                .hasMessageMatching("The rows \\(0\\) of arm \"[ab]\" outside fold \\d of 5 must be at least 1\\.\n"
                        + "Maybe take fewer folds or leave the arm out\\.");
        UpliftModel model = UpliftLearner.tLearner(LINEAR).train(trial(60, 1, 0.1, true), 1);
        assertThatThrownBy(() -> UpliftPredictions.of(model, amounts, 1))
                .hasMessage("The arms [a, b] must be those of the model [none, mail, call].\n"
                        + "Maybe they are in another order.");
    }

    private static UpliftSet trial(int n, long seed, double noise, boolean effects) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = random.doubles(2L * n).toArray();
        int[] arm = new int[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            arm[i] = i < 3 ? i : random.nextInt(3);
            double effect = arm[i] == 1 ? x[2 * i] : arm[i] == 2 ? 0.5 - x[2 * i + 1] : 0;
            y[i] = 2 * x[2 * i + 1] + (effects ? effect : 0) + noise * random.nextGaussian();
        }
        return new UpliftSet(Samples.matrix(2, x), ARMS, arm, y);
    }
}
