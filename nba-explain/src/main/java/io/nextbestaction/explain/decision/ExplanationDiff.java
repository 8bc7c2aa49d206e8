// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

import io.nextbestaction.Decision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What changed from one explanation to another: of one customer at two dates, or by two models. The change of the base and
 * the changes of all fields add up to the change of the churn probability; between two dates of one model the base does not
 * change. The amounts of the factors add up to the change of the winner's expected value.
 *
 * @param before the earlier decision
 * @param after the later decision
 * @param baseChange by how much the base of the churn probability changed
 * @param fields every field of either model, those of the earlier first
 * @param factors the parts of the later winner's expected value and of the earlier's
 * @param newlyRefused the ids of actions refused only later
 * @param newlyAllowed the ids of actions refused only earlier
 */
public record ExplanationDiff(
        Decision before,
        Decision after,
        double baseChange,
        List<FieldDiff> fields,
        List<FactorDifference> factors,
        List<String> newlyRefused,
        List<String> newlyAllowed) {

    /**
     * What changed about one field.
     *
     * @param field its name
     * @param from its value in words, empty if the earlier model does not use it
     * @param to its value in words, empty if the later model does not use it
     * @param before its part in the earlier churn probability
     * @param after its part in the later churn probability
     */
    public record FieldDiff(String field, String from, String to, double before, double after) {

        /** By how much its part changed. */
        public double change() {
            return after - before;
        }

        /** Whether its value changed. */
        public boolean isChanged() {
            return !from.equals(to);
        }
    }

    /** Keeps the lists from changing. */
    public ExplanationDiff {
        fields = List.copyOf(fields);
        factors = List.copyOf(factors);
        newlyRefused = List.copyOf(newlyRefused);
        newlyAllowed = List.copyOf(newlyAllowed);
    }

    /** By how much the churn probability changed. */
    public double churnChange() {
        return after.churn() - before.churn();
    }

    /** Whether another action won. */
    public boolean isAnotherWinner() {
        return !before.action().id().equals(after.action().id());
    }

    static ExplanationDiff between(Explanation earlier, Explanation later) {
        Set<String> names = new LinkedHashSet<>();
        earlier.churn().fields().forEach(part -> names.add(part.field()));
        later.churn().fields().forEach(part -> names.add(part.field()));
        List<FieldDiff> fields = new ArrayList<>();
        for (String name : names) {
            FieldPart from = part(earlier.churn(), name);
            FieldPart to = part(later.churn(), name);
            fields.add(new FieldDiff(name, from.value(), to.value(), from.probability(), to.probability()));
        }
        List<String> refusedBefore = refused(earlier.decision());
        List<String> refusedAfter = refused(later.decision());
        return new ExplanationDiff(
                earlier.decision(),
                later.decision(),
                later.churn().baseProbability() - earlier.churn().baseProbability(),
                fields,
                FactorDifference.between(
                        later.decision().chosen().value(),
                        earlier.decision().chosen().value()),
                refusedAfter.stream().filter(id -> !refusedBefore.contains(id)).toList(),
                refusedBefore.stream().filter(id -> !refusedAfter.contains(id)).toList());
    }

    private static FieldPart part(ScoreParts parts, String field) {
        return parts.fields().stream()
                .filter(part -> Objects.equals(part.field(), field))
                .findFirst()
                .orElse(new FieldPart(field, "", 0, 0));
    }

    private static List<String> refused(Decision decision) {
        return decision.rejected().stream().map(r -> r.action().id()).toList();
    }
}
