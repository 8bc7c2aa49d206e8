// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.model.MulticlassTrainer;
import io.nextbestaction.models.evaluation.Interval;
import java.util.List;
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
    void on_classes_dealt_at_random_intervals_hold_a_half_as_often_as_they_say() {
        MulticlassSet small = Samples.classes(240, 1);
        int[] covered = new int[2];
        double[] bias = new double[2];
        int silent = 0;
        int seeds = 24;
        for (long seed = 1; seed <= seeds; seed++) {
            TwoStepReport report =
                    TwoStepReport.crossFit(TWO_STEPS, Samples.permuted(small, seed), 4, seed, Progress.NONE);
            silent += report.outcome().startsWith("no signal, do not deploy: step one AUC 0.") ? 1 : 0;
            List<Interval> steps = List.of(report.firstAuc(), report.restAuc());
            for (int s = 0; s < 2; s++) {
                covered[s] += steps.get(s).excludes(0.5) ? 0 : 1;
                bias[s] += (steps.get(s).estimate() - 0.5) / seeds;
            }
        }
        assertThat(silent).isGreaterThanOrEqualTo(22);
        for (int s = 0; s < 2; s++) {
            assertThat(covered[s]).as("step %d", s + 1).isGreaterThanOrEqualTo(22);
            assertThat(bias[s]).as("step %d", s + 1).isBetween(-0.02, 0.02);
        }
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
