// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

import static io.nextbestaction.policy.Condition.all;
import static io.nextbestaction.policy.Condition.any;
import static io.nextbestaction.policy.Condition.churn;
import static io.nextbestaction.policy.Condition.context;
import static io.nextbestaction.policy.Condition.field;
import static io.nextbestaction.policy.Condition.not;
import static io.nextbestaction.policy.Condition.propensity;
import static io.nextbestaction.policy.Condition.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.Allocation;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KleeneTest {
    private static final Schema SCHEMA =
            Schema.builder().number("a").flag("b").category("c").build();
    private static final Schema CONTEXT = Schema.builder().flag("open").build();

    private static Truth compiled(Condition condition, Facts facts) {
        Program.Compiler compiler = new Program.Compiler(SCHEMA, CONTEXT);
        compiler.add(field("a").atLeast(0), "something before it");
        int start = compiler.add(condition, "test");
        return compiler.program().test(facts, start);
    }

    /** Kleene's tables written out, over the tree as it is. */
    private static Truth walked(Condition condition, Row row) {
        if (condition instanceof Condition.Not not) {
            Truth part = walked(not.part(), row);
            return part == Truth.UNKNOWN ? part : part == Truth.TRUE ? Truth.FALSE : Truth.TRUE;
        }
        if (condition instanceof Condition.AllOf all) {
            List<Truth> parts = all.parts().stream().map(p -> walked(p, row)).toList();
            return parts.contains(Truth.FALSE)
                    ? Truth.FALSE
                    : parts.contains(Truth.UNKNOWN) ? Truth.UNKNOWN : Truth.TRUE;
        }
        if (condition instanceof Condition.AnyOf any) {
            List<Truth> parts = any.parts().stream().map(p -> walked(p, row)).toList();
            return parts.contains(Truth.TRUE)
                    ? Truth.TRUE
                    : parts.contains(Truth.UNKNOWN) ? Truth.UNKNOWN : Truth.FALSE;
        }
        if (condition instanceof Condition.NumberCondition number) {
            return Double.isNaN(row.number(0))
                    ? Truth.UNKNOWN
                    : row.number(0) >= number.limit() ? Truth.TRUE : Truth.FALSE;
        }
        if (condition instanceof Condition.FlagCondition flag) {
            return Double.isNaN(row.number(1))
                    ? Truth.UNKNOWN
                    : (row.number(1) == 1) == flag.expected() ? Truth.TRUE : Truth.FALSE;
        }
        Condition.LevelCondition level = (Condition.LevelCondition) condition;
        String text = row.text(2);
        return text == null
                ? Truth.UNKNOWN
                : level.levels().contains(text) == level.inside() ? Truth.TRUE : Truth.FALSE;
    }

    private static Condition random(SplittableRandom random, int depth) {
        int kind = random.nextInt(depth == 0 ? 3 : 6);
        Condition[] parts = new Condition[1 + random.nextInt(3)];
        for (int i = 0; kind >= 3 && i < parts.length; i++) {
            parts[i] = random(random, depth - 1);
        }
        return switch (kind) {
            case 0 -> field("a").atLeast(random.nextInt(3));
            case 1 -> field("b").is(random.nextBoolean());
            case 2 -> random.nextBoolean() ? field("c").in("x") : field("c").notIn("x", "y");
            case 3 -> all(parts);
            case 4 -> any(parts);
            default -> not(parts[0]);
        };
    }

    @Test
    void compiled_conditions_follow_kleenes_tables() {
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 3000; trial++) {
            Condition condition = random(random, 4);
            Row row = new Row(SCHEMA);
            row.setNumber(0, random.nextInt(3) == 0 ? Double.NaN : random.nextInt(3));
            row.setNumber(1, random.nextInt(3) == 0 ? Double.NaN : random.nextInt(2));
            row.setText(2, List.of("x", "y", "z", "").get(random.nextInt(4)));
            if (random.nextInt(3) == 0) {
                row.setText(2, null);
            }
            assertThat(compiled(condition, new Facts(row)))
                    .as(condition.required())
                    .isEqualTo(walked(condition, row));
        }
    }

    @Test
    void context_and_model_outputs_are_asked_like_fields_and_missing_when_not_given() {
        Row open = new Row(CONTEXT);
        open.setNumber(0, 1);
        Facts facts =
                new Facts(new Row(SCHEMA)).context(open).scores(0.4, "affluent").propensity(0.02);

        assertThat(compiled(context("open").is(true), facts)).isEqualTo(Truth.TRUE);
        assertThat(compiled(churn().atLeast(0.4), facts)).isEqualTo(Truth.TRUE);
        assertThat(compiled(segment().notIn("affluent"), facts)).isEqualTo(Truth.FALSE);
        assertThat(compiled(propensity().above(0.02), facts)).isEqualTo(Truth.FALSE);
        Facts nothing = new Facts(new Row(SCHEMA));
        for (Condition condition : List.of(
                context("open").is(true),
                churn().atLeast(0),
                segment().notIn("x"),
                propensity().atLeast(0))) {
            assertThat(compiled(condition, nothing)).isEqualTo(Truth.UNKNOWN);
        }
    }

    @Test
    void a_failed_combination_tells_every_field_with_its_value_and_what_was_asked() {
        Policy policy = Policy.compile(
                "card",
                SCHEMA,
                CONTEXT,
                List.of(new Rule(
                        Stage.SUITABILITY,
                        "either",
                        any(
                                all(field("a").atLeast(18), field("b").is(true)),
                                not(context("open").is(false))),
                        "neither rich nor near",
                        WhenMissing.REJECT)));
        Row row = new Row(SCHEMA);
        row.setNumber(0, 17);

        assertThat(policy.failures(new Facts(row)).get(0))
                .hasToString("suitability: neither rich nor near (a, b, context open a 17, b missing, context open"
                        + " missing, required (a >= 18 and b yes) or not context open no)");
    }

    @Test
    void asking_allocates_nothing() {
        Policy policy = Policy.compile(
                "card",
                SCHEMA,
                CONTEXT,
                List.of(
                        new Rule(
                                Stage.ELIGIBILITY,
                                "one",
                                any(field("a").atLeast(18), not(field("c").in("x", "y", "z"))),
                                "one",
                                WhenMissing.REJECT),
                        new Rule(Stage.CONSENT, "two", churn().below(0.5), "two", WhenMissing.ALLOW)));
        Row row = new Row(SCHEMA);
        row.setNumber(0, 17);
        row.setText(2, "q");
        Facts facts = new Facts(row);

        assertThat(Allocation.bytes(20_000, () -> policy.firstFailure(facts))).isLessThan(20_000);
    }

    @Test
    void an_empty_combination_and_an_unknown_context_field_are_refused() {
        assertThatThrownBy(() -> all()).hasMessage("The conditions (none) of \"all\" must be at least one.");
        assertThatThrownBy(() -> compiled(context("opn").is(true), new Facts(new Row(SCHEMA))))
                .hasMessage("The test cannot be asked: The field \"opn\" must be one of the schema's 1 fields.\n"
                        + "Maybe \"open\" was meant.");
    }
}
