// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.MulticlassModel;
import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.model.MulticlassTrainer;
import io.nextbestaction.model.Split;
import io.nextbestaction.models.evaluation.Average;
import io.nextbestaction.models.evaluation.GateRegret;
import io.nextbestaction.models.evaluation.MulticlassPredictions;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Which card a customer holds, 93 in 100 of them blue: the gate first, then the rest. */
class TwoStepIT {
    private static final List<String> CARDS = List.of("Blue", "Silver", "Gold", "Platinum");
    private static final String[] COLUMNS = {
        "Customer_Age",
        "Dependent_count",
        "Months_on_book",
        "Total_Relationship_Count",
        "Months_Inactive_12_mon",
        "Contacts_Count_12_mon",
        "Credit_Limit",
        "Total_Revolving_Bal",
        "Total_Trans_Amt",
        "Total_Trans_Ct",
        "Avg_Utilization_Ratio"
    };
    /** Cards by actions: nothing, the premium adviser's call. */
    private static final double[][] VALUE = {{0, -3}, {0, 12}, {0, 20}, {0, 40}};

    private static final MulticlassTrainer TWO_STEPS = TwoStep.gate(
            "Blue",
            GradientBoosting.classifier(
                    GradientBoosting.Parameters.defaults().withRounds(80).withLearningRate(0.1)),
            OneVersusRest.of(LogisticRegression.classifier(), 3));

    private static MulticlassSet cards() {
        RealData.Table table = RealData.csv("bank_churners/BankChurners.csv");
        int rows = table.rows().size();
        double[] values = new double[rows * COLUMNS.length];
        for (int j = 0; j < COLUMNS.length; j++) {
            double[] column = table.numbers(COLUMNS[j]);
            for (int i = 0; i < rows; i++) {
                values[i * COLUMNS.length + j] = column[i];
            }
        }
        int card = table.header().indexOf("Card_Category");
        int[] labels =
                table.rows().stream().mapToInt(row -> CARDS.indexOf(row[card])).toArray();
        return new MulticlassSet(FeatureMatrix.of(FeatureNames.of(COLUMNS), values), CARDS, labels);
    }

    @Test
    void two_steps_find_the_signal_and_no_less_than_one_step() {
        MulticlassSet data = cards();
        assertThat(data.counts()).containsExactly(9_436, 555, 116, 20);
        TwoStepReport report = TwoStepReport.crossFit(TWO_STEPS, data, 5, 1, Progress.NONE);
        MulticlassPredictions one = crossFit(OneVersusRest.of(LogisticRegression.classifier(), 3), data);
        MulticlassPredictions two = report.predictions();
        GateRegret regret = GateRegret.of(two, 0, 0.5, VALUE);
        System.out.printf(
                Locale.ROOT,
                "two steps: log loss %.4f, macro auc %.4f; one: log loss %.4f, macro auc %.4f%n%s%n%s%n",
                two.logLoss(),
                two.auc(Average.MACRO),
                one.logLoss(),
                one.auc(Average.MACRO),
                report.outcome(),
                regret.outcome());
        assertThat(report.outcome()).startsWith("signal in both steps");
        assertThat(two.logLoss()).isLessThan(one.logLoss());
        assertThat(regret.expectedRegret()).isPositive();
        assertThat(regret.high()).isNegative();
    }

    @Test
    void where_cards_were_dealt_anew_no_signal_is_the_outcome() {
        TwoStepReport report = TwoStepReport.crossFit(TWO_STEPS, Samples.permuted(cards(), 1), 3, 1, Progress.NONE);
        System.out.println(report.outcome());
        assertThat(report.outcome()).startsWith("no signal, do not deploy");
    }

    private static MulticlassPredictions crossFit(MulticlassTrainer trainer, MulticlassSet data) {
        double[] all = new double[data.rows() * 4];
        for (Split fold : Split.stratified(data.labels(), 5, 1)) {
            int[] inside = fold.heldOut();
            MulticlassModel model = trainer.train(data.select(fold.training()), 1, Progress.NONE);
            double[] held = model.probabilities(data.features().select(inside));
            for (int i = 0; i < inside.length; i++) {
                System.arraycopy(held, 4 * i, all, 4 * inside[i], 4);
            }
        }
        return MulticlassPredictions.of(data.classes(), all, data.labels());
    }
}
