// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Link;
import java.util.Arrays;

/**
 * A forest column by column: inputs, link, base, the size of each tree, then over all nodes the feature (-1 for a leaf),
 * the threshold or leaf value, the cover, and one bit for the way of a missing value. Trees are breadth first, so the
 * n-th inner node of a tree has the children 2n + 1 and 2n + 2, which need not be written.
 */
final class ForestCodec {
    private static final int MAX_TREES = 100_000;
    private static final int NODE_BYTES = 20;

    private ForestCodec() {}

    static void write(BinaryWriter out, Forest forest) {
        out.putInt(forest.inputs()).putByte(Links.code(forest.link())).putDouble(forest.base());
        int trees = forest.trees();
        int nodes = forest.nodes();
        out.putInt(trees);
        for (int t = 0; t < trees; t++) {
            out.putInt((t + 1 < trees ? forest.root(t + 1) : nodes) - forest.root(t));
        }
        byte[] missingLeft = new byte[(nodes + 7) / 8];
        for (int n = 0; n < nodes; n++) {
            out.putInt(forest.feature(n));
            if (!forest.isLeaf(n) && forest.missingLeft(n)) {
                missingLeft[n / 8] |= (byte) (1 << (n % 8));
            }
        }
        for (int n = 0; n < nodes; n++) {
            out.putDouble(forest.isLeaf(n) ? forest.leafValue(n) : forest.threshold(n));
        }
        for (int n = 0; n < nodes; n++) {
            out.putDouble(forest.cover(n));
        }
        out.putAll(missingLeft);
    }

    static Forest read(BinaryReader in) {
        int inputs = in.getInt();
        Link link = Links.read(in);
        Forest.Builder forest = Forest.builder(inputs, link, in.getDouble());
        int trees = in.count("trees", Integer.BYTES + NODE_BYTES);
        if (trees > MAX_TREES) {
            throw in.error("number of trees (" + trees + ")", "be at most " + MAX_TREES);
        }
        int[] sizes = in.ints(trees);
        long sum = 0;
        for (int size : sizes) {
            if (size < 1) {
                throw in.error("size (" + size + ") of a tree", "be at least 1 node");
            }
            sum += size;
        }
        if (sum > in.remaining() / NODE_BYTES) {
            throw in.error("number of nodes (" + sum + ")", "fit into the " + in.remaining() + " bytes that follow");
        }
        int nodes = (int) sum;
        int[] features = in.ints(nodes);
        double[] values = in.doubles(nodes);
        double[] covers = in.doubles(nodes);
        byte[] missingLeft = in.bytes((nodes + 7) / 8);
        int start = 0;
        for (int size : sizes) {
            addTree(forest, start, size, features, values, covers, missingLeft);
            start += size;
        }
        return forest.build();
    }

    /** The builder checks that features, children, thresholds and covers make one well-formed tree. */
    private static void addTree(
            Forest.Builder forest,
            int start,
            int size,
            int[] features,
            double[] values,
            double[] covers,
            byte[] missingBits) {
        boolean[] missingLeft = new boolean[size];
        int[] left = new int[size];
        int[] right = new int[size];
        int next = 1;
        for (int i = 0; i < size; i++) {
            int node = start + i;
            boolean leaf = features[node] == -1;
            left[i] = leaf ? -1 : next;
            right[i] = leaf ? -1 : next + 1;
            next += leaf ? 0 : 2;
            missingLeft[i] = (missingBits[node / 8] >> (node % 8) & 1) == 1;
        }
        int end = start + size;
        forest.tree(
                Arrays.copyOfRange(features, start, end),
                Arrays.copyOfRange(values, start, end),
                missingLeft,
                left,
                right,
                Arrays.copyOfRange(covers, start, end));
    }
}
