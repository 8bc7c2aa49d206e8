// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.verify;

import static io.nextbestaction.policy.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.Context;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.NextBestActionBuilder;
import io.nextbestaction.VerifierFixture;
import io.nextbestaction.VerifierFixture.Customer;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.arbitration.Arbitration;
import io.nextbestaction.arbitration.Exploration;
import io.nextbestaction.arbitration.Slate;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.contact.ContactRule;
import io.nextbestaction.contact.QuietHours;
import io.nextbestaction.contact.Scope;
import io.nextbestaction.history.Interaction;
import io.nextbestaction.history.InteractionType;
import io.nextbestaction.policy.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionVerifierTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final ActionCatalog CATALOG = ActionCatalog.builder()
            .add(Action.named("gold-card", "Gold card")
                    .channel("e-mail")
                    .value(100)
                    .response(0.5, 0)
                    .eligible(field("age").atLeast(18), "of age")
                    .suitable(field("balance").atLeast(0), "balance not negative"))
            .add(Action.named("savings", "Savings").channel("app").value(40).response(0.5, 0))
            .add(Action.named("visit", "Visit")
                    .value(30)
                    .response(0.5, 0)
                    .applicable(Condition.context("branchOpen").is(true), "branch open"))
            .add(Action.named("summer", "Summer").value(1).response(0.5, 0).valid(LocalDate.of(2026, 5, 5), null))
            .build();
    private static final NextBestAction<Customer> PLAIN = engine().fit(VerifierFixture.history());
    private static final NextBestAction<Customer> CAPPED = engine().contactPolicy(ContactPolicy.builder()
                    .rule(ContactRule.atMost(1, Duration.ofDays(7)).per(Scope.CHANNEL))
                    .rule(ContactRule.atMost(2, Duration.ofDays(7)).perHousehold())
                    .quiet(QuietHours.daily(LocalTime.of(21, 0), LocalTime.of(8, 0)))
                    .build())
            .fit(VerifierFixture.history());
    private static final Customer ADULT = new Customer(40, 500);
    private static final Customer CHILD = new Customer(17, -5);

    private static NextBestActionBuilder<Customer> engine() {
        return VerifierFixture.builder(CATALOG)
                .arbitration(Arbitration.expectedValue().withSlate(Slate.top(2)));
    }

    private static DecisionVerifier<Customer> plain() {
        return DecisionVerifier.of(PLAIN).at(NOON);
    }

    private static Interaction shown(String customer, String action, Instant time) {
        return new Interaction(customer, "H", action, "", time, InteractionType.SHOWN);
    }

    @Test
    void what_is_as_expected_passes() {
        plain().given(ADULT)
                .with(Context.NONE.with("branchOpen", true))
                .decide()
                .expectAction("gold-card")
                .expectValue(50, 1e-9)
                .expectSlate("gold-card", "savings")
                .expectAllowed("visit")
                .expectReason("balance")
                .expectRejected("summer", "validity");
        plain().given(CHILD)
                .decide()
                .expectAction("savings")
                .expectRejected("gold-card", "balance not negative")
                .expectRejectedOnlyBy("gold-card", "of age", "balance not negative")
                .expectRejectedOnlyBy("visit", "branch open");
        assertThat(plain().given(ADULT).decide().decision().action().id()).isEqualTo("gold-card");
    }

    @Test
    void a_history_and_a_clock_decide_too() {
        DecisionVerifier<Customer> capped =
                DecisionVerifier.of(CAPPED).given(ADULT).at(NOON);

        capped.decide().expectAction("gold-card");
        capped.after(shown("C", "gold-card", NOON.minus(Duration.ofDays(6))))
                .decide()
                .expectAction("savings")
                .expectRejected("gold-card", "at most 1 shown in 7 days per channel");
        capped.after(shown("C", "gold-card", NOON.minus(Duration.ofDays(7))))
                .decide()
                .expectAction("gold-card");
        capped.after(
                        shown("C", "summer", NOON.minus(Duration.ofDays(1))),
                        shown("other", "summer", NOON.minus(Duration.ofDays(1))))
                .decide()
                .expectNothing()
                .expectRejected("savings", "at most 2 shown in 7 days per household");
        capped.at(NOON.plus(Duration.ofHours(10))).decide().expectNothing().expectRejected("savings", "quiet hours");
        plain().given(ADULT)
                .at(ZonedDateTime.parse("2026-05-05T00:30:00+02:00[Europe/Zurich]"))
                .decide()
                .expectAllowed("summer");
    }

    @Test
    void an_action_that_was_rejected_tells_by_what() {
        assertThatThrownBy(() -> plain().given(CHILD).decide().expectAction("gold-card"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("""
                        Expected action "gold-card".
                        Action "gold-card" was rejected:
                          of age - eligibility: of age (age 17, required >= 18)
                          balance not negative - suitability: balance not negative (balance -5, required >= 0)
                        The decision was: Savings, by app — 20.00 EUR over doing nothing
                        """);
    }

    @Test
    void an_action_that_was_allowed_tells_where_it_stood() {
        assertThatThrownBy(() -> plain().given(ADULT).decide().expectAction("savings"))
                .hasMessageStartingWith("""
                        Expected action "savings".
                        Action "savings" was allowed, at rank 2, expected value 20.00 EUR, score 20.00.
                        The decision was: Gold card, by e-mail""");
        assertThatThrownBy(() -> plain().given(ADULT).decide().expectRejected("savings", "of age"))
                .hasMessageStartingWith("Expected action \"savings\" to be rejected by rule \"of age\".\n"
                        + "Action \"savings\" was allowed, at rank 2");
    }

    @Test
    void an_exploring_engine_decides_a_case_the_same_every_time() {
        DecisionVerifier<Customer> exploring = DecisionVerifier.of(
                        PLAIN.withExploration(Exploration.inverseGap(0).withSeed(1)))
                .at(NOON)
                .given(ADULT);
        String first = exploring.decide().decision().action().id();

        exploring.decide().expectAction(first);
        exploring.with(Context.NONE.decision("case")).decide().expectAction(first);
        Set<String> tried = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            tried.add(exploring
                    .with(Context.NONE.decision("case " + i))
                    .decide()
                    .decision()
                    .action()
                    .id());
        }
        assertThat(tried).contains("gold-card", "savings", "do-nothing");
    }

    @Test
    void doing_nothing_is_expected_by_its_id_too() {
        DecisionVerifier<Customer> night =
                DecisionVerifier.of(CAPPED).given(ADULT).at(NOON.plus(Duration.ofHours(10)));

        night.decide().expectAction("do-nothing");
        assertThatThrownBy(() -> plain().given(CHILD).decide().expectAction("do-nothing"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Expected to do nothing.\nThe decision was: Savings, by app");
        assertThatThrownBy(() -> night.decide().expectRejected("do-nothing", "of age"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The action \"do-nothing\" of an expectation must be in catalogue \"actions\".\n"
                        + "Maybe use .expectNothing(), for doing nothing is always allowed.");
    }

    @Test
    void every_expectation_can_fail() {
        DecisionCheck child = plain().given(CHILD).decide();

        assertThatThrownBy(child::expectNothing)
                .hasMessageStartingWith("Expected to do nothing.\nThe decision was: Savings, by app");
        assertThatThrownBy(() -> child.expectRejectedOnlyBy("gold-card", "of age"))
                .hasMessageStartingWith("Expected action \"gold-card\" to be rejected by [of age] only.\n");
        assertThatThrownBy(() -> child.expectAllowed("gold-card"))
                .hasMessageStartingWith("Expected action \"gold-card\" to be allowed.\n");
        assertThatThrownBy(() -> child.expectSlate("gold-card"))
                .hasMessageStartingWith("Expected the slate [gold-card].\nThe slate was [savings].\n");
        assertThatThrownBy(() -> child.expectReason("eyes"))
                .hasMessageStartingWith("Expected the reason \"eyes\".\nThe reasons were [");
        assertThatThrownBy(() -> child.expectValue(21, 0.5))
                .hasMessageStartingWith("Expected an expected value of 21.0 (± 0.5).\nThe decision was: ");
    }

    @Test
    void a_case_that_cannot_be_meant_is_refused() {
        assertThatThrownBy(() -> plain().given(ADULT).decide().expectAction("gold-cart"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The action \"gold-cart\" of an expectation must be in catalogue \"actions\".\n"
                        + "Maybe \"gold-card\" was meant.");
        assertThatThrownBy(() -> plain().decide())
                .hasMessage("The customer of a case must be given before it is decided.\nMaybe add .given(customer).");
        assertThatThrownBy(() ->
                        plain().given(ADULT).after(shown("C", "savings", NOON)).decide())
                .hasMessage("The interactions (1) of a case must be given to an engine with a contact policy.\n"
                        + "Maybe fit the engine with .contactPolicy(…).");
    }
}
