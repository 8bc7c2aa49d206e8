// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.modelselection;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.NearestNeighbors;
import io.nextbestaction.models.tuning.Family;
import io.nextbestaction.models.tuning.ModelSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionJobTest {
    @TempDir
    Path folder;

    private Outcome outcome(ClassifierTrainer trainer) {
        Study study = Study.synthetic(600, 1);
        ModelSearch search = ModelSearch.of(study.recipe()).families(List.of(Family.of("only", trainer)));
        return new SelectionJob(search, 1, folder, Progress.NONE).run(study, new int[0]);
    }

    @Test
    void a_saved_model_that_holds_rows_is_told_to_be_customer_data() {
        assertThat(outcome(NearestNeighbors.classifier()).saved())
                .isEqualTo(
                        "only (usual), which holds rows of the table: this file is customer data, keep it where those"
                                + " may lie");
        assertThat(outcome(LogisticRegression.classifier()).saved()).isEqualTo("only (usual)");
    }

    @Test
    void the_card_beside_the_model_tells_its_figures_and_their_limit() throws IOException {
        outcome(NearestNeighbors.classifier());

        assertThat(Files.readString(folder.resolve("model-card.md")))
                .contains("rows held out by the folds of the search", "flatter it a little", "customer data", "auc");
        assertThat(Files.readString(folder.resolve("model-card.json"))).contains("\"auc\"", "\"heldOut\"");
    }
}
