// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nextbestaction.data.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    private static final String CATALOG = """
            {
              "currency": "EUR",
              "actions": [
                {"id": "card", "cost": {"contact": 1.5}},
                {"id": "loan", "cost": {"contact": "abc"}, "valid": true, "none": null}
              ]
            }
            """;

    private static JsonValue catalog() {
        return Json.parse(CATALOG, "catalog.json");
    }

    private static void refused(String text, Consumer<JsonValue> use, String message) {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> use.accept(Json.parse(text, "c.json")))
                .withMessage(message);
    }

    @Test
    void values_come_with_their_place() {
        JsonValue contact = catalog().get("actions").list().get(0).get("cost").get("contact");
        assertThat(contact.number()).isEqualTo(1.5);
        assertThat(contact.path()).isEqualTo("actions[0].cost.contact");
        assertThat(contact.line()).isEqualTo(4);
        assertThat(contact.column()).isEqualTo(40);
        assertThat(catalog().path()).isEmpty();
        assertThat(catalog().get("currency").text()).isEqualTo("EUR");
        JsonValue loan = catalog().list("actions").get(1);
        assertThat(loan.get("valid").flag()).isTrue();
        assertThat(loan.find("none")).isNull();
        assertThat(loan.find("absent")).isNull();
        assertThat(loan.members()).containsOnlyKeys("id", "cost", "valid", "none");
        assertThat(loan.text("note", "x") + loan.number("n", 2) + loan.integer("i", 3) + loan.flag("valid", false))
                .isEqualTo("x2.03true");
        assertThat(loan.list("channels")).isEmpty();
    }

    @Test
    void a_value_of_another_kind_says_where_and_what() {
        JsonException e = catchThrowableOfType(JsonException.class, () -> catalog()
                .list("actions")
                .get(1)
                .get("cost")
                .get("contact")
                .number());
        assertThat(e)
                .hasMessage("The value (\"abc\", a text) of actions[1].cost.contact in catalog.json, line 5, column 40"
                        + " must be a number.\nMaybe remove the quotes.");
        assertThat(e.source()).isEqualTo("catalog.json");
        assertThat(e.path()).isEqualTo("actions[1].cost.contact");
        assertThat(e.line()).isEqualTo(5);
        assertThat(e.column()).isEqualTo(40);
        refused(
                "[]",
                v -> v.get("a"),
                "The value (a list of 0) of the document in c.json, line 1, column 1 must be an object.\n"
                        + "Maybe put named values in { }.");
        refused(
                "{\"a\": {}}",
                v -> v.get("a").list(),
                "The value (an object of 0) of a in c.json, line 1, column 7 must be a list.\nMaybe put it in [ ].");
        refused(
                "{\"a\": 12}",
                v -> v.get("a").text(),
                "The value (12, a number) of a in c.json, line 1, column 7 must be a text.\n"
                        + "Maybe put it in double quotes.");
        refused(
                "[null]",
                v -> v.list().get(0).flag(),
                "The value (null) of [0] in c.json, line 1, column 2 must be true or false.\n"
                        + "Maybe another key was meant.");
    }

    @Test
    void a_key_that_is_unknown_repeated_or_missing_is_told_at_its_place() {
        refused(
                "{\"actions\": [\n  {\"name\": 1,\n   \"costs\": 2}]}",
                v -> v.list("actions").get(0).onlyKeys("name", "cost", "value"),
                "The key \"costs\" of actions[0] in c.json, line 3, column 4 must be one the format knows.\n"
                        + "Maybe \"cost\" was meant.");
        refused(
                "{\"actons\": []}",
                v -> v.onlyKeys("actions"),
                "The key \"actons\" of the document in c.json, line 1, column 2 must be one the format knows.\n"
                        + "Maybe \"actions\" was meant.");
        refused(
                "{\"a\": 1,\n \"b\": 2,\n \"a\": 3}",
                v -> {},
                "The key \"a\" of the document in c.json, line 3, column 2 must be given once; line 1, column 2 gives"
                        + " it already.\nMaybe remove one of the two.");
        refused(
                "[{\"a\": null}]",
                v -> v.list().get(0).get("a"),
                "The key \"a\" of [0] in c.json, line 1, column 2 must be given.\n"
                        + "Maybe it was forgotten or misspelled.");
    }

    @Test
    void a_choice_of_keys_must_be_made_once() {
        assertThat(Json.parse("{\"atLeast\": 1}", "c.json").exactlyOneOf("atLeast", "equals"))
                .isEqualTo("atLeast");
        refused(
                "{\"rules\": [{\"field\": \"age\"}]}",
                v -> v.list("rules").get(0).exactlyOneOf("atLeast", "equals"),
                "The choice (none) of rules[0] in c.json, line 1, column 12 must be exactly one of atLeast, equals.\n"
                        + "Maybe it was forgotten or misspelled.");
        refused(
                "{\"atLeast\": 1, \"equals\": 2}",
                v -> v.exactlyOneOf("atLeast", "equals"),
                "The choice (atLeast, equals) of the document in c.json, line 1, column 1 must be exactly one of"
                        + " atLeast, equals.\nMaybe keep one and remove the rest.");
    }

    @Test
    void a_caller_raises_its_own_errors_at_a_value_and_at_its_key() {
        refused(
                "{\"cost\": -3}",
                v -> {
                    throw v.get("cost").error("be 0 or more", "a revenue belongs under \"value\"");
                },
                "The value (-3, a number) of cost in c.json, line 1, column 10 must be 0 or more.\n"
                        + "Maybe a revenue belongs under \"value\".");
        refused(
                "{\"a b\": -3}",
                v -> {
                    throw v.get("a b").keyError("name a field", "add the field");
                },
                "The key \"a b\" of the document in c.json, line 1, column 2 must name a field.\nMaybe add the field.");
        refused(
                "{\"a b\": {\"x\": []}}",
                v -> v.get("a b").get("x").text(),
                "The value (a list of 0) of [\"a b\"].x in c.json, line 1, column 15 must be a text.\n"
                        + "Maybe put it in double quotes.");
        refused(
                "{\"type\": \"nubmer\"}",
                v -> v.get("type").oneOf(List.of("number", "text")),
                "The value (\"nubmer\", a text) of type in c.json, line 1, column 10 must be a word the format knows.\n"
                        + "Maybe \"number\" was meant.");
    }

    @Test
    void numbers_keep_their_bits_and_their_range() {
        JsonValue numbers = Json.parse("[-0.0, 4.9e-324, 1.7976931348623157e308, 0.1, 9223372036854775807, 3e2]", "n");
        assertThat(numbers.list().stream().map(JsonValue::number))
                .containsExactly(-0.0, Double.MIN_VALUE, Double.MAX_VALUE, 0.1, 0x1p63, 300.0);
        assertThat(numbers.list().get(4).longInteger()).isEqualTo(Long.MAX_VALUE);
        assertThat(numbers.list().get(5).integer()).isEqualTo(300);
        refused(
                "[1e400]",
                v -> v.list().get(0).number(),
                "The value (1e400, a number) of [0] in c.json, line 1, column 2 must be a finite number.\n"
                        + "Maybe it has too many digits.");
        refused(
                "[1.5]",
                v -> v.list().get(0).integer(),
                "The value (1.5, a number) of [0] in c.json, line 1, column 2 must be a whole number.\n"
                        + "Maybe round it.");
        refused(
                "[3000000000]",
                v -> v.list().get(0).integer(),
                "The value (3000000000, a number) of [0] in c.json, line 1, column 2 must lie within -2147483648 and"
                        + " 2147483647.\nMaybe it has too many digits.");
    }

    @Test
    void numbers_that_are_not_finite_are_read_only_where_allowed() {
        JsonValue list = Json.parse("[\"NaN\", \"Infinity\", \"-Infinity\", 1, \"x\"]", "c.json");
        assertThat(list.list().subList(0, 4).stream().map(JsonValue::anyNumber))
                .containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.0);
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> list.list().get(0).number())
                .withMessageContaining("must be a number");
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> list.list().get(4).anyNumber())
                .withMessage("The value (\"x\", a text) of [4] in c.json, line 1, column 37 must be a number, \"NaN\","
                        + " \"Infinity\" or \"-Infinity\".\nMaybe remove the quotes.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{`a`:1,}|character ('}')|1|8|start a key in double quotes|remove the comma before it",
                "{a:1}|character ('a')|1|2|start a key in double quotes|add the quotes",
                "{`a` 1}|character ('1')|1|6|be a colon between a key and its value|a colon is missing before it",
                "{`a`:1 `b`:2}|character ('\"')|1|8|be a comma or close the list or object|a comma is missing before it",
                "[1,]|character (']')|1|4|start a text in double quotes, a number, true, false, null, a list or an"
                        + " object|remove the comma before it",
                "[yes]|character ('y')|1|2|start a text in double quotes, a number, true, false, null, a list or an"
                        + " object|put a text in double quotes",
                "[1.]|character ('.')|1|3|belong to a number like -12.5 or 3e6|put a text in double quotes",
                "[01]|character ('1')|1|3|belong to a number like -12.5 or 3e6|put a text in double quotes",
                "[`a~b`]|character (U+000A)|1|4|not stand inside a text unescaped|the closing double quote is missing,"
                        + " or write \\n",
                "[`C:\\x`]|character ('x')|1|6|follow the backslash rules of JSON|double the backslash before it",
                "{`\\ud800x`:1}|character ('x')|1|9|be a whole character of a key|write the character itself, not its"
                        + " escapes",
                "[1}|character ('}')|1|3|close what was opened last|a bracket is missing or one too many",
                "{}~~ }|character ('}')|3|2|close what was opened last|a bracket is missing or one too many",
                "{} 7|character ('7')|1|4|not follow the end of the document|remove it",
                "[~// x~]|character ('/')|2|1|not start a comment|remove it: JSON has no comments",
                "{`a`:~ [1|end|2|4|come after every \", ] and } is closed|it is cut off",
                "[`abc|end|1|6|come after every \", ] and } is closed|it is cut off",
            })
    void a_slip_of_syntax_is_told_in_plain_words(
            String text, String thing, int line, int column, String rule, String fix) {
        String document = text.replace('`', '"').replace('~', '\n');
        refused(
                document,
                v -> {},
                "The " + thing + " of c.json, line " + line + ", column " + column + " must " + rule + ".\nMaybe " + fix
                        + ".");
    }

    @Test
    void an_empty_document_and_one_not_in_utf8_are_refused() {
        refused("", v -> {}, "The document (0 values) of c.json must hold a value.\nMaybe the file is empty.");
        byte[] latin = "{\n\"a\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.parse(latin, "c.json"))
                .withMessage(
                        "The byte (0xe9) of c.json, line 2, column 7 must be UTF-8.\nMaybe save the file as UTF-8.");
        assertThat(Json.parse("\uFEFF{\"a\": 1}".getBytes(StandardCharsets.UTF_8), "c.json")
                        .get("a")
                        .column())
                .isEqualTo(7);
        assertThat(Json.parse("{\r\n\r\n\"a\": 1}", "c.json").get("a").line()).isEqualTo(3);
    }

    @Test
    void a_document_beyond_the_bounds_is_refused() {
        String bounds = " must keep to 64 levels, 250000 values and numbers of 100 characters.\n"
                + "Maybe the file is damaged, or not meant for this library.";
        assertThat(Json.parse("[".repeat(64) + "]".repeat(64), "c.json").list()).hasSize(1);
        refused("[".repeat(100_000), v -> {}, "The document of c.json, line 1, column 65" + bounds);
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.parse("[" + "1".repeat(101) + "]", "c.json"))
                .withMessageEndingWith(bounds);
        String wide = "[" + "0,".repeat(249_998) + "0]";
        assertThat(Json.parse(wide, "c.json").list()).hasSize(249_999);
        refused("[" + wide + "]", v -> {}, "The document of c.json, line 1, column 499999" + bounds);
        refused(
                "\"" + " ".repeat(17_000_000) + "\"",
                v -> {},
                "The length (17000002 characters) of c.json must be at most 16777216 characters.\n"
                        + "Maybe it is another kind of file.");
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.parse(new byte[17_000_000], "c.json"))
                .withMessageStartingWith("The length (17000000 bytes) of c.json must be at most");
    }

    @Test
    void long_texts_and_control_characters_stay_out_of_messages() {
        refused(
                "[\"" + "x".repeat(1000) + "\"]",
                v -> v.list().get(0).number(),
                "The value (\"" + "x".repeat(40) + "…\", a text) of [0] in c.json, line 1, column 2 must be a number.\n"
                        + "Maybe remove the quotes.");
        refused(
                "[\"a\\nb\\ud800\"]",
                v -> v.list().get(0).number(),
                "The value (\"a\uFFFDb\uFFFD\", a text) of [0] in c.json, line 1, column 2 must be a number.\n"
                        + "Maybe remove the quotes.");
    }
}
