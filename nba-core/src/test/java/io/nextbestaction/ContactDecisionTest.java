// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.NextBestActionTest.Customer;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.action.Amount;
import io.nextbestaction.action.Level;
import io.nextbestaction.arbitration.Arbitration;
import io.nextbestaction.arbitration.Lever;
import io.nextbestaction.contact.ContactHistory;
import io.nextbestaction.contact.ContactLedger;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.contact.ContactRule;
import io.nextbestaction.contact.ContactStore;
import io.nextbestaction.contact.Fatigue;
import io.nextbestaction.contact.QuietHours;
import io.nextbestaction.contact.Scope;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.history.Interaction;
import io.nextbestaction.history.InteractionType;
import io.nextbestaction.policy.Condition;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine under a contact policy. */
class ContactDecisionTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Fatigue FATIGUE = Fatigue.halving(Duration.ofDays(7))
            .withWearOut(0.2)
            .withOptOut(-4, 0.5, Amount.of(0).plus("balance", 0.01));
    private static final ContactPolicy POLICY = ContactPolicy.builder()
            .rule(ContactRule.atMost(2, Duration.ofDays(7)).per(Scope.CHANNEL))
            .quiet(QuietHours.daily(LocalTime.of(21, 0), LocalTime.of(8, 0)).by("phone"))
            .fatigue("e-mail", FATIGUE)
            .zone(ZoneId.of("Europe/Zurich"))
            .build();
    private static final ActionCatalog CATALOG = ActionCatalog.builder()
            .add(Action.named("card", "Card").channel("e-mail").value(100).response(0.5, 0))
            .add(Action.named("call", "Call").channel("phone").value(60).response(0.5, 0))
            .build();
    private static final NextBestAction<Customer> NBA = NextBestAction.of(Customer.class)
            .features(Fakes.numbers())
            .churn(Fakes.meanDifference())
            .actions(CATALOG)
            .contactPolicy(POLICY)
            .clock(Clock.fixed(NOON, ZoneOffset.UTC))
            .fit(NextBestActionTest.history(500, 1));
    private static final Customer CUSTOMER = new Customer("x", 40, 1000, true);

    private static ContactHistory shown(String action, Instant... times) {
        ContactLedger ledger = ContactLedger.of(POLICY, CATALOG, ContactStore.inMemory(), Clock.systemUTC());
        for (Instant time : times) {
            ledger.record(Interaction.of("C", action, "", time, InteractionType.SHOWN));
        }
        return ledger.history("C", "");
    }

    @Test
    void a_customer_contacted_often_enough_is_left_alone_by_that_channel() {
        Context context = Context.NONE.contacts(shown(
                "card",
                NOON.minus(Duration.ofDays(1)),
                NOON.minus(Duration.ofDays(7)).plusMillis(1)));

        Decision decision = NBA.decide(CUSTOMER, context);

        assertThat(decision.action().id()).isEqualTo("call");
        assertThat(decision.rejected())
                .singleElement()
                .hasToString(
                        "Card: contact: at most 2 shown in 7 days per channel (contacts 2, required fewer than 2 in"
                                + " 7 days)");
    }

    @Test
    void quiet_hours_go_by_the_customers_clock() {
        NextBestAction<Customer> evening =
                NBA.withClock(Clock.fixed(Instant.parse("2026-05-04T19:30:00Z"), ZoneOffset.UTC));
        Context known = Context.NONE.contacts(ContactHistory.NONE);

        assertThat(evening.decide(CUSTOMER, known).rejected())
                .singleElement()
                .hasToString("Call: contact: quiet hours (local time 21:30, required not from 21:00 until 08:00)");
        assertThat(evening.decide(CUSTOMER, known.zone(ZoneOffset.UTC)).rejected())
                .isEmpty();
        assertThat(evening.decide(CUSTOMER, known.zone(ZoneId.of("America/New_York")))
                        .rejected())
                .isEmpty();
    }

    @Test
    void fatigue_wears_out_acceptance_and_costs_patience() {
        Decision fresh = NBA.decide(CUSTOMER, Context.NONE.contacts(ContactHistory.NONE));
        Decision tired = NBA.decide(CUSTOMER, Context.NONE.contacts(shown("card", NOON.minus(Duration.ofDays(7)))));

        double pressure = 0.5;
        double hazard = sigmoid(-4 + 0.5 * (pressure + 1)) - sigmoid(-4 + 0.5 * pressure);
        double expected = 0.5 * Math.exp(-0.2 * pressure) * 100 - hazard * 1000 * 0.01;
        assertThat(card(tired).value().acceptance()).isCloseTo(0.5 * Math.exp(-0.1), within(1e-12));
        assertThat(card(tired).value().patience()).isCloseTo(hazard * 10, within(1e-12));
        assertThat(card(tired).expectedValue()).isCloseTo(expected, within(1e-9));
        assertThat(card(fresh).value().acceptance()).isEqualTo(0.5);
        assertThat(card(fresh).value().patience()).isCloseTo((sigmoid(-3.5) - sigmoid(-4)) * 10, within(1e-12));
    }

    private static RankedAction card(Decision decision) {
        return decision.ranked().stream()
                .filter(ranked -> ranked.action().id().equals("card"))
                .findFirst()
                .orElseThrow();
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void contacts_must_be_told_to_an_engine_with_a_contact_policy() {
        assertThatThrownBy(() -> NBA.decide(CUSTOMER))
                .hasMessage(
                        "The contacts (none given) of a decision must be given to an engine with a contact policy.\n"
                                + "Maybe pass Context.NONE.contacts(ledger.history(…)), or ContactHistory.NONE for a customer"
                                + " never contacted.");
        assertThat(NBA.decideAll(
                                List.of(CUSTOMER, CUSTOMER),
                                customer -> Context.NONE.contacts(ContactHistory.NONE),
                                (task, done, total) -> {})
                        .decided())
                .hasSize(2);
    }

    @Test
    void the_fast_door_under_a_contact_policy_allocates_nothing() {
        Row row = new Row(NBA.schema());
        NBA.bind(CUSTOMER, row);
        Workspace ws = NBA.workspace();
        Context context = Context.NONE
                .contacts(shown("card", NOON.minus(Duration.ofDays(1))))
                .zone(ZoneId.of("Asia/Tokyo"))
                .decision("D1");

        assertThat(Allocation.bytes(20_000, () -> NBA.decide(row, context, ws))).isLessThan(20_000);
    }

    @Test
    void a_saved_engine_keeps_its_contact_policy_and_arbitration(@TempDir Path folder) {
        Arbitration arbitration = Arbitration.expectedValue()
                .withLever(Lever.on(Level.ACTION, "call", 80)
                        .when(Condition.context("season").in("summer")));
        NextBestAction<Customer> fitted = NextBestAction.of(Customer.class)
                .features(Fakes.numbers())
                .churn(Fakes.meanDifference())
                .actions(CATALOG)
                .contactPolicy(POLICY)
                .arbitration(arbitration)
                .fit(NextBestActionTest.history(500, 1));
        Path file = folder.resolve("bank.nba");
        fitted.save(file);

        NextBestAction<Customer> live =
                NextBestAction.load(file, RowBinder.ofRecord(Customer.class), Clock.fixed(NOON, ZoneOffset.UTC));

        assertThat(live.contactPolicy()).isEqualTo(POLICY);
        assertThat(live.arbitration()).isEqualTo(arbitration);
        Context summer = Context.NONE.contacts(ContactHistory.NONE).with("season", "summer");
        Decision decision = live.decide(CUSTOMER, summer);
        assertThat(decision.action().id()).isEqualTo("call");
        assertThat(decision.leverCost()).isCloseTo(card(decision).expectedValue() - 30, within(1e-9));
        assertThat(decision.ranked().get(0).factor()).isEqualTo(1.8);
    }
}
