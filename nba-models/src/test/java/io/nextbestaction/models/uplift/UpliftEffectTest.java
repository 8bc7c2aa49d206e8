// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.ActionEffects;
import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.RankedAction;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Row;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import io.nextbestaction.history.History;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.EffectModel;
import io.nextbestaction.model.RegressorTrainer;
import io.nextbestaction.model.Scratch;
import io.nextbestaction.models.LinearRegression;
import io.nextbestaction.models.LogisticRegression;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UpliftEffectTest {
    private static final ClassifierTrainer LOGISTIC = LogisticRegression.classifier();
    private static final RegressorTrainer LINEAR = LinearRegression.regressor();
    private static final List<String> ARMS = List.of("none", "mail", "call");

    private static UpliftSet trial(int rows, int arms, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = random.doubles(2L * rows).toArray();
        int[] arm = new int[rows];
        double[] outcomes = new double[rows];
        for (int i = 0; i < rows; i++) {
            arm[i] = random.nextInt(arms);
            outcomes[i] = random.nextDouble() < 0.3 + 0.3 * arm[i] * (values[2 * i] - 0.5) ? 1 : 0;
        }
        FeatureMatrix features = FeatureMatrix.of(FeatureNames.of("a", "b"), values);
        return new UpliftSet(features, ARMS.subList(0, arms), arm, outcomes);
    }

    @Test
    void an_engine_takes_the_same_effects_to_the_bit() {
        Propensity known = Propensity.known(0.25, 0.5, 0.25);
        UpliftSet three = trial(900, 3, 1);
        for (UpliftLearner learner : List.of(
                UpliftLearner.sLearner(LOGISTIC),
                UpliftLearner.sLearner(LINEAR),
                UpliftLearner.tLearner(LOGISTIC),
                UpliftLearner.xLearner(LOGISTIC, LINEAR, known),
                UpliftLearner.rLearner(LOGISTIC, LINEAR, known),
                UpliftLearner.drLearner(LOGISTIC, LINEAR, known),
                UpliftLearner.transformedOutcome(LINEAR, known))) {
            same(learner.train(three, 1));
        }
        same(UpliftLearner.classTransformation(LOGISTIC).train(trial(900, 2, 2), 1));
        UpliftModel estimated = UpliftLearner.xLearner(LOGISTIC, LINEAR, Propensity.estimated(LOGISTIC))
                .train(three, 1);
        assertThatThrownBy(() -> estimated.effect(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The chances (estimated) of an X-learner must be known for an engine to take its effect.\n"
                        + "Maybe take a DR-learner, which needs them for training only.");
    }

    private static void same(UpliftModel model) {
        SplittableRandom random = new SplittableRandom(3);
        UpliftScratch buffers = new UpliftScratch();
        Scratch scratch = new Scratch();
        for (int arm = 1; arm < model.arms().size(); arm++) {
            EffectModel effect = model.effect(arm);
            assertThat(effect.learner()).contains(model.describe()).endsWith(ARMS.get(arm) + " against none");
            for (int i = 0; i < 50; i++) {
                double[] x = {random.nextDouble(), random.nextDouble()};
                assertThat(effect.effect(x, scratch)).as(model.describe()).isEqualTo(model.effect(arm, x, buffers));
            }
        }
    }

    @Test
    void a_fitted_engine_retains_by_the_churn_uplift_and_responds_by_the_response_uplift() {
        int customers = 1500;
        SyntheticBank bank = SyntheticBank.generate(customers, 7);
        NextBestAction<BankCustomer> declared = NextBestAction.of(BankCustomer.class)
                .features(Features.of(BankCustomer.class).ignore("customerId", "joined"))
                .churn(LOGISTIC)
                .actions(ActionCatalog.parse(SyntheticBank.catalogJson(), "catalog.json"))
                .clock(Clock.fixed(
                        SyntheticBank.SNAPSHOT.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC))
                .fit(churn(bank));
        UpliftModel uplift = UpliftLearner.drLearner(LOGISTIC, LINEAR, Propensity.known(0.5, 0.5))
                .train(retentionTrial(bank, customers, declared), 1);
        EffectModel effect = uplift.effect(1);

        NextBestAction<BankCustomer> learnt =
                declared.withEffects(Map.of("retention-offer", new ActionEffects(effect, effect)));

        int offered = 0;
        Row row = new Row(learnt.schema());
        double[] features = new double[learnt.pipeline().features().size()];
        for (BankCustomer customer : bank.customers().subList(0, 300)) {
            learnt.bind(customer, row);
            learnt.pipeline().transform(row, features);
            double tau = uplift.effect(1, features, new UpliftScratch());
            RankedAction offer = offer(learnt.decide(customer));
            if (offer != null) {
                double lifetimeValue =
                        120 + 0.01 * customer.balance() + 0.004 * customer.savings() + 45 * customer.products();
                double rate = offer.value().acceptance();
                assertThat(offer.value().retained()).isCloseTo(-tau * lifetimeValue, within(1e-9));
                assertThat(offer.value().organic()).isEqualTo(Math.max(0, Math.min(1, rate - tau)));
                offered++;
            }
        }
        assertThat(offered).isGreaterThan(100);
    }

    private static History<BankCustomer> churn(SyntheticBank bank) {
        History<BankCustomer> all = bank.history();
        History.Builder<BankCustomer> without = History.builder();
        boolean[] labels = all.labels();
        for (int i = 0; i < labels.length; i++) {
            without.customer(all.customers().get(i), labels[i]);
        }
        return without.build();
    }

    /** Half of those who may have the offer got it, by lot; who left is drawn from the truth. */
    private static UpliftSet retentionTrial(SyntheticBank bank, int customers, NextBestAction<BankCustomer> nba) {
        SplittableRandom random = new SplittableRandom(5);
        List<Row> rows = new ArrayList<>();
        List<double[]> drawn = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            var truth = bank.truth(i);
            if (truth.eligible("retention-offer")) {
                boolean treated = random.nextBoolean();
                double churn = treated ? truth.churn("retention-offer") : truth.churn();
                Row row = new Row(nba.schema());
                nba.bind(bank.customers().get(i), row);
                rows.add(row);
                drawn.add(new double[] {treated ? 1 : 0, random.nextDouble() < churn ? 1 : 0});
            }
        }
        return new UpliftSet(
                nba.pipeline().transform(rows),
                List.of("none", "offer"),
                drawn.stream().mapToInt(d -> (int) d[0]).toArray(),
                drawn.stream().mapToDouble(d -> d[1]).toArray());
    }

    private static @Nullable RankedAction offer(Decision decision) {
        return decision.ranked().stream()
                .filter(r -> r.action().id().equals("retention-offer"))
                .findFirst()
                .orElse(null);
    }
}
