// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import static io.nextbestaction.policy.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.policy.Condition;
import io.nextbestaction.policy.Rule;
import io.nextbestaction.policy.Stage;
import io.nextbestaction.policy.WhenMissing;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CatalogTreeTest {
    private static Rule rule(Stage stage, Condition condition, String name) {
        return new Rule(stage, name, condition, name, WhenMissing.REJECT);
    }

    private static ActionCatalog catalog() {
        return ActionCatalog.builder()
                .name("bank")
                .rule(rule(Stage.CONSENT, field("agreed").is(true), "agreed"))
                .issue(Issue.of("sales", rule(Stage.ELIGIBILITY, field("age").atLeast(18), "of age"))
                        .withGroup(
                                "cards", rule(Stage.APPLICABILITY, field("card").is(false), "has no card")))
                .add(Action.named("gold", "Gold card")
                        .issue("sales")
                        .group("cards")
                        .cost(2, 10)
                        .response(0.03, 0.01)
                        .valid(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31))
                        .suitable(field("debt").atMost(0.4), "debt")
                        .treatment(Treatment.of("mail", "e-mail")
                                .withPlacement("newsletter")
                                .withCost(0.1, 10)
                                .withResponse(0.05, 0.01)
                                .withRule(
                                        rule(Stage.CONSENT, field("mailConsent").is(true), "mail allowed"))
                                .withValidity(LocalDate.of(2026, 6, 1), null))
                        .treatment(Treatment.of("call", "phone")))
                .add(Action.named("help", "Help").issue("service"))
                .build();
    }

    @Test
    void every_treatment_is_a_candidate_with_what_it_takes_from_its_action() {
        ActionCatalog catalog = catalog();

        assertThat(catalog.actions()).extracting(Action::id).containsExactly("gold/mail", "gold/call", "help");
        assertThat(catalog.actions()).extracting(Action::family).containsExactly("gold", "gold", "help");
        Action mail = catalog.actions().get(0);
        assertThat(mail).hasToString("Gold card, by e-mail");
        assertThat(mail.placement()).isEqualTo("newsletter");
        assertThat(mail.cost()).isEqualTo(new Cost(0.1, 10));
        assertThat(mail.response()).isEqualTo(new Response(0.05, 0.01));
        assertThat(mail.validFrom()).isEqualTo(LocalDate.of(2026, 6, 1));
        assertThat(mail.validTo()).isEqualTo(LocalDate.of(2026, 12, 31));
        Action call = catalog.actions().get(1);
        assertThat(call.cost()).isEqualTo(new Cost(2, 10));
        assertThat(call.response()).isEqualTo(new Response(0.03, 0.01));
        assertThat(call.validFrom()).isEqualTo(LocalDate.of(2026, 1, 1));
    }

    @Test
    void the_effective_policy_tells_every_rule_in_order_with_the_level_it_comes_from() {
        assertThat(catalog().effectivePolicy("gold/mail"))
                .extracting(EffectiveRule::toString)
                .containsExactly(
                        "issue sales: eligibility: age >= 18 (of age)",
                        "group cards: applicability: card no (has no card)",
                        "action gold: suitability: debt <= 0.4 (debt)",
                        "catalog bank: consent: agreed yes (agreed)",
                        "treatment gold/mail: consent: mailConsent yes (mail allowed)");
        assertThat(catalog().effectivePolicy("help"))
                .extracting(EffectiveRule::toString)
                .containsExactly("catalog bank: consent: agreed yes (agreed)");
        assertThatThrownBy(() -> catalog().effectivePolicy("gold/mall"))
                .hasMessage(
                        "The action \"gold/mall\" must be in catalogue \"bank\".\n" + "Maybe \"gold/call\" was meant.");
    }

    @Test
    void random_catalogues_read_back_equal_and_equal_ones_have_one_hash() {
        for (long seed = 0; seed < 300; seed++) {
            ActionCatalog catalog = new RandomCatalogs(seed).catalog();

            ActionCatalog again = ActionCatalog.parse(catalog.toJson(), "again");

            assertThat(again).isEqualTo(catalog);
            assertThat(again.toJson()).isEqualTo(catalog.toJson());
            assertThat(again.hash()).isEqualTo(catalog.hash()).hasSize(64);
            assertThat(new RandomCatalogs(seed).catalog()).isEqualTo(catalog);
            if (seed % 10 == 0) {
                assertThat(CatalogJsonTest.valid(catalog.toJson())).isTrue();
            }
        }
        assertThat(catalog().hash())
                .isNotEqualTo(new RandomCatalogs(1).catalog().hash());
    }

    @Test
    void names_that_repeat_are_refused() {
        assertThatThrownBy(() -> ActionCatalog.builder()
                        .issue(Issue.of("sales"))
                        .issue(Issue.of("sales"))
                        .add(Action.named("a", "A"))
                        .build())
                .hasMessage("The issue \"sales\" of catalogue \"actions\" must be listed once.\n"
                        + "Maybe put its rules together.");
        assertThatThrownBy(() -> Issue.of("sales").withGroup("cards").withGroup("cards"))
                .hasMessage("The group \"cards\" of issue \"sales\" must be listed once.\n"
                        + "Maybe put its rules together.");
        assertThatThrownBy(() -> Action.named("a", "A")
                        .treatment(Treatment.of("mail", "e-mail"))
                        .treatment(Treatment.of("mail", "app"))
                        .build())
                .hasMessage("The treatments ([mail, mail]) of action \"a\" must each have an id of its own.");
        String json = """
                {"actions": [{"id": "a", "title": "A",
                  "rules": [{"stage": "consent", "field": "f", "is": true, "because": "x"}],
                  "treatments": [{"id": "t",
                    "rules": [{"stage": "consent", "field": "g", "is": true, "because": "x"}]}]}]}
                """;
        assertThatThrownBy(() -> ActionCatalog.parse(json, "c.json"))
                .hasMessageContaining("actions[0].treatments[0].rules[0]")
                .hasMessageContaining("must not have the name \"x\" of a rule of its action.");
    }

    @Test
    void a_combination_with_a_comparison_of_its_own_points_at_it() {
        String json = """
                {"actions": [{"id": "a", "title": "A", "rules": [
                  {"stage": "consent", "any": [{"field": "f", "is": true}], "is": true, "because": "x"}]}]}
                """;
        assertThatThrownBy(() -> ActionCatalog.parse(json, "c.json"))
                .hasMessage("The key \"is\" of actions[0].rules[0] in c.json, line 2, column 61 must stand beside a"
                        + " field.\nMaybe it belongs into one of the conditions combined.");
        assertThat(CatalogJsonTest.valid(json)).isFalse();
    }
}
