// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every endpoint once, over a real port. */
class ApiTest {
    private static final String IMPATIENT = "the-key-of-an-impatient-caller";

    @TempDir
    static Path folder;

    private static Bank bank;
    private static Api api;

    @BeforeAll
    static void start() {
        bank = Bank.start(
                folder,
                "--bank.keys.decide=" + Api.DECIDE + "," + IMPATIENT,
                "--bank.limits.requests-per-second=1",
                "--bank.limits.burst=150");
        api = bank.api;
    }

    @AfterAll
    static void stop() {
        bank.close();
    }

    @Test
    void a_decision_is_recorded_and_so_is_its_outcome_which_the_next_decision_knows() throws Exception {
        JsonNode decision = api.decide(Bank.SOMEBODY).json();
        String id = decision.path("decisionId").asText();
        String action = decision.at("/ranked/0/action").asText();
        assertThat(decision.at("/ranked/0/expectedValue").asDouble()).isPositive();
        assertThat(decision.path("action").asText()).isEqualTo(action);
        assertThat(decision.path("why")).isNotEmpty();
        assertThat(decision.path("rejected")).isNotEmpty();

        JsonNode record = api.get("/api/v1/decisions/" + id).json();
        assertThat(record.path("action").asText()).isEqualTo(action);
        assertThat(record.path("churn").asDouble())
                .isEqualTo(decision.path("churn").asDouble());

        String outcome = "/api/v1/decisions/" + id + "/outcome";
        assertThat(api.post(outcome, "{\"outcome\":\"ACCEPTED\"}").status()).isEqualTo(201);
        Api.Answer again = api.post(outcome, "{\"outcome\":\"ACCEPTED\"}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("isNew").asBoolean(true)).isFalse();

        JsonNode past =
                api.get("/api/v1/customers/" + Bank.SOMEBODY + "/decisions").json();
        assertThat(past.findValuesAsText("outcome")).contains("SHOWN", "ACCEPTED");
        JsonNode next = api.decide(Bank.SOMEBODY).json();
        assertThat(next.at("/ranked/0/action").asText()).isNotEqualTo(action);
        assertThat(next.path("rejected").findValuesAsText("stage")).contains("contact");
        assertThat(api.get("/api/v1/outcomes/summary", Api.ADMINISTER)
                        .json()
                        .at("/outcomes/ACCEPTED")
                        .asInt())
                .isPositive();
    }

    @Test
    void an_outcome_must_be_one_and_of_a_decision() throws Exception {
        String id = api.decide("C0006010").json().path("decisionId").asText();

        assertThat(api.post("/api/v1/decisions/" + id + "/outcome", "{}").detail())
                .isEqualTo("\"outcome\" must be SHOWN, ACCEPTED or DECLINED");
        for (String wrong : new String[] {"\"MAYBE\"", "1", "[]"}) {
            Api.Answer answer = api.post("/api/v1/decisions/" + id + "/outcome", "{\"outcome\":" + wrong + "}");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.detail())
                    .isEqualTo(
                            "The field \"outcome\" must be SHOWN, ACCEPTED or DECLINED.\nMaybe see /api/v1/openapi.");
        }
        assertThat(api.post("/api/v1/decisions/nobody/outcome", "{\"outcome\":\"SHOWN\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_batch_names_the_keys_nobody_has() throws Exception {
        Api.Answer answer =
                api.post("/api/v1/decisions/batch", "{\"customerIds\":[\"C0006002\",\"nobody\",\"C0006003\"]}");

        assertThat(answer.json().path("decisions")).hasSize(2);
        assertThat(answer.json().path("unknown")).hasSize(1);
        assertThat(api.post("/api/v1/decisions/batch", "{\"customerIds\":[]}").detail())
                .isEqualTo("\"customerIds\" must be 1 to 200 keys");
        assertThat(api.post("/api/v1/decisions/batch", "{\"customerIds\":[null]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void an_explanation_adds_up_to_the_lead_over_the_runner_up_and_to_the_probability_of_leaving() throws Exception {
        JsonNode explanation =
                api.post("/api/v1/explain", "{\"customerId\":\"C0006004\"}").json();

        JsonNode versus = explanation.path("overRunnerUp");
        double lead = explanation.at("/decision/ranked/0/expectedValue").asDouble()
                - explanation.at("/decision/ranked/1/expectedValue").asDouble();
        assertThat(lead).isNotZero();
        assertThat(sum(versus.path("factors"), "amount")).isCloseTo(lead, within(1e-9));
        assertThat(versus.path("valueDifference").asDouble()).isCloseTo(lead, within(1e-9));
        assertThat(versus.path("action"))
                .isEqualTo(explanation.at("/decision/ranked/1/action"))
                .isNotEqualTo(explanation.at("/decision/action"));
        JsonNode churn = explanation.path("churn");
        assertThat(churn.path("base").asDouble() + sum(churn.path("fields"), "contribution"))
                .isCloseTo(explanation.at("/decision/churn").asDouble(), within(1e-9));
        assertThat(explanation.path("sentences").toString())
                .contains(String.format(
                        Locale.ENGLISH,
                        "The probability of leaving is %.1f %%, counted from a starting point of %.1f %%.",
                        100 * explanation.at("/decision/churn").asDouble(),
                        100 * churn.path("base").asDouble()));
        assertThat(explanation.path("decidedBy").asText()).isEqualTo("VALUE");

        JsonNode rule = explanation.path("effects").get(0);
        assertThat(rule.path("by").asText()).isEqualTo("RULE");
        assertThat(explanation.path("sentences").toString())
                .contains(
                        explanation.at("/decision/ranked/0/title").asText(),
                        explanation.at("/decision/ranked/1/title").asText(),
                        rule.path("because").asText());
    }

    private static double sum(JsonNode parts, String field) {
        assertThat(parts).isNotEmpty();
        double sum = 0;
        for (JsonNode part : parts) {
            sum += part.path(field).asDouble();
        }
        return sum;
    }

    @Test
    void changes_are_tried_out_without_a_record() throws Exception {
        JsonNode compared = api.post(
                        "/api/v1/what-if",
                        "{\"customerId\":\"C0006005\",\"changes\":{\"complaints12m\":9,\"balanceTrend\":null}}")
                .json();

        assertThat(compared.at("/after/churn").asDouble())
                .isGreaterThan(compared.at("/before/churn").asDouble());
        assertThat(compared.path("sentences").toString())
                .contains("The probability of leaving rises from", "Complaints in a year (");
        assertThat(api.get("/api/v1/customers/C0006005/decisions").json()).isEmpty();
        assertThat(api.post("/api/v1/what-if", "{\"customerId\":\"C0006005\"}").detail())
                .isEqualTo("\"changes\" must be given");
    }

    @Test
    void a_new_customer_is_told_everything_that_is_wrong_at_once_and_then_kept() throws Exception {
        Api.Answer wrong = api.post("/api/v1/customers", "{\"age\":\"old\",\"region\":\"moon\",\"shoe\":43}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.type()).isEqualTo("application/problem+json");
        assertThat(wrong.detail())
                .contains("\"age\" must be a whole number from 0 to 120")
                .contains("\"region\" must be one of capital,")
                .contains("\"balance\" must be given")
                .contains("\"shoe\" is not a field of a customer")
                .doesNotContain("moon");

        String somebody = api.get("/api/v1/customers/C0006006").text();
        Api.Answer added = api.post("/api/v1/customers", somebody.replace("C0006006", "New-1"));
        assertThat(added.status()).isEqualTo(201);
        assertThat(api.get("/api/v1/customers/New-1").json()).isEqualTo(added.json());
        assertThat(api.decide("New-1").status()).isEqualTo(200);
        assertThat(api.post("/api/v1/customers", somebody).detail())
                .isEqualTo("\"customerId\" must not be another customer's");
    }

    @Test
    void customers_are_found_by_every_word() throws Exception {
        JsonNode found =
                api.get("/api/v1/customers?query=capital%20employed&limit=5").json();

        assertThat(found).isNotEmpty();
        for (JsonNode customer : found) {
            assertThat(customer.path("region").asText()).isEqualTo("capital");
            assertThat(customer.path("occupation").asText()).isEqualTo("employed");
        }
        assertThat(api.get("/api/v1/customers?query=%25").json()).isEmpty();
        assertThat(api.get("/api/v1/customers?limit=0").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/customers?limit=many").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/customers/nobody").status()).isEqualTo(404);
    }

    @Test
    void a_key_opens_what_its_role_may_do_and_nothing_else() throws Exception {
        Api.Answer none = api.get("/api/v1/customers", "");
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.response().headers().firstValue("WWW-Authenticate")).contains("ApiKey header=\"X-API-Key\"");
        assertThat(none.detail()).endsWith("Maybe add the header X-API-Key.");
        assertThat(api.get("/api/v1/customers", "nobody's key of some length").status())
                .isEqualTo(401);
        assertThat(api.get("/api/v1/customers", Api.ADMINISTER).status()).isEqualTo(403);
        assertThat(api.post("/api/v1/artifact/reload", "").status()).isEqualTo(403);
        assertThat(api.put("/api/v1/catalog", "{}", Api.DECIDE).status()).isEqualTo(403);
        assertThat(api.get("/actuator/metrics").status()).isEqualTo(403);
        assertThat(api.get("/actuator/env", Api.ADMINISTER).status()).isEqualTo(404);
        assertThat(api.get("/elsewhere").status()).isEqualTo(403);
        assertThat(api.get("/api/v1/artifact", "").type()).isEqualTo("application/problem+json");
        assertThat(api.get("/api/v1/ping").status()).isEqualTo(204);
    }

    @Test
    void a_caller_who_asks_too_often_is_told_to_wait() throws Exception {
        Api.Answer answer = api.get("/api/v1/ping", IMPATIENT);
        for (int i = 0; i < 400 && answer.status() == 204; i++) {
            answer = api.get("/api/v1/ping", IMPATIENT);
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.response().headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void what_cannot_be_read_is_a_problem_that_quotes_nothing() throws Exception {
        Api.Answer cut = api.post("/api/v1/decisions", "{\"customerId\":\"C0006");
        assertThat(cut.status()).isEqualTo(400);
        assertThat(cut.type()).isEqualTo("application/problem+json");
        assertThat(cut.detail()).startsWith("The body must be JSON").doesNotContain("C0006");
        assertThat(api.post("/api/v1/decisions", "{\"secret\":1}").detail())
                .startsWith("The field \"secret\" must be one the service knows.");
        assertThat(api.post("/api/v1/decisions", "{\"customer_id\":\"C0006001\"}")
                        .detail())
                .isEqualTo("The field \"customer_id\" must be one the service knows.\n"
                        + "Maybe one of [customerId, customer].");
        assertThat(api.post("/api/v1/decisions", "{\"customerId\":17}").detail())
                .isEqualTo("The field \"customerId\" must be a text in quotes.\nMaybe see /api/v1/openapi.");
        assertThat(api.post("/api/v1/decisions/batch", "{\"customerIds\":\"C0006001\"}")
                        .detail())
                .isEqualTo("The field \"customerIds\" must be a list in brackets.\nMaybe see /api/v1/openapi.");
        assertThat(api.post("/api/v1/decisions", "{\"customerId\":\"a\",\"customerId\":\"b\"}")
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/api/v1/decisions", "[]").status()).isEqualTo(400);
        assertThat(api.post("/api/v1/decisions", "").status()).isEqualTo(400);
        assertThat(api.post("/api/v1/decisions", "{}").detail())
                .isEqualTo("\"customerId\" or customer must be given, and not both");
        assertThat(api.get("/api/v1/decisions").status()).isEqualTo(405);
        assertThat(api.get("/api/v1/a//b").status()).isEqualTo(400);
    }

    @Test
    void a_key_given_as_a_whole_customer_is_told_where_it_belongs() throws Exception {
        for (String path : new String[] {"decisions", "explain", "what-if"}) {
            Api.Answer answer = api.post("/api/v1/" + path, "{\"customer\":\"C0006001\"}");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.detail())
                    .isEqualTo("\"customer\" must be a whole customer, a JSON object in braces;"
                            + " \"customerId\" is missing, which takes a customer's key");
            assertThat(answer.json().path("errors").findValuesAsText("field"))
                    .containsExactly("customer", "customerId");
        }
        assertThat(api.post("/api/v1/decisions", "{\"customerId\":null,\"customer\":null}")
                        .detail())
                .isEqualTo("\"customerId\" or customer must be given, and not both");
        assertThat(api.post("/api/v1/decisions", "{\"customerId\":\"C0006001\",\"customer\":null}")
                        .status())
                .isEqualTo(200);
        assertThat(api.post("/api/v1/what-if", "{\"customerId\":\"C0006001\",\"changes\":7}")
                        .detail())
                .isEqualTo("The field \"changes\" must be a JSON object, in braces.\nMaybe see /api/v1/openapi.");
    }

    @Test
    void a_damaged_artifact_is_refused_and_the_old_engine_stays() throws Exception {
        Path artifact = folder.resolve("bank.nba");
        byte[] sound = Files.readAllBytes(artifact);
        String engine = api.get("/api/v1/artifact").json().path("engine").asText();
        try {
            Files.writeString(artifact, "garbage");
            Api.Answer refused = api.post("/api/v1/artifact/reload", "", Api.ADMINISTER);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.detail()).startsWith("Refused; the engine in service stays.");
            assertThat(refused.json().path("engine").asText()).isEqualTo(engine);
            assertThat(api.get("/actuator/prometheus", Api.ADMINISTER).text())
                    .contains("nba_engine_refusals_total ")
                    .doesNotContain("nba_engine_refusals_total 0.0");
            JsonNode state = api.get("/api/v1/artifact").json();
            assertThat(state.path("engine").asText()).isEqualTo(engine);
            assertThat(state.path("refusedBecause").asText()).isNotEmpty();
            Files.delete(artifact);
            assertThat(api.post("/api/v1/artifact/reload", "", Api.ADMINISTER).status())
                    .isEqualTo(422);
            assertThat(api.decide("C0006007").json().path("engine").asText()).isEqualTo(engine);
        } finally {
            Files.write(artifact, sound);
        }
        JsonNode back = api.post("/api/v1/artifact/reload", "", Api.ADMINISTER).json();
        assertThat(back.path("changed").asBoolean(true)).isFalse();
        assertThat(back.at("/state/refusedBecause").isNull()).isTrue();
    }

    @Test
    void another_catalogue_takes_over_and_a_wrong_one_does_not() throws Exception {
        String catalog = api.get("/api/v1/catalog", Api.ADMINISTER).text();
        String engine = api.get("/api/v1/artifact").json().path("engine").asText();
        try {
            Api.Answer changed =
                    api.put("/api/v1/catalog", catalog.replace("Gold card", "Golden card"), Api.ADMINISTER);
            assertThat(changed.status()).isEqualTo(200);
            assertThat(changed.json().path("engine").asText()).isNotEqualTo(engine);
            assertThat(api.get("/api/v1/catalog").text()).contains("Golden card");
            assertThat(api.post("/api/v1/explain", "{\"customerId\":\"C0006009\"}")
                            .json()
                            .at("/decision/engine"))
                    .as("explained by the engine in service")
                    .isEqualTo(changed.json().path("engine"));
            Api.Answer wrong = api.put("/api/v1/catalog", catalog.replace("debtToIncome", "debts"), Api.ADMINISTER);
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.detail()).contains("the engine in service stays", "debts");
            assertThat(api.get("/api/v1/catalog").text()).contains("Golden card");
        } finally {
            api.put("/api/v1/catalog", catalog, Api.ADMINISTER);
        }
    }

    @Test
    void health_is_public_and_figures_are_not() throws Exception {
        assertThat(api.get("/actuator/health/readiness", "").text()).isEqualTo("{\"status\":\"UP\"}");
        String engine = api.decide("C0006008").json().path("engine").asText();
        assertThat(api.get("/actuator/prometheus", Api.ADMINISTER).text())
                .contains(
                        "nba_decision_seconds_count",
                        "nba_decision_seconds{quantile=\"0.99\"",
                        "nba_decision_actions_total{action=\"do-nothing\"}",
                        "nba_engine_refusals_total",
                        "nba_engine_info{engine=\"" + engine + "\"} 1")
                .doesNotContain("C0006008");
    }

    @Test
    void the_interface_describes_itself() throws Exception {
        JsonNode described = api.get("/api/v1/openapi", "").json();

        Set<String> paths = new TreeSet<>();
        described.path("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths)
                .containsExactly(
                        "/api/v1/artifact",
                        "/api/v1/artifact/reload",
                        "/api/v1/catalog",
                        "/api/v1/customers",
                        "/api/v1/customers/{customerId}",
                        "/api/v1/customers/{customerId}/decisions",
                        "/api/v1/decisions",
                        "/api/v1/decisions/batch",
                        "/api/v1/decisions/{decisionId}",
                        "/api/v1/decisions/{decisionId}/outcome",
                        "/api/v1/explain",
                        "/api/v1/fields",
                        "/api/v1/outcomes/summary",
                        "/api/v1/ping",
                        "/api/v1/what-if");
        assertThat(described
                        .at("/components/schemas/Versus/properties/factors/description")
                        .asText())
                .contains("add up to valueDifference");
    }

    @Test
    void the_page_is_served_under_a_strict_policy() throws Exception {
        Api.Answer page = api.get("/", "");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("<title>Next best action</title>");
        assertThat(page.response().headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe", "*", "http"));
        for (String file : new String[] {"app.js", "api.js", "dom.js", "form.js", "view.js", "style.css"}) {
            assertThat(page.status()).isEqualTo(200);
            assertThat(api.get("/" + file, "").text()).as(file).isNotEmpty().doesNotContain("http:", "https:", "//cdn");
        }
    }
}
