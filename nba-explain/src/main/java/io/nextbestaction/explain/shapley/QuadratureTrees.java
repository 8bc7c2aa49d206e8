// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;
import java.util.Arrays;
import java.util.List;

/**
 * Trees laid out for path-dependent values by quadrature, at any depth: kernel Q.
 *
 * <p>A leaf of value v whose path tests the distinct features U gives feature j ∈ U
 * <pre>v (hⱼ − cⱼ) ∫₀¹ Π_{i ∈ U∖j} [hᵢ t + cᵢ (1 − t)] dt</pre>
 * where hⱼ is 1 if the row meets every condition of the path on j, else 0, and cⱼ the product of the shares of training
 * rows along the path's edges on j. The integrand has degree |U| − 1, so the rule is exact.
 *
 * <p>At a split whose feature was held so far, with a the nearest earlier edge on it (C = 1 if there is none) and
 * u(a) = t + C(a) (1 − t), the children's factors are [h t + C(child) (1 − t)] / u(a), and add up to 1. With A the product
 * of the factors above and V the sum of value × product of the factors below, both children together credit the feature
 * <pre>w A (V(left) − V(right)) g / u(a)²,  g = C(right) if the row goes left, −C(left) if it goes right</pre>
 * summed over the rule's points: nothing is divided by a share, nothing cancels. Where the feature was failed before, the
 * factors are the plain shares and nothing is credited. One sweep down finds A, one up V.
 *
 * <p>Each tree is a run of splits, parents first: those with an inner child, then those with two leaves, which need no
 * second sweep.
 */
final class QuadratureTrees {
    /** The whole numbers of a split: entry and limit of its comparison, feature, slots of its children, … */
    static final int SPLIT = 8;

    static final int ENTRY = 0;
    static final int LIMIT = 1;
    static final int FEATURE = 2;
    static final int LEFT = 3;
    static final int RIGHT = 4;
    /** … the state to look at and the value it has while the feature is held, where 1 / u(a) starts in ratios. */
    static final int BEFORE = 5;

    static final int HELD = 6;
    static final int RATIO = 7;

    /**
     * The numbers of a split: its left share, C of its left edge, g by state (0, C of its right edge, −C of its left); of
     * two leaves also the right value and left − right.
     */
    static final int GAINS = 2;

    static final int INNER = 5;
    static final int BOTTOM = 7;

    /** The whole numbers of a tree. */
    static final int TREE = 6;

    private final Forest forest;
    private final Ranks ranks;
    final GaussLegendre[] rules;
    private final int[] broken;
    /** For each tree: points, first split, inner splits, all splits, first number, loose leaves. */
    final int[] trees;

    final int[] splits;
    final double[] numbers;
    final double[] ratios;
    /** Leaves beside an inner node: their slots and values, tree after tree. */
    private final int[] looseSlots;

    private final double[] looseValues;
    private final int work;
    private final int states;

    /** The split above each split, by its place in the tree; −1 for the first. */
    final int[] parents;

    private final int regions;

    /**
     * Lays out the given trees; those without a split are left out.
     *
     * @param pairs whether for {@link QuadraturePairs}: a slot of four regions, not three, and points by fours
     */
    QuadratureTrees(Forest forest, Ranks ranks, List<TreePaths> paths, boolean pairs) {
        this.forest = forest;
        this.ranks = ranks;
        this.regions = pairs ? 4 : 3;
        int most = 1;
        int inner = 0;
        for (TreePaths tree : paths) {
            most = Math.max(most, tree.quadratureNodes());
            inner += tree.size() / 2;
        }
        rules = new GaussLegendre[most + 4];
        broken = new int[most + 4];
        Layout layout = new Layout(inner);
        trees = new int[TREE * (int) paths.stream().filter(p -> p.size() > 1).count()];
        int at = 0;
        for (TreePaths tree : paths) {
            if (tree.size() > 1) {
                // one point costs what two cost: trees of shallow paths share the kernel of two
                int least = Math.max(2, tree.quadratureNodes());
                int points = pairs ? least + 3 & ~3 : least;
                if (rules[points] == null) {
                    rules[points] = GaussLegendre.of(points);
                    layout.addRule(rules[points]);
                }
                layout.add(tree, rules[points], at);
                at += TREE;
            }
        }
        splits = layout.splits;
        parents = layout.parents;
        numbers = Arrays.copyOf(layout.numbers, layout.number);
        ratios = Arrays.copyOf(layout.ratios, layout.ratio);
        looseSlots = Arrays.copyOf(layout.looseSlots, layout.loose);
        looseValues = Arrays.copyOf(layout.looseValues, layout.loose);
        work = layout.work;
        states = layout.states;
    }

