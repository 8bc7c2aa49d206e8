// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.profile;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.explain.shapley.Ranks;
import io.nextbestaction.model.Forest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Exact profiles of a forest. */
final class ForestProfiles implements Profiles {
    private final Forest forest;
    private final FeatureNames names;
    private final Ranks ranks;
    private final int levels;
    private final @Nullable FeatureMatrix background;
    private final @Nullable RowSets sets;

    private ForestProfiles(Forest forest, FeatureNames names, @Nullable FeatureMatrix background) {
        this.forest = forest;
        this.names = names;
        this.ranks = new Ranks(forest);
        this.background = background;
        int deepest = 0;
        for (int t = 0; t < forest.trees(); t++) {
            deepest = Math.max(deepest, levels(forest.root(t)));
        }
        this.levels = deepest;
        this.sets = background == null ? null : new RowSets(forest, ranks, background);
    }

    static ForestProfiles of(Forest forest, FeatureMatrix background) {
        GridProfiles.requireRows(background);
        if (background.columns() != forest.inputs()) {
            throw new IllegalArgumentException("The background (" + background.columns()
                    + " columns) of a profile must have the forest's " + forest.inputs()
                    + " inputs.\nMaybe transform the rows with the forest's own pipeline.");
        }
        return new ForestProfiles(forest, background.names(), background);
    }

    static ForestProfiles of(Forest forest, FeatureNames names) {
        if (names.size() != forest.inputs()) {
            throw new IllegalArgumentException("The names (" + names.size() + ") of a profile must be the forest's "
                    + forest.inputs() + " inputs.\nMaybe take them from the forest's own pipeline.");
        }
        ForestProfiles profiles = new ForestProfiles(forest, names, null);
        // Covers are asked for once, here.
        Mass.ofCovers(forest, profiles.levels);
        return profiles;
    }

    private int levels(int node) {
        return forest.isLeaf(node) ? 0 : 1 + Math.max(levels(forest.left(node)), levels(forest.right(node)));
    }

    private Mass everyone() {
        return sets == null ? Mass.ofCovers(forest, levels) : Mass.ofRows(forest, sets, levels);
    }

    @Override
    public List<Profile> partialDependence() {
        List<Profile> profiles = new ArrayList<>(forest.inputs());
        if (sets == null) {
            for (int f = 0; f < forest.inputs(); f++) {
                profiles.add(partialDependence(f));
            }
            return profiles;
        }
        StepSum[] sums = new OnePass(forest, ranks, sets, levels).run();
        for (int f = 0; f < sums.length; f++) {
            profiles.add(profile(f, sums[f]));
        }
        return profiles;
    }

    @Override
    public Profile partialDependence(int feature) {
        return profile(feature, walk(feature, everyone()));
    }

    @Override
    public Profile individual(int feature, double[] row) {
        return profile(feature, walk(feature, Mass.ofRow(forest, row)));
    }

    private StepSum walk(int feature, Mass mass) {
        Objects.checkIndex(feature, forest.inputs());
        Cells own = new Cells(feature, ranks.cuts(feature) + 1);
        StepSum sum = new StepSum(own.size);
        sum.addEverywhere(forest.base());
        Walk.Leaf leaf = value -> {
            if (own.isAll()) {
                sum.addEverywhere(value);
            } else {
                sum.add(own.from, own.to, own.missing, value);
            }
        };
        new Walk(forest, ranks, mass, leaf, own).everyTree();
        return sum;
    }

    private Profile profile(int feature, StepSum sum) {
        return new Profile(names.name(feature), true, points(feature), sum.values(), counts(feature), sum.missing());
    }

    private double[] points(int feature) {
        double[] points = new double[ranks.cuts(feature) + 1];
        points[0] = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < points.length; i++) {
            points[i] = ranks.cut(feature, i - 1);
        }
        return points;
    }

    /** How many background rows lie in each cell. */
    private int[] counts(int feature) {
        int[] counts = new int[ranks.cuts(feature) + 1];
        if (background != null) {
            double[] row = new double[background.columns()];
            int[] rank = new int[ranks.size()];
            for (int b = 0; b < background.rows(); b++) {
                background.row(b, row);
                ranks.of(row, rank);
                if (!Double.isNaN(row[feature])) {
                    counts[rank[feature]]++;
                }
            }
        }
        return counts;
    }

    @Override
    public Surface partialDependence(int one, int other) {
        GridProfiles.requireTwo(names, one, other);
        Cells a = new Cells(one, ranks.cuts(one) + 1);
        Cells b = new Cells(other, ranks.cuts(other) + 1);
        double[][] sums = new double[a.size + 2][b.size + 2];
        double[] constant = {forest.base()};
        Walk.Leaf leaf = value -> {
            if (a.isAll() && b.isAll()) {
                constant[0] += value;
            } else {
                addBlocks(sums, a, b, value);
            }
        };
        new Walk(forest, ranks, everyone(), leaf, a, b).everyTree();
        return new Surface(
                names.name(one),
                names.name(other),
                true,
                points(one),
                points(other),
                integrate(sums, a.size, b.size, constant[0]));
    }

    /** The cells of a feature that meet a path are a range and, apart from it, the place of a missing value behind all. */
    private static void addBlocks(double[][] sums, Cells a, Cells b, double value) {
        addBlock(sums, a.from, a.to, b.from, b.to, value);
        if (b.missing) {
            addBlock(sums, a.from, a.to, b.size, b.size + 1, value);
        }
        if (a.missing) {
            addBlock(sums, a.size, a.size + 1, b.from, b.to, value);
        }
        if (a.missing && b.missing) {
            addBlock(sums, a.size, a.size + 1, b.size, b.size + 1, value);
        }
    }

    private static void addBlock(double[][] sums, int aFrom, int aTo, int bFrom, int bTo, double value) {
        if (aFrom < aTo && bFrom < bTo) {
            sums[aFrom][bFrom] += value;
            sums[aFrom][bTo] -= value;
            sums[aTo][bFrom] -= value;
            sums[aTo][bTo] += value;
        }
    }

    private static double[][] integrate(double[][] differences, int aSize, int bSize, double constant) {
        double[][] values = new double[aSize + 1][bSize + 1];
        for (int i = 0; i <= aSize; i++) {
            double row = 0;
            for (int j = 0; j <= bSize; j++) {
                row += differences[i][j];
                values[i][j] = row + (i == 0 ? 0 : values[i - 1][j]);
            }
        }
        for (double[] row : values) {
            for (int j = 0; j < row.length; j++) {
                row[j] += constant;
            }
        }
        return values;
    }

    @Override
    public Profile accumulatedEffects(int feature, int leastRows) {
        GridProfiles.requireLeast(leastRows);
        if (background == null) {
            throw new IllegalStateException("The accumulated effects of feature \"" + names.name(feature)
                    + "\" must have rows to move.\nMaybe take Profiles.exact(forest, background).");
        }
        return new ForestEffects(forest, ranks, background).of(feature, points(feature), counts(feature), leastRows);
    }
}
