// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.Context;
import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.audit.DecisionRecord;
import io.nextbestaction.audit.Recorder;
import io.nextbestaction.audit.Replayer;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.ShapleyExplainer;
import io.nextbestaction.explain.ShapleyScale;
import io.nextbestaction.explain.decision.DecisionExplainer;
import io.nextbestaction.explain.decision.Explanation;
import io.nextbestaction.explain.importance.FeatureGroup;
import io.nextbestaction.explain.importance.Importance;
import io.nextbestaction.explain.importance.ShapleyImportance;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import io.nextbestaction.model.ClassifierTrainer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines whose churn model has no kernel of its own: their decisions have reasons, and keep them. */
class ExplainedEngineTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC);
    private static final List<BankCustomer> OTHERS =
            SyntheticBank.generate(20, 7).customers();

    @TempDir
    Path folder;

    private static NextBestAction<BankCustomer> engine(ClassifierTrainer churn, Shapley how) {
        return NextBestAction.of(BankCustomer.class)
                .features(Features.of(BankCustomer.class).ignore("customerId").asOf(SyntheticBank.SNAPSHOT))
                .churn(churn)
                .responses(LogisticRegression.classifier())
                .actions(ActionCatalog.parse(SyntheticBank.catalogJson(), "synthetic bank"))
                .explain(how)
                .clock(CLOCK)
                .fit(SyntheticBank.generate(1500, 1).history());
    }

    private static ClassifierTrainer perceptron() {
        return MultilayerPerceptron.classifier(
                MultilayerPerceptron.Parameters.defaults().withHidden(16).withEpochs(10));
    }

    @Test
    void a_perceptron_has_reasons_that_are_saved_loaded_and_replayed_to_the_bit() {
        Shapley how = Shapley.values().withPermutations(40, 3);
        NextBestAction<BankCustomer> fitted = engine(perceptron(), how);
        ShapleyExplainer explainer = how.bind(fitted.churnModel());
        assertThat(explainer.report().values()).isEqualTo("baseline");
        assertThat(explainer.report().permutations()).isEqualTo(40);
        Path file = folder.resolve("perceptron.nba");
        fitted.save(file);
        // loading compares the contributions of the golden rows bit by bit
        NextBestAction<BankCustomer> live = NextBestAction.load(file, RowBinder.ofRecord(BankCustomer.class), CLOCK);
        List<DecisionRecord> records = new ArrayList<>();
        Recorder<BankCustomer> recorder = Recorder.of(live, records::add);
        for (BankCustomer customer : OTHERS) {
            Decision decision = fitted.decide(customer);
            assertThat(decision.why()).isNotEmpty();
            assertThat(live.decide(customer).why()).isEqualTo(decision.why());
            recorder.decide("customer", customer, Context.NONE.decision("decision " + records.size()));
        }
        assertThat(Replayer.of(live).compare(records).identical()).isEqualTo(OTHERS.size());
        NextBestAction<BankCustomer> reseeded = engine(perceptron(), how.withPermutations(40, 4));
        assertThat(reseeded.decide(OTHERS.get(0)).why())
                .isNotEqualTo(fitted.decide(OTHERS.get(0)).why());
    }

    @Test
    void whole_decisions_and_importance_take_it_as_any_other() {
        NextBestAction<BankCustomer> nba = engine(perceptron(), Shapley.values());
        DecisionExplainer<BankCustomer> decisions = DecisionExplainer.of(nba, Shapley.values());
        for (BankCustomer customer : OTHERS) {
            Explanation explanation = decisions.explain(customer, Context.NONE);
            double margin = explanation.churn().baseMargin();
            margin += explanation.churn().fields().stream()
                    .mapToDouble(field -> field.margin())
                    .sum();
            assertThat(margin).isCloseTo(explanation.churn().margin(), within(1e-9));
        }
        FeatureMatrix rows = rows(nba);
        List<Importance> importance = ShapleyImportance.measure(
                Shapley.values().bind(nba.churnModel()), rows, FeatureGroup.bySource(rows.names()), 0.95);
        assertThat(importance.get(0).value().estimate()).isPositive();
    }

    @Test
    void a_perceptron_is_explained_against_other_customers() {
        NextBestAction<BankCustomer> nba = engine(perceptron(), Shapley.values());
        FeatureMatrix rows = rows(nba);
        ShapleyExplainer explainer = Shapley.interventional(rows).bind(nba.churnModel());
        double[] row = new double[rows.columns()];
        double[] phi = new double[rows.columns()];
        rows.row(3, row);
        explainer.explain(ShapleyScale.PER_REFERENCE, row, phi, explainer.newScratch());
        assertThat(explainer.base(ShapleyScale.PER_REFERENCE)
                        + Arrays.stream(phi).sum())
                .isCloseTo(nba.churnModel().probability(row), within(1e-9));
    }

    private static FeatureMatrix rows(NextBestAction<BankCustomer> nba) {
        List<Row> rows = new ArrayList<>();
        for (BankCustomer customer : OTHERS) {
            Row row = new Row(nba.schema());
            nba.bind(customer, row);
            rows.add(row);
        }
        return nba.pipeline().transform(rows);
    }
}
