// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.action.EffectiveRule;
import io.nextbestaction.action.Retention;
import io.nextbestaction.arbitration.Basis;
import io.nextbestaction.arbitration.ExpectedValue;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.policy.Failure;
import io.nextbestaction.policy.Policy;
import io.nextbestaction.policy.Stage;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One action of the catalogue made ready to be weighed: rules compiled, amounts resolved, response models at hand. */
final class Offer {
    static final int ALLOWED = -1;
    static final int NOT_VALID = -2;
    static final int VALUE_MISSING = -3;

    private final Action action;
    private final Policy policy;
    private final AmountFormula value;
    private final @Nullable AmountFormula lifetimeValue;
    private final double saveRate;
    private final long firstDay;
    private final long lastDay;
    private final ResponseModels responses;

    Offer(Schema schema, @Nullable Schema context, ActionCatalog catalog, int position, ResponseModels responses) {
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
    }

    Action action() {
        return action;
    }

    /** Weighs this offer, as catalogue position {@code i}, for the row and churn in the workspace; allocates nothing. */
    boolean weigh(Row row, long day, Workspace ws, int i) {
        ws.expected[i] = Double.NaN;
        if (day < firstDay || day > lastDay) {
            ws.failed[i] = NOT_VALID;
            return false;
        }
        if (policy.asksPropensity()) {
            ws.facts.propensity(acceptance(ws));
        }
        int failure = policy.firstFailure(ws.facts);
        if (failure >= 0) {
            ws.failed[i] = failure;
            return false;
        }
        double worth = value.of(row);
        double kept = lifetimeValue == null ? 0 : ws.churn * saveRate * lifetimeValue.of(row);
        if (!Double.isFinite(worth) || !Double.isFinite(kept)) {
            ws.failed[i] = VALUE_MISSING;
            return false;
        }
        ProbabilityModel organic = responses.organic();
        ws.failed[i] = ALLOWED;
        ws.acceptance[i] = acceptance(ws);
        ws.organic[i] = organic == null ? action.response().organic() : organic.probability(ws.features, ws.scratch);
        ws.values[i] = worth;
        ws.retained[i] = kept;
        ws.expected[i] = ExpectedValue.total(
                ws.acceptance[i],
                ws.organic[i],
                worth,
                action.cost().contact(),
                action.cost().accepted(),
                kept);
        return true;
    }

    private double acceptance(Workspace ws) {
        ProbabilityModel contacted = responses.contacted();
        return contacted == null ? action.response().rate() : contacted.probability(ws.features, ws.scratch);
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
                String field = value.missingField(row);
                if (field.isEmpty() && lifetimeValue != null) {
                    field = lifetimeValue.missingField(row);
                }
                boolean missing = !field.isEmpty();
                yield List.of(new Failure(
                        Stage.VALUE,
                        "value",
                        missing ? field : "amount",
                        missing ? "missing" : "too large",
                        "a number",
                        "its worth cannot be told"));
            }
            default -> {
                if (policy.asksPropensity()) {
                    ws.facts.propensity(acceptance(ws));
                }
                yield policy.failures(ws.facts);
            }
        };
    }
}
