// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.sampling;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.Sampler;
import io.nextbestaction.model.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Adds synthetic rows of the rare outcome, each between a rare row and one of its nearest rare neighbours: SMOTE (Chawla et
 * al. 2002) and three relatives. The rows given come first, unchanged. Immutable; the same data and seed give the same rows.
 *
 * <p>Distances are Euclidean, each column over its standard deviation among the rows given. A missing value counts as its
 * column's mean there; a synthetic row misses a value where either of its two rows does. It has a weight between theirs.
 *
 * <p>A model trained on such rows ranks much as before, sees the event too often, and must be calibrated on rows that were
 * not resampled; a threshold by cost does without. Costs a search among n rows for each row that is drawn from.
 *
 * @param variant which rows are drawn from, and what becomes of columns of 0 and 1
 * @param neighbours how many nearest neighbours, 5 by custom; fewer than there are rare rows
 * @param ratio rare to frequent rows afterwards, above 0 and at most 1; where it is met already nothing is added
 */
public record Smote(Variant variant, int neighbours, double ratio) implements Sampler {
    /** Of how many nearest rows of any outcome a border is told. */
    private static final int SURROUNDINGS = 10;

    /** Which rows are drawn from, and what becomes of columns of 0 and 1. */
    public enum Variant {
        /** Every rare row alike. */
        PLAIN("SMOTE"),
        /**
         * Rare rows in danger only: of their ten nearest rows half or more, but not all, are frequent (Borderline-SMOTE 1,
         * Han et al. 2005). Where no row is in danger nothing is added.
         */
        BORDERLINE("Borderline-SMOTE"),
        /**
         * Rare rows in proportion to the share of frequent ones among their nearest rows (ADASYN, He et al. 2008). Where no
         * rare row has a frequent neighbour nothing is added.
         */
        ADAPTIVE("ADASYN"),
        /**
         * Every rare row alike; but columns that hold 0 and 1 only are not interpolated: those of one source field, such as
         * the levels of a category, together take the values most of the neighbours have, ties those of the nearest
         * (SMOTE-NC). Rows that differ there are further apart by the median deviation of the other columns.
         */
        MIXED("SMOTE-NC");

        private final String title;

        Variant(String title) {
            this.title = title;
        }
    }

    /**
     * Checks neighbours and ratio.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public Smote {
        Classes.checkNeighbours(neighbours);
        Classes.checkRatio(ratio);
    }

    /** SMOTE with five neighbours, to as many rare rows as frequent ones; for columns that are all numbers. */
    public static Smote plain() {
        return new Smote(Variant.PLAIN, 5, 1);
    }

    /** Borderline-SMOTE with five neighbours, to as many rare rows as frequent ones. */
    public static Smote borderline() {
        return new Smote(Variant.BORDERLINE, 5, 1);
    }

    /** ADASYN with five neighbours, to as many rare rows as frequent ones. */
    public static Smote adaptive() {
        return new Smote(Variant.ADAPTIVE, 5, 1);
    }

    /** SMOTE-NC with five neighbours, to as many rare rows as frequent ones; for numbers and categories. */
    public static Smote mixed() {
        return new Smote(Variant.MIXED, 5, 1);
    }

    /** The same with another number of neighbours. */
    public Smote withNeighbours(int count) {
        return new Smote(variant, count, ratio);
    }

    /** The same to another ratio of rare to frequent rows. */
    public Smote withRatio(double rareToFrequent) {
        return new Smote(variant, neighbours, rareToFrequent);
    }

