// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import io.nextbestaction.model.Scratch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the margin does while fields are removed, beside what contributions say of it: curves in the order of the
 * explanation and in a random one, and random sets. Collects the rows one by one; for one thread.
 */
final class Removals {
    private final FieldValues values;
    private final int fields;
    private final int perturbations;
    private final int reasons;
    private final Scratch scratch = new Scratch();

    private final double[] distance;
    private final Curve deletion;
    private final Curve insertion;
    private final double[] squaredFall;
    private final double[] error;
    private final double[] randomError;
    private final double[] correlation;
    private final double[] randomCorrelation;

    Removals(FieldValues values, int fields, int rows, QualitySettings settings) {
        this.values = values;
        this.fields = fields;
        this.perturbations = settings.perturbations();
        this.reasons = Math.min(settings.reasons(), fields);
        this.distance = new double[rows];
        this.deletion = new Curve(rows, fields);
        this.insertion = new Curve(rows, fields);
        this.squaredFall = new double[rows];
        this.error = new double[rows];
        this.randomError = new double[rows];
        this.correlation = new double[rows];
        this.randomCorrelation = new double[rows];
    }

    /** Takes a row with its contributions by field. */
    void add(int index, double[] row, double margin, double[] contributions, SplittableRandom random) {
        double side = margin < values.average() ? -1 : 1;
        distance[index] = Math.abs(margin - values.average());
        double[] oriented = new double[fields];
        Arrays.setAll(oriented, f -> side * contributions[f]);
        int[] order = Orders.descending(oriented);
        int[] chance = Orders.random(fields, random);
        double[] dealt = new double[fields];
        int[] deal = Orders.random(fields, random);
        Arrays.setAll(dealt, f -> contributions[deal[f]]);
        boolean[][] removed = sets(random);

        List<boolean[]> known = new ArrayList<>();
        for (int[] chain : List.of(order, Orders.reversed(order), chance)) {
            boolean[] growing = new boolean[fields];
            for (int k = 0; k < fields - 1; k++) {
                growing[chain[k]] = true;
                known.add(growing.clone());
            }
        }
        for (boolean[] set : removed) {
            known.add(complement(set));
        }
        double[] margins = values.margins(row, known.toArray(boolean[][]::new), scratch);
        for (int k = 0; k <= fields; k++) {
            insertion.measured[index][k] = side * (chain(margins, 0, k, margin) - values.average());
            deletion.measured[index][k] = side * (chain(margins, 1, fields - k, margin) - values.average());
            insertion.random[index][k] = side * (chain(margins, 2, k, margin) - values.average());
            deletion.random[index][k] = side * (chain(margins, 2, fields - k, margin) - values.average());
        }
        compare(
                index,
                margin,
                Arrays.copyOfRange(margins, 3 * (fields - 1), margins.length),
                removed,
                contributions,
                dealt);
    }

    /** The margin with the first so many fields of a chain known. */
    private double chain(double[] margins, int chain, int known, double margin) {
        return known == 0 ? values.average() : known == fields ? margin : margins[chain * (fields - 1) + known - 1];
    }

    /** Sets to remove, every size alike often, every set of a size too. */
    private boolean[][] sets(SplittableRandom random) {
        boolean[][] sets = new boolean[perturbations][fields];
        for (boolean[] set : sets) {
            int size = 1 + random.nextInt(fields);
            int[] order = Orders.random(fields, random);
            for (int i = 0; i < size; i++) {
                set[order[i]] = true;
            }
        }
        return sets;
    }

    private static boolean[] complement(boolean[] set) {
        boolean[] rest = new boolean[set.length];
        for (int f = 0; f < set.length; f++) {
            rest[f] = !set[f];
        }
        return rest;
    }

