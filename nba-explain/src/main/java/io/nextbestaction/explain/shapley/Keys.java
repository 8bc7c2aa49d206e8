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

    private final Forest forest;
    private final Ranks ranks;
    private final int words;
    /** The bits set by each feature's ranks: [cuts + 1 ranks, then missing] × words, features one after another. */
    private final long[] masks;

    private final int[] starts;
    /** Without masks: the bits of all keys, as entry, limit and place. */
    private final int[] compares;

    /** A group and the tree it is of. */
    record Member(Group group, TreePaths paths) {
        int node(int bit) {
            return paths.root() + group.node(bit);
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
                        : 3 * members.stream().mapToInt(m -> m.group().bits()).sum()];
        int next = 0;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            for (int bit = 0; bit < member.group().bits(); bit++) {
                if (masked) {
                    mark(member.node(bit), i / BYTE, 1L << (i % BYTE * BYTE + bit));
                } else {
                    compares[next++] = ranks.entry(forest, member.node(bit));
                    compares[next++] = ranks.limit(forest, member.node(bit));
                    compares[next++] = i * BYTE + bit;
                }
            }
        }
    }

    private void mark(int node, int word, long bit) {
        int feature = forest.feature(node);
        int limit = ranks.limit(forest, node);
        for (int rank = 0; rank < limit; rank++) {
            masks[starts[feature] + rank * words + word] |= bit;
        }
        if (forest.missingLeft(node)) {
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
        for (int i = 0; i < compares.length; i += 3) {
            int left = (rank[compares[i]] - compares[i + 1]) >>> 31;
            keys[compares[i + 2] >>> 6] |= (long) left << compares[i + 2];
        }
    }
}
