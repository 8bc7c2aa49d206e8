// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** A tree written as nested calls, for tests. */
public record TestTree(int feature, double value, boolean missingLeft, List<TestTree> children, double cover) {

    public static TestTree leaf(double value, double cover) {
        return new TestTree(-1, value, false, List.of(), cover);
    }

    public static TestTree split(int feature, double threshold, boolean missingLeft, TestTree left, TestTree right) {
        return new TestTree(feature, threshold, missingLeft, List.of(left, right), left.cover + right.cover);
    }

    public static TestTree split(int feature, double threshold, TestTree left, TestTree right) {
        return split(feature, threshold, true, left, right);
    }

    /** The same tree with every feature number changed. */
    TestTree rename(IntUnaryOperator change) {
        return new TestTree(
                children.isEmpty() ? -1 : change.applyAsInt(feature),
                value,
                missingLeft,
                children.stream().map(c -> c.rename(change)).toList(),
                cover);
    }

    /** The same tree with every leaf value multiplied. */
    TestTree scale(double factor) {
        return new TestTree(
                feature,
                children.isEmpty() ? value * factor : value,
                missingLeft,
                children.stream().map(c -> c.scale(factor)).toList(),
                cover);
    }

    public void addTo(Forest.Builder builder) {
        List<TestTree> nodes = new ArrayList<>(List.of(this));
        for (int i = 0; i < nodes.size(); i++) {
            nodes.addAll(nodes.get(i).children());
        }
        int size = nodes.size();
        int[] feature = new int[size];
        double[] value = new double[size];
        boolean[] missingLeft = new boolean[size];
        int[] left = new int[size];
        int[] right = new int[size];
        double[] cover = new double[size];
        int next = 1;
        for (int i = 0; i < size; i++) {
            TestTree node = nodes.get(i);
            feature[i] = node.feature;
            value[i] = node.value;
            missingLeft[i] = node.missingLeft;
            cover[i] = node.cover;
            boolean leaf = node.children.isEmpty();
            left[i] = leaf ? -1 : next++;
            right[i] = leaf ? -1 : next++;
        }
        builder.tree(feature, value, missingLeft, left, right, cover);
    }
}
