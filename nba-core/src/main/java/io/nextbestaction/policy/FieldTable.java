// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All that rules ask about one field, answered at once: its limits or levels cut what it may be into parts, and each part
 * has the bits that fail there. A number's parts are below, at and above each limit, a text's its levels and all others;
 * missing is a part of its own.
 */
final class FieldTable {
    private final Source source;
    private final int position;
    private final boolean ofText;
    private final double[] limits;
    private final Map<String, Integer> levels;
    /** Where the bits of each part start; parts where the same bits fail share them. */
    private final int[] starts;

    /** The words the bits lie in: where the first of them goes, and how many. */
    private final int first;

    private final int span;
    private final long[] bits;

    /** A bit that fails where none of the comparisons passes; all are of one field. */
    record Mark(int bit, List<Clauses.Literal> any) {}

    /** The field is the one all marks are of. */
    FieldTable(List<Mark> marks) {
        List<Clauses.Literal> literals =
                marks.stream().flatMap(mark -> mark.any().stream()).toList();
        Clauses.Literal some = literals.get(0);
        source = some.program().source(some.node());
        position = some.program().position(some.node());
        ofText = some.program().isOfText(some.node());
        TreeSet<Double> sorted = new TreeSet<>();
        levels = new HashMap<>();
        for (Clauses.Literal literal : literals) {
            if (ofText) {
                literal.program().levels(literal.node()).forEach(level -> levels.putIfAbsent(level, levels.size()));
            } else {
                // adding 0 turns −0 into 0, which compares the same but would sort apart
                sorted.add(literal.program().limit(literal.node()) + 0.0);
            }
        }
        limits = sorted.stream().mapToDouble(limit -> limit).toArray();
        first = marks.stream().mapToInt(Mark::bit).min().orElse(0) >>> 6;
        span = (marks.stream().mapToInt(Mark::bit).max().orElse(0) >>> 6) + 1 - first;
        starts = new int[missing() + 1];
        Map<List<Long>, Integer> known = new LinkedHashMap<>();
        String[] texts = new String[levels.size()];
        levels.forEach((level, part) -> texts[part] = level);
        for (int part = 0; part < starts.length; part++) {
            long[] failing = new long[span];
            for (Mark mark : marks) {
                if (!passes(mark, part, ofText && part < texts.length ? texts[part] : null)) {
                    failing[(mark.bit() >>> 6) - first] |= 1L << mark.bit();
                }
            }
            List<Long> key = IntStream.range(0, span).mapToObj(w -> failing[w]).toList();
            starts[part] = known.computeIfAbsent(key, k -> known.size() * span);
        }
        List<Long> all = new ArrayList<>();
        known.keySet().forEach(all::addAll);
        bits = all.stream().mapToLong(word -> word).toArray();
    }

    /** The part of missing values, the last. */
    private int missing() {
        return ofText ? levels.size() + 1 : 2 * limits.length + 1;
    }

    private boolean passes(Mark mark, int part, @Nullable String text) {
        boolean missing = part == missing();
        return mark.any().stream()
                .anyMatch(literal ->
                        ofText ? literal.passes(text, missing) : literal.passes(missing ? Double.NaN : within(part)));
    }

    /** A number of a part; one between neighbouring numbers has none and is never asked for. */
    private double within(int part) {
        if (part % 2 == 1) {
            return limits[part / 2];
        }
        return part == 0 ? Double.NEGATIVE_INFINITY : Math.nextUp(limits[part / 2 - 1]);
    }

    /** Adds the bits that fail. */
    void addFailing(Facts facts, long[] failed, int offset) {
        int from = starts[ofText ? part(facts.text(source, position)) : part(facts.number(source, position))];
        int to = offset + first;
        for (int w = 0; w < span; w++) {
            failed[to + w] |= bits[from + w];
        }
    }

    private int part(@Nullable String text) {
        if (text == null) {
            return missing();
        }
        Integer level = levels.get(text);
        return level == null ? levels.size() : level;
    }

    private int part(double value) {
        if (Double.isNaN(value)) {
            return missing();
        }
        int low = 0;
        int length = limits.length;
        // halves without a branch on the data: low always stays at or before the answer
        while (length > 1) {
            int half = length >>> 1;
            low = limits[low + half - 1] < value ? low + half : low;
            length -= half;
        }
        return limits[low] < value ? 2 * low + 2 : limits[low] == value ? 2 * low + 1 : 2 * low;
    }
}
