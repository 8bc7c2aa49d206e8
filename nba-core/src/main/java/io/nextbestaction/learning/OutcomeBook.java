// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of decisions, from messages that come late, twice, out of order or are reversed. For each (decision, type)
 * the earliest time counts, so that the same set of messages gives the same book in any order and with any repetition.
 * Messages are never undone: a reversal is a message of its own and outlives every repetition of the conversion. Not
 * thread-safe; memory grows with the decisions.
 */
public final class OutcomeBook {
    private final Duration window;
    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, OutcomeState> told = new HashMap<>();
    /** Decisions whose state may have changed since it was told, or will without a further message. */
    private final TreeSet<String> pending = new TreeSet<>();

    private record Entry(
            @Nullable Instant shown,
            @Nullable Instant converted,
            @Nullable Instant reversed) {
        static final Entry EMPTY = new Entry(null, null, null);

        Entry with(OutcomeEvent event) {
            return switch (event.type()) {
                case SHOWN -> new Entry(earlier(shown, event.time()), converted, reversed);
                case CONVERTED -> new Entry(shown, earlier(converted, event.time()), reversed);
                case REVERSED -> new Entry(shown, converted, earlier(reversed, event.time()));
            };
        }

        private static Instant earlier(@Nullable Instant known, Instant heard) {
            return known == null || heard.isBefore(known) ? heard : known;
        }
    }

