// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.importance;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.Interval;
import io.nextbestaction.explain.statistics.Levels;
import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.ScoreExplainer;
import java.util.ArrayList;
import java.util.List;

/**
 * The mean size of a group's contribution to the margin over rows, with the interval of a mean (Lundberg et al. 2020). It
 * tells what a model uses, not what is true. Contributions of the columns of a group are added before their size is taken.
 */
public final class ShapleyImportance {
    private ShapleyImportance() {}

    /**
     * The importance of every group, the largest first; one explanation a row.
     *
     * @param explainer of the model's score
     * @param rows at least one
     * @param level the confidence of the intervals, in (0, 1); they rest on the normal distribution of a mean
     * @throws IllegalArgumentException if there is no row or the level is outside (0, 1)
     */
    public static List<Importance> measure(
            ScoreExplainer explainer, FeatureMatrix rows, List<FeatureGroup> groups, double level) {
        Levels.check(level);
        int n = rows.rows();
        if (n == 0) {
            throw new IllegalArgumentException(
                    "The rows (0) of an importance must be at least 1.\nMaybe every customer was left out.");
        }
        double[] mean = new double[groups.size()];
        double[] squares = new double[groups.size()];
        double[] row = new double[rows.columns()];
        double[] contributions = new double[rows.columns()];
        ExplainScratch scratch = explainer.newScratch();
        for (int r = 0; r < n; r++) {
            rows.row(r, row);
            explainer.explain(row, contributions, scratch);
            for (int g = 0; g < mean.length; g++) {
                double size = Math.abs(groups.get(g).sum(contributions));
                // Welford's update: no cancellation however many rows
                double step = size - mean[g];
                mean[g] += step / (r + 1);
                squares[g] += step * (size - mean[g]);
            }
        }
        double reach = Levels.reach(level);
        List<Importance> found = new ArrayList<>(mean.length);
        for (int g = 0; g < mean.length; g++) {
            double error = n == 1 ? Double.NaN : reach * Math.sqrt(squares[g] / (n - 1) / n);
            found.add(new Importance(
                    groups.get(g).name(), new Interval(mean[g], mean[g] - error, mean[g] + error, level)));
        }
        return Importance.strongestFirst(found);
    }
}
