// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The rules of one action compiled against a schema, in the order of their stages. Immutable and thread-safe; asking it
 * costs one comparison a rule and allocates nothing.
 */
public final class Policy {
    private final List<Rule> rules;
    private final int[] positions;

    private Policy(List<Rule> rules, int[] positions) {
        this.rules = rules;
        this.positions = positions;
    }

    /**
     * Compiles rules.
     *
     * @param owner the action they belong to, for messages
     * @throws IllegalArgumentException if a rule asks about an unknown field or one of another type
     */
    public static Policy compile(String owner, Schema schema, List<Rule> rules) {
        List<Rule> ordered =
                rules.stream().sorted(Comparator.comparing(Rule::stage)).toList();
        int[] positions = new int[ordered.size()];
        for (int i = 0; i < positions.length; i++) {
            Rule rule = ordered.get(i);
            positions[i] = position(owner, schema, rule);
        }
        return new Policy(ordered, positions);
    }

    private static int position(String owner, Schema schema, Rule rule) {
        int position;
        try {
            position = schema.indexOf(rule.condition().field());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The rule \"" + rule.name() + "\" of action \"" + owner + "\" cannot be asked: " + e.getMessage(),
                    e);
        }
        Field field = schema.field(position);
        if (field.type() != rule.condition().type()) {
            throw new IllegalArgumentException("The field \"" + field.name() + "\" (" + field.type() + ") of rule \""
                    + rule.name() + "\" of action \"" + owner + "\" must be of type "
                    + rule.condition().type() + ".\nMaybe use " + comparisons(field.type()) + " for " + field.type()
                    + " fields.");
        }
        return position;
    }

    private static String comparisons(FieldType type) {
        return switch (type) {
            case NUMBER -> "atLeast, atMost, above or below";
            case DATE -> "atLeast, atMost, above or below with a day";
            case CATEGORY -> "in or notIn";
            case BOOLEAN -> "is";
        };
    }

    /** The rules in the order they are asked. */
    public List<Rule> rules() {
        return rules;
    }

    /** The position in {@link #rules()} of the first rule a row fails, -1 if it passes all. */
    public int firstFailure(Row row) {
        for (int i = 0; i < positions.length; i++) {
            if (!passes(row, i)) {
                return i;
            }
        }
        return -1;
    }

    /** Every rule a row fails, in order. */
    public List<Failure> failures(Row row) {
        List<Failure> failures = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            if (!passes(row, i)) {
                Rule rule = rules.get(i);
                Condition condition = rule.condition();
                failures.add(new Failure(
                        rule.stage(),
                        rule.name(),
                        condition.field(),
                        actual(row, positions[i], condition),
                        condition.required(),
                        rule.because()));
            }
        }
        return failures;
    }

    /** The value in words; in full where rounding would make it look like the limit it failed. */
    private static String actual(Row row, int position, Condition condition) {
        String shown = row.display(position);
        boolean looksEqual = condition instanceof Condition.NumberCondition number
                && shown.equals(Numbers.display(number.limit()))
                && row.number(position) != number.limit();
        return looksEqual ? new BigDecimal(Double.toString(row.number(position))).toPlainString() : shown;
    }

    private boolean passes(Row row, int i) {
        Rule rule = rules.get(i);
        return rule.passes(rule.condition().test(row, positions[i]));
    }
}
