// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.contact;

import io.nextbestaction.history.InteractionType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of the contacts of one customer or household: for each rule the times of the last {@code cap}
 * interactions, for each channel its pressure, and the reservations that are open. Immutable; its size depends on the
 * policy and the catalogue, never on the length of the history.
 */
public final class ContactState {
    /** Nobody was ever contacted. */
    public static final ContactState EMPTY = new ContactState(Map.of(), Map.of(), List.of());

    final Map<String, Map<String, Track>> tracks;
    final Map<String, Pressure> pressures;
    final List<Pending> pending;

    ContactState(Map<String, Map<String, Track>> tracks, Map<String, Pressure> pressures, List<Pending> pending) {
        this.tracks = tracks;
        this.pressures = pressures;
        this.pending = pending;
    }

    /** The latest interactions one rule counted under one key, oldest first, and the rest they led to. */
    static final class Track {
        static final Track NONE = new Track(new long[0], Long.MIN_VALUE);

        final long[] times;
        final long restUntil;

        Track(long[] times, long restUntil) {
            this.times = times;
            this.restUntil = restUntil;
        }

        int within(long now, long window) {
            int count = 0;
            for (long time : times) {
                count += now - time < window ? 1 : 0;
            }
            return count;
        }

        Track add(ContactRule rule, long time) {
            if (rule.rest() == null) {
                long[] more = Arrays.copyOf(times, times.length + 1);
                more[times.length] = time;
                Arrays.sort(more);
                return new Track(more.length > rule.cap() ? Arrays.copyOfRange(more, 1, more.length) : more, restUntil);
            }
            long window = rule.window().toMillis();
            long[] more = Arrays.stream(times).filter(t -> time - t < window).toArray();
            if (more.length + 1 >= rule.cap()) {
                return new Track(
                        new long[0], Math.max(restUntil, time + rule.rest().toMillis()));
            }
            long[] kept = Arrays.copyOf(more, more.length + 1);
            kept[more.length] = time;
            return new Track(kept, restUntil);
        }
    }

    /** The pressure of one channel as of a time in milliseconds. */
    record Pressure(double value, long at) {}

    /** A contact that may still be made: counted until it expires. */
    record Pending(String decision, Target target, long expires) {}

    Track track(ContactRule rule, Target target) {
        Map<String, Track> byKey = tracks.get(rule.name());
        Track track = byKey == null ? null : byKey.get(target.key(rule.scope()));
        return track == null ? Track.NONE : track;
    }

    /** How many interactions of a rule count for a target now, open reservations included; allocates nothing. */
    int count(ContactRule rule, Target target, long now) {
        int count = track(rule, target).within(now, rule.window().toMillis());
        if (rule.counted().contains(InteractionType.SHOWN)) {
            for (int i = 0; i < pending.size(); i++) {
                Pending open = pending.get(i);
                count += now < open.expires()
                                && rule.covers(open.target())
                                && open.target().key(rule.scope()).equals(target.key(rule.scope()))
                        ? 1
                        : 0;
            }
        }
        return count;
    }

    /** Whether a rule stands in the way of contacting a target now; allocates nothing. */
    boolean blocks(ContactRule rule, Target target, long now) {
        return rule.covers(target) && (now < track(rule, target).restUntil || count(rule, target, now) >= rule.cap());
    }

    /** The pressure of a channel now; allocates nothing. */
    double pressure(String channel, Fatigue fatigue, long now) {
        Pressure known = pressures.get(channel);
        return known == null ? 0 : fatigue.decay(known.value(), now - known.at());
    }

    /** This state after an interaction. */
    ContactState record(ContactPolicy policy, boolean household, Target target, InteractionType type, long time) {
        Map<String, Map<String, Track>> next = new HashMap<>(tracks);
        for (ContactRule rule : policy.rules()) {
            if (rule.household() != household || !rule.covers(target)) {
                continue;
            }
            if (rule.cleared().contains(type)) {
                put(next, rule, target, null);
            }
            if (rule.counted().contains(type)) {
                ContactState soFar = new ContactState(next, pressures, pending);
                put(next, rule, target, soFar.track(rule, target).add(rule, time));
            }
        }
        return new ContactState(Map.copyOf(next), pressures(policy, target, type, time), pending);
    }

    private static void put(
            Map<String, Map<String, Track>> tracks, ContactRule rule, Target target, @Nullable Track track) {
        Map<String, Track> byKey = new HashMap<>(tracks.getOrDefault(rule.name(), Map.of()));
        if (track == null) {
            byKey.remove(target.key(rule.scope()));
        } else {
            byKey.put(target.key(rule.scope()), track);
        }
        tracks.put(rule.name(), Map.copyOf(byKey));
    }

    private Map<String, Pressure> pressures(ContactPolicy policy, Target target, InteractionType type, long time) {
        Fatigue fatigue = policy.fatigue(target.channel());
        double weight = fatigue == null ? 0 : fatigue.weight(type);
        if (fatigue == null || weight == 0) {
            return pressures;
        }
        Pressure before = pressures.getOrDefault(target.channel(), new Pressure(0, time));
        // A late interaction has already lost part of its weight.
        long at = Math.max(before.at(), time);
        double value = fatigue.decay(before.value(), at - before.at()) + fatigue.decay(weight, at - time);
        Map<String, Pressure> next = new HashMap<>(pressures);
        next.put(target.channel(), new Pressure(value, at));
        return Map.copyOf(next);
    }

    /** This state with one more open reservation, without those that expired. */
    ContactState reserve(String decision, Target target, long now, long expires) {
        List<Pending> next = new ArrayList<>(without(decision, now).pending);
        next.add(new Pending(decision, target, expires));
        return new ContactState(tracks, pressures, List.copyOf(next));
    }

    /** The open reservation of a decision, null if there is none or it expired. */
    @Nullable
    Pending open(String decision, long now) {
        for (Pending open : pending) {
            if (open.decision().equals(decision) && now < open.expires()) {
                return open;
            }
        }
        return null;
    }

    /** This state without the reservation of a decision, and without those that expired. */
    ContactState without(String decision, long now) {
        List<Pending> left = pending.stream()
                .filter(open -> !open.decision().equals(decision) && now < open.expires())
                .toList();
        return new ContactState(tracks, pressures, left);
    }

    /** This state as JSON, the same text for the same state; what a store keeps. */
    public String toJson() {
        return ContactStateJson.write(this);
    }

    /**
     * Reads a state.
     *
     * @param source what messages call it
     * @throws io.nextbestaction.data.JsonException if the text was not written by {@link #toJson()}
     */
    public static ContactState parse(String json, String source) {
        return ContactStateJson.parse(json, source);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContactState state && state.toJson().equals(toJson());
    }

    @Override
    public int hashCode() {
        return toJson().hashCode();
    }
}
