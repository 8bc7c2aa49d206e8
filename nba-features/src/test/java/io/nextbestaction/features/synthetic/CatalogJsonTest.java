// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.data.Schema;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Reads the catalogue with a second, generic interpreter and holds the truth's own rules and money against it. */
class CatalogJsonTest {
    private static final Set<String> OPERATORS = Set.of("atLeast", "atMost", "above", "below", "in", "notIn", "is");
    private static final SyntheticBank BANK = Banks.LARGE;
    private static final RowBinder<BankCustomer> BINDER = RowBinder.ofRecord(BankCustomer.class);
    private static final Schema SCHEMA = BINDER.schema();
    private static final List<Row> ROWS = rows();
    private static final JsonNode CATALOG = parse();

    private static JsonNode parse() {
        try {
            return new ObjectMapper().readTree(SyntheticBank.catalogJson());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_actions_are_the_same_in_the_same_order() {
        List<String> ids = new ArrayList<>();
        CATALOG.get("actions").forEach(action -> ids.add(action.get("id").textValue()));
        assertThat(ids).isEqualTo(SyntheticBank.actions());
        assertThat(CATALOG.get("currency").textValue()).isEqualTo("EUR");
        for (JsonNode action : CATALOG.get("actions")) {
            assertThat(action.get("channel").textValue()).isEqualTo(bankAction(action).channel.label);
        }
    }

    @Test
    void the_rules_are_well_formed_and_each_refuses_somebody() {
        Set<String> used = new HashSet<>();
        for (JsonNode action : CATALOG.get("actions")) {
            Set<String> names = new HashSet<>();
            for (JsonNode rule : action.get("rules")) {
                String what = action.get("id").textValue() + ": " + rule;
                assertThat(rule.get("stage").textValue())
                        .as(what)
                        .isIn("eligibility", "applicability", "suitability", "consent");
                assertThat(names.add(rule.get("name").textValue())).as(what).isTrue();
                assertThat(SCHEMA.has(rule.get("field").textValue())).as(what).isTrue();
                assertThat(rule.get("because").textValue()).as(what).isNotBlank();
                used.add(operator(rule));
                assertThat(ROWS.stream().filter(row -> !passes(rule, row)))
                        .as(what)
                        .isNotEmpty();
            }
        }
        assertThat(used).contains("atLeast", "atMost", "above", "below", "notIn", "is");
    }

    @Test
    void the_truth_is_eligible_exactly_where_the_rules_pass() {
        for (int i = 0; i < ROWS.size(); i++) {
            List<String> expected = new ArrayList<>();
            for (JsonNode action : CATALOG.get("actions")) {
                boolean allowed = true;
                for (JsonNode rule : action.get("rules")) {
                    allowed &= passes(rule, ROWS.get(i));
                }
                if (allowed) {
                    expected.add(action.get("id").textValue());
                }
            }
            assertThat(BANK.eligible(i)).as("customer " + i).isEqualTo(expected);
        }
    }

    @Test
    void the_truth_values_actions_with_the_money_of_the_catalogue() {
        JsonNode lifetime = CATALOG.get("actions").get(7).get("retention").get("lifetimeValue");
        for (int i = 0; i < ROWS.size(); i++) {
            Truth truth = BANK.truth(i);
            double lifetimeValue = money(lifetime, ROWS.get(i));
            for (JsonNode action : CATALOG.get("actions")) {
                String id = action.get("id").textValue();
                double acceptance = truth.acceptance(id);
                double expected = (acceptance - truth.organic(id)) * money(action.get("value"), ROWS.get(i))
                        - action.get("cost").get("contact").doubleValue()
                        - acceptance * action.get("cost").get("accepted").doubleValue()
                        + (truth.churn() - truth.churn(id)) * lifetimeValue;
                assertThat(truth.value(id)).isCloseTo(expected, within(1e-9));
            }
        }
    }

    @Test
    void money_hangs_on_fields_that_are_never_missing() {
        List<JsonNode> formulas = new ArrayList<>(CATALOG.findValues("value"));
        formulas.addAll(CATALOG.findValues("lifetimeValue"));
        assertThat(formulas).hasSize(9);
        for (JsonNode formula : formulas) {
            for (Map.Entry<String, JsonNode> rate : formula.get("perField").properties()) {
                int field = SCHEMA.indexOf(rate.getKey());
                assertThat(ROWS).noneMatch(row -> Double.isNaN(row.number(field)));
            }
        }
    }

    @Test
    void declared_rates_are_those_of_the_truth_within_a_quarter() {
        for (JsonNode action : CATALOG.get("actions")) {
            String id = action.get("id").textValue();
            double acceptance = 0;
            double organic = 0;
            double churn = 0;
            double kept = 0;
            int eligible = 0;
            for (int i = 0; i < BANK.size(); i++) {
                Truth truth = BANK.truth(i);
                if (truth.eligible(id)) {
                    eligible++;
                    acceptance += truth.acceptance(id);
                    organic += truth.organic(id);
                    churn += truth.churn();
                    kept += truth.churn() - truth.churn(id);
                }
            }
            JsonNode response = action.get("response");
            assertThat(response.get("rate").doubleValue() / (acceptance / eligible))
                    .as(id)
                    .isBetween(0.8, 1.25);
            assertThat(response.get("organic").doubleValue() / (organic / eligible))
                    .as(id)
                    .isBetween(0.8, 1.25);
            assertThat(action.has("retention")).isEqualTo(id.equals("retention-offer"));
            if (action.has("retention")) {
                assertThat(action.get("retention").get("saveRate").doubleValue() / (kept / churn))
                        .isBetween(0.8, 1.25);
            }
        }
    }

    private static BankAction bankAction(JsonNode action) {
        return BankAction.of(action.get("id").textValue());
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (BankCustomer customer : BANK.customers()) {
            Row row = new Row(SCHEMA);
            BINDER.bind(customer, row);
            rows.add(row);
        }
        return rows;
    }

    private static String operator(JsonNode rule) {
        List<String> found = OPERATORS.stream().filter(rule::has).toList();
        assertThat(found).as(rule.toString()).hasSize(1);
        return found.get(0);
    }

    private static boolean passes(JsonNode rule, Row row) {
        int field = SCHEMA.indexOf(rule.get("field").textValue());
        String operator = operator(rule);
        JsonNode operand = rule.get(operator);
        if (SCHEMA.field(field).type() == FieldType.CATEGORY) {
            boolean listed = false;
            for (JsonNode text : operand) {
                listed |= text.textValue().equals(row.text(field));
            }
            return listed == operator.equals("in");
        }
        double value = row.number(field);
        if (Double.isNaN(value)) {
            return rule.path("whenMissing").asText("reject").equals("allow");
        }
        double bound = operand.isTextual()
                ? LocalDate.parse(operand.textValue()).toEpochDay()
                : operand.isBoolean() ? (operand.booleanValue() ? 1 : 0) : operand.doubleValue();
        return switch (operator) {
            case "atLeast" -> value >= bound;
            case "atMost" -> value <= bound;
            case "above" -> value > bound;
            case "below" -> value < bound;
            case "is" -> value == bound;
            default -> throw new AssertionError(operator);
        };
    }

    private static double money(JsonNode formula, Row row) {
        double sum = formula.get("fixed").doubleValue();
        for (Map.Entry<String, JsonNode> rate : formula.get("perField").properties()) {
            sum += rate.getValue().doubleValue() * row.number(SCHEMA.indexOf(rate.getKey()));
        }
        return sum;
    }
}