    private void compare(
            int index, double margin, double[] without, boolean[][] removed, double[] contributions, double[] dealt) {
        double[] fall = new double[perturbations];
        double[] told = new double[perturbations];
        double[] toldAtRandom = new double[perturbations];
        for (int p = 0; p < perturbations; p++) {
            fall[p] = margin - without[p];
            told[p] = sum(contributions, removed[p]);
            toldAtRandom[p] = sum(dealt, removed[p]);
            squaredFall[index] += fall[p] * fall[p] / perturbations;
            error[index] += (told[p] - fall[p]) * (told[p] - fall[p]) / perturbations;
            randomError[index] += (toldAtRandom[p] - fall[p]) * (toldAtRandom[p] - fall[p]) / perturbations;
        }
        correlation[index] = correlation(told, fall);
        randomCorrelation[index] = correlation(toldAtRandom, fall);
    }

    private static double sum(double[] contributions, boolean[] set) {
        double sum = 0;
        for (int f = 0; f < set.length; f++) {
            sum += set[f] ? contributions[f] : 0;
        }
        return sum;
    }

    /** Pearson's; NaN where either side is constant but for rounding. */
    static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double aa = 0;
        double bb = 0;
        double ab = 0;
        double sizeA = 0;
        double sizeB = 0;
        for (int i = 0; i < a.length; i++) {
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
            ab += (a[i] - meanA) * (b[i] - meanB);
            sizeA += a[i] * a[i];
            sizeB += b[i] * b[i];
        }
        boolean constant = aa <= 1e-24 * sizeA || bb <= 1e-24 * sizeB;
        return constant ? Double.NaN : ab / Math.sqrt(aa * bb);
    }

    AgainstRandom infidelity(RowFigures figures) {
        return figures.means(error, randomError);
    }

    AgainstRandom unexplained(RowFigures figures) {
        return figures.ratios(error, randomError, squaredFall);
    }

    AgainstRandom faithfulness(RowFigures figures) {
        return figures.means(correlation, randomCorrelation);
    }

    RemovalCurve deletion(RowFigures figures) {
        return deletion.of(figures, distance);
    }

    RemovalCurve insertion(RowFigures figures) {
        return insertion.of(figures, distance);
    }

    AgainstRandom comprehensiveness(RowFigures figures) {
        return deletion.lacking(reasons, figures, distance);
    }

    AgainstRandom sufficiency(RowFigures figures) {
        return insertion.lacking(reasons, figures, distance);
    }

    /** Distances from the average margin, of each row after each number of fields. */
    private static final class Curve {
        private final double[][] measured;
        private final double[][] random;

        Curve(int rows, int fields) {
            measured = new double[rows][fields + 1];
            random = new double[rows][fields + 1];
        }

        RemovalCurve of(RowFigures figures, double[] distance) {
            double whole = 0;
            for (double one : distance) {
                whole += one;
            }
            return new RemovalCurve(
                    shares(measured, whole),
                    shares(random, whole),
                    figures.ratios(areas(measured), areas(random), distance));
        }

        /** What is missing of the whole distance after so many fields. */
        AgainstRandom lacking(int fields, RowFigures figures, double[] distance) {
            return figures.ratios(lacking(measured, fields, distance), lacking(random, fields, distance), distance);
        }

        private static double[] lacking(double[][] curves, int fields, double[] distance) {
            double[] lacking = new double[curves.length];
            Arrays.setAll(lacking, r -> distance[r] - curves[r][fields]);
            return lacking;
        }

        private static List<Double> shares(double[][] curves, double whole) {
            List<Double> shares = new ArrayList<>();
            for (int k = 0; k < curves[0].length; k++) {
                double sum = 0;
                for (double[] curve : curves) {
                    sum += curve[k];
                }
                shares.add(whole == 0 ? Double.NaN : sum / whole);
            }
            return shares;
        }

        private static double[] areas(double[][] curves) {
            return Arrays.stream(curves).mapToDouble(Curve::area).toArray();
        }

        private static double area(double[] curve) {
            double area = 0;
            for (int k = 1; k < curve.length; k++) {
                area += (curve[k - 1] + curve[k]) / 2 / (curve.length - 1);
            }
            return area;
        }
    }
}
