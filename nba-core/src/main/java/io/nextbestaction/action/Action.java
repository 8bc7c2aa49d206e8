// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import io.nextbestaction.policy.Condition;
import io.nextbestaction.policy.Rule;
import io.nextbestaction.policy.Stage;
import io.nextbestaction.policy.WhenMissing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something the bank can do for a customer: what it is, whom it is for, what it earns and what it costs.
 *
 * @param id the key in catalogues, histories and records, unique in its catalogue
 * @param title what people read
 * @param issue why the bank acts, such as "sales" or "retention"
 * @param group the family of products, such as "cards"
 * @param channel how the customer hears of it, such as "e-mail"
 * @param value what an acceptance earns
 * @param cost what contact and acceptance cost
 * @param response the declared response
 * @param retention what it does against churn, null for nothing
 * @param rules who may have it
 * @param validFrom the first day of the offer, null for always
 * @param validTo the last day of the offer, null for always
 * @param placement where in the channel, such as "newsletter"; may be empty
 * @param credit what it may lose, null for an action that is no credit
 * @param treatments the ways it reaches the customer, each a candidate of its own; empty for just the one
 * @param family the id of the action this is a treatment of; its own id if it is none
 */
public record Action(
        String id,
        String title,
        String issue,
        String group,
        String channel,
        Amount value,
        Cost cost,
        Response response,
        @Nullable Retention retention,
        List<Rule> rules,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        String placement,
        @Nullable Credit credit,
        List<Treatment> treatments,
        String family) {

    /** Leaving the customer alone: no value, no cost, always allowed, always a candidate. */
    public static final Action DO_NOTHING = new Action(
            "do-nothing",
            "Do nothing",
            "",
            "",
            "",
            Amount.of(0),
            Cost.NONE,
            new Response(0, 0),
            null,
            List.of(),
            null,
            null);

    /**
     * Checks names and dates.
     *
     * @throws IllegalArgumentException if id or title is blank, two rules or two treatments share a name, or the offer
     *     ends before it begins
     */
    public Action {
        if (id.isBlank() || title.isBlank()) {
            throw new IllegalArgumentException(
                    "The id (\"" + id + "\") and title (\"" + title + "\") of an action must not be blank.");
        }
        if (validFrom != null && validTo != null && validTo.isBefore(validFrom)) {
            throw new IllegalArgumentException("The last day (" + validTo + ") of action \"" + id
                    + "\" must not be before the first (" + validFrom + ").\nMaybe the two were swapped.");
        }
        Rules.check("action", id, rules);
        rules = List.copyOf(rules);
        treatments = List.copyOf(treatments);
        if (treatments.stream().map(Treatment::id).distinct().count() < treatments.size()) {
            throw new IllegalArgumentException("The treatments ("
                    + treatments.stream().map(Treatment::id).toList() + ") of action \"" + id
                    + "\" must each have an id of its own.");
        }
    }

    /** An action that is its own only treatment, without placement or credit. */
    public Action(
            String id,
            String title,
            String issue,
            String group,
            String channel,
            Amount value,
            Cost cost,
            Response response,
            @Nullable Retention retention,
            List<Rule> rules,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo) {
        this(
                id, title, issue, group, channel, value, cost, response, retention, rules, validFrom, validTo, "", null,
                List.of(), id);
    }

    /** Starts an action. */
    public static Builder named(String id, String title) {
        return new Builder(id, title);
    }

    /** What can be decided for: each treatment as an action "id/treatment", or this alone if it has none. */
    List<Action> candidates() {
        return treatments.isEmpty()
                ? List.of(this)
                : treatments.stream().map(this::by).toList();
    }

    private Action by(Treatment way) {
        List<Rule> all = new ArrayList<>(rules);
        all.addAll(way.rules());
        Cost ownCost = way.cost();
        Response ownResponse = way.response();
        return new Action(
                id + "/" + way.id(),
                title,
                issue,
                group,
                way.channel(),
                value,
                ownCost == null ? cost : ownCost,
                ownResponse == null ? response : ownResponse,
                retention,
                all,
                later(validFrom, way.validFrom()),
                earlier(validTo, way.validTo()),
                way.placement(),
                credit,
                List.of(),
                id);
    }

    private static @Nullable LocalDate later(@Nullable LocalDate a, @Nullable LocalDate b) {
        return a == null || (b != null && b.isAfter(a)) ? b : a;
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate a, @Nullable LocalDate b) {
        return a == null || (b != null && b.isBefore(a)) ? b : a;
    }

    /** Whether this is the do-nothing action. */
    public boolean isDoNothing() {
        return id.equals(DO_NOTHING.id);
    }

    /** The title and the channel: {@code Gold card, by e-mail}. */
    @Override
    public String toString() {
        return channel.isEmpty() ? title : title + ", by " + channel;
    }

    /** Collects the parts of an action; not thread-safe. */
    public static final class Builder {
        private final String id;
        private final String title;
        private String issue = "";
        private String group = "";
        private String channel = "";
        private Amount value = Amount.of(0);
        private Cost cost = Cost.NONE;
        private Response response = new Response(0, 0);
        private @Nullable Retention retention;
        private final List<Rule> rules = new ArrayList<>();
        private @Nullable LocalDate validFrom;
        private @Nullable LocalDate validTo;
        private String placement = "";
        private @Nullable Credit credit;
        private final List<Treatment> treatments = new ArrayList<>();

        private Builder(String id, String title) {
            this.id = id;
            this.title = title;
        }

        /** Why the bank acts. */
        public Builder issue(String name) {
            this.issue = name;
            return this;
        }

        /** The family of products. */
        public Builder group(String name) {
            this.group = name;
            return this;
        }

        /** How the customer hears of it. */
        public Builder channel(String name) {
            this.channel = name;
            return this;
        }

        /** Where in the channel. */
        public Builder placement(String name) {
            this.placement = name;
            return this;
        }

        /** Adds a way the action reaches the customer; channel and placement of the action then do not count. */
        public Builder treatment(Treatment treatment) {
            treatments.add(treatment);
            return this;
        }

        /** What every credit granted may lose. */
        public Builder credit(Amount defaultProbability, double lossGivenDefault, Amount exposure) {
            this.credit = new Credit(defaultProbability, lossGivenDefault, exposure);
            return this;
        }

        /** What an acceptance earns. */
        public Builder value(double amount) {
            return value(Amount.of(amount));
        }

        /** What an acceptance earns, depending on the customer. */
        public Builder value(Amount amount) {
            this.value = amount;
            return this;
        }

        /** What every contact and every acceptance costs. */
        public Builder cost(double contact, double accepted) {
            this.cost = new Cost(contact, accepted);
            return this;
        }

        /** The declared response of those contacted and of those not. */
        public Builder response(double rate, double organic) {
            this.response = new Response(rate, organic);
            return this;
        }

        /** What it does against churn. */
        public Builder retention(double saveRate, Amount lifetimeValue) {
            this.retention = new Retention(saveRate, lifetimeValue);
            return this;
        }

        /** Adds an eligibility rule, named by its reason; a missing value refuses. */
        public Builder eligible(Condition condition, String because) {
            return rule(new Rule(Stage.ELIGIBILITY, because, condition, because, WhenMissing.REJECT));
        }

        /** Adds a suitability rule, named by its reason; a missing value refuses. */
        public Builder suitable(Condition condition, String because) {
            return rule(new Rule(Stage.SUITABILITY, because, condition, because, WhenMissing.REJECT));
        }

        /** Adds an applicability rule, named by its reason; a missing value refuses. */
        public Builder applicable(Condition condition, String because) {
            return rule(new Rule(Stage.APPLICABILITY, because, condition, because, WhenMissing.REJECT));
        }

        /** Adds a consent rule, named by its reason; a missing value refuses. */
        public Builder consent(Condition condition, String because) {
            return rule(new Rule(Stage.CONSENT, because, condition, because, WhenMissing.REJECT));
        }

        /** Adds a rule of any kind. */
        public Builder rule(Rule rule) {
            rules.add(rule);
            return this;
        }

        /** The first and the last day of the offer; null leaves an end open. */
        public Builder valid(@Nullable LocalDate from, @Nullable LocalDate to) {
            this.validFrom = from;
            this.validTo = to;
            return this;
        }

        /**
         * The action.
         *
         * @throws IllegalArgumentException if a part breaks its rule
         */
        public Action build() {
            return new Action(
                    id,
                    title,
                    issue,
                    group,
                    channel,
                    value,
                    cost,
                    response,
                    retention,
                    rules,
                    validFrom,
                    validTo,
                    placement,
                    credit,
                    treatments,
                    id);
        }
    }
}
