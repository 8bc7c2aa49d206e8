// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

import static io.nextbestaction.policy.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final Schema SCHEMA = Schema.builder()
            .number("age")
            .category("country")
            .flag("active")
            .date("since")
            .build();

    private static Row row(double age, String country, double active, double since) {
        Row row = new Row(SCHEMA);
        row.setNumber(0, age);
        row.setText(1, country);
        row.setNumber(2, active);
        row.setNumber(3, since);
        return row;
    }

    private static Rule rule(Stage stage, String name, Condition condition, WhenMissing whenMissing) {
        return new Rule(stage, name, condition, "because " + name, whenMissing);
    }

    private static Truth test(Condition condition, Row row) {
        Program.Compiler compiler = new Program.Compiler(SCHEMA, null);
        int start = compiler.add(condition, "test");
        return compiler.program().test(new Facts(row), start);
    }

    @Test
    void conditions_hold_on_their_limit_exactly_when_the_limit_is_included() {
        Row row = row(18, "FR", 1, (double) LocalDate.of(2024, 5, 1).toEpochDay());

        assertThat(test(field("age").atLeast(18), row)).isEqualTo(Truth.TRUE);
        assertThat(test(field("age").atMost(18), row)).isEqualTo(Truth.TRUE);
        assertThat(test(field("age").above(18), row)).isEqualTo(Truth.FALSE);
        assertThat(test(field("age").below(18), row)).isEqualTo(Truth.FALSE);
        assertThat(test(field("country").in("DE", "FR"), row)).isEqualTo(Truth.TRUE);
        assertThat(test(field("country").notIn("DE", "FR"), row)).isEqualTo(Truth.FALSE);
        assertThat(test(field("active").is(true), row)).isEqualTo(Truth.TRUE);
        assertThat(test(field("active").is(false), row)).isEqualTo(Truth.FALSE);
        assertThat(test(field("since").atLeast(LocalDate.of(2024, 5, 1)), row)).isEqualTo(Truth.TRUE);
        assertThat(test(field("since").atMost(LocalDate.of(2024, 4, 30)), row)).isEqualTo(Truth.FALSE);
    }

    @Test
    void a_missing_value_makes_every_condition_unknown_even_a_negative_one() {
        Row missing = new Row(SCHEMA);

        for (Condition condition : List.of(
                field("age").atMost(99),
                field("country").notIn("FR"),
                field("active").is(false),
                field("since").atMost(LocalDate.MAX.withYear(3000)))) {
            assertThat(test(condition, missing)).as(condition.required()).isEqualTo(Truth.UNKNOWN);
        }
    }

    @Test
    void unknown_refuses_unless_the_rule_says_otherwise() {
        Row missing = new Row(SCHEMA);
        Condition adult = field("age").atLeast(18);

        Policy strict =
                Policy.compile("card", SCHEMA, List.of(rule(Stage.ELIGIBILITY, "adult", adult, WhenMissing.REJECT)));
        Policy lenient =
                Policy.compile("card", SCHEMA, List.of(rule(Stage.ELIGIBILITY, "adult", adult, WhenMissing.ALLOW)));

        assertThat(strict.firstFailure(missing)).isZero();
        assertThat(strict.failures(missing).get(0).actual()).isEqualTo("missing");
        assertThat(lenient.firstFailure(missing)).isEqualTo(-1);
    }

    @Test
    void rules_are_asked_in_the_order_of_their_stages_and_every_failure_is_told() {
        Policy policy = Policy.compile(
                "card",
                SCHEMA,
                List.of(
                        rule(Stage.CONSENT, "agreed", field("active").is(true), WhenMissing.REJECT),
                        rule(Stage.ELIGIBILITY, "adult", field("age").atLeast(18), WhenMissing.REJECT),
                        rule(Stage.SUITABILITY, "home", field("country").in("FR"), WhenMissing.REJECT)));

        List<Failure> failures = policy.failures(row(17.5, "FR", 0, 0));

        assertThat(failures).extracting(Failure::rule).containsExactly("adult", "agreed");
        assertThat(policy.rules()
                        .get(policy.firstFailure(row(17.5, "FR", 0, 0)))
                        .name())
                .isEqualTo("adult");
        assertThat(failures.get(0)).hasToString("eligibility: because adult (age 17.5, required >= 18)");
    }

    @Test
    void a_rule_on_an_unknown_field_names_the_nearest_one() {
        assertThatThrownBy(() -> Policy.compile(
                        "gold-card",
                        SCHEMA,
                        List.of(rule(Stage.ELIGIBILITY, "home", field("contry").in("FR"), WhenMissing.REJECT))))
                .hasMessage(
                        "The rule \"home\" of action \"gold-card\" cannot be asked: The field \"contry\" must be one"
                                + " of the schema's 4 fields.\nMaybe \"country\" was meant.");
    }

    @Test
    void a_rule_of_the_wrong_type_is_refused_when_compiled() {
        assertThatThrownBy(() -> Policy.compile(
                        "gold-card",
                        SCHEMA,
                        List.of(rule(Stage.ELIGIBILITY, "home", field("country").atLeast(3), WhenMissing.REJECT))))
                .hasMessage("The field \"country\" (CATEGORY) of rule \"home\" of action \"gold-card\" must be of type"
                        + " NUMBER.\nMaybe use in or notIn for CATEGORY fields.");
    }

    @Test
    void the_engines_own_stages_are_not_for_rules() {
        assertThatThrownBy(() -> rule(Stage.VALUE, "x", field("age").atLeast(1), WhenMissing.REJECT))
                .hasMessage(
                        "The stage (value) of rule \"x\" must be eligibility, applicability, suitability or consent.");
    }
}
