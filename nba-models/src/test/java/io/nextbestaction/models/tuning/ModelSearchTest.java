// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Splits;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.calibration.Platt;
import io.nextbestaction.models.evaluation.BinaryMetric;
import io.nextbestaction.models.evaluation.Predictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSearchTest {
    @TempDir
    Path folder;

    /** Counts its trainings. */
    private final List<Integer> trainings = new ArrayList<>();

    private static List<String> names(ModelSelection selection) {
        return selection.trials().stream().map(Trial::toString).toList();
    }

    private ClassifierTrainer counting() {
        return new ClassifierTrainer() {
            @Override
            public String describe() {
                return "counting";
            }

            @Override
            public Scorer train(TrainingSet data, long seed, Progress progress) {
                trainings.add(data.rows());
                return LogisticRegression.classifier().train(data, seed, progress);
            }

            @Override
            public Calibrator calibrator() {
                return Platt.scaling();
            }
        };
    }

    @Test
    void usual_settings_come_first_then_one_of_each_family_in_turn_then_blends() {
        ModelSelection selection = Searches.usual();
        assertThat(selection.trials().stream().map(Trial::family).limit(9))
                .containsExactly(
                        "linear",
                        "boosting",
                        "linear",
                        "boosting",
                        "linear",
                        "boosting",
                        "linear",
                        "boosting",
                        "boosting");
        assertThat(selection.trials().get(0).settings()).isEqualTo("usual");
        assertThat(selection.trials().get(3).settings()).matches("rounds \\d+, depth [1-4]");
        assertThat(selection.trials().subList(9, selection.trials().size())).allMatch(Trial::blend);
        assertThat(selection.failures()).isEmpty();
        // The event goes up and down with b: trees see it, a line does not.
        assertThat(selection.families(BinaryMetric.AUC))
                .extracting(Standing::name)
                .last()
                .isEqualTo("linear");
    }

    @Test
    void the_same_seed_gives_the_same_result_and_another_seed_other_settings() {
        ModelSelection first = Searches.usual();
        ModelSelection second = Searches.search().run(Searches.TABLE.rows(), Searches.TABLE.labels());
        assertThat(names(second)).isEqualTo(names(first));
        assertThat(second.fit().probabilities(Searches.TABLE.rows()))
                .isEqualTo(first.fit().probabilities(Searches.TABLE.rows()));
        ModelSelection other = Searches.search().seed(6).trials(4).run(Searches.TABLE.rows(), Searches.TABLE.labels());
        assertThat(names(other).subList(2, 4)).doesNotContainAnyElementsOf(names(first));
    }

    @Test
    void the_best_is_best_by_the_metric_asked_for() {
        ModelSelection selection = Searches.usual();
        for (BinaryMetric metric : BinaryMetric.values()) {
            double best = selection.best(metric).scores(metric).mean();
            for (Trial trial : selection.trials()) {
                double other = trial.scores(metric).mean();
                assertThat(metric.higherIsBetter() ? best >= other : best <= other)
                        .isTrue();
            }
            assertThat(selection.leaderboard(metric).get(0).scores().mean()).isEqualTo(best);
        }
        assertThat(selection.best()).isSameAs(selection.best(BinaryMetric.LOG_LOSS));
        assertThat(selection.leaderboard(BinaryMetric.AUC).get(0).lessBest())
                .extracting(PairedTest::p)
                .isEqualTo(1.0);
    }

    @Test
    void the_best_by_a_figure_of_the_users_own_has_the_greatest_mean_over_parts() {
        ModelSelection selection = Searches.usual();
        ToDoubleFunction<Predictions> f1 = p -> p.confusion(0.4).f1();
        double best = mean(selection.best(f1), f1);
        assertThat(selection.trials()).allMatch(trial -> mean(trial, f1) <= best);
        assertThat(selection.trials()).anyMatch(trial -> mean(trial, f1) < best);
        assertThat(selection.best(Predictions::auc)).isSameAs(selection.best(BinaryMetric.AUC));
        assertThat(selection.best(p -> Double.NaN)).isSameAs(selection.trials().get(0));
        assertThat(selection.best(p -> p.auc() > 0.8 ? p.auc() : Double.NaN).family())
                .isNotEqualTo("linear");
    }

    private static double mean(Trial trial, ToDoubleFunction<Predictions> figure) {
        return IntStream.range(0, trial.validation().parts())
                .mapToDouble(part -> figure.applyAsDouble(trial.validation().predictions(part)))
                .average()
                .orElseThrow();
    }

    @Test
    void combinations_come_last_and_one_trial_is_never_combined() {
        ModelSelection selection = Searches.usual();
        assertThat(selection.trials().stream().filter(Trial::blend).map(Trial::family))
                .contains("blend")
                .isSubsetOf("blend", "weighted blend", "stack");
        for (Trial trial : selection.trials()) {
            assertThat(trial.members()).hasSizeBetween(trial.blend() ? 2 : 1, 5);
        }
        ModelSelection single = Searches.search()
                .families(List.of(Searches.linear()))
                .trials(1)
                .run(Searches.TABLE.rows(), Searches.TABLE.labels());
        assertThat(single.trials()).containsExactly(single.best());
    }

    @Test
    void a_budget_of_trials_or_of_time_ends_the_same_order_early() {
        List<String> all = names(Searches.usual());
        ModelSelection four = Searches.search().trials(4).run(Searches.TABLE.rows(), Searches.TABLE.labels());
        assertThat(names(four).subList(0, 4)).isEqualTo(all.subList(0, 4));
        assertThat(four.trials().stream().filter(trial -> !trial.blend())).hasSize(4);

        // Every look at this clock takes a second: the start, then one look before each trial but the first.
        ModelSelection timed = Searches.search()
                .within(Duration.ofSeconds(4), new SteppingClock())
                .run(Searches.TABLE.rows(), Searches.TABLE.labels());
        assertThat(names(timed)).isEqualTo(names(four));
    }

    @Test
    void a_grid_is_every_combination() {
        Family family = Family.of("boosting", GradientBoosting.classifier(Searches.FEW))
                .tuned(
                        1,
                        choose -> GradientBoosting.classifier(Searches.FEW
                                .withDepth(choose.oneOf("depth", List.of(1, 3)))
                                .withLambda(choose.scaled("lambda", 0.1, 10))));
        ModelSelection selection = Searches.search()
                .families(List.of(family))
                .strategy(Strategy.grid(3))
                .run(Searches.TABLE.rows(), Searches.TABLE.labels());
        assertThat(selection.trials().stream().filter(trial -> !trial.blend()).map(Trial::settings))
                .containsExactly(
                        "usual",
                        "depth 1, lambda 0.1",
                        "depth 1, lambda 1",
                        "depth 1, lambda 10",
                        "depth 3, lambda 0.1",
                        "depth 3, lambda 1",
                        "depth 3, lambda 10");
    }

    @Test
    void halving_tries_many_on_few_rows_and_the_best_on_more() {
        ModelSelection selection = Searches.search()
                .families(List.of(Family.of("counting", counting()).tuned(4, choose -> {
                    choose.real("unused", 0, 1);
                    return counting();
                })))
                .strategy(Strategy.halvingRows(2))
                .run(Searches.TABLE.rows(), Searches.TABLE.labels());
        assertThat(selection.trials().stream().filter(trial -> !trial.blend()).map(Trial::share))
                .containsExactly(1.0, 0.25, 0.25, 0.25, 0.25, 0.5, 0.5, 1.0);
        assertThat(trainings.subList(3, 15)).allMatch(rows -> rows >= 65 && rows <= 68);
        assertThat(trainings.subList(15, 21)).allMatch(rows -> rows >= 132 && rows <= 135);
        // Two whole ones and their mean; of one family, so nothing to stack, and alike, so nothing to weigh.
        assertThat(selection.leaderboard(BinaryMetric.AUC)).hasSize(3);
    }

    @Test
    void halving_of_rounds_spends_rounds_where_a_family_has_them() {
        ModelSelection selection = Searches.search()
                .families(List.of(Searches.boosting()))
                .strategy(Strategy.halvingRounds(3))
                .run(Searches.TABLE.rows(), Searches.TABLE.labels());
        Trial ninth = selection.trials().get(1);
        assertThat(ninth.share()).isEqualTo(1 / 9.0);
        assertThat(ninth.candidate().trainer().describe()).matches("gradient boosting \\([123] rounds.*");
    }

    @Test
    void a_search_that_was_killed_goes_on_where_it_ended() throws IOException {
        Path file = folder.resolve("trials");
        Family family = Family.of("counting", counting());
        ModelSearch search =
                Searches.search().families(List.of(Searches.linear(), family)).keepingTrialsIn(file);
        List<Integer> heard = new ArrayList<>();
        assertThatThrownBy(() -> search.progress((task, done, total) -> {
                            heard.add((int) done);
                            if (done == 3) {
                                throw new CancellationException("killed");
                            }
                        })
                        .run(Searches.TABLE.rows(), Searches.TABLE.labels()))
                .isInstanceOf(CancellationException.class);
        assertThat(heard).contains(0, 1, 2, 3);
        assertThat(trainings).hasSize(3);
        // As a kill leaves it: half a line at the end.
        Files.writeString(file, Files.readString(file) + "0123 half");

        ModelSelection resumed = search.run(Searches.TABLE.rows(), Searches.TABLE.labels());
        assertThat(trainings).hasSize(3);
        ModelSelection whole = Searches.search()
                .families(List.of(Searches.linear(), family))
                .run(Searches.TABLE.rows(), Searches.TABLE.labels());
        assertThat(names(resumed)).isEqualTo(names(whole));
        assertThat(resumed.fit().probabilities(Searches.TABLE.rows()))
                .isEqualTo(whole.fit().probabilities(Searches.TABLE.rows()));

        assertThatThrownBy(() -> search.seed(6).run(Searches.TABLE.rows(), Searches.TABLE.labels()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must belong to the same rows, labels and seed");
    }

    @Test
    void other_splits_or_features_are_tried_anew_in_the_same_file() {
        Path file = folder.resolve("trials");
        ModelSearch search = Searches.search()
                .families(List.of(Family.of("counting", counting())))
                .keepingTrialsIn(file);
        search.run(Searches.TABLE.rows(), Searches.TABLE.labels());
        search.run(Searches.TABLE.rows(), Searches.TABLE.labels());
        assertThat(trainings).hasSize(3);
        search.splits(Splits.stratified(4)).run(Searches.TABLE.rows(), Searches.TABLE.labels());
        assertThat(trainings).hasSize(7);
        ModelSearch.of(Searches.RECIPE.log("a"))
                .families(List.of(Family.of("counting", counting())))
                .splits(Splits.stratified(3))
                .seed(5)
                .keepingTrialsIn(file)
                .run(Searches.TABLE.rows(), Searches.TABLE.labels());
        assertThat(trainings).hasSize(10);
    }

    @Test
    void what_cannot_be_trained_is_told_and_does_not_stop_the_others() {
        ClassifierTrainer broken = new ClassifierTrainer() {
            @Override
            public String describe() {
                return "broken";
            }

            @Override
            public Scorer train(TrainingSet data, long seed, Progress progress) {
                throw new IllegalArgumentException("cannot");
            }

            @Override
            public Calibrator calibrator() {
                return Platt.scaling();
            }
        };
        ModelSelection selection = Searches.search()
                .families(List.of(Family.of("broken", broken), Searches.linear()))
                .run(Searches.TABLE.rows(), Searches.TABLE.labels());
        assertThat(selection.failures()).containsExactly(new Failure("broken", "usual", "cannot"));
        assertThat(selection.families(BinaryMetric.AUC))
                .extracting(Standing::name)
                .contains("linear");
        assertThatThrownBy(() -> Searches.search()
                        .families(List.of(Family.of("broken", broken)))
                        .run(Searches.TABLE.rows(), Searches.TABLE.labels()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot");
    }

    @Test
    void settings_out_of_range_are_refused() {
        refused(
                () -> Searches.search().trials(0),
                "The trials (0) of a search must be at least 1.\nMaybe leave the call out.");
        refused(
                () -> Searches.search().within(Duration.ZERO, Clock.systemUTC()),
                "The time (PT0S) of a search must be above 0.\nMaybe leave the call out.");
        refused(
                () -> Searches.search().families(List.of()),
                "The families (0) of a search must be at least one.\nMaybe leave the call out to try all.");
        refused(
                () -> Searches.search().families(List.of(Searches.linear(), Searches.linear())),
                "The family \"linear\" of a search must be given once.\nMaybe name one of the two otherwise.");
        refused(
                () -> Strategy.halvingRows(1),
                "The part (one in 1) of a halving search must be one in 2 or fewer.\nMaybe 3 is meant.");
        refused(() -> Strategy.grid(0), "The levels (0) of a grid must be at least 1.\nMaybe 3 is meant.");
        refused(
                () -> Searches.linear().tuned(0, choose -> LogisticRegression.classifier()),
                "The draws (0) of family \"linear\" must be at least 1.\nMaybe 16 is meant.");
        RandomChoices choices = new RandomChoices(1, 1);
        refused(
                () -> choices.real("x", 2, 1),
                "The range (2 to 1) of setting \"x\" must be finite and not fall.\nMaybe the two ends are swapped.");
        refused(
                () -> choices.scaled("x", 0, 1),
                "The range (from 0) of setting \"x\" must begin above 0 to be spread by magnitude.\n"
                        + "Maybe use real instead of scaled.");
        refused(
                () -> choices.oneOf("x", List.of()),
                "The values (0) of setting \"x\" must be at least one.\nMaybe leave the setting at its default.");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    /** A second later at every look. */
    private static final class SteppingClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            now = now.plusSeconds(1);
            return now;
        }
    }
}
