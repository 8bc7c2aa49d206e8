// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import static io.nextbestaction.policy.Condition.any;
import static io.nextbestaction.policy.Condition.field;
import static io.nextbestaction.policy.Condition.not;
import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.policy.Condition;
import io.nextbestaction.policy.Policy;
import io.nextbestaction.policy.Rule;
import io.nextbestaction.policy.Stage;
import io.nextbestaction.policy.WhenMissing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CatalogLintTest {
    private static final Schema SCHEMA =
            Schema.builder().number("age").category("country").flag("active").build();

    private static Rule rule(String name, Condition condition, WhenMissing whenMissing) {
        return new Rule(Stage.ELIGIBILITY, name, condition, name, whenMissing);
    }

    private static ActionCatalog catalog(Rule... rules) {
        Action.Builder action = Action.named("card", "Card").issue("sales").group("cards");
        List.of(rules).forEach(action::rule);
        return ActionCatalog.builder()
                .issue(Issue.of("sales")
                        .withGroup("cards", rule("senior", field("age").atLeast(65), WhenMissing.REJECT)))
                .add(action)
                .build();
    }

    private static List<String> lint(ActionCatalog catalog) {
        return CatalogLint.of(catalog).against(SCHEMA).findings().stream()
                .map(Finding::toString)
                .toList();
    }

    @Test
    void rules_that_contradict_an_inherited_one_make_the_action_unreachable() {
        assertThat(lint(catalog(
                        rule("young", field("age").below(18), WhenMissing.REJECT),
                        rule("active", field("active").is(true), WhenMissing.REJECT))))
                .containsExactly("error: action \"card\": no customer can pass rule \"senior\" of group \"cards\";"
                        + " rule \"young\" of action \"card\"");
        assertThat(lint(catalog(rule("x", field("age").atMost(65), WhenMissing.REJECT))))
                .isEmpty();
        assertThat(lint(catalog(rule("x", field("age").below(65), WhenMissing.ALLOW))))
                .hasSize(1);
    }

    @Test
    void contradictions_are_seen_through_any_and_not() {
        assertThat(lint(catalog(rule(
                        "either", any(field("age").below(18), not(field("age").above(20))), WhenMissing.REJECT))))
                .singleElement()
                .asString()
                .startsWith("error: action \"card\": no customer can pass");
        assertThat(lint(catalog(
                        rule("home", field("country").in("DE", "FR"), WhenMissing.REJECT),
                        rule("away", field("country").notIn("DE", "FR", "IT"), WhenMissing.REJECT))))
                .contains("error: action \"card\": no customer can pass rule \"home\" of action \"card\"; rule \"away\""
                        + " of action \"card\"");
    }

    @Test
    void an_action_only_for_missing_values_is_a_warning() {
        ActionCatalog catalog = ActionCatalog.builder()
                .add(Action.named("card", "Card")
                        .rule(rule("old", field("age").above(60), WhenMissing.ALLOW))
                        .rule(rule("young", field("age").below(60), WhenMissing.ALLOW)))
                .build();

        assertThat(lint(catalog))
                .containsExactly("warning: action \"card\": only a customer with a missing value can pass rule \"old\""
                        + " of action \"card\"; rule \"young\" of action \"card\"");
    }

    @Test
    void rules_that_never_decide_are_told() {
        assertThat(lint(catalog(
                        rule("same", field("age").atLeast(65), WhenMissing.REJECT),
                        rule("adult", field("age").atLeast(18), WhenMissing.REJECT))))
                .containsExactly(
                        "warning: rule \"same\" of action \"card\": asks the same as rule \"senior\" of group \"cards\"",
                        "warning: rule \"adult\" of action \"card\": never decides beside rule \"senior\" of group"
                                + " \"cards\"",
                        "warning: rule \"adult\" of action \"card\": never decides beside rule \"same\" of action"
                                + " \"card\"");
    }

    @Test
    void unknown_fields_and_wrong_types_are_errors() {
        assertThat(lint(catalog(
                        rule("home", field("contry").in("DE"), WhenMissing.REJECT),
                        rule("years", field("active").atLeast(1), WhenMissing.REJECT))))
                .containsExactly(
                        "error: rule \"home\" of action \"card\": customers have no field \"contry\"; Maybe \"country\""
                                + " was meant.",
                        "error: rule \"years\" of action \"card\": the field \"active\" is a BOOLEAN, not a NUMBER");
    }

    @Test
    void levels_and_ranges_no_customer_has_are_warnings() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Row row = new Row(SCHEMA);
            row.setNumber(0, 20 + i * 6);
            row.setText(1, i < 5 ? "DE" : "FR");
            rows.add(row);
        }
        ActionCatalog catalog = catalog(
                rule("home", field("country").in("DE", "FRA"), WhenMissing.REJECT),
                rule("old", field("age").atLeast(75), WhenMissing.REJECT));

        assertThat(CatalogLint.of(catalog).against(SCHEMA).with(rows).findings())
                .filteredOn(finding -> finding.kind() == Finding.Kind.OUTSIDE_DOMAIN)
                .extracting(Finding::toString)
                .containsExactly(
                        "warning: rule \"home\" of action \"card\": none of 10 customers has the level \"FRA\" of"
                                + " \"country\"; Maybe \"FR\" was meant.",
                        "warning: rule \"old\" of action \"card\": none of 10 customers has \"age\" >= 75");
    }

    @Test
    void an_offer_that_is_over_and_rules_of_nothing_are_warnings() {
        ActionCatalog catalog = ActionCatalog.builder()
                .issue(Issue.of("service").withGroup("calls"))
                .issue(Issue.of("retail").withGroup("loans"))
                .add(Action.named("card", "Card").issue("retail").valid(null, LocalDate.of(2026, 1, 31)))
                .build();

        assertThat(CatalogLint.of(catalog).on(LocalDate.of(2026, 2, 1)).findings())
                .extracting(Finding::toString)
                .containsExactly(
                        "warning: action \"card\": its last day (2026-01-31) is before today (2026-02-01)",
                        "warning: issue \"service\": no action is of this issue",
                        "warning: group \"loans\" of issue \"retail\": no action is of this group");
        assertThat(CatalogLint.of(catalog).on(LocalDate.of(2026, 1, 31)).findings())
                .hasSize(2);
    }

    /** Every customer over a grid that has a point in every gap between limits, and missing. */
    private static List<Row> everybody() {
        List<Row> rows = new ArrayList<>();
        for (double age : new double[] {-1, 0, 0.5, 1, 1.5, 2, 3, Double.NaN}) {
            for (String country : List.of("x", "y", "z", "")) {
                for (double active : new double[] {0, 1, Double.NaN}) {
                    Row row = new Row(SCHEMA);
                    row.setNumber(0, age);
                    row.setText(1, country.isEmpty() ? null : country);
                    row.setNumber(2, active);
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static Condition random(SplittableRandom random, int depth) {
        int limit = random.nextInt(3);
        return switch (random.nextInt(depth == 0 ? 6 : 9)) {
            case 0 -> field("age").atLeast(limit);
            case 1 -> field("age").below(limit);
            case 2 ->
                random.nextBoolean() ? field("age").above(limit) : field("age").atMost(limit);
            case 3 -> field("country").in(random.nextBoolean() ? "x" : "y");
            case 4 -> field("country").notIn("x", random.nextBoolean() ? "y" : "x");
            case 5 -> field("active").is(random.nextBoolean());
            case 6 -> not(random(random, depth - 1));
            case 7 -> Condition.all(random(random, depth - 1), random(random, depth - 1));
            default -> any(random(random, depth - 1), random(random, depth - 1));
        };
    }

    @Test
    void reachability_and_subsumption_agree_with_trying_every_customer() {
        SplittableRandom random = new SplittableRandom(3);
        List<Row> everybody = everybody();
        int unreachable = 0;
        int subsumed = 0;
        for (int trial = 0; trial < 1500; trial++) {
            Action.Builder action = Action.named("a", "A");
            int rules = 1 + random.nextInt(4);
            for (int i = 0; i < rules; i++) {
                action.rule(rule(
                        "r" + i,
                        random(random, trial % 3),
                        random.nextBoolean() ? WhenMissing.REJECT : WhenMissing.ALLOW));
            }
            ActionCatalog catalog = ActionCatalog.builder().add(action).build();
            List<Finding> findings = CatalogLint.of(catalog).findings();
            Policy policy = Policy.compile("a", SCHEMA, catalog.actions().get(0).rules());

            boolean reachable = everybody.stream().anyMatch(row -> policy.firstFailure(row) < 0);
            boolean found = findings.stream().anyMatch(f -> f.kind() == Finding.Kind.UNREACHABLE);
            assertThat(found).as(policy.rules().toString()).isEqualTo(!reachable);
            unreachable += reachable ? 0 : 1;

            for (Finding finding : findings) {
                if (finding.kind() == Finding.Kind.SUBSUMED || finding.kind() == Finding.Kind.DUPLICATE) {
                    subsumed++;
                    String idle = finding.where().substring(6, 8);
                    List<Rule> others = policy.rules().stream()
                            .filter(rule -> !rule.name().equals(idle))
                            .toList();
                    Policy without = Policy.compile("a", SCHEMA, others);
                    assertThat(everybody)
                            .allMatch(row -> (without.firstFailure(row) < 0) == (policy.firstFailure(row) < 0));
                }
            }
        }
        assertThat(unreachable).isBetween(50, 1400);
        assertThat(subsumed).isGreaterThan(50);
    }
}
