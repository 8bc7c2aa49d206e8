// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
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
    /** Decisions whose state may have changed since it was told, or will without a further message. */
    private final TreeMap<String, Entry> pending = new TreeMap<>();
    /** How many conversions were told, by their delay in seconds. */
    private final TreeMap<Double, Integer> toldDelays = new TreeMap<>();

    private int toldExpired;

    /** What is known of a decision, and what was told of it. */
    private static final class Entry {
        @Nullable
        Instant shown;

        @Nullable
        Instant end;

        @Nullable
        Instant converted;

        @Nullable
        Instant reversed;

        OutcomeState told = OutcomeState.OPEN;
        double toldDelay;

        void add(OutcomeEvent event, Duration window) {
            switch (event.type()) {
                case SHOWN -> {
                    Instant start = earlier(shown, event.time());
                    shown = start;
                    end = start.plus(window);
                }
                case CONVERTED -> converted = earlier(converted, event.time());
                case REVERSED -> reversed = earlier(reversed, event.time());
            }
        }

        private static Instant earlier(@Nullable Instant known, Instant heard) {
            return known == null || heard.isBefore(known) ? heard : known;
        }

        boolean isShown(Instant now) {
            return shown != null && !now.isBefore(shown);
        }

        boolean hasPassed(Instant now) {
            return end != null && now.isAfter(end);
        }

        OutcomeState state(Instant now) {
            if (!isShown(now)) {
                return OutcomeState.OPEN;
            }
            boolean counts = converted != null && !converted.isAfter(now) && end != null && !converted.isAfter(end);
            boolean takenBack = reversed != null && !reversed.isAfter(now);
            if (counts && !takenBack) {
                return OutcomeState.CONVERTED;
            }
            return hasPassed(now) ? OutcomeState.EXPIRED : OutcomeState.OPEN;
        }

        /** Seconds from being shown to a moment not before. */
        double age(Instant moment) {
            return Math.max(0, seconds(Duration.between(Objects.requireNonNull(shown), moment)));
        }

        double delay() {
            return age(Objects.requireNonNull(converted));
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
        Entry entry = entries.computeIfAbsent(event.decision(), decision -> new Entry());
        entry.add(event, window);
        pending.put(event.decision(), entry);
    }

    /**
     * What changed since the last call, each decision once, in the order of their ids: what a learner has to take in, or to
     * take back. An outcome is told when its window has passed, a conversion no earlier than that there was none: learnt as
     * soon as they come, conversions would be too many until the first windows are over. {@link #open} is for those who
     * cannot wait. Costs as much as there are open decisions and new messages.
     *
     * @param now not before that of the last call
     */
    public List<Settlement> settle(Instant now) {
        List<Settlement> changes = new ArrayList<>();
        for (Iterator<Map.Entry<String, Entry>> left = pending.entrySet().iterator(); left.hasNext(); ) {
            Map.Entry<String, Entry> next = left.next();
            Entry entry = next.getValue();
            boolean passed = entry.hasPassed(now);
            OutcomeState was = entry.told;
            OutcomeState is = passed ? entry.state(now) : OutcomeState.OPEN;
            count(entry, -1);
            entry.told = is;
            entry.toldDelay = is == OutcomeState.CONVERTED ? entry.delay() : 0;
            count(entry, 1);
            if (is != was) {
                changes.add(new Settlement(next.getKey(), was, is));
            }
            if (passed && (entry.reversed == null || !entry.reversed.isAfter(now))) {
                left.remove();
            }
        }
        return changes;
    }

    private void count(Entry entry, int more) {
        if (entry.told == OutcomeState.CONVERTED) {
            toldDelays.merge(entry.toldDelay, more, (a, b) -> a + b == 0 ? null : a + b);
        } else if (entry.told == OutcomeState.EXPIRED) {
            toldExpired += more;
        }
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
        new TreeMap<>(entries).forEach((decision, entry) -> expose(decision, entry, delays, now, exposures));
        return exposures;
    }

    /**
     * Of {@link #exposures} those that {@link #settle} has not told yet: with the outcomes told, whose share is 1, they are all
     * that can be known. For a learner that goes on day by day; costs as much as there are open decisions and conversions.
     *
     * @param now that of the last call of {@link #settle}
     */
    public List<Exposure> open(Instant now) {
        List<Entry> open = new ArrayList<>(pending.size());
        for (Entry entry : pending.values()) {
            if (entry.told == OutcomeState.OPEN) {
                open.add(entry);
            }
        }
        Delays delays = delays(open, toldDelays, toldExpired, now);
        List<Exposure> exposures = new ArrayList<>(open.size());
        pending.forEach((decision, entry) -> {
            if (entry.told == OutcomeState.OPEN) {
                expose(decision, entry, delays, now, exposures);
            }
        });
        return exposures;
    }

    private void expose(String decision, Entry entry, Delays delays, Instant now, List<Exposure> exposures) {
        if (entry.isShown(now)) {
            boolean passed = entry.hasPassed(now);
            double share = delays.known().length == 0
                    ? passed ? 1 : 0
                    : delays.share(Math.min(seconds(window), entry.age(now)));
            exposures.add(new Exposure(decision, entry.state(now) == OutcomeState.CONVERTED, share));
        }
    }

    /** Where a decision stands; one never heard of is open. */
    public OutcomeState state(String decision, Instant now) {
        Entry entry = entries.get(decision);
        return entry == null ? OutcomeState.OPEN : entry.state(now);
    }

    /**
     * The conversion rate of all shown decisions, corrected for those still to come: conversions over Σ F(age), F being the
     * Kaplan-Meier distribution of delays, 1 at the longest delay seen: until decisions have aged to the end of the window
     * the rate is that of the delays seen so far. NaN before the first
     * conversion. Costs O(n log n) and memory for n decisions.
     */
    public double rate(Instant now) {
        Delays delays = delays(now);
        if (delays.known().length == 0) {
            return Double.NaN;
        }
        double end = seconds(window);
        double[] ages = entries.values().stream()
                .filter(entry -> entry.isShown(now))
                .mapToDouble(entry -> Math.min(end, entry.age(now)))
                .sorted()
                .toArray();
        return delays.known().length / weight(delays.known(), ages, delays.distribution());
    }

    /** Delays of conversions, ascending, and how many conversions come by each. */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    private record Delays(double[] known, double[] distribution) {
        double share(double age) {
            int at = Arrays.binarySearch(known, age);
            // Equal delays share one value, so any of them will do.
            int last = at >= 0 ? at : -at - 2;
            return last < 0 ? 0 : distribution[last];
        }
    }

    private Delays delays(Instant now) {
        return delays(entries.values(), new TreeMap<>(), 0, now);
    }

    /** Of some entries, and of conversions and passed windows counted already. */
    private Delays delays(Collection<Entry> of, SortedMap<Double, Integer> counted, int passed, Instant now) {
        int before = counted.values().stream().mapToInt(Integer::intValue).sum();
        double[] delays = new double[before + of.size()];
        double[] waiting = new double[of.size()];
        int conversions = 0;
        for (Map.Entry<Double, Integer> same : counted.entrySet()) {
            Arrays.fill(delays, conversions, conversions + same.getValue(), same.getKey());
            conversions += same.getValue();
        }
        double end = seconds(window);
        int open = 0;
        for (Entry entry : of) {
            if (!entry.isShown(now)) {
                continue;
            }
            if (entry.state(now) == OutcomeState.CONVERTED) {
                delays[conversions++] = entry.delay();
            } else {
                waiting[open++] = Math.min(end, entry.age(now));
            }
        }
        double[] known = Arrays.copyOf(delays, conversions);
        double[] censored = Arrays.copyOf(waiting, open);
        Arrays.sort(known);
        Arrays.sort(censored);
        return new Delays(known, conversions == 0 ? known : distribution(known, censored, passed));
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

    /**
     * 1 - Π (1 - conversions at t / still without one and observed up to t), normalised to 1 at the last delay; so many
     * more had none in the whole window.
     */
    private static double[] distribution(double[] delays, double[] censored, int passed) {
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
            int atRisk = delays.length - i + censored.length - before + passed;
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