    /** Where the ratios of a failed feature start, for a rule. */
    int broken(int points) {
        return broken[points];
    }

    /** The doubles that {@link #add} works on. */
    int work() {
        return work;
    }

    /** The whole numbers that {@link #add} works on. */
    int states() {
        return states;
    }

    /** The bytes of the layout. */
    long bytes() {
        return 4L * (splits.length + looseSlots.length) + 8L * (numbers.length + ratios.length + looseValues.length);
    }

    /**
     * Adds the values of all its trees for one row.
     *
     * @param rank the row's ranks
     * @param work at least {@link #work()}, overwritten
     * @param state at least {@link #states()}, overwritten
     */
    void add(int[] rank, double[] contributions, double[] work, int[] state) {
        int loose = 0;
        for (int t = 0; t < trees.length; t += TREE) {
            loose = fillLoose(t, loose, work);
            add(t, rank, contributions, work, state);
        }
    }

    /**
     * The same, to the bit, for many rows: every tree is read once for all of them.
     *
     * @param count how many of the ranked rows to take
     */
    void add(int[][] ranks, int count, double[][] contributions, double[] work, int[] state) {
        int loose = 0;
        for (int t = 0; t < trees.length; t += TREE) {
            loose = fillLoose(t, loose, work);
            for (int i = 0; i < count; i++) {
                add(t, ranks[i], contributions[i], work, state);
            }
        }
    }

    private void add(int tree, int[] rank, double[] contributions, double[] work, int[] state) {
        state[0] = 1;
        int points = trees[tree];
        int first = trees[tree + 1] * SPLIT;
        int inner = trees[tree + 2];
        int all = trees[tree + 3];
        int number = trees[tree + 4];
        GaussLegendre rule = rules[points];
        switch (points) {
            case 2 -> QuadratureOfTwo.add(this, rule, first, inner, all, number, rank, contributions, work, state);
            case 3 -> QuadratureOfThree.add(this, rule, first, inner, all, number, rank, contributions, work, state);
            case 4 -> QuadratureOfFour.add(this, rule, first, inner, all, number, rank, contributions, work, state);
            default -> QuadratureOfMany.add(this, rule, first, inner, all, number, rank, contributions, work, state);
        }
    }

    /** Puts the values of leaves beside an inner node into their slots, and returns where the next tree's start. */
    int fillLoose(int tree, int from, double[] work) {
        int points = trees[tree];
        int end = from + trees[tree + 5];
        for (int i = from; i < end; i++) {
            Arrays.fill(work, looseSlots[i] + 2 * points, looseSlots[i] + 3 * points, looseValues[i]);
        }
        return end;
    }

    /** Grows the arrays tree by tree. */
    private final class Layout {
        private final int[] splits;
        private final int[] parents;
        private final double[] numbers;
        private double[] ratios = new double[1024];
        private final int[] looseSlots;
        private final double[] looseValues;
        private int split;
        private int number;
        private int ratio;
        private int loose;
        private int work;
        private int states = 1;

        Layout(int inner) {
            splits = new int[Math.multiplyExact(inner, SPLIT)];
            parents = new int[inner];
            numbers = new double[Math.multiplyExact(inner, BOTTOM)];
            looseSlots = new int[inner];
            looseValues = new double[inner];
            // the ratios of a feature not met before, for the longest rule
            ratio = rules.length;
            ratios = Arrays.copyOf(ratios, Math.max(ratios.length, 2 * ratio));
            Arrays.fill(ratios, 0, ratio, 1);
        }

