// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GateRegretTest {
    private static final List<String> CLASSES = List.of("loyal", "lapsing", "gone");
    /** Classes by actions: nothing, a letter, a call. */
    private static final double[][] VALUE = {{0, -1, -6}, {0, 4, 3}, {0, 1, 12}};

    @Test
    void by_hand() {
        double[] p = {
            0.6, 0.2, 0.2, // the gate says loyal; weighing all, the letter .4, the call -.6: letter
            0.4, 0.3, 0.3, // not loyal: letter 2.5, call 7.5; weighing all: letter 1.1, call 2.1
        };
        MulticlassPredictions held = MulticlassPredictions.of(CLASSES, p, new int[] {1, 2});
        GateRegret regret = GateRegret.of(held, 0, 0.5, VALUE);
        assertThat(regret.gated()).isEqualTo(6);
        assertThat(regret.ungated()).isEqualTo(8);
        assertThat(regret.difference()).isEqualTo(-2);
        assertThat(regret.changed()).isEqualTo(0.5);
        assertThat(regret.expectedRegret()).isCloseTo(0.2, within(1e-15));
        assertThat(regret.standardError()).isCloseTo(2, within(1e-15));
        assertThat(regret.outcome())
                .isEqualTo("no difference shown: 6.0000 gated, 8.0000 ungated, difference -2.0000 (-5.9199 to 1.9199)");
    }

    @Test
    void with_true_probabilities_the_gate_never_gains_and_its_cost_is_seen() {
        SplittableRandom random = new SplittableRandom(1);
        int rows = 20_000;
        double[] p = new double[rows * 3];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            double a = -Math.log(random.nextDouble()) * 2;
            double b = -Math.log(random.nextDouble());
            double c = -Math.log(random.nextDouble());
            p[3 * i] = a / (a + b + c);
            p[3 * i + 1] = b / (a + b + c);
            p[3 * i + 2] = 1 - p[3 * i] - p[3 * i + 1];
            double draw = random.nextDouble();
            labels[i] = draw < p[3 * i] ? 0 : draw < p[3 * i] + p[3 * i + 1] ? 1 : 2;
        }
        MulticlassPredictions held = MulticlassPredictions.of(CLASSES, p, labels);
        GateRegret regret = GateRegret.of(held, 0, 0.5, VALUE);
        assertThat(regret.expectedRegret()).isPositive();
        // the model's probabilities are the true ones, so what it expects is what happens
        assertThat(regret.low()).isLessThan(-regret.expectedRegret());
        assertThat(regret.high()).isGreaterThan(-regret.expectedRegret()).isNegative();
        assertThat(regret.outcome()).startsWith("the gate costs value: ");
        assertThat(regret.gated() - regret.ungated()).isCloseTo(regret.difference(), within(1e-12));
    }

    @Test
    void a_wrong_gate_threshold_or_value_is_refused() {
        MulticlassPredictions held =
                MulticlassPredictions.of(CLASSES, new double[] {1, 0, 0, 0, 1, 0}, new int[] {0, 1});
        assertThatThrownBy(() -> GateRegret.of(held, 3, 0.5, VALUE))
                .hasMessage("The gate (class 3 of 3, threshold 0.5, 2 rows) must be a class, with a threshold in [0, 1]"
                        + " and two rows or more.");
        assertThatThrownBy(() -> GateRegret.of(held, 0, 0.5, new double[][] {{0}, {1}, {Double.NaN}}))
                .hasMessage("The values (3 classes) must be finite, of each action for each of the 3 classes.");
    }
}
