// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.contact;

import io.nextbestaction.data.JsonException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often and when customers may be contacted: caps over sliding windows, rests, quiet hours, and fatigue as money.
 * Immutable and thread-safe.
 *
 * <pre>{@code
 * ContactPolicy policy = ContactPolicy.builder()
 *         .rule(ContactRule.atMost(3, Duration.ofDays(7)))
 *         .quiet(QuietHours.daily(LocalTime.of(21, 0), LocalTime.of(8, 0)))
 *         .fatigue("e-mail", Fatigue.halving(Duration.ofDays(14)).withWearOut(0.1))
 *         .zone(ZoneId.of("Europe/Zurich"))
 *         .build();
 * }</pre>
 */
public final class ContactPolicy {
    private final String name;
    private final ZoneId zone;
    private final List<ContactRule> rules;
    private final List<QuietHours> quiet;
    private final Map<String, Fatigue> fatigue;

    private ContactPolicy(Builder builder) {
        this.name = builder.name;
        this.zone = builder.zone;
        this.rules = List.copyOf(builder.rules);
        this.quiet = List.copyOf(builder.quiet);
        this.fatigue = Collections.unmodifiableMap(new TreeMap<>(builder.fatigue));
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name (\"" + name + "\") of a contact policy must not be blank.");
        }
        Set<String> names = new HashSet<>();
        for (ContactRule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("The rule \"" + rule.name() + "\" of contact policy \"" + name
                        + "\" must have a name of its own.\nMaybe it was added twice.");
            }
        }
    }

    /** Starts a policy without rules, in UTC. */
    public static Builder builder() {
        return new Builder();
    }

    /** What states are stored under. */
    public String name() {
        return name;
    }

    /** The time zone of customers who give none. */
    public ZoneId zone() {
        return zone;
    }

    /** The caps and rests, in the order they are asked. */
    public List<ContactRule> rules() {
        return rules;
    }

    /** The quiet hours, in the order they are asked. */
    public List<QuietHours> quiet() {
        return quiet;
    }

    /** The fatigue of every channel that has one. */
    public Map<String, Fatigue> fatigue() {
        return fatigue;
    }

    /** The fatigue of a channel, null if contacts by it wear nobody out. */
    public @Nullable Fatigue fatigue(String channel) {
        return fatigue.get(channel);
    }

    /** This policy as JSON; equal after a round trip. */
    public String toJson() {
        return ContactPolicyJson.write(this);
    }

    /**
     * Reads a policy.
     *
     * @param source what messages call it
     * @throws JsonException if the text breaks a rule; the message names line, column and field
     */
    public static ContactPolicy parse(String json, String source) {
        return ContactPolicyJson.parse(json, source);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContactPolicy policy
                && policy.name.equals(name)
                && policy.zone.equals(zone)
                && policy.rules.equals(rules)
                && policy.quiet.equals(quiet)
                && policy.fatigue.equals(fatigue);
    }

    @Override
    public int hashCode() {
        return rules.hashCode();
    }

    /** Collects the parts; not thread-safe. */
    public static final class Builder {
        private String name = "contacts";
        private ZoneId zone = ZoneOffset.UTC;
        private final List<ContactRule> rules = new ArrayList<>();
        private final List<QuietHours> quiet = new ArrayList<>();
        private final Map<String, Fatigue> fatigue = new TreeMap<>();

        private Builder() {}

        /** What states are stored under. */
        public Builder name(String text) {
            this.name = text;
            return this;
        }

        /** The time zone of customers who give none. */
        public Builder zone(ZoneId where) {
            this.zone = where;
            return this;
        }

        /** Adds a cap or rest. */
        public Builder rule(ContactRule rule) {
            rules.add(rule);
            return this;
        }

        /** Adds quiet hours. */
        public Builder quiet(QuietHours hours) {
            quiet.add(hours);
            return this;
        }

        /** Says what contacts by a channel do to patience. */
        public Builder fatigue(String channel, Fatigue how) {
            fatigue.put(channel, how);
            return this;
        }

        /**
         * The policy.
         *
         * @throws IllegalArgumentException if the name is blank or two rules share a name
         */
        public ContactPolicy build() {
            return new ContactPolicy(this);
        }
    }
}
