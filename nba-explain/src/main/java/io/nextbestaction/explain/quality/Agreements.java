// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares contributions [rows × fields] with others of the same rows; for one thread. */
final class Agreements {
    private final double[][] contributions;
    private final int first;
    private final List<double[]> kendall = new ArrayList<>();
    private final List<double[]> top = new ArrayList<>();
    private final List<double[]> apart = new ArrayList<>();
    private final List<double[]> sizes = new ArrayList<>();

    Agreements(double[][] contributions, QualitySettings settings) {
        this.contributions = contributions;
        this.first = settings.reasons();
    }

    void add(double[][] others) {
        int rows = others.length;
        double[] tau = new double[rows];
        double[] common = new double[rows];
        double[] difference = new double[rows];
        double[] size = new double[rows];
        for (int r = 0; r < rows; r++) {
            double[] a = sizes(contributions[r]);
            double[] b = sizes(others[r]);
            tau[r] = Orders.kendall(a, b);
            common[r] = Orders.jaccard(a, b, first);
            for (int f = 0; f < a.length; f++) {
                difference[r] += Math.abs(contributions[r][f] - others[r][f]);
                size[r] += a[f] + b[f];
            }
        }
        kendall.add(tau);
        top.add(common);
        apart.add(difference);
        sizes.add(size);
    }

    Agreement of(RowFigures figures) {
        return new Agreement(
                figures.mean(kendall.toArray(double[][]::new)),
                figures.mean(top.toArray(double[][]::new)),
                figures.ratio(apart.toArray(double[][]::new), sizes.toArray(double[][]::new)));
    }

    private static double[] sizes(double[] contributions) {
        return Arrays.stream(contributions).map(Math::abs).toArray();
    }
}
