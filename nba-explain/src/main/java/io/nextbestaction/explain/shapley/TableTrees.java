// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.Forest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trees as tables of contributions by decision pattern: kernel T. A row costs one look-up and a few additions a group of
 * leaves, whatever the definition and however large the background.
 */
final class TableTrees {
    /** Puts rows of tables on cache lines where a large array starts 16 bytes after one. */
    private static final int LEAD = 6;

    private static final int LINE = 8;

    private final Keys keys;
    /** For each group: start and stride of its table. */
    private final int[] groups;

    private final int[] outputs;
    /** For each run of groups of equally many columns: columns, groups. */
    private final int[] runs;

    private final double[] table;

    /**
     * Fills the tables.
     *
     * @param trees the trees that fit, with their leaves grouped or each for itself
     * @param background the rows of interventional values, null for path-dependent
     */
    TableTrees(
            Forest forest,
            Ranks ranks,
            List<KernelChoice.Tables> trees,
            LeafGame game,
            @Nullable FeatureMatrix background,
            long maskBudget) {
        List<Keys.Member> members = new ArrayList<>();
        for (KernelChoice.Tables tree : trees) {
            tree.groups(forest, game).forEach(group -> members.add(new Keys.Member(group, tree.paths())));
        }
        // equally wide groups side by side: the inner loop's length hardly ever changes
        members.sort(Comparator.comparingInt(m -> m.group().columns()));
        keys = new Keys(forest, ranks, members, maskBudget);
        groups = new int[2 * members.size()];
        outputs = new int[members.stream().mapToInt(m -> m.group().columns()).sum()];
        List<int[]> lengths = new ArrayList<>();
        int next = LEAD;
        int output = 0;
        for (int i = 0; i < members.size(); i++) {
            Group group = members.get(i).group();
            int columns = group.columns();
            next = next - LEAD + Math.min(group.stride(), LINE) - 1 & -Math.min(group.stride(), LINE);
            next += LEAD;
            groups[2 * i] = next;
            groups[2 * i + 1] = group.stride();
            for (int c = 0; c < columns; c++) {
                outputs[output++] = group.output(c);
            }
            next = Math.addExact(next, Math.toIntExact(group.doubles()));
            if (i == 0 || lengths.get(lengths.size() - 1)[0] != columns) {
                lengths.add(new int[] {columns, 0});
            }
            lengths.get(lengths.size() - 1)[1]++;
        }
        runs = lengths.stream().flatMapToInt(Arrays::stream).toArray();
        table = new double[members.isEmpty() ? 0 : next];
        int[][] seen = background == null ? new int[members.size()][0] : seen(members, ranks, background);
        for (int i = 0; i < members.size(); i++) {
            int rows = background == null ? 0 : background.rows();
            members.get(i).group().fill(game, seen[i], rows, table, groups[2 * i]);
        }
    }

    /** How many background rows show each key of each group. */
    private int[][] seen(List<Keys.Member> members, Ranks ranks, FeatureMatrix background) {
        int[][] seen = new int[members.size()][];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = new int[1 << members.get(i).group().bits()];
        }
        double[] row = new double[background.columns()];
        int[] rank = new int[ranks.size()];
        long[] words = new long[keys.words()];
        for (int b = 0; b < background.rows(); b++) {
            background.row(b, row);
            ranks.of(row, rank);
            keys.of(rank, words);
            for (int i = 0; i < seen.length; i++) {
                seen[i][(int) (words[i >>> 3] >>> (i << 3)) & 255]++;
            }
        }
        return seen;
    }

    /** The bytes of the tables of one tree, {@link Long#MAX_VALUE} if it can have none. */
    static long bytes(TreePaths paths, List<Group> groups) {
        return groups.isEmpty() && paths.size() > 1
                ? Long.MAX_VALUE
                : Double.BYTES * groups.stream().mapToLong(Group::doubles).sum();
    }

    /** The words {@link #add} works on. */
    int words() {
        return keys.words();
    }

    /** The bytes of tables and keys. */
    long bytes() {
        return (long) Double.BYTES * table.length
                + (long) Integer.BYTES * (groups.length + outputs.length)
                + keys.bytes();
    }

    /** The whole numbers {@link #add} works on. */
    int rows() {
        return groups.length / 2 + 1;
    }

    /**
     * Adds the contributions of all its trees for one row.
     *
     * @param rank the row's ranks
     * @param words at least {@link #words()}, overwritten
     * @param rows at least {@link #rows()}, overwritten
     */
    void add(int[] rank, double[] contributions, long[] words, int[] rows) {
        if (groups.length == 0) {
            return;
        }
        keys.of(rank, words);
        find(words, rows);
        int group = 0;
        int output = 0;
        for (int r = 0; r < runs.length; r += 2) {
            int columns = runs[r];
            for (int end = group + runs[r + 1]; group < end; group++) {
                int at = rows[group];
                for (int c = 0; c < columns; c++) {
                    contributions[outputs[output + c]] += table[at + c];
                }
                output += columns;
            }
        }
    }

    /** Finds the table row of every group, and touches its lines: many at once wait less for memory than one by one. */
    private void find(long[] words, int[] rows) {
        double touched = 0;
        int size = groups.length / 2;
        for (int group = 0; group < size; group++) {
            int key = (int) (words[group >>> 3] >>> (group << 3)) & 255;
            int at = groups[2 * group] + key * groups[2 * group + 1];
            rows[group] = at;
            touched += table[at];
            for (int next = LINE; next < groups[2 * group + 1]; next += LINE) {
                touched += table[at + next];
            }
        }
        // kept, so that no compiler drops the touching
        rows[size] = (int) touched;
    }
}
