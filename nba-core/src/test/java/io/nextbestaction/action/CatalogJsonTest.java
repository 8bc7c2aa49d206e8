// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.nextbestaction.data.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogJsonTest {
    private static final String FULL = """
            {
              "name": "Retail",
              "currency": "CHF",
              "actions": [
                {
                  "id": "gold-card", "title": "Gold card", "issue": "sales", "group": "cards", "channel": "e-mail",
                  "value": {"fixed": 90.5, "perField": {"income": 0.0008}},
                  "cost": {"contact": 0.4, "accepted": 25},
                  "response": {"rate": 0.04, "organic": 0.01},
                  "retention": {"saveRate": 0.25, "lifetimeValue": {"fixed": 150, "perField": {"balance": 0.01}}},
                  "rules": [
                    {"stage": "eligibility", "name": "adult", "field": "age", "atLeast": 18, "because": "of age"},
                    {"stage": "suitability", "field": "debt", "atMost": 0.4, "because": "debt", "whenMissing": "allow"},
                    {"stage": "applicability", "field": "joined", "below": "2026-01-31", "because": "new"},
                    {"stage": "eligibility", "field": "country", "notIn": ["XX", "YY"], "because": "country"},
                    {"stage": "consent", "field": "agreed", "is": true, "because": "agreed"}
                  ],
                  "validFrom": "2026-01-01", "validTo": "2026-12-31"
                },
                {"id": "call", "title": "Call"}
              ]
            }
            """;

    private static Schema schema() {
        try (InputStream in =
                Objects.requireNonNull(ActionCatalog.class.getResourceAsStream("action-catalog.schema.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean valid(String json) {
        return schema().validate(json, InputFormat.JSON).isEmpty();
    }

    @Test
    void everything_written_is_read_back_equal() {
        ActionCatalog catalog = ActionCatalog.parse(FULL, "catalog.json");

        assertThat(catalog.currency()).isEqualTo("CHF");
        assertThat(catalog.actions().get(0).rules()).hasSize(5);
        assertThat(ActionCatalog.parse(catalog.toJson(), "again")).isEqualTo(catalog);
        assertThat(valid(FULL)).isTrue();
        assertThat(valid(catalog.toJson())).isTrue();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "contact": 0.4       | "contact": -0.4     | The value (-0.4, a number) of actions[0].cost.contact in catalog.json, line 8, column 27 must be at least 0.
                    "contact": 0.4       | "contact": "0.4"    | The value ("0.4", a text) of actions[0].cost.contact in catalog.json, line 8, column 27 must be a number.
                    "rate": 0.04         | "rate": 4           | The value (4, a number) of actions[0].response.rate in catalog.json, line 9, column 28 must lie in [0, 1].
                    "title": "Call"      | "titel": "Call"     | The key "titel" of actions[1] in catalog.json, line 20, column 20 must be one the format knows.
                    "stage": "consent"   | "stage": "konsent"  | The value ("konsent", a text) of actions[0].rules[4].stage in catalog.json, line 16, column 19 must be a word the format knows.
                    "atLeast": 18,       |                     | The choice (none) of actions[0].rules[0] in catalog.json, line 12, column 9 must be exactly one of atLeast, atMost, above, below, in, notIn, is.
                    "2026-01-31"         | "31.1.2026"         | The value ("31.1.2026", a text) of actions[0].rules[2].below in catalog.json, line 14, column 64 must be a day like 2026-05-31.
                    "id": "call"         | "id": "gold-card"   | The value ("gold-card", a text) of actions[1].id in catalog.json, line 20, column 12 must not repeat the id of line 6.
                    "id": "call"         | "id": "do-nothing"  | The value ("do-nothing", a text) of actions[1].id in catalog.json, line 20, column 12 must not be listed.
                    "title": "Call"      | "title": " "        | The value (" ", a text) of actions[1].title in catalog.json, line 20, column 29 must not be blank.
                    "currency": "CHF"    | "currency": "chf"   | The value ("chf", a text) of currency in catalog.json, line 3, column 15 must be a currency code of three capital letters.
                    ["XX", "YY"]         | []                  | The value (a list of 0) of actions[0].rules[3].notIn in catalog.json, line 15, column 63 must have at least one level.
                    "2026-12-31"         | "2025-12-31"        | The value ("2025-12-31", a text) of actions[0].validTo in catalog.json, line 18, column 45 must not be before validFrom.
                    """)
    void a_broken_rule_is_told_with_line_column_and_field(String from, String to, String message) {
        String broken = FULL.replace(from, to == null ? "" : to);
        assertThat(broken).isNotEqualTo(FULL);

        assertThatThrownBy(() -> ActionCatalog.parse(broken, "catalog.json"))
                .isInstanceOf(JsonException.class)
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).lines().findFirst())
                                .hasValue(message));
        // The schema finds what a schema can find; repeated ids and swapped dates are beyond it.
        if (!message.contains("repeat the id") && !message.contains("before validFrom")) {
            assertThat(valid(broken)).isFalse();
        }
    }

    @Test
    void two_rules_of_one_name_point_at_the_second() {
        String broken = FULL.replace("\"because\": \"agreed\"", "\"because\": \"debt\"");
        assertThatThrownBy(() -> ActionCatalog.parse(broken, "catalog.json"))
                .hasMessageContaining("actions[0].rules[4]")
                .hasMessageContaining("must not have the name \"debt\" of the rule in line 13.");
    }

    @Test
    void an_empty_catalogue_is_refused() {
        assertThatThrownBy(() -> ActionCatalog.parse("{\"actions\": []}", "c.json"))
                .hasMessage("The value (a list of 0) of actions in c.json, line 1, column 13 must have at least one"
                        + " action.\nMaybe add one: doing nothing is always a candidate.");
    }

    @Test
    void a_file_is_loaded_and_a_missing_one_is_told(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("catalog.json"), FULL);
        assertThat(ActionCatalog.load(file)).isEqualTo(ActionCatalog.parse(FULL, "x"));

        Path missing = folder.resolve("nowhere.json");
        assertThatThrownBy(() -> ActionCatalog.load(missing))
                .hasMessage(
                        "The catalogue (" + missing + ") must exist.\nMaybe the path is relative to another folder.");
    }
}