    /**
     * An empty book.
     *
     * @param window how long after being shown a conversion counts, its end included
     * @throws IllegalArgumentException if the window is not longer than nothing
     */
    public OutcomeBook(Duration window) {
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("The window (" + window + ") of outcomes must be longer than nothing.\n"
                    + "Maybe Duration.ofDays(30) was meant.");
        }
        this.window = window;
    }

    /** Takes a message in; one that is known already changes nothing. */
    public void add(OutcomeEvent event) {
        entries.put(
                event.decision(),
                entries.getOrDefault(event.decision(), Entry.EMPTY).with(event));
        pending.add(event.decision());
    }

    /**
     * What changed since the last call, each decision once, in the order of their ids: what a learner has to take in, or to
     * take back. An outcome is told when its window has passed, a conversion no earlier than that there was none: learnt as
     * soon as they come, conversions would be too many until the first windows are over. {@link #exposures} is for those who
     * cannot wait. Costs as much as there are open decisions and new messages.
     *
     * @param now not before that of the last call
     */
    public List<Settlement> settle(Instant now) {
        List<Settlement> changes = new ArrayList<>();
        for (Iterator<String> left = pending.iterator(); left.hasNext(); ) {
            String decision = left.next();
            Entry entry = entries.getOrDefault(decision, Entry.EMPTY);
            Instant shown = entry.shown();
            boolean passed = shown != null && now.isAfter(shown.plus(window));
            OutcomeState was = told.getOrDefault(decision, OutcomeState.OPEN);
            OutcomeState is = passed ? state(entry, now) : OutcomeState.OPEN;
            if (is != was) {
                changes.add(new Settlement(decision, was, is));
                told.put(decision, is);
            }
            Instant reversed = entry.reversed();
            if (passed && (reversed == null || !reversed.isAfter(now))) {
                left.remove();
            }
        }
        return changes;
    }

    /**
     * How much of a decision's outcome can be known.
     *
     * @param decision the decision's id
     * @param converted whether it has converted
     * @param share of the conversions to come that would have come by now, F(age), in [0, 1]
     */
    public record Exposure(String decision, boolean converted, double share) {}

    /**
     * Every shown decision with the share of its outcome that can be known by now, in the order of their ids: conversions over
     * the sum of shares estimate the rate of any group of decisions without bias, however young. Shares are of all decisions'
     * delays, as in {@link #rate}; before the first conversion a share is 1 once the window has passed, else 0. Costs O(n log n)
     * for n decisions.
     */
    public List<Exposure> exposures(Instant now) {
        Delays delays = delays(now);
        List<Exposure> exposures = new ArrayList<>();
        for (Map.Entry<String, Entry> each : new TreeMap<>(entries).entrySet()) {
            Entry entry = each.getValue();
            Instant shown = entry.shown();
            if (shown == null || now.isBefore(shown)) {
                continue;
            }
            double age = Math.min(seconds(window), seconds(Duration.between(shown, now)));
            double share = delays.known().length > 0 ? delays.share(age) : now.isAfter(shown.plus(window)) ? 1 : 0;
            exposures.add(new Exposure(each.getKey(), state(entry, now) == OutcomeState.CONVERTED, share));
        }
        return exposures;
    }

    /** Where a decision stands; one never heard of is open. */
    public OutcomeState state(String decision, Instant now) {
        return state(entries.getOrDefault(decision, Entry.EMPTY), now);
    }

    private OutcomeState state(Entry entry, Instant now) {
        Instant shown = entry.shown();
        if (shown == null || now.isBefore(shown)) {
            return OutcomeState.OPEN;
        }
        Instant converted = entry.converted();
        Instant end = shown.plus(window);
        Instant reversed = entry.reversed();
        boolean counts = converted != null && !converted.isAfter(now) && !converted.isAfter(end);
        boolean takenBack = reversed != null && !reversed.isAfter(now);
        if (counts && !takenBack) {
            return OutcomeState.CONVERTED;
        }
        return now.isAfter(end) ? OutcomeState.EXPIRED : OutcomeState.OPEN;
    }

    /**
     * The conversion rate of all shown decisions, corrected for those still to come: conversions over Σ F(age), F being the
     * Kaplan-Meier distribution of delays, 1 at the longest delay seen: until decisions have aged to the end of the window
     * the rate is that of the delays seen so far. NaN before the first
     * conversion. Costs O(n log n) and memory for n decisions.
     */
    public double rate(Instant now) {
        Delays delays = delays(now);
        return delays.known().length == 0
                ? Double.NaN
                : delays.known().length / weight(delays.known(), delays.ages(), delays.distribution());
    }

    /** Delays of conversions, ages of all shown, both ascending, and how many conversions come by each delay. */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    private record Delays(double[] known, double[] ages, double[] distribution) {
        double share(double age) {
            int at = Arrays.binarySearch(known, age);
            // Equal delays share one value, so any of them will do.
            int last = at >= 0 ? at : -at - 2;
            return last < 0 ? 0 : distribution[last];
        }
    }

    private Delays delays(Instant now) {
        double[] delays = new double[entries.size()];
        double[] ages = new double[entries.size()];
        double[] waiting = new double[entries.size()];
        int conversions = 0;
        int shown = 0;
        double end = seconds(window);
        for (Entry entry : entries.values()) {
            Instant start = entry.shown();
            if (start == null || now.isBefore(start)) {
                continue;
            }
            ages[shown] = Math.min(end, seconds(Duration.between(start, now)));
            if (state(entry, now) == OutcomeState.CONVERTED) {
                Instant converted = Objects.requireNonNull(entry.converted());
                delays[conversions++] = Math.max(0, seconds(Duration.between(start, converted)));
            } else {
                waiting[shown - conversions] = ages[shown];
            }
            shown++;
        }
        double[] known = Arrays.copyOf(delays, conversions);
        double[] seen = Arrays.copyOf(ages, shown);
        double[] censored = Arrays.copyOf(waiting, shown - conversions);
        Arrays.sort(known);
        Arrays.sort(seen);
        Arrays.sort(censored);
        return new Delays(known, seen, conversions == 0 ? known : distribution(known, censored));
    }

    /** Σ F(age) over the ages, at least the number of conversions so that no rate exceeds 1. */
    private static double weight(double[] delays, double[] ages, double[] distribution) {
        double total = 0;
        int at = 0;
        for (double age : ages) {
            while (at < delays.length && delays[at] <= age) {
                at++;
            }
            total += at == 0 ? 0 : distribution[at - 1];
        }
        return Math.max(delays.length, total);
    }

    /** 1 - Π (1 - conversions at t / still without one and observed up to t), normalised to 1 at the last delay. */
    private static double[] distribution(double[] delays, double[] censored) {
        double[] distribution = new double[delays.length];
        double survival = 1;
        int before = 0;
        for (int i = 0; i < delays.length; ) {
            int same = i;
            while (same < delays.length && delays[same] == delays[i]) {
                same++;
            }
            while (before < censored.length && censored[before] < delays[i]) {
                before++;
            }
            int atRisk = delays.length - i + censored.length - before;
            survival *= 1 - (double) (same - i) / atRisk;
            Arrays.fill(distribution, i, same, 1 - survival);
            i = same;
        }
        double last = distribution[delays.length - 1];
        for (int i = 0; i < distribution.length; i++) {
            distribution[i] /= last;
        }
        return distribution;
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() * 1e-9;
    }
}