        /** The ratios that make a plain share of C (1 − t), for features failed before. */
        void addRule(GaussLegendre rule) {
            broken[rule.size()] = ratios(0, rule);
            for (int m = 0; m < rule.size(); m++) {
                ratios[broken[rule.size()] + m] = 1 / (1 - rule.node(m));
            }
        }

        void add(TreePaths paths, GaussLegendre rule, int at) {
            int root = paths.root();
            int size = paths.size();
            int points = rule.size();
            int[] order = new int[size / 2];
            int[] place = new int[size];
            int inner = order(paths, order, place);
            int slots = order.length;
            int looseBefore = loose;
            trees[at] = points;
            trees[at + 1] = split / SPLIT;
            trees[at + 2] = inner;
            trees[at + 3] = order.length;
            trees[at + 4] = number;
            double[] chain = new double[size];
            int[] ratioOf = new int[size];
            for (int k = 0; k < order.length; k++) {
                int n = order[k];
                int left = forest.left(root + n) - root;
                int earlier = paths.earlier(left);
                double before = earlier < 0 ? 1 : chain[earlier];
                splits[split + ENTRY] = ranks.entry(forest, root + n);
                splits[split + LIMIT] = ranks.limit(forest, root + n);
                splits[split + FEATURE] = forest.feature(root + n);
                splits[split + HELD] = 1;
                parents[split / SPLIT] = n == 0 ? -1 : place[paths.parent(n)];
                if (earlier >= 0) {
                    int above = paths.parent(earlier);
                    splits[split + BEFORE] = place[above] + 1;
                    splits[split + HELD] = 1 + earlier - (forest.left(root + above) - root);
                    if (ratioOf[earlier] == 0) {
                        ratioOf[earlier] = ratios(before, rule);
                    }
                    splits[split + RATIO] = ratioOf[earlier];
                }
                chain[left] = paths.share(left) * before;
                chain[left + 1] = paths.share(left + 1) * before;
                numbers[number] = paths.share(left);
                numbers[number + 1] = chain[left];
                numbers[number + GAINS + 1] = chain[left + 1];
                numbers[number + GAINS + 2] = -chain[left];
                number += INNER;
                if (k >= inner) {
                    double right = forest.leafValue(root + left + 1);
                    numbers[number++] = right;
                    numbers[number++] = forest.leafValue(root + left) - right;
                } else {
                    for (int child = left; child <= left + 1; child++) {
                        int slot = place[child];
                        if (forest.isLeaf(root + child)) {
                            slot = slots++;
                            looseSlots[loose] = slot * regions * points;
                            looseValues[loose++] = forest.leafValue(root + child);
                        }
                        splits[split + LEFT + child - left] = slot * regions * points;
                    }
                }
                split += SPLIT;
            }
            trees[at + 5] = loose - looseBefore;
            // one entry for each inner split behind the slots remembers what it credits
            work = Math.max(work, slots * regions * points + inner);
            states = Math.max(states, order.length + 1);
        }

        /** Numbers the splits, those of two leaves last, and returns how many are not of two leaves. */
        private int order(TreePaths paths, int[] order, int[] place) {
            int root = paths.root();
            int next = 0;
            int inner = 0;
            for (boolean bottom : new boolean[] {false, true}) {
                for (int n = 0; n < paths.size(); n++) {
                    if (!forest.isLeaf(root + n)
                            && bottom
                                    == (forest.isLeaf(forest.left(root + n))
                                            && forest.isLeaf(forest.right(root + n)))) {
                        place[n] = next;
                        order[next++] = n;
                    }
                }
                inner = bottom ? inner : next;
            }
            return inner;
        }

        private int ratios(double chain, GaussLegendre rule) {
            int start = ratio;
            if (ratio + rule.size() > ratios.length) {
                ratios = Arrays.copyOf(ratios, 2 * ratios.length);
            }
            for (int m = 0; m < rule.size(); m++) {
                ratios[ratio++] = 1 / (rule.node(m) + chain * (1 - rule.node(m)));
            }
            return start;
        }
    }
}
