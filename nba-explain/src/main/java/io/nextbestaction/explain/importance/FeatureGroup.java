// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.importance;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Columns of a feature vector that are looked at as one, such as all that a pipeline made from one field of the customer.
 * Immutable.
 */
public final class FeatureGroup {
    private final String name;
    private final int[] columns;
    private final double[] shares;

    private FeatureGroup(String name, int[] columns, double[] shares) {
        this.name = name;
        this.columns = columns;
        this.shares = shares;
    }

    /** One group for each source field, in order of first use; a column of several sources is in the group of each. */
    public static List<FeatureGroup> bySource(FeatureNames names) {
        List<FeatureGroup> groups = new ArrayList<>();
        for (String source : names.sources()) {
            int[] columns = IntStream.range(0, names.size())
                    .filter(c -> names.features().get(c).sources().contains(source))
                    .toArray();
            double[] shares = Arrays.stream(columns)
                    .mapToDouble(c -> 1.0 / names.features().get(c).sources().size())
                    .toArray();
            groups.add(new FeatureGroup(source, columns, shares));
        }
        return groups;
    }

    /** One group for each column. */
    public static List<FeatureGroup> byColumn(FeatureNames names) {
        return IntStream.range(0, names.size())
                .mapToObj(c -> new FeatureGroup(names.name(c), new int[] {c}, new double[] {1}))
                .toList();
    }

    /**
     * A group of some columns.
     *
     * @param columns names of columns
     * @throws IllegalArgumentException if there is none, or no column has one of the names
     */
    public static FeatureGroup of(String name, FeatureNames names, String... columns) {
        List<String> known = names.features().stream().map(Feature::name).toList();
        int[] positions = new int[columns.length];
        for (int i = 0; i < columns.length; i++) {
            positions[i] = known.indexOf(columns[i]);
            if (positions[i] < 0) {
                throw new IllegalArgumentException("The column \"" + columns[i] + "\" of group \"" + name
                        + "\" must be one of the " + known.size() + " features.\n"
                        + Names.suggestion(columns[i], known));
            }
        }
        if (columns.length == 0) {
            throw new IllegalArgumentException(
                    "The columns (none) of group \"" + name + "\" must be at least one.\nMaybe leave the group out.");
        }
        double[] shares = new double[columns.length];
        Arrays.fill(shares, 1);
        return new FeatureGroup(name, positions, shares);
    }

    /** What people read. */
    public String name() {
        return name;
    }

    /** The number of columns, at least 1. */
    public int size() {
        return columns.length;
    }

    /** The position of a column in the feature vector. */
    public int column(int index) {
        return columns[index];
    }

    /** The part of a column's contribution that counts for this group, in (0, 1]. */
    public double share(int index) {
        return shares[index];
    }

    /** The contribution of the group, out of those of all columns. */
    public double sum(double[] contributions) {
        double sum = 0;
        for (int i = 0; i < columns.length; i++) {
            sum += shares[i] * contributions[columns[i]];
        }
        return sum;
    }

    @Override
    public String toString() {
        return name + Arrays.toString(columns);
    }
}
