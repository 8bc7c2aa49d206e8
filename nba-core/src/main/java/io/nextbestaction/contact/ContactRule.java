// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.contact;

import io.nextbestaction.history.InteractionType;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How often is enough: at most {@code cap} interactions within a sliding window, and where {@code rest} is given, once
 * there were that many, none for so long. An interaction counts at time {@code now} as long as it is younger than the
 * window.
 *
 * <pre>{@code
 * ContactRule.atMost(3, Duration.ofDays(7))
 * ContactRule.atMost(1, Duration.ofDays(30)).per(Scope.ACTION)
 * ContactRule.atMost(1, Duration.ofDays(7)).per(Scope.CHANNEL).only("phone").perHousehold()
 * ContactRule.atMost(3, Duration.ofDays(7)).per(Scope.ACTION).thenRest(Duration.ofDays(10)).unless(CLICKED)
 * }</pre>
 *
 * @param name unique within its policy; counts are kept under it
 * @param scope what is counted apart
 * @param only the one issue, group, action, treatment or channel it is about; empty for each of them
 * @param household whether it counts the whole household's interactions
 * @param counted which interactions count
 * @param cap how many are enough, at least 1
 * @param window how long one counts
 * @param rest how long nothing may follow once the cap was reached, null for a plain cap; the count then starts anew
 * @param cleared which interactions set the count to nothing and end a rest
 */
public record ContactRule(
        String name,
        Scope scope,
        String only,
        boolean household,
        Set<InteractionType> counted,
        int cap,
        Duration window,
        @Nullable Duration rest,
        Set<InteractionType> cleared) {
    private static final int MAX_CAP = 1000;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the name is blank, the cap lies outside [1, 1000], a duration is not positive,
     *     or nothing is counted
     */
    public ContactRule {
        if (name.isBlank() || counted.isEmpty()) {
            throw new IllegalArgumentException("The name (\"" + name + "\") and counted interactions (" + counted.size()
                    + ") of a contact rule must be given.");
        }
        if (cap < 1 || cap > MAX_CAP) {
            throw new IllegalArgumentException("The cap (" + cap + ") of contact rule \"" + name + "\" must lie in [1, "
                    + MAX_CAP + "].\nMaybe refuse the channel with a consent rule instead.");
        }
        if (window.toMillis() <= 0 || (rest != null && rest.toMillis() <= 0)) {
            throw new IllegalArgumentException("The window (" + window + ") and rest (" + (rest == null ? "none" : rest)
                    + ") of contact rule \"" + name + "\" must be at least a millisecond.");
        }
        if (!only.isEmpty() && scope == Scope.ALL) {
            throw new IllegalArgumentException("The contact rule \"" + name + "\" only for \"" + only
                    + "\" must say of what.\nMaybe add .per(Scope.CHANNEL) or another scope before .only(…).");
        }
        counted = sorted(counted);
        cleared = sorted(cleared);
    }

    private static Set<InteractionType> sorted(Set<InteractionType> types) {
        EnumSet<InteractionType> copy = EnumSet.noneOf(InteractionType.class);
        copy.addAll(types);
        return Collections.unmodifiableSet(copy);
    }

    /** At most so many contacts of a customer within any such window, all together. */
    public static ContactRule atMost(int cap, Duration window) {
        return new ContactRule(
                name(Scope.ALL, "", false, EnumSet.of(InteractionType.SHOWN), cap, window, null),
                Scope.ALL,
                "",
                false,
                EnumSet.of(InteractionType.SHOWN),
                cap,
                window,
                null,
                Set.of());
    }

    /** The same for each issue, group, action, treatment or channel apart. */
    public ContactRule per(Scope apart) {
        return with(apart, only, household, counted, rest, cleared);
    }

    /** The same for one issue, group, action, treatment or channel only. */
    public ContactRule only(String value) {
        return with(scope, value, household, counted, rest, cleared);
    }

    /** The same over all contacts of a household. */
    public ContactRule perHousehold() {
        return with(scope, only, true, counted, rest, cleared);
    }

    /** The same of other interactions than contacts. */
    public ContactRule counting(InteractionType... types) {
        return with(scope, only, household, Set.of(types), rest, cleared);
    }

    /** Once the cap was reached, nothing for so long after the last one. */
    public ContactRule thenRest(Duration pause) {
        return with(scope, only, household, counted, pause, cleared);
    }

    /** These set the count to nothing and end a rest. */
    public ContactRule unless(InteractionType... types) {
        return with(scope, only, household, counted, rest, Set.of(types));
    }

    private ContactRule with(
            Scope apart,
            String value,
            boolean whole,
            Set<InteractionType> types,
            @Nullable Duration pause,
            Set<InteractionType> clearing) {
        String words = name(apart, value, whole, types, cap, window, pause);
        return new ContactRule(words, apart, value, whole, types, cap, window, pause, clearing);
    }

    private static String name(
            Scope scope,
            String only,
            boolean household,
            Set<InteractionType> counted,
            int cap,
            Duration window,
            @Nullable Duration rest) {
        StringBuilder name = new StringBuilder("at most ").append(cap);
        counted.stream().sorted().forEach(type -> name.append(' ').append(type.label()));
        name.append(" in ").append(words(window));
        if (scope != Scope.ALL) {
            name.append(only.isEmpty() ? " per " : " of ").append(scope.label());
            name.append(only.isEmpty() ? "" : " " + only);
        }
        name.append(household ? " per household" : "");
        return name.append(rest == null ? "" : ", then rest " + words(rest)).toString();
    }

    /** A duration as people say it: "7 days", "36 hours". */
    static String words(Duration duration) {
        long minutes = duration.toMinutes();
        if (!duration.minusMinutes(minutes).isZero()) {
            return duration.toString().toLowerCase(Locale.ROOT);
        }
        long count = minutes % 1440 == 0 ? minutes / 1440 : minutes % 60 == 0 ? minutes / 60 : minutes;
        String unit = minutes % 1440 == 0 ? " day" : minutes % 60 == 0 ? " hour" : " minute";
        return count + unit + (count == 1 ? "" : "s");
    }

    /** What it asks for, in words: {@code "fewer than 3 in 7 days"}. */
    public String required() {
        return "fewer than " + cap + " in " + words(window);
    }

    /** Whether the rule is about a target. */
    public boolean covers(Target target) {
        return only.isEmpty() || only.equals(target.key(scope));
    }
}
