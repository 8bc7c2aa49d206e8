// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.action.Credit;
import io.nextbestaction.action.EffectiveRule;
import io.nextbestaction.action.Retention;
import io.nextbestaction.arbitration.Basis;
import io.nextbestaction.arbitration.ExpectedValue;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.model.EffectModel;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.policy.Failure;
import io.nextbestaction.policy.Policy;
import io.nextbestaction.policy.Stage;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One action of the catalogue made ready to be weighed: rules compiled, amounts resolved, response models at hand. */
final class Offer {
    static final int ALLOWED = -1;
    static final int NOT_VALID = -2;
    static final int VALUE_MISSING = -3;
    static final int CONTACT = -4;

    private final Action action;
    private final Policy policy;
    private final AmountFormula value;
    private final @Nullable AmountFormula lifetimeValue;
    private final double saveRate;
    private final long firstDay;
    private final long lastDay;
    private final ResponseModels responses;
    private final @Nullable CreditFormula credit;
    private final @Nullable ContactCheck contact;
    private final double evidence;

    /**
     * Compiles an action.
     *
     * @param evidence how many customers a declared response counts for
     */
    Offer(
            Schema schema,
            @Nullable Schema context,
            ActionCatalog catalog,
            int position,
            ResponseModels responses,
            @Nullable ContactPolicy contacts,
            double evidence) {
        Action action = catalog.actions().get(position);
        this.action = action;
        this.policy = Policy.compile(
                action.id(),
                schema,
                context,
                catalog.effectivePolicy(action.id()).stream()
                        .map(EffectiveRule::rule)
                        .toList());
        this.value = AmountFormula.compile(action.id(), schema, action.value());
        Retention retention = action.retention();
        this.lifetimeValue =
                retention == null ? null : AmountFormula.compile(action.id(), schema, retention.lifetimeValue());
        this.saveRate = retention == null ? 0 : retention.saveRate();
        LocalDate from = action.validFrom();
        LocalDate to = action.validTo();
        this.firstDay = from == null ? Long.MIN_VALUE : from.toEpochDay();
        this.lastDay = to == null ? Long.MAX_VALUE : to.toEpochDay();
        this.responses = responses;
        this.evidence = evidence;
        Credit terms = action.credit();
        this.credit = terms == null ? null : CreditFormula.compile(action.id(), schema, terms);
        this.contact = contacts == null ? null : new ContactCheck(schema, action, contacts);
    }

    Action action() {
        return action;
    }

    boolean isOnOffer(long day) {
        return day >= firstDay && day <= lastDay;
    }

    Policy policy() {
        return policy;
    }

    /** The first rule that refuses, -1 for none, where rules ask for the acceptance probability. */
    int firstFailure(Workspace ws) {
        ws.facts.propensity(acceptance(ws));
        return policy.firstFailure(ws.facts);
    }

    /** Whether the customer may be contacted now. */
    boolean mayContact(Workspace ws) {
        return contact == null || contact.allows(ws.contacts, ws.now, ws.localSeconds);
    }

    /**
     * Leaves every part of the expected value in the workspace, as catalogue position {@code i}; false if a part cannot be
     * told. Allocates nothing.
     */
    boolean value(Row row, Workspace ws, int i, boolean withDeviation) {
        double worth = value.of(row);
        double kept = retained(row, ws);
        double loss = credit == null ? 0 : credit.of(row);
        ws.pressure[i] = contact == null ? 0 : contact.pressure(ws.contacts, ws.now);
        ws.patience[i] = contact == null ? 0 : contact.patience(row, ws.pressure[i]);
        if (!Double.isFinite(worth)
                || !Double.isFinite(kept)
                || !Double.isFinite(loss)
                || !Double.isFinite(ws.patience[i])) {
            return false;
        }
        ws.propensity[i] = acceptance(ws);
        ws.acceptance[i] = contact == null ? ws.propensity[i] : contact.worn(ws.propensity[i], ws.pressure[i]);
        ws.organic[i] = organic(ws, ws.propensity[i]);
        ws.values[i] = worth;
        ws.retained[i] = kept;
        ws.creditLoss[i] = loss;
        double expected = ExpectedValue.total(
                ws.acceptance[i],
                ws.organic[i],
                worth,
                action.cost().contact(),
                action.cost().accepted(),
                kept,
                loss,
                ws.patience[i]);
        if (!Double.isFinite(expected)) {
            return false;
        }
        ws.expected[i] = expected;
        ws.deviation[i] = withDeviation ? deviation(ws, i) : 0;
        return true;
    }

