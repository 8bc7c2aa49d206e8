// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.fairness;

import io.nextbestaction.data.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The group of every row, one of which the others are compared with. Rows of an unknown group are a group of their own,
 * named "(unknown)", never left out. Immutable.
 */
public final class GroupLabels {
    /** The name of the group of rows whose group is not known. */
    public static final String UNKNOWN = "(unknown)";

    private final List<String> names;
    private final int[] groups;
    private final int reference;

    private GroupLabels(List<String> names, int[] groups, int reference) {
        this.names = names;
        this.groups = groups;
        this.reference = reference;
    }

    /**
     * Groups by name.
     *
     * @param labels of the rows, null for unknown
     * @param reference the group the others are compared with
     * @throws IllegalArgumentException if no row is of the reference, or no row of another group
     */
    public static GroupLabels of(List<? extends @Nullable String> labels, String reference) {
        TreeSet<String> sorted = new TreeSet<>();
        for (String label : labels) {
            sorted.add(label == null ? UNKNOWN : label);
        }
        if (!sorted.contains(reference)) {
            throw new IllegalArgumentException("The reference \"" + reference + "\" must be the group of some row.\n"
                    + Names.suggestion(reference, sorted));
        }
        if (sorted.size() < 2) {
            throw new IllegalArgumentException("The groups (only \"" + reference
                    + "\") of a comparison must be at least two.\nMaybe the wrong column was read.");
        }
        List<String> names = new ArrayList<>(sorted);
        Map<String, Integer> positions = new LinkedHashMap<>();
        for (String name : names) {
            positions.put(name, positions.size());
        }
        int[] groups = new int[labels.size()];
        for (int r = 0; r < groups.length; r++) {
            String label = labels.get(r);
            groups[r] = positions.getOrDefault(label == null ? UNKNOWN : label, 0);
        }
        return new GroupLabels(names, groups, names.indexOf(reference));
    }

    /** The number of rows. */
    public int rows() {
        return groups.length;
    }

    /** The names of the groups, sorted. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** The name of the group the others are compared with. */
    public String reference() {
        return names.get(reference);
    }

    int referenceIndex() {
        return reference;
    }

    int group(int row) {
        return groups[row];
    }

    void requireRows(String what, int size) {
        if (size != groups.length) {
            throw new IllegalArgumentException("The " + what + " (" + size + ") must be as many as the group labels ("
                    + groups.length + ").\nMaybe the rows were filtered afterwards.");
        }
    }
}
