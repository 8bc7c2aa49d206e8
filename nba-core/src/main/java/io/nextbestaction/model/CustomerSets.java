// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The sets of leaves of a tree that customers can come to, of the leaves that some of the given actions can. */
final class CustomerSets {
    private final Forest forest;
    private final LeafNumbers numbers;
    private final int[] actionInputs;
    private final double[] values;
    private final int most;

    /**
     * Sets for some actions.
     *
     * @param values [actions × inputs of the action]
     * @param most the most sets a tree may have
     */
    CustomerSets(Forest forest, LeafNumbers numbers, int[] actionInputs, double[] values, int most) {
        this.forest = forest;
        this.numbers = numbers;
        this.actionInputs = actionInputs;
        this.values = values;
        this.most = most;
    }

    /** Different sets of leaf numbers, or null if there are too many. */
    long @Nullable [] of(int tree) {
        int actions = values.length / actionInputs.length;
        int[] each = new int[actions];
        Arrays.setAll(each, action -> action);
        return below(forest.root(tree), each);
    }

    private long @Nullable [] below(int node, int[] actions) {
        if (actions.length == 0) {
            return new long[1];
        }
        if (forest.isLeaf(node)) {
            return new long[] {1L << numbers.first(node)};
        }
        int place = place(forest.feature(node));
        if (place < 0) {
            return joined(below(forest.left(node), actions), below(forest.right(node), actions));
        }
        int[] left = Arrays.stream(actions)
                .filter(action -> left(node, values[action * actionInputs.length + place]))
                .toArray();
        int[] right = Arrays.stream(actions)
                .filter(action -> !left(node, values[action * actionInputs.length + place]))
                .toArray();
        return crossed(below(forest.left(node), left), below(forest.right(node), right));
    }

    private int place(int input) {
        for (int i = 0; i < actionInputs.length; i++) {
            if (actionInputs[i] == input) {
                return i;
            }
        }
        return -1;
    }

    private boolean left(int node, double value) {
        return value < forest.threshold(node) || (Double.isNaN(value) && forest.missingLeft(node));
    }

    /** A customer comes to the one side or the other. */
    private long @Nullable [] joined(long @Nullable [] left, long @Nullable [] right) {
        if (left == null || right == null || left.length + right.length > most) {
            return null;
        }
        long[] all = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, all, left.length, right.length);
        return all;
    }

    /** Actions come to both sides, whatever the customer is on either. */
    private long @Nullable [] crossed(long @Nullable [] left, long @Nullable [] right) {
        if (left == null || right == null || left.length * right.length > most) {
            return null;
        }
        long[] all = new long[left.length * right.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = left[i / right.length] | right[i % right.length];
        }
        return all;
    }
}