    /** The probability of acceptance without a contact. */
    private double organic(Workspace ws, double propensity) {
        EffectModel effect = responses.responseEffect();
        if (effect != null) {
            return Math.max(0, Math.min(1, propensity - effect.effect(ws.features, ws.scratch)));
        }
        ResponseSource organic = responses.organic();
        return organic == null ? action.response().organic() : organic.probability(ws);
    }

    private double retained(Row row, Workspace ws) {
        if (lifetimeValue == null) {
            return 0;
        }
        EffectModel effect = responses.churnEffect();
        if (effect != null) {
            return -effect.effect(ws.features, ws.scratch) * lifetimeValue.of(row);
        }
        ProbabilityModel after = responses.churnAfter();
        double avoided = after == null ? ws.churn * saveRate : ws.churn - after.probability(ws.features, ws.scratch);
        return avoided * lifetimeValue.of(row);
    }

    /** The standard deviation of the expected value, from how many customers stand behind its two probabilities. */
    private double deviation(Workspace ws, int i) {
        double net = ws.values[i] - ws.creditLoss[i];
        double contacted = variance(ws.acceptance[i], responses.contacted());
        double organic = variance(ws.organic[i], responses.organic());
        double slope = net - action.cost().accepted();
        return Math.sqrt(slope * slope * contacted + net * net * organic);
    }

    private double variance(double p, @Nullable ResponseSource source) {
        double rows = source == null ? 0 : source.calibration().rows();
        // Without rows of its own, a joint model says who; how many is declared.
        return p * (1 - p) / ((rows == 0 ? evidence : rows) + 1);
    }

    private double acceptance(Workspace ws) {
        ResponseSource contacted = responses.contacted();
        return contacted == null ? action.response().rate() : contacted.probability(ws);
    }

    ExpectedValue parts(Workspace ws, int i) {
        return new ExpectedValue(
                ws.acceptance[i],
                ws.organic[i],
                ws.values[i],
                action.cost().contact(),
                action.cost().accepted(),
                ws.retained[i],
                ws.creditLoss[i],
                ws.patience[i]);
    }

    Basis basis() {
        return responses.basis();
    }

    /** Why the offer was refused, every failing rule; the row is the one that was weighed. */
    List<Failure> failures(Row row, long day, Workspace ws, int failed) {
        return switch (failed) {
            case NOT_VALID ->
                List.of(new Failure(
                        Stage.VALIDITY,
                        "validity",
                        "today",
                        LocalDate.ofEpochDay(day).toString(),
                        "from " + (action.validFrom() == null ? "always" : action.validFrom()) + " to "
                                + (action.validTo() == null ? "always" : action.validTo()),
                        "not on offer today"));
            case VALUE_MISSING -> {
                String field = missingField(row);
                boolean missing = !field.isEmpty();
                yield List.of(new Failure(
                        Stage.VALUE,
                        "value",
                        missing ? field : "amount",
                        missing ? "missing" : "too large",
                        "a number",
                        "its worth cannot be told"));
            }
            case CONTACT -> Objects.requireNonNull(contact).failures(ws.contacts, ws.now, ws.localSeconds);
            default -> {
                if (policy.asksPropensity()) {
                    ws.facts.propensity(acceptance(ws));
                }
                yield policy.failures(ws.facts);
            }
        };
    }

    private String missingField(Row row) {
        String field = value.missingField(row);
        if (field.isEmpty() && lifetimeValue != null) {
            field = lifetimeValue.missingField(row);
        }
        if (field.isEmpty() && credit != null) {
            field = credit.missingField(row);
        }
        return field.isEmpty() && contact != null ? contact.missingField(row) : field;
    }
}
