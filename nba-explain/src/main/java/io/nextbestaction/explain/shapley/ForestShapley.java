// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.Forest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exact Shapley values or interactions of a forest, the sum of those of its trees, each by the kernel that suits it:
 * tables where memory allows, else quadrature (path-dependent) or bit sets (interventional).
 */
final class ForestShapley implements ShapleyKernel {
    /** Rows explained together: enough to read a tree but once, few enough to stay near. */
    private static final int BLOCK = 32;

    private final Forest forest;
    private final Ranks ranks;
    private final boolean pairs;
    private final int outputs;
    private final @Nullable FeatureMatrix background;
    private final double base;
    /** The sum of the absolute terms that make up any margin, at most. */
    private final double size;

    private final double[] references;
    private final Counts counts;
    private final TableTrees tables;
    private final QuadratureTrees quadrature;
    private final QuadraturePairs quadraturePairs;
    private final @Nullable BitsetTrees bitsets;
    private final @Nullable SingleReference single;

    ForestShapley(Forest forest, Settings settings, boolean pairs) {
        settings.check(forest.inputs());
        this.forest = forest;
        this.pairs = pairs;
        this.background = settings.background();
        this.ranks = new Ranks(forest);
        this.outputs = pairs ? Math.multiplyExact(forest.inputs(), forest.inputs()) : forest.inputs();
        List<TreePaths> trees = new ArrayList<>();
        double magnitude = Math.abs(forest.base());
        double mean = forest.base();
        for (int t = 0; t < forest.trees(); t++) {
            TreePaths paths = TreePaths.of(forest, t);
            trees.add(background == null ? paths.requireCovers() : paths);
            magnitude += largestLeaf(paths);
            mean += background == null ? mean(paths) : 0;
        }
        this.size = magnitude;
        this.references = background == null ? new double[0] : margins(background);
        this.base = background == null ? mean : Arrays.stream(references).sum() / references.length;
        LeafGame game = pairs ? new PairGame(forest.inputs()) : ValueGame.INSTANCE;
        KernelChoice choice = KernelChoice.of(forest, trees, game, pairs, settings);
        Budget.check(choice.others(), background, pairs);
        this.tables = new TableTrees(forest, ranks, choice.tables(), game, background, choice.maskBudget());
        List<TreePaths> others = choice.others();
        List<TreePaths> byQuadrature = background == null ? others : List.of();
        this.quadrature = new QuadratureTrees(forest, ranks, pairs ? List.of() : byQuadrature, false);
        this.quadraturePairs = new QuadraturePairs(forest, ranks, pairs ? byQuadrature : List.of());
        this.bitsets = background == null || others.isEmpty()
                ? null
                : new BitsetTrees(forest, ranks, others, background, pairs);
        this.single = background == null
                ? null
                : new SingleReference(
                        forest,
                        ranks,
                        trees.stream().mapToInt(TreePaths::longest).max().orElse(0));
        this.counts = new Counts(
                choice.kinds(),
                tables.bytes(),
                quadrature.bytes() + quadraturePairs.bytes() + (bitsets == null ? 0 : bitsets.bytes()),
                references.length,
                0);
    }

    private double largestLeaf(TreePaths paths) {
        double largest = 0;
        for (int n = paths.root(); n < paths.root() + paths.size(); n++) {
            largest = Math.max(largest, forest.isLeaf(n) ? Math.abs(forest.leafValue(n)) : 0);
        }
        return largest;
    }

    /** The mean of a tree's leaves over the training rows. */
    private double mean(TreePaths paths) {
        double[] reach = new double[paths.size()];
        double sum = 0;
        for (int n = 0; n < reach.length; n++) {
            reach[n] = n == 0 ? 1 : reach[paths.parent(n)] * paths.share(n);
            if (forest.isLeaf(paths.root() + n)) {
                sum += reach[n] * forest.leafValue(paths.root() + n);
            }
        }
        return sum;
    }

