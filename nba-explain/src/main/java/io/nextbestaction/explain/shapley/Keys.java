// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Forest;
import java.util.Arrays;
import java.util.List;

/**
 * The keys of all groups for one row, a byte each, eight in a word. Where memory allows, for every feature and rank the
 * bits it sets in every key are laid out beforehand, so that a row's keys are the union of one run of words a feature;
 * else every bit is compared for.
 */
final class Keys {
    private static final int BYTE = 8;
    private static final int COMPARE = 4;

    private final Forest forest;
    private final Ranks ranks;
    private final int words;
    /** The bits set by each feature's ranks: [cuts + 1 ranks, then missing] × words, features one after another. */
    private final long[] masks;

    private final int[] starts;
    /** Without masks: the tests of all keys, as entry, limit, place, and 1 if going right sets the bit. */
    private final int[] compares;

    /** A group and the tree it is of. */
    record Member(Group group, TreePaths paths) {
        int node(Group.Test test) {
            return paths.root() + test.node();
        }
    }

    Keys(Forest forest, Ranks ranks, List<Member> members, long budget) {
        this.forest = forest;
        this.ranks = ranks;
        this.words = (members.size() + BYTE - 1) / BYTE;
        this.starts = new int[forest.inputs() + 1];
        long rows = 0;
        for (int f = 0; f < forest.inputs(); f++) {
            starts[f] = (int) Math.min(Integer.MAX_VALUE, rows * words);
            rows += ranks.cuts(f) == 0 ? 0 : ranks.cuts(f) + 2;
        }
        starts[forest.inputs()] = (int) Math.min(Integer.MAX_VALUE, rows * words);
        boolean masked = rows * words * Long.BYTES <= budget && rows * words < Integer.MAX_VALUE;
        masks = new long[masked ? (int) (rows * words) : 0];
        compares = new int
                [masked
                        ? 0
                        : COMPARE
                                * members.stream()
                                        .mapToInt(m -> m.group().tests().size())
                                        .sum()];
        int next = 0;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            for (Group.Test test : member.group().tests()) {
                int node = member.node(test);
                if (masked) {
                    mark(node, test.toRight(), i / BYTE, 1L << (i % BYTE * BYTE + test.bit()));
                } else {
                    compares[next++] = ranks.entry(forest, node);
                    compares[next++] = ranks.limit(forest, node);
                    compares[next++] = i * BYTE + test.bit();
                    compares[next++] = test.toRight() ? 1 : 0;
                }
            }
        }
    }

    private void mark(int node, boolean toRight, int word, long bit) {
        int feature = forest.feature(node);
        int limit = ranks.limit(forest, node);
        int from = toRight ? limit : 0;
        int to = toRight ? ranks.cuts(feature) + 1 : limit;
        for (int rank = from; rank < to; rank++) {
            masks[starts[feature] + rank * words + word] |= bit;
        }
        if (forest.missingLeft(node) != toRight) {
            masks[starts[feature] + (ranks.cuts(feature) + 1) * words + word] |= bit;
        }
    }

    /** The length of the array {@link #of} fills. */
    int words() {
        return words;
    }

    long bytes() {
        return (long) Long.BYTES * masks.length + (long) Integer.BYTES * compares.length;
    }

    /** Writes the keys of a row with the given ranks. */
    void of(int[] rank, long[] keys) {
        if (compares.length > 0) {
            compare(rank, keys);
            return;
        }
        int inputs = forest.inputs();
        Arrays.fill(keys, 0, words, 0);
        for (int f = 0; f < inputs; f++) {
            if (starts[f + 1] > starts[f]) {
                int from = run(f, rank);
                for (int w = 0; w < words; w++) {
                    keys[w] |= masks[from + w];
                }
            }
        }
    }

    private int run(int feature, int[] rank) {
        int place = rank[feature] == Integer.MAX_VALUE ? ranks.cuts(feature) + 1 : rank[feature];
        return starts[feature] + place * words;
    }

    private void compare(int[] rank, long[] keys) {
        Arrays.fill(keys, 0, words, 0);
        for (int i = 0; i < compares.length; i += COMPARE) {
            int set = (rank[compares[i]] - compares[i + 1]) >>> 31 ^ compares[i + 3];
            keys[compares[i + 2] >>> 6] |= (long) set << compares[i + 2];
        }
    }
}
