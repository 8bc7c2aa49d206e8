// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.artifact.Provenance;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.Scorer;
import java.util.List;

/**
 * The winner of a search, fitted on all its rows: pipelines and compiled scorers, whose mean probability is calibrated.
 * Immutable, thread-safe, deterministic; scoring allocates.
 *
 * @param name family and settings
 * @param members one, or those of a blend
 * @param calibration what makes the mean of their raw probabilities a calibrated one
 * @param provenance from what it was trained; its metrics are those of the search, which the best of many flatters
 */
public record SelectedModel(String name, List<Member> members, Calibration calibration, Provenance provenance) {

    /**
     * A fitted pipeline and what scores its features.
     *
     * @param pipeline from raw rows to features
     * @param scorer from features to a raw probability
     */
    public record Member(FittedPipeline pipeline, Scorer scorer) {}

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
            double[] own = member.scorer.probabilities(member.pipeline.transform(rows));
            for (int i = 0; i < means.length; i++) {
                means[i] += own[i] / members.size();
            }
        }
        for (int i = 0; i < means.length; i++) {
            means[i] = calibration.apply(Math.min(1, means[i])); // rounding may pass 1 by a bit
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
}