    private double[] margins(FeatureMatrix rows) {
        double[] margins = new double[rows.rows()];
        double[] row = new double[rows.columns()];
        for (int i = 0; i < margins.length; i++) {
            rows.row(i, row);
            margins[i] = forest.margin(row);
        }
        return margins;
    }

    @Override
    public double base() {
        return base;
    }

    @Override
    public Counts counts() {
        return counts;
    }

    @Override
    public double[] references() {
        return references;
    }

    private static final class Scratch implements ExplainScratch {
        private final ForestShapley owner;
        private final int[] rank;
        private final long[] words;
        private final int[] whole;
        private final double[] work;
        private final @Nullable BitsetWalk walk;
        /** One row and, for blocks of rows, their ranks and contributions. */
        private final double[] row;

        private int[][] ranks = {};
        private double[][] block = {};

        Scratch(ForestShapley owner) {
            this.owner = owner;
            rank = new int[owner.ranks.size()];
            words = new long[owner.tables.words()];
            whole = new int
                    [Math.max(
                            owner.tables.rows(), Math.max(owner.quadrature.states(), owner.quadraturePairs.states()))];
            work = new double[Math.max(owner.quadrature.work(), owner.quadraturePairs.work())];
            walk = owner.bitsets == null ? null : owner.bitsets.newWalk();
            row = new double[owner.forest.inputs()];
        }

        /** Blocks are made when first asked for: whoever explains single rows does without. */
        void prepareBlock() {
            if (block.length == 0) {
                ranks = new int[BLOCK][owner.ranks.size()];
                block = new double[BLOCK][owner.outputs];
            }
        }
    }

    @Override
    public ExplainScratch newScratch() {
        return new Scratch(this);
    }

    @Override
    public void explain(double[] features, double[] contributions, ExplainScratch scratch) {
        Scratch own = own(scratch);
        Arrays.fill(contributions, 0, outputs, 0);
        ranks.of(features, own.rank);
        tables.add(own.rank, contributions, own.words, own.whole);
        quadrature.add(own.rank, contributions, own.work, own.whole);
        quadraturePairs.add(own.rank, contributions, own.work, own.whole);
        if (bitsets != null && own.walk != null) {
            bitsets.add(own.rank, contributions, own.walk);
        }
        if (pairs) {
            Pairs.finish(contributions, forest.inputs());
        }
        Additivity.check(base, contributions, outputs, forest.margin(features), size);
    }

    @Override
    public void explain(FeatureMatrix rows, double[] contributions, ExplainScratch scratch) {
        Scratch own = own(scratch);
        own.prepareBlock();
        for (int from = 0; from < rows.rows(); from += BLOCK) {
            int count = Math.min(BLOCK, rows.rows() - from);
            for (int i = 0; i < count; i++) {
                rows.row(from + i, own.row);
                ranks.of(own.row, own.ranks[i]);
                Arrays.fill(own.block[i], 0);
                // tables gain nothing from blocks of rows (measured slower)
                tables.add(own.ranks[i], own.block[i], own.words, own.whole);
            }
            quadrature.add(own.ranks, count, own.block, own.work, own.whole);
            for (int i = 0; i < count; i++) {
                if (bitsets != null && own.walk != null) {
                    bitsets.add(own.ranks[i], own.block[i], own.walk);
                }
                rows.row(from + i, own.row);
                Additivity.check(base, own.block[i], outputs, forest.margin(own.row), size);
                System.arraycopy(own.block[i], 0, contributions, (from + i) * outputs, outputs);
            }
        }
    }

    private Scratch own(ExplainScratch scratch) {
        if (scratch instanceof Scratch own && own.owner == this) {
            return own;
        }
        throw ShapleyKernels.foreignScratch();
    }

    @Override
    public Reference newReference() {
        return new Reference(ranks.size(), forest.inputs(), single == null ? 0 : single.levels());
    }

    @Override
    public void addAgainst(int reference, double[] features, double[] contributions, Reference scratch) {
        if (background != null && single != null) {
            background.row(reference, scratch.row);
            ranks.of(features, scratch.rank);
            ranks.of(scratch.row, scratch.otherRank);
            single.add(contributions, scratch);
        }
    }
}
