// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ordered columns of a feature vector, each with its source fields. Immutable and thread-safe; equal when columns and
 * order are equal.
 */
public final class FeatureNames {
    private final List<Feature> features;
    private final List<String> sources;
    private final int[][] sourcesOf;

    private FeatureNames(List<Feature> features) {
        this.features = List.copyOf(features);
        Set<String> names = new HashSet<>();
        Map<String, Integer> sourceIndex = new LinkedHashMap<>();
        this.sourcesOf = new int[features.size()][];
        for (int i = 0; i < features.size(); i++) {
            Feature feature = features.get(i);
            if (!names.add(feature.name())) {
                throw new IllegalArgumentException("The feature \"" + feature.name() + "\" (column " + (i + 1)
                        + ") must have a name of its own.\nMaybe two steps of the pipeline write the same column.");
            }
            sourcesOf[i] = new int[feature.sources().size()];
            for (int k = 0; k < sourcesOf[i].length; k++) {
                String source = feature.sources().get(k);
                Integer known = sourceIndex.putIfAbsent(source, sourceIndex.size());
                sourcesOf[i][k] = known == null ? sourceIndex.size() - 1 : known;
            }
        }
        this.sources = List.copyOf(sourceIndex.keySet());
    }

    /**
     * Names for the given columns.
     *
     * @throws IllegalArgumentException if two columns share a name
     */
    public static FeatureNames of(List<Feature> features) {
        return new FeatureNames(features);
    }

    /** Names for columns that are their own source. */
    public static FeatureNames of(String... names) {
        return new FeatureNames(Arrays.stream(names).map(n -> new Feature(n, n)).toList());
    }

    /** The columns in order. */
    public List<Feature> features() {
        return features;
    }

    /** The number of columns. */
    public int size() {
        return features.size();
    }

    /** The name of a column. */
    public String name(int column) {
        return features.get(column).name();
    }

    /** The distinct source fields, in order of first use. */
    public List<String> sources() {
        return sources;
    }

    /**
     * Adds the contribution of every column, times a scale, to its source field; a column of several sources gives each an
     * equal part. Allocates nothing.
     *
     * @param contributions one for each column
     * @param scale what each is multiplied by
     * @param bySource one for each of {@link #sources()}, added to
     */
    public void addBySource(double[] contributions, double scale, double[] bySource) {
        for (int i = 0; i < sourcesOf.length; i++) {
            int[] sources = sourcesOf[i];
            double part = scale * contributions[i] / sources.length;
            for (int source : sources) {
                bySource[source] += part;
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureNames names && names.features.equals(features);
    }

    @Override
    public int hashCode() {
        return features.hashCode();
    }

    @Override
    public String toString() {
        return "FeatureNames" + features.stream().map(Feature::name).toList();
    }
}
