// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.importance.FeatureGroup;
import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.ScoreExplainer;
import java.util.List;

/** Contributions summed by field, one row at a time; checked. For one thread. */
final class Explained {
    private final ScoreExplainer explainer;
    private final List<FeatureGroup> fields;
    private final ExplainScratch scratch;
    private final double[] contributions;

    Explained(ScoreExplainer explainer, List<FeatureGroup> fields, int columns) {
        this.explainer = explainer;
        this.fields = fields;
        this.scratch = explainer.newScratch();
        this.contributions = new double[columns];
    }

    /** The contributions of every row [rows × fields]. */
    static double[][] all(ScoreExplainer explainer, List<FeatureGroup> fields, FeatureMatrix rows) {
        Explained one = new Explained(explainer, fields, rows.columns());
        double[][] all = new double[rows.rows()][];
        double[] row = new double[rows.columns()];
        for (int r = 0; r < all.length; r++) {
            rows.row(r, row);
            all[r] = one.byField(row);
        }
        return all;
    }

    double[] byField(double[] row) {
        byColumn(row);
        return fields.stream().mapToDouble(field -> field.sum(contributions)).toArray();
    }

    /** The contributions of the columns; reused. */
    double[] byColumn(double[] row) {
        explainer.explain(row, contributions, scratch);
        for (int c = 0; c < contributions.length; c++) {
            if (!Double.isFinite(contributions[c])) {
                throw new IllegalArgumentException("The contribution (" + contributions[c] + ") of column " + (c + 1)
                        + " must be finite.\nMaybe the explainer does not take missing values.");
            }
        }
        return contributions;
    }
}
