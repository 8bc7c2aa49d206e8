// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Row;
import io.nextbestaction.explain.reason.AdverseNotice;
import io.nextbestaction.explain.reason.ReasonCatalog;
import io.nextbestaction.features.synthetic.BankCustomer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The example's reason codes on the synthetic bank. */
class ChurnReasonsTest {

    @Test
    void customers_are_beyond_the_cutoff_exactly_where_contacting_pays() {
        SyntheticStudy study = new SyntheticStudy(1500, 7);
        NextBestAction<BankCustomer> engine = study.engine().seed(7).fit(study.training());
        FeatureMatrix training =
                engine.pipeline().transform(rows(engine, study.training().customers()));
        ChurnReasons reasons = Objects.requireNonNull(ChurnReasons.of(study, engine.churnModel(), training));
        int beyond = 0;
        for (BankCustomer customer : study.heldOut().customers()) {
            double churn = engine.decide(customer).churn();
            AdverseNotice notice = reasons.near().explain(features(engine, customer));
            assertThat(notice.isAdverse()).isEqualTo(churn >= reasons.cutoff());
            if (notice.isAdverse()) {
                beyond++;
                assertThat(notice.reasons()).hasSizeBetween(1, 4);
            }
        }
        assertThat(beyond).isBetween(20, 200);
        assertThat(reasons.near()
                        .explain(features(engine, study.heldOut().customers().get(0)))
                        .record()
                        .referenceRows())
                .isLessThan(training.rows());
    }

    @Test
    void the_codes_must_speak_for_every_field_of_the_model() {
        SyntheticStudy study = new SyntheticStudy(1500, 7);
        NextBestAction<BankCustomer> engine = study.engine().seed(7).fit(study.training());
        var names = engine.pipeline().features();
        var codes = study.reasons(names);
        assertThat(ReasonCatalog.of(names, codes).codes()).hasSize(15);
        assertThatThrownBy(() -> ReasonCatalog.of(names, codes.subList(0, 14)))
                .hasMessageStartingWith("The fields [region, occupation] of the model must each have a reason code");
    }

    private static List<Row> rows(NextBestAction<BankCustomer> engine, List<BankCustomer> customers) {
        return customers.stream()
                .map(customer -> {
                    Row row = new Row(engine.schema());
                    engine.bind(customer, row);
                    return row;
                })
                .toList();
    }

    private static double[] features(NextBestAction<BankCustomer> engine, BankCustomer customer) {
        double[] features = new double[engine.pipeline().features().size()];
        engine.pipeline().transform(rows(engine, List.of(customer)).get(0), features);
        return features;
    }
}
