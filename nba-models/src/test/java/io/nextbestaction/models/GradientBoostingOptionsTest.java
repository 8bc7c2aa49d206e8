// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.BinaryMetrics;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Split;
import io.nextbestaction.model.Splits;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.GradientBoosting.EarlyStopping;
import io.nextbestaction.models.GradientBoosting.Monotone;
import io.nextbestaction.models.GradientBoosting.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Early stopping, constraints, weights and cancellation of boosting. */
class GradientBoostingOptionsTest {
    private static final Parameters FAST =
            Parameters.defaults().withRounds(300).withLearningRate(0.3).withDepth(5);
    private final TrainingSet data = Samples.withMissing(3_000, 6, 5);

    private static Forest train(Parameters parameters, TrainingSet data) {
        return (Forest) GradientBoosting.classifier(parameters).train(data, 3, Progress.NONE);
    }

    /** The oracle: the log loss of the part held out after every round, by models of so many rounds. */
    @Test
    void it_stops_at_the_round_of_least_log_loss_on_the_part_held_out() {
        EarlyStopping stopping = new EarlyStopping(0.25, 10, false);
        Forest stopped = train(FAST.withEarlyStopping(stopping), data);
        Split parts = Splits.heldOut(0.25).of(data.labels(), 3).get(0);
        TrainingSet held = data.select(parts.heldOut());
        TrainingSet rest = data.select(parts.training());
        assertThat(held.rows()).isCloseTo(750, within(1));
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int rounds = 1; rounds <= stopped.trees() + 10; rounds++) {
            double loss = BinaryMetrics.of(
                            train(FAST.withRounds(rounds), rest).probabilities(held.features()), held.labels())
                    .logLoss();
            best = loss < least ? rounds : best;
            least = Math.min(least, loss);
        }
        assertThat(stopped.trees()).isEqualTo(best).isLessThan(100);
        assertThat(Samples.bits(stopped)).isEqualTo(Samples.bits(train(FAST.withRounds(best), rest)));
    }

    @Test
    void after_a_refit_all_rows_are_trained_on_for_as_many_rounds() {
        EarlyStopping stopping = new EarlyStopping(0.25, 10, true);
        Forest refitted = train(FAST.withEarlyStopping(stopping), data);
        int best = train(FAST.withEarlyStopping(new EarlyStopping(0.25, 10, false)), data)
                .trees();
        assertThat(Samples.bits(refitted)).isEqualTo(Samples.bits(train(FAST.withRounds(best), data)));
    }

    @Test
    void patience_beyond_the_rounds_keeps_the_best_of_all() {
        Forest whole = train(FAST.withRounds(12).withEarlyStopping(new EarlyStopping(0.2, 1000, false)), data);
        assertThat(whole.trees()).isBetween(1, 12);
        Forest slow = train(
                FAST.withRounds(12).withLearningRate(0.01).withEarlyStopping(new EarlyStopping(0.2, 5, false)), data);
        assertThat(slow.trees()).isEqualTo(12);
    }

    @Test
    void the_watched_loss_weighs_the_event_as_training_does() {
        Parameters heavy = FAST.withPositiveWeight(8).withLearningRate(0.1);
        Forest stopped = train(heavy.withEarlyStopping(new EarlyStopping(0.25, 20, false)), data);
        assertThat(stopped.trees()).isGreaterThan(15);
    }

    @Test
    void a_constraint_by_feature_or_field_holds_everywhere() {
        SplittableRandom random = new SplittableRandom(4);
        int n = 2_000;
        double[] values = new double[n * 3];
        boolean[] labels = new boolean[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 3; j++) {
                values[3 * i + j] = j == 0 ? Double.NaN : random.nextDouble(-1, 1);
            }
            // rises, but bends down at the end
            double x = values[3 * i + 1];
            labels[i] = random.nextDouble() < 0.5 + 0.4 * Math.sin(3 * x) - 0.2 * values[3 * i + 2];
        }
        FeatureNames names = FeatureNames.of(List.of(
                new Feature("unknown", "unknown"),
                new Feature("balance scaled", "balance"),
                new Feature("age", "age")));
        TrainingSet set = new TrainingSet(FeatureMatrix.of(names, values), labels);
        Parameters free = FAST.withRounds(60);
        assertThat(falls(train(free, set), 1, 1)).isTrue();
        Parameters bound = free.withMonotone(Map.of("balance", Monotone.RISING, "age", Monotone.FALLING));
        assertThat(falls(train(bound, set), 1, 1)).isFalse();
        assertThat(falls(train(bound, set), 2, -1)).isFalse();
        Parameters byFeature = free.withMonotone(Map.of("balance scaled", Monotone.FALLING));
        assertThat(falls(train(byFeature, set), 1, -1)).isFalse();
        assertThat(GradientBoosting.classifier(bound).describe())
                .isEqualTo("gradient boosting (60 rounds × 0.3, depth 5, 2 monotone)");
    }

    private static boolean falls(Scorer scorer, int column, int sign) {
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 200; i++) {
            double[] row = {Double.NaN, random.nextDouble(-1, 1), random.nextDouble(-1, 1)};
            double before = Double.NEGATIVE_INFINITY;
            for (int k = -100; k <= 100; k++) {
                row[column] = k / 100.0;
                double now = sign * scorer.margin(row);
                if (now < before - 1e-9) {
                    return true;
                }
                before = now;
            }
        }
        return false;
    }

    @Test
    void a_constraint_that_names_nothing_or_a_field_among_others_is_refused() {
        FeatureNames names = FeatureNames.of(
                List.of(new Feature("balance × age", List.of("balance", "age")), new Feature("age", "age")));
        TrainingSet set =
                new TrainingSet(FeatureMatrix.of(names, new double[] {1, 2, 3, 4}), new boolean[] {true, false});
        assertThatThrownBy(() -> train(FAST.withMonotone(Map.of("agee", Monotone.RISING)), set))
                .hasMessage("The monotone constraint on \"agee\" must name a feature or the field of one.\n"
                        + "Maybe it is misspelt, or was left out.");
        assertThatThrownBy(() -> train(FAST.withMonotone(Map.of("balance", Monotone.RISING)), set))
                .hasMessage("The feature \"balance × age\" of the field \"balance\" under a monotone constraint must be"
                        + " made of no other field.\nMaybe constrain features by their own names.");
    }

    /** Rows drawn by share would break the tie of a weight of two and a row given twice. */
    @Test
    void a_weight_of_two_is_a_row_given_twice() {
        Parameters whole = FAST.withRounds(20).withRowShare(1).withColumnShare(1);
        double[] weights = new double[data.rows()];
        int[] twice = IntStream.concat(
                        IntStream.range(0, data.rows()),
                        IntStream.range(0, data.rows()).filter(i -> i % 3 == 0))
                .toArray();
        Arrays.setAll(weights, i -> i % 3 == 0 ? 2 : 1);
        TrainingSet weighted = new TrainingSet(data.features(), data.labels(), weights);
        double[] expected = train(whole, data.select(twice)).probabilities(data.features());
        double[] actual = train(whole, weighted).probabilities(data.features());
        double[] plain = train(whole, data).probabilities(data.features());
        assertThat(meanGap(actual, expected)).isLessThan(0.02).isLessThan(meanGap(actual, plain));
        Arrays.setAll(weights, i -> data.labels()[i] ? 1 : 0);
        assertThatThrownBy(() -> train(whole, new TrainingSet(data.features(), data.labels(), weights)))
                .hasMessage("The weights of the rows without the event must not all be 0.\n"
                        + "Maybe the weights were joined to other rows.");
    }

    private static double meanGap(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> Math.abs(a[i] - b[i]))
                .average()
                .orElseThrow();
    }

    @Test
    void a_listener_may_cancel_and_training_then_works_as_ever() {
        Progress impatient = (task, done, total) -> {
            if (done == 3) {
                throw new CancellationException("enough");
            }
        };
        for (Parameters parameters : List.of(FAST, FAST.withEarlyStopping(EarlyStopping.defaults()))) {
            assertThatThrownBy(() -> GradientBoosting.classifier(parameters).train(data, 1, impatient))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("enough");
        }
        assertThat(train(FAST.withRounds(2), data).trees()).isEqualTo(2);
    }

    @Test
    void absurd_stopping_is_refused() {
        assertThatThrownBy(() -> new EarlyStopping(1, 5, true))
                .hasMessage("The share held out (1.0) of gradient boosting must lie between 0 and 1.\n"
                        + "Maybe leave it at its default, 0.2.");
        assertThatThrownBy(() -> new EarlyStopping(0.2, 0, true))
                .hasMessage("The patience (0) of gradient boosting must lie between 1 and 100000.\n"
                        + "Maybe leave it at its default, 30.");
        TrainingSet two = new TrainingSet(Samples.matrix(1, 1, 2), new boolean[] {true, false});
        assertThatThrownBy(() -> train(FAST.withEarlyStopping(EarlyStopping.defaults()), two))
                .hasMessage("The rows (1) of the rarer class must be at least 2 for an early end of boosting.\n"
                        + "Maybe leave early stopping out.");
    }
}
