// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import io.nextbestaction.data.FeatureNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names segments by what sets their centres apart from the mean: the two source fields whose features lie furthest off,
 * in standard deviations and at least half of one. A number is "high" or "low", a flag is there or "not", a level is
 * named when it is over-represented; a centre like the mean is "typical". Names that coincide take further fields, then
 * a number.
 */
final class SegmentNames {
    private static final double NOTABLE = 0.5;
    private static final int USUAL_TRAITS = 2;

    private SegmentNames() {}

    /** One way a centre differs: words, and how far. */
    private record Trait(String words, double size) {}

    /**
     * One name for each centre.
     *
     * @param scaled the centres in standard deviations from the mean [k × columns]
     * @param flags whether a column holds nothing but 0 and 1
     */
    static List<String> of(FeatureNames features, double[][] scaled, boolean[] flags) {
        List<List<Trait>> traits = new ArrayList<>();
        int most = 0;
        for (double[] centre : scaled) {
            traits.add(traits(features, centre, flags));
            most = Math.max(most, traits.get(traits.size() - 1).size());
        }
        int[] used = new int[scaled.length];
        Arrays.fill(used, USUAL_TRAITS);
        List<String> names = names(traits, used);
        for (int round = USUAL_TRAITS; round < most; round++) {
            Map<String, Integer> counts = counts(names);
            for (int i = 0; i < used.length; i++) {
                used[i] += counts.getOrDefault(names.get(i), 0) > 1 ? 1 : 0;
            }
            names = names(traits, used);
        }
        return numbered(names);
    }

    /** The traits of one centre, largest first, one for each source field; ties in the order of the features. */
    private static List<Trait> traits(FeatureNames features, double[] centre, boolean[] flags) {
        Map<String, Trait> bySource = new LinkedHashMap<>();
        for (int j = 0; j < centre.length; j++) {
            String source = String.join(" × ", features.features().get(j).sources());
            String words = words(features.name(j), source, centre[j] > 0, flags[j]);
            if (words.isEmpty() || !(Math.abs(centre[j]) >= NOTABLE)) {
                continue;
            }
            Trait trait = new Trait(words, Math.abs(centre[j]));
            bySource.merge(source, trait, (known, other) -> other.size > known.size ? other : known);
        }
        List<Trait> traits = new ArrayList<>(bySource.values());
        traits.sort(Comparator.comparingDouble(Trait::size).reversed());
        return traits;
    }

    private static String words(String feature, String source, boolean above, boolean flag) {
        if (feature.startsWith(source + "=")) {
            return above ? readable(source) + " " + feature.substring(source.length() + 1) : "";
        }
        // What is not the field itself, such as its missing-value flag, keeps the name of the feature.
        String subject = flag && !feature.equals(source) ? feature : readable(source);
        if (flag) {
            return above ? subject : "not " + subject;
        }
        return (above ? "high " : "low ") + subject;
    }

    /** A field name as words: {@code Total_Trans_Ct} and {@code totalTransCt} are "total trans ct". */
    static String readable(String field) {
        String spaced = field.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                .replaceAll("[_\\s]+", " ")
                .trim();
        return spaced.isEmpty() ? field : spaced.toLowerCase(Locale.ROOT);
    }

    private static List<String> names(List<List<Trait>> traits, int[] used) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < used.length; i++) {
            List<String> words =
                    traits.get(i).stream().limit(used[i]).map(Trait::words).toList();
            names.add(words.isEmpty() ? "typical" : String.join(", ", words));
        }
        return names;
    }

    private static Map<String, Integer> counts(List<String> names) {
        Map<String, Integer> counts = new HashMap<>();
        names.forEach(name -> counts.merge(name, 1, Integer::sum));
        return counts;
    }

    private static List<String> numbered(List<String> names) {
        Set<String> taken = new HashSet<>();
        List<String> unique = new ArrayList<>();
        for (String name : names) {
            String candidate = name;
            for (int number = 2; !taken.add(candidate); number++) {
                candidate = name + " (" + number + ")";
            }
            unique.add(candidate);
        }
        return unique;
    }
}
