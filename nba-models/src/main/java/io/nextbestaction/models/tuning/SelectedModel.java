// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.artifact.ModelCard;
import io.nextbestaction.artifact.Provenance;
import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.ProbabilityModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The winner of a search, fitted on all its rows: a pipeline and one calibrated model, which of a blend is a
 * {@link io.nextbestaction.model.Blend}; or the calibrated mean of several, where the members of a blend read features of
 * different recipes.
 * Immutable, thread-safe, deterministic; scoring allocates.
 *
 * @param name family and settings
 * @param members one; those of a blend if their recipes differ
 * @param calibration of several members, what makes the mean of their probabilities a calibrated one; else null
 * @param provenance from what it was trained; its metrics are those of the search, which the best of many flatters
 */
public record SelectedModel(
        String name, List<Member> members, @Nullable Calibration calibration, Provenance provenance) {

    /**
     * A fitted pipeline and the model of its features.
     *
     * @param pipeline from raw rows to features
     * @param model from features to a calibrated probability
     * @param weight of its probability in the mean; 1 if it is the only member
     */
    public record Member(FittedPipeline pipeline, ProbabilityModel model, double weight) {}

    /** Copies the list. */
    public SelectedModel {
        members = List.copyOf(members);
    }

    /**
     * The calibrated probability of each row.
     *
     * @throws io.nextbestaction.data.RowException if a row has another schema
     */
    public double[] probabilities(List<Row> rows) {
        double[] means = new double[rows.size()];
        for (Member member : members) {
            FeatureMatrix features = member.pipeline.transform(rows);
            double[] raw = member.model.scorer().probabilities(features);
            for (int i = 0; i < means.length; i++) {
                means[i] += member.weight * member.model.calibration().apply(raw[i]);
            }
        }
        if (calibration != null) {
            for (int i = 0; i < means.length; i++) {
                means[i] = calibration.apply(Math.min(1, means[i])); // rounding may pass 1 by a bit
            }
        }
        return means;
    }

    /**
     * The calibrated probability of one row.
     *
     * @throws io.nextbestaction.data.RowException if the row has another schema
     */
    public double probability(Row row) {
        return probabilities(List.of(row))[0];
    }

    /** Whether it holds customers' rows of the training set, as support vector machines and nearest neighbours do. */
    public boolean holdsTrainingRows() {
        return members.stream().anyMatch(member -> member.model().scorer().holdsTrainingRows());
    }

    /**
     * What a reader must know of this model, a limit if it {@linkplain #holdsTrainingRows() holds training rows}; rows held
     * out and other limits are the caller's to add.
     *
     * @param title what the model is called
     * @throws IllegalArgumentException if the title is blank
     */
    public ModelCard modelCard(String title) {
        List<Feature> features = members.stream()
                .flatMap(member -> member.pipeline().features().features().stream())
                .distinct()
                .toList();
        return ModelCard.of(title, provenance, features).withTrainingRows(holdsTrainingRows());
    }
}
