// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Blend;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.GaussianNaiveBayes;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.NearestNeighbors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class SelectedModelTest {
    @Test
    void the_winner_is_calibrated_and_says_where_it_comes_from() {
        ModelSelection selection = Searches.usual();
        SelectedModel model = selection.fit();
        double mean = 0;
        for (double p : model.probabilities(Searches.TABLE.rows())) {
            mean += p / 400;
        }
        assertThat(mean)
                .isBetween(
                        model.provenance().positiveRate() - 0.03,
                        model.provenance().positiveRate() + 0.03);
        assertThat(model.provenance().rows()).isEqualTo(400);
        assertThat(model.modelCard("loans").provenance()).isEqualTo(model.provenance());
        assertThat(model.modelCard("loans").features())
                .containsAll(model.members().get(0).pipeline().features().features())
                .doesNotHaveDuplicates();
        assertThat(model.provenance().seed()).isEqualTo(5);
        assertThat(model.provenance().trained()).isEqualTo(Instant.EPOCH);
        assertThat(model.provenance().dataHash()).hasSize(64);
        assertThat(model.provenance().trainers().get("selected")).contains("trials by LOG_LOSS");
        assertThat(model.probability(Searches.TABLE.rows().get(3)))
                .isEqualTo(model.probabilities(Searches.TABLE.rows())[3]);
        Trial blend =
                selection.trials().stream().filter(Trial::blend).findFirst().orElseThrow();
        SelectedModel blended = selection.fit(blend);
        // One pipeline, one model: the mean of the members' calibrated probabilities, calibrated.
        assertThat(blended.members()).hasSize(1);
        assertThat(blended.calibration()).isNull();
        ProbabilityModel whole = blended.members().get(0).model();
        assertThat(whole.scorer()).isInstanceOf(Blend.class);
        List<double[]> parts = blend.members().stream()
                .map(member -> selection.fit(member).probabilities(Searches.TABLE.rows()))
                .toList();
        double[] of = blended.probabilities(Searches.TABLE.rows());
        assertThat(parts).hasSize(2);
        for (int i = 0; i < of.length; i++) {
            double average = (parts.get(0)[i] + parts.get(1)[i]) / 2;
            assertThat(of[i]).isCloseTo(whole.calibration().apply(average), within(1e-12));
        }
        assertThat(blend.trainer().describe()).startsWith("soft voting (");
        assertThat(blend.trainer().train(features(), 5, Progress.NONE)).isInstanceOf(Blend.class);
        assertThatThrownBy(blend::candidate).isInstanceOf(NullPointerException.class);
    }

    @Test
    void members_of_different_recipes_are_fitted_apart_and_are_not_one_trainer() {
        Family usual = Family.of("linear", LogisticRegression.classifier());
        Family other = Family.of("other", GaussianNaiveBayes.classifier()).withRecipe(Searches.RECIPE.scale("a"));
        ModelSelection selection =
                Searches.search().families(List.of(usual, other)).run(Searches.TABLE.rows(), Searches.TABLE.labels());
        Trial blend =
                selection.trials().stream().filter(Trial::blend).findFirst().orElseThrow();
        SelectedModel model = selection.fit(blend);
        assertThat(model.members()).hasSize(2);
        assertThat(model.calibration()).isNotNull();
        refused(
                blend::trainer,
                "The recipes of the members (2) of a blend must be one for it to be one trainer.\n"
                        + "Maybe fit it by ModelSelection.fit, or leave .withRecipe(…) of the families out.");
    }

    @Test
    void a_listener_ends_the_fit_of_the_winner_within_its_training() {
        ModelSelection selection = Searches.usual();
        Trial single = selection.trials().get(3);
        List<String> heard = new ArrayList<>();
        selection.fit(single, (task, done, total) -> heard.add(task + " " + done + "/" + total));
        // Told from within the training, too, not only before and after it.
        assertThat(heard).startsWith("fitting the selected model 0/1").endsWith("fitting the selected model 1/1");
        assertThat(heard).hasSizeGreaterThan(2);
        assertThatThrownBy(() -> selection.fit(single, (task, done, total) -> {
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);
    }

    private static TrainingSet features() {
        return new TrainingSet(
                Searches.RECIPE
                        .fit(Folds.schema(Searches.TABLE.rows()), Searches.TABLE.rows())
                        .transform(Searches.TABLE.rows()),
                Searches.TABLE.labels());
    }

    @Test
    void a_model_that_holds_training_rows_says_so_on_its_card() {
        ModelSelection selection = Searches.search()
                .families(List.of(
                        Family.of("linear", LogisticRegression.classifier()),
                        Family.of("nearest neighbours", NearestNeighbors.classifier())))
                .run(Searches.TABLE.rows(), Searches.TABLE.labels());
        SelectedModel linear = selection.fit(selection.trials().get(0));
        assertThat(linear.holdsTrainingRows()).isFalse();
        assertThat(linear.modelCard("loans").limits()).isEmpty();
        Trial blend =
                selection.trials().stream().filter(Trial::blend).findFirst().orElseThrow();
        for (Trial trial : List.of(selection.trials().get(1), blend)) {
            SelectedModel model = selection.fit(trial);
            assertThat(model.holdsTrainingRows()).isTrue();
            assertThat(model.modelCard("loans").limits())
                    .singleElement()
                    .asString()
                    .contains("its file is customer data");
        }
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
