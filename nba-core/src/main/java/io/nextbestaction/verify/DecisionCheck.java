// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.verify;

import io.nextbestaction.Decision;
import io.nextbestaction.RankedAction;
import io.nextbestaction.Reason;
import io.nextbestaction.Rejection;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.Names;
import io.nextbestaction.policy.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Expectations about one decision. Each that is not met is an {@link AssertionError} at once; each that is met gives this
 * check back. An action's id that the catalogue does not have is an {@link IllegalArgumentException}, so that a misspelt
 * test does not pass.
 */
public final class DecisionCheck {
    private final Decision decision;
    private final ActionCatalog catalog;

    DecisionCheck(Decision decision, ActionCatalog catalog) {
        this.decision = decision;
        this.catalog = catalog;
    }

    /** The decision itself. */
    public Decision decision() {
        return decision;
    }

    /** Expects an action to win; "do-nothing" is {@link #expectNothing()}. */
    public DecisionCheck expectAction(String id) {
        if (id.equals(Action.DO_NOTHING.id())) {
            return expectNothing();
        }
        known(id);
        return decision.action().id().equals(id) ? this : fail("action \"" + id + "\"", whyNot(id));
    }

    /** Expects that nothing is worth doing. */
    public DecisionCheck expectNothing() {
        return decision.action().isDoNothing() ? this : fail("to do nothing", "");
    }

    /** Expects an action to be refused by a rule, whatever other rules refuse it too. */
    public DecisionCheck expectRejected(String id, String rule) {
        known(id);
        Rejection rejection = rejection(id);
        boolean refused = rejection != null
                && rejection.failures().stream()
                        .anyMatch(failure -> failure.rule().equals(rule));
        return refused ? this : fail("action \"" + id + "\" to be rejected by rule \"" + rule + "\"", whyNot(id));
    }

    /** Expects an action to be refused by exactly these rules, in the order they are asked. */
    public DecisionCheck expectRejectedOnlyBy(String id, String... rules) {
        known(id);
        Rejection rejection = rejection(id);
        List<String> found = rejection == null
                ? List.of()
                : rejection.failures().stream().map(Failure::rule).toList();
        return rejection != null && found.equals(List.of(rules))
                ? this
                : fail("action \"" + id + "\" to be rejected by " + List.of(rules) + " only", whyNot(id));
    }

    /** Expects an action to be allowed, whether or not it wins. */
    public DecisionCheck expectAllowed(String id) {
        known(id);
        return rejection(id) == null ? this : fail("action \"" + id + "\" to be allowed", whyNot(id));
    }

    /** Expects these to be the proposed actions, in this order. */
    public DecisionCheck expectSlate(String... ids) {
        List.of(ids).forEach(this::known);
        List<String> proposed =
                decision.slate().stream().map(ranked -> ranked.action().id()).toList();
        return proposed.equals(List.of(ids))
                ? this
                : fail("the slate " + List.of(ids), "The slate was " + proposed + ".");
    }

    /** Expects a field to be among the reasons for the churn probability. */
    public DecisionCheck expectReason(String field) {
        List<String> fields = decision.why().stream().map(Reason::field).toList();
        return fields.contains(field) ? this : fail("the reason \"" + field + "\"", "The reasons were " + fields + ".");
    }

    /** Expects the winner's expected value over doing nothing to be this, give or take a tolerance. */
    public DecisionCheck expectValue(double value, double tolerance) {
        return Math.abs(decision.expectedValue() - value) <= tolerance
                ? this
                : fail("an expected value of " + value + " (± " + tolerance + ")", "");
    }

    private void known(String id) {
        if (catalog.indexOf(id) < 0) {
            boolean nothing = id.equals(Action.DO_NOTHING.id());
            throw new IllegalArgumentException("The action \"" + id + "\" of an expectation must be in catalogue \""
                    + catalog.name() + "\".\n"
                    + (nothing
                            ? "Maybe use .expectNothing(), for doing nothing is always allowed."
                            : Names.suggestion(
                                    id,
                                    catalog.actions().stream().map(Action::id).toList())));
        }
    }

    private @Nullable Rejection rejection(String id) {
        for (Rejection rejection : decision.rejected()) {
            if (rejection.action().id().equals(id)) {
                return rejection;
            }
        }
        return null;
    }

    /** What became of an action, in words. */
    private String whyNot(String id) {
        Rejection rejection = rejection(id);
        if (rejection != null) {
            return "Action \"" + id + "\" was rejected:\n"
                    + rejection.failures().stream()
                            .map(failure -> "  " + failure.rule() + " - " + failure)
                            .collect(Collectors.joining("\n"));
        }
        for (RankedAction ranked : decision.ranked()) {
            if (ranked.action().id().equals(id)) {
                return "Action \"" + id + "\" was allowed, at rank " + ranked.rank()
                        + String.format(
                                Locale.ROOT,
                                ", expected value %.2f %s, score %.2f.",
                                ranked.expectedValue(),
                                decision.currency(),
                                ranked.score());
            }
        }
        throw new AssertionError("an action is ranked or rejected");
    }

    private DecisionCheck fail(String expected, String more) {
        List<String> lines = new ArrayList<>();
        lines.add("Expected " + expected + ".");
        if (!more.isEmpty()) {
            lines.add(more);
        }
        lines.add("The decision was: " + decision);
        throw new AssertionError(String.join("\n", lines));
    }
}