    @Override
    public String describe() {
        return variant.title + " (" + neighbours + " neighbours, " + Classes.shown(ratio) + ")";
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if there is one outcome only, or the rare rows are not more than the neighbours
     */
    @Override
    public TrainingSet sample(TrainingSet data, long seed) {
        Classes classes = Classes.of(variant.title, data);
        int wanted = classes.missing(ratio);
        if (wanted == 0) {
            return data;
        }
        classes.requireNeighbours(variant.title, neighbours);
        SplittableRandom random = new SplittableRandom(seed);
        List<int[]> groups = variant == Variant.MIXED ? groups(data.features()) : List.of();
        Space space = groups.isEmpty() ? Space.of(data) : Space.mixed(data, groups, classes.rare());
        int[] counts = counts(space, data.labels(), classes, wanted, random);
        int drawn = Arrays.stream(counts).sum();
        int columns = data.features().columns();
        double[] values = new double[Math.multiplyExact(drawn, columns)];
        double[] weights = new double[drawn];
        Neighbours search = space.among(classes.rare());
        int row = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                continue;
            }
            int base = classes.rare()[i];
            int[] near = search.nearest(base, neighbours);
            int[] patterns = patterns(data.features(), groups, near);
            for (int k = 0; k < counts[i]; k++) {
                int other = near[random.nextInt(near.length)];
                double gap = random.nextDouble();
                for (int column = 0; column < columns; column++) {
                    double x = data.features().get(base, column);
                    values[row * columns + column] = x + gap * (data.features().get(other, column) - x);
                }
                for (int g = 0; g < patterns.length; g++) {
                    for (int column : groups.get(g)) {
                        values[row * columns + column] = data.features().get(patterns[g], column);
                    }
                }
                if (data.weighted()) {
                    weights[row] = data.weights()[base] + gap * (data.weights()[other] - data.weights()[base]);
                }
                row++;
            }
        }
        return Classes.append(data, values, weights, classes.event());
    }

    /** How many synthetic rows are drawn from each rare row. */
    int[] counts(Space space, boolean[] labels, Classes classes, int wanted, SplittableRandom random) {
        double[] shares = new double[classes.rare().length];
        Arrays.fill(shares, 1);
        if (variant == Variant.BORDERLINE || variant == Variant.ADAPTIVE) {
            Neighbours search = space.amongAll();
            int size = variant == Variant.BORDERLINE ? SURROUNDINGS : neighbours;
            for (int i = 0; i < shares.length; i++) {
                int frequent = 0;
                int[] near = search.nearest(classes.rare()[i], size);
                for (int row : near) {
                    frequent += labels[row] == classes.event() ? 0 : 1;
                }
                boolean danger = 2 * frequent >= near.length && frequent < near.length;
                shares[i] = variant == Variant.ADAPTIVE ? (double) frequent / near.length : danger ? 1 : 0;
            }
        }
        return apportion(shares, wanted, random);
    }

    /** Whole numbers in proportion to the shares that sum to what is wanted; the rest is drawn by lot, no row twice. */
    static int[] apportion(double[] shares, int wanted, SplittableRandom random) {
        int[] counts = new int[shares.length];
        double sum = Arrays.stream(shares).sum();
        if (sum == 0) {
            return counts;
        }
        List<Integer> candidates = new ArrayList<>();
        int left = wanted;
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] > 0) {
                counts[i] = (int) (shares[i] / sum * wanted);
                left -= counts[i];
                candidates.add(i);
            }
        }
        for (int next = 0; left > 0; next = (next + 1) % candidates.size()) {
            int place = next + random.nextInt(candidates.size() - next);
            Integer chosen = candidates.set(place, candidates.get(next));
            candidates.set(next, chosen);
            counts[chosen]++;
            left--;
        }
        return counts;
    }

    /** Columns of 0 and 1, those of the same source fields together. */
    private static List<int[]> groups(FeatureMatrix features) {
        Map<List<String>, List<Integer>> bySource = new LinkedHashMap<>();
        for (int column = 0; column < features.columns(); column++) {
            boolean binary = true;
            for (int row = 0; binary && row < features.rows(); row++) {
                double x = features.get(row, column);
                binary = x == 0 || x == 1 || Double.isNaN(x);
            }
            if (binary) {
                Feature feature = features.names().features().get(column);
                bySource.computeIfAbsent(feature.sources(), unused -> new ArrayList<>())
                        .add(column);
            }
        }
        return bySource.values().stream()
                .map(columns -> columns.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** For each group of columns the nearest neighbour that has the values most of the neighbours have. */
    private static int[] patterns(FeatureMatrix features, List<int[]> groups, int[] near) {
        int[] patterns = new int[groups.size()];
        for (int g = 0; g < patterns.length; g++) {
            int most = 0;
            for (int candidate : near) {
                int votes = 0;
                for (int row : near) {
                    votes += same(features, groups.get(g), candidate, row) ? 1 : 0;
                }
                if (votes > most) {
                    most = votes;
                    patterns[g] = candidate;
                }
            }
        }
        return patterns;
    }

    private static boolean same(FeatureMatrix features, int[] columns, int a, int b) {
        for (int column : columns) {
            if (Double.compare(features.get(a, column), features.get(b, column)) != 0) {
                return false;
            }
        }
        return true;
    }
}
