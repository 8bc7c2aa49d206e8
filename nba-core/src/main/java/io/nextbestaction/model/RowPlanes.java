// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.Arrays;

/**
 * The bit planes of 64 rows in completed trees: which rows went right, level by level. Three levels of a node's subtree
 * are one block of seven masks, gone through in registers; a block whose top node is a leaf is left out, since below a
 * leaf any way will do. One or two levels that are left over are blocks of one or three masks at the top.
 */
final class RowPlanes {
    private static final int BLOCK = 8;
    /** Row sets on the way down: of the top levels, and of the blocks of the first of two layers. */
    static final int REACH = 64;

    private static final int BELOW = 4;

    private final int depth;
    /** Top masks of each tree: none, one or three, in a place of four. */
    private final char[] tops;
    /** For each layer the blocks of all trees, each the set it starts from, then its seven masks. */
    private final char[][] blocks;
    /** For each layer where the blocks of each tree begin. */
    private final int[][] starts;

    /** Levels of mask numbers, 0 for no node. */
    RowPlanes(int trees, char[][] levels) {
        this.depth = levels.length;
        int top = depth % 3;
        int layers = depth / 3;
        this.tops = new char[4 * trees];
        this.blocks = new char[layers][];
        this.starts = new int[layers][trees + 1];
        for (int t = 0; t < trees; t++) {
            for (int node = 0; node < (1 << top) - 1; node++) {
                tops[4 * t + node] = at(levels, t, 0, 0, node);
            }
        }
        for (int layer = 0; layer < layers; layer++) {
            int level = top + 3 * layer;
            char[] all = new char[BLOCK * (trees << level)];
            int end = 0;
            for (int t = 0; t < trees; t++) {
                for (int place = 0; place < 1 << level; place++) {
                    if (at(levels, t, level, place, 0) != 0) {
                        all[end] = (char) place;
                        for (int node = 0; node < 7; node++) {
                            all[end + 1 + node] = at(levels, t, level, place, node);
                        }
                        end += BLOCK;
                    }
                }
                starts[layer][t + 1] = end;
            }
            blocks[layer] = Arrays.copyOf(all, end);
        }
    }

    /** The mask number of a node of the subtree below a place, nodes in the order of a heap. */
    private static char at(char[][] levels, int tree, int level, int place, int node) {
        int below = 31 - Integer.numberOfLeadingZeros(node + 1);
        return levels[level + below][(((tree << level) + place) << below) + node + 1 - (1 << below)];
    }

    /** Writes the planes of a tree, the last level's first. */
    void of(int tree, long[] masks, long[] reach, long[] planes) {
        int top = depth % 3;
        Arrays.fill(planes, 0);
        reach[0] = -1;
        if (top > 0) {
            top(tree, top, masks, reach, planes);
        }
        if (depth >= 6) {
            inner(tree, masks, reach, planes);
            last(blocks[1], starts[1][tree], starts[1][tree + 1], BELOW, masks, reach, planes);
        } else if (depth >= 3) {
            last(blocks[0], starts[0][tree], starts[0][tree + 1], 0, masks, reach, planes);
        }
    }

    private void top(int tree, int levels, long[] masks, long[] reach, long[] planes) {
        long right = ~masks[tops[4 * tree]];
        planes[depth - 1] = right;
        if (levels == 1) {
            reach[0] = ~right;
            reach[1] = right;
            return;
        }
        long leftRight = ~right & ~masks[tops[4 * tree + 1]];
        long rightRight = right & ~masks[tops[4 * tree + 2]];
        planes[depth - 2] = leftRight | rightRight;
        reach[0] = ~right ^ leftRight;
        reach[1] = leftRight;
        reach[2] = right ^ rightRight;
        reach[3] = rightRight;
    }

    /** The first of two layers: notes the row sets that its blocks part into. */
    private void inner(int tree, long[] masks, long[] reach, long[] planes) {
        char[] nodes = blocks[0];
        long high = 0;
        long middle = 0;
        long low = 0;
        for (int at = starts[0][tree]; at < starts[0][tree + 1]; at += BLOCK) {
            int place = nodes[at];
            long rows = reach[place];
            long r = rows & ~masks[nodes[at + 1]];
            long l = rows ^ r;
            long lr = l & ~masks[nodes[at + 2]];
            long ll = l ^ lr;
            long rr = r & ~masks[nodes[at + 3]];
            long rl = r ^ rr;
            long llr = ll & ~masks[nodes[at + 4]];
            long lrr = lr & ~masks[nodes[at + 5]];
            long rlr = rl & ~masks[nodes[at + 6]];
            long rrr = rr & ~masks[nodes[at + 7]];
            high |= r;
            middle |= lr | rr;
            low |= llr | lrr | rlr | rrr;
            int below = BELOW + 8 * place;
            reach[below] = ll ^ llr;
            reach[below + 1] = llr;
            reach[below + 2] = lr ^ lrr;
            reach[below + 3] = lrr;
            reach[below + 4] = rl ^ rlr;
            reach[below + 5] = rlr;
            reach[below + 6] = rr ^ rrr;
            reach[below + 7] = rrr;
        }
        planes[5] = high;
        planes[4] = middle;
        planes[3] = low;
    }

    /** The last layer, whose row sets nobody asks for. */
    private static void last(char[] nodes, int from, int to, int sets, long[] masks, long[] reach, long[] planes) {
        long high = 0;
        long middle = 0;
        long low = 0;
        for (int at = from; at < to; at += BLOCK) {
            long rows = reach[sets + nodes[at]];
            long r = rows & ~masks[nodes[at + 1]];
            long l = rows ^ r;
            long lr = l & ~masks[nodes[at + 2]];
            long rr = r & ~masks[nodes[at + 3]];
            high |= r;
            middle |= lr | rr;
            low |= ((l ^ lr) & ~masks[nodes[at + 4]])
                    | (lr & ~masks[nodes[at + 5]])
                    | ((r ^ rr) & ~masks[nodes[at + 6]])
                    | (rr & ~masks[nodes[at + 7]]);
        }
        planes[2] = high;
        planes[1] = middle;
        planes[0] = low;
    }
}
