// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import static io.nextbestaction.policy.Condition.context;
import static io.nextbestaction.policy.Condition.field;

import io.nextbestaction.Context;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.NextBestActionBuilder;
import io.nextbestaction.VerifierFixture;
import io.nextbestaction.VerifierFixture.Customer;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.action.Amount;
import io.nextbestaction.action.Level;
import io.nextbestaction.arbitration.Arbitration;
import io.nextbestaction.arbitration.Exploration;
import io.nextbestaction.arbitration.Lever;
import io.nextbestaction.contact.ContactLedger;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.contact.ContactRule;
import io.nextbestaction.contact.ContactStore;
import io.nextbestaction.contact.Fatigue;
import io.nextbestaction.contact.Scope;
import io.nextbestaction.history.Interaction;
import io.nextbestaction.history.InteractionType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A bank of 20 actions that asks everything a record can hold. */
final class Bank {
    static final Clock NOON = Clock.fixed(Instant.parse("2026-05-04T12:00:00.123Z"), ZoneId.of("Europe/Zurich"));
    static final ContactPolicy POLICY = ContactPolicy.builder()
            .rule(ContactRule.atMost(2, Duration.ofDays(7)).per(Scope.ACTION))
            .rule(ContactRule.atMost(5, Duration.ofDays(30)))
            .fatigue(
                    "e-mail",
                    Fatigue.halving(Duration.ofDays(7)).withWearOut(0.2).withOptOut(-4, 0.5, Amount.of(40)))
            .build();
    static final NextBestAction<Customer> NBA = nba(0.05);

    private Bank() {}

    static NextBestAction<Customer> nba(double rate) {
        return builder(rate).fit(VerifierFixture.history());
    }

    static NextBestAction<Customer> nba(double rate, Exploration how) {
        return builder(rate).explore(how).fit(VerifierFixture.history());
    }

    private static NextBestActionBuilder<Customer> builder(double rate) {
        return VerifierFixture.builder(catalog(rate))
                .contactPolicy(POLICY)
                .arbitration(Arbitration.expectedValue()
                        .withLever(Lever.on(Level.ACTION, "a3", 30))
                        .withTieSalt("salt"))
                .clock(NOON);
    }

    static ActionCatalog catalog(double rate) {
        ActionCatalog.Builder catalog = ActionCatalog.builder().name("bank").currency("CHF");
        for (int i = 0; i < 20; i++) {
            Action.Builder action = Action.named("a" + i, "Action " + i)
                    .channel(i % 2 == 0 ? "e-mail" : "phone")
                    .value(Amount.of(10 + i).plus("balance", 0.001 * (i + 1)))
                    .cost(0.3 * i, 1.7)
                    .response(rate + 0.007 * i, 0.01);
            if (i % 4 == 1) {
                action = action.suitable(field("balance").atLeast(1000.0 * i / 4), "enough balance");
            }
            if (i % 5 == 2) {
                action = action.eligible(context("branchOpen").is(true), "branch open");
            }
            catalog.add(action);
        }
        return catalog.build();
    }

    static Customer customer(SplittableRandom random) {
        return new Customer(
                random.nextInt(8) == 0 ? Double.NaN : 18 + random.nextInt(60),
                random.nextInt(8) == 0 ? Double.NaN : random.nextDouble() * 10_000);
    }

    static Context given(SplittableRandom random, String decision) {
        ContactLedger ledger = ContactLedger.of(POLICY, NBA.catalog(), ContactStore.inMemory(), NOON);
        for (int n = random.nextInt(4); n > 0; n--) {
            Instant time = NOON.instant().minusMillis(random.nextLong(20L * 86_400_000));
            ledger.record(Interaction.of("C", "a" + random.nextInt(20), "", time, InteractionType.SHOWN));
        }
        Context context = Context.NONE.decision(decision).contacts(ledger.history("C", ""));
        if (random.nextBoolean()) {
            context = context.with("branchOpen", random.nextBoolean());
        }
        return random.nextBoolean() ? context.zone(ZoneId.of("Asia/Tokyo")) : context;
    }

    /** Records of made-up customers, the same for the same seed. */
    static List<DecisionRecord> records(int count, long seed) {
        List<DecisionRecord> records = new ArrayList<>();
        Recorder<Customer> recorder = Recorder.of(NBA, records::add);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            recorder.decide("C" + i, customer(random), given(random, "D" + i));
        }
        return records;
    }
}
