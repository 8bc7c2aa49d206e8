// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.Feature;
import io.nextbestaction.internal.json.Json;
import io.nextbestaction.internal.json.JsonValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelCardTest {
    private static final Provenance PROVENANCE = new Provenance(
            Instant.parse("2026-11-21T10:00:00Z"),
            2_000,
            0.25,
            "ab".repeat(32),
            7,
            Map.of("churn", "gradient boosting (300 rounds)"),
            new LinkedHashMap<>(Map.of("auc", 0.81)));

    private static final ModelCard BARE = ModelCard.of(
            "churn",
            PROVENANCE,
            List.of(new Feature("age", "age"), new Feature("balance × age", List.of("balance", "age"))));

    private static final ModelCard.HeldOut HELD_OUT = new ModelCard.HeldOut(
            "every fifth customer",
            400,
            100,
            List.of(new ModelCard.Figure("auc", 0.79, 0.74, 0.84, 0.95), ModelCard.Figure.plain("brier", 0.15)),
            List.of(new ModelCard.Bin(200, 0.1, 0.12), new ModelCard.Bin(200, 0.4, 0.38)),
            List.of(new ModelCard.Slice("country", "FR", 40, 0, List.of(ModelCard.Figure.plain("auc", Double.NaN)))));

    @Test
    void a_bare_card_tells_the_training_and_that_nothing_was_held_out() {
        assertThat(BARE.library()).isNotBlank();
        assertThat(BARE.toMarkdown())
                .startsWith(
                        "# churn\n\n## Trained on\n\n| What | Value |\n| --- | --- |\n| When | 2026-11-21T10:00:00Z |\n"
                                + "| Rows | 2000 |\n| Event rate | 0.2500 |\n| SHA-256 of the data | abab")
                .contains(
                        "| Seed | 7 |\n",
                        "| churn | gradient boosting (300 rounds) |\n",
                        "## Measured while training\n\n| Figure | Value |\n| --- | ---: |\n| auc | 0.8100 |\n",
                        "## On rows held out\n\nNot measured.\n",
                        "| balance × age | balance, age |\n")
                .endsWith("## Limits\n\nNone stated.\n");
    }

    @Test
    void a_whole_card_holds_figures_with_intervals_calibration_slices_and_limits() {
        ModelCard card =
                BARE.withHeldOut(HELD_OUT).withLimit("Not for companies.").withLimit("Not before 2025.");
        assertThat(card.toMarkdown())
                .contains(
                        "every fifth customer: 400 rows, 100 with the event.\n",
                        "| auc | 0.7900 | (0.7400 to 0.8400 at 95 %) |\n| brier | 0.1500 |  |\n",
                        "### Calibration\n\n| Rows | Said | Happened |\n",
                        "| 200 | 0.1000 | 0.1200 |\n| 200 | 0.4000 | 0.3800 |\n",
                        "| country = FR | 40 | 0 | auc undefined |\n")
                .endsWith("## Limits\n\n- Not for companies.\n- Not before 2025.\n");
        assertThat(BARE.limits()).isEmpty();
        assertThat(BARE.heldOut()).isNull();
    }

    @Test
    void the_json_holds_every_value_and_is_the_same_for_equal_cards() {
        ModelCard card = BARE.withHeldOut(HELD_OUT).withLimit("Not for \"companies\".");
        JsonValue json = Json.parse(card.toJson(), "card");
        JsonValue from = json.get("provenance");
        assertThat(from.get("trainers").get("churn").text()).isEqualTo("gradient boosting (300 rounds)");
        assertThat(from.get("positiveRate").number()).isEqualTo(0.25);
        assertThat(json.get("features")
                        .list()
                        .get(1)
                        .get("sources")
                        .list()
                        .get(1)
                        .text())
                .isEqualTo("age");
        JsonValue held = json.get("heldOut");
        assertThat(held.get("figures").list().get(0).get("low").number()).isEqualTo(0.74);
        assertThat(held.get("figures").list().get(1).members()).doesNotContainKey("low");
        assertThat(held.get("calibration").list().get(1).get("happened").number())
                .isEqualTo(0.38);
        JsonValue slice = held.get("slices").list().get(0);
        assertThat(slice.get("figures").list().get(0).get("value").anyNumber()).isNaN();
        assertThat(json.get("limits").list().get(0).text()).isEqualTo("Not for \"companies\".");
        assertThat(Json.parse(BARE.toJson(), "card").members()).doesNotContainKey("heldOut");
        assertThat(BARE.withHeldOut(HELD_OUT)
                        .withLimit("Not for \"companies\".")
                        .toJson())
                .isEqualTo(card.toJson());
    }

    @Test
    void a_model_that_holds_training_rows_says_so_among_its_limits() {
        assertThat(BARE.withTrainingRows(true).toMarkdown())
                .endsWith(
                        "## Limits\n\n- The model holds customers' rows of the training set, so its file is customer data:"
                                + " keep it where those rows may lie, and train anew where one of them must be forgotten.\n");
        assertThat(BARE.withTrainingRows(false)).isEqualTo(BARE);
    }

    @Test
    void a_hostile_name_cannot_leave_its_cell() {
        ModelCard card =
                ModelCard.of("a\n# b <script>", PROVENANCE, List.of(new Feature("x | y\n| z", "[f](javascript:1)")));
        assertThat(card.toMarkdown())
                .startsWith("# a \\# b \\<script\\>\n")
                .contains("| x \\| y \\| z | \\[f\\](javascript:1) |\n");
    }

    @Test
    void cards_that_cannot_be_are_refused() {
        assertThatThrownBy(() -> ModelCard.of(" ", PROVENANCE, List.of()))
                .hasMessage("The name (\" \") and the limits (0) of a model card must not be blank.\n"
                        + "Maybe name the model after what it foretells.");
        assertThatThrownBy(() -> new ModelCard.Figure("auc", 0.5, 0.6, 0.4, 0.95))
                .hasMessage(
                        "The interval (0.6 to 0.4 at 0.95) of figure \"auc\" must have a lower and an upper end and a"
                                + " level in (0, 1), or none of them.\nMaybe Figure.plain(name, value) was meant.");
        assertThatThrownBy(() -> new ModelCard.Slice("country", "FR", 4, 5, List.of()))
                .hasMessage(
                        "The events (5 of 4 rows) of slice \"country\" must be 0 to the number of rows, which must be at"
                                + " least 1.\nMaybe leave out parts without rows.");
    }
}
