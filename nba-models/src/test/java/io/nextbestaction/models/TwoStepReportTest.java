// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.model.MulticlassTrainer;
import org.junit.jupiter.api.Test;

class TwoStepReportTest {
    private static final MulticlassTrainer TWO_STEPS =
            TwoStep.dominant(LogisticRegression.classifier(), OneVersusRest.of(LogisticRegression.classifier()));

    private final MulticlassSet data = Samples.classes(1_500, 1);

    @Test
    void signal_is_seen_in_both_steps() {
        TwoStepReport report = TwoStepReport.crossFit(TWO_STEPS, data, 5, 1, Progress.NONE);
        assertThat(report.gate()).isEqualTo(1);
        assertThat(report.predictions().rows()).isEqualTo(1_500);
        assertThat(report.firstSignal()).isTrue();
        assertThat(report.restSignal()).isTrue();
        assertThat(report.outcome()).startsWith("signal in both steps: step one AUC 0.7");
        assertThat(report.restAuc().estimate()).isGreaterThan(0.9);
    }

    @Test
    void no_signal_is_said_where_classes_were_dealt_anew() {
        int silent = 0;
        for (long seed = 1; seed <= 5; seed++) {
            MulticlassSet noise = Samples.permuted(data, seed);
            TwoStepReport report = TwoStepReport.crossFit(TWO_STEPS, noise, 3, seed, Progress.NONE);
            assertThat(report.firstAuc().estimate()).isBetween(0.44, 0.56);
            assertThat(report.restAuc().estimate()).isBetween(0.44, 0.56);
            silent += report.outcome().startsWith("no signal, do not deploy: step one AUC 0.") ? 1 : 0;
        }
        assertThat(silent).isGreaterThanOrEqualTo(4);
    }

    @Test
    void signal_in_one_step_only_is_told_apart() {
        MulticlassSet first = merged(0, 2);
        TwoStepReport report = TwoStepReport.crossFit(TWO_STEPS, first, 3, 1, Progress.NONE);
        assertThat(report.outcome()).startsWith("signal in step one only, use the gate alone: ");
    }

    /** Two classes whose rows are dealt among them at random: beyond the gate nothing can be learnt. */
    private MulticlassSet merged(int one, int other) {
        int[] labels = data.labels().clone();
        int next = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == one || labels[i] == other) {
                labels[i] = next++ % 2 == 0 ? one : other;
            }
        }
        return new MulticlassSet(data.features(), data.classes(), labels);
    }

    @Test
    void a_trainer_of_one_step_is_refused() {
        assertThatThrownBy(() -> TwoStepReport.crossFit(
                        OneVersusRest.of(LogisticRegression.classifier()), data, 2, 1, Progress.NONE))
                .hasMessage("The model (OneVersusRestModel) of fold 1 must have the gate of the others.\n"
                        + "Maybe name the gate: TwoStep.gate(…).");
    }
}
