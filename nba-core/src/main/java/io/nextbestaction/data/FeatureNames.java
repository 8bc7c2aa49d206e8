// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ordered columns of a feature vector, each with its source field. Immutable and thread-safe; equal when columns and
 * order are equal.
 */
public final class FeatureNames {
    private final List<Feature> features;
    private final List<String> sources;
    private final int[] sourceOf;

    private FeatureNames(List<Feature> features) {
        this.features = List.copyOf(features);
        Set<String> names = new HashSet<>();
        Map<String, Integer> sourceIndex = new LinkedHashMap<>();
        this.sourceOf = new int[features.size()];
        for (int i = 0; i < features.size(); i++) {
            Feature feature = features.get(i);
            if (!names.add(feature.name())) {
                throw new IllegalArgumentException("The feature \"" + feature.name() + "\" (column " + (i + 1)
                        + ") must have a name of its own.\nMaybe two steps of the pipeline write the same column.");
            }
            Integer known = sourceIndex.putIfAbsent(feature.source(), sourceIndex.size());
            sourceOf[i] = known == null ? sourceIndex.size() - 1 : known;
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

    /** The position in {@link #sources()} of a column's source field. */
    public int sourceOf(int column) {
        return sourceOf[column];
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
