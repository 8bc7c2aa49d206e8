// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ConfusionTest {
    @Test
    void empty_denominators_give_zero() {
        Confusion nobody = new Confusion(0, 0, 7, 3);
        assertThat(nobody.precision()).isZero();
        assertThat(nobody.recall()).isZero();
        assertThat(nobody.f1()).isZero();
        assertThat(nobody.matthews()).isZero();
        assertThat(nobody.balancedAccuracy()).isEqualTo(0.5);
        Confusion allNegative = new Confusion(0, 2, 8, 0);
        assertThat(allNegative.recall()).isZero();
        assertThat(allNegative.balancedAccuracy()).isEqualTo(0.8);
        Confusion allPositive = new Confusion(6, 0, 0, 4);
        assertThat(allPositive.specificity()).isZero();
        assertThat(allPositive.balancedAccuracy()).isEqualTo(0.6);
        assertThat(new Confusion(0, 0, 5, 0).f1()).isZero();
        assertThat(new Confusion(0, 0, 5, 0).accuracy()).isEqualTo(1);
    }

    @Test
    void matthews_is_the_correlation_of_decision_and_outcome_even_of_huge_counts() {
        assertThat(new Confusion(2_000_000_000L, 0, 2_000_000_000L, 0).matthews())
                .isCloseTo(1, Offset.offset(1e-15));
        assertThat(new Confusion(0, 5, 0, 5).matthews()).isCloseTo(-1, Offset.offset(1e-15));
        // (6·3 − 1·2) / √(7·8·4·5)
        assertThat(new Confusion(6, 1, 3, 2).matthews()).isCloseTo(16 / Math.sqrt(1120), Offset.offset(1e-15));
    }

    @Test
    void two_classes_are_a_special_case_of_several() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 200; round++) {
            int n = 1 + random.nextInt(20);
            int[] predicted = random.ints(n, 0, 2).toArray();
            int[] labels = random.ints(n, 0, 2).toArray();
            ConfusionMatrix several = ConfusionMatrix.of(List.of("no", "yes"), predicted, labels);
            Confusion two = several.oneVersusRest(1);
            boolean[] chosen = new boolean[n];
            boolean[] actual = new boolean[n];
            for (int i = 0; i < n; i++) {
                chosen[i] = predicted[i] == 1;
                actual[i] = labels[i] == 1;
            }
            assertThat(two).isEqualTo(Confusion.of(chosen, actual));
            assertThat(several.accuracy()).isEqualTo(two.accuracy());
            assertThat(several.balancedAccuracy()).isCloseTo(two.balancedAccuracy(), Offset.offset(1e-15));
            assertThat(several.matthews()).isCloseTo(two.matthews(), Offset.offset(1e-14));
            assertThat(several.rows()).isEqualTo(n);
        }
    }

    @Test
    void a_class_that_occurs_nowhere_counts_in_no_average() {
        int[] predicted = {0, 1, 1, 0};
        int[] labels = {0, 1, 0, 0};
        ConfusionMatrix without = ConfusionMatrix.of(List.of("a", "b"), predicted, labels);
        ConfusionMatrix with = ConfusionMatrix.of(List.of("a", "b", "c"), predicted, labels);
        for (Average average : Average.values()) {
            assertThat(with.f1(average)).isEqualTo(without.f1(average));
            assertThat(with.precision(average)).isEqualTo(without.precision(average));
        }
        assertThat(with.balancedAccuracy()).isEqualTo(without.balancedAccuracy());
        assertThat(with.classes()).containsExactly("a", "b", "c");
    }

    @Test
    void equal_probabilities_predict_the_first_class() {
        MulticlassPredictions p = MulticlassPredictions.of(
                List.of("a", "b", "c"), new double[] {0.2, 0.4, 0.4, 0.4, 0.2, 0.4}, new int[] {1, 2});
        assertThat(p.predicted(0)).isEqualTo(1);
        assertThat(p.predicted(1)).isZero();
    }

    @Test
    void wrong_input_is_refused() {
        assertThatThrownBy(() -> new Confusion(0, 0, 0, 0))
                .hasMessage("The rows (0) of a confusion must be at least 1.");
        assertThatThrownBy(() -> new Confusion(1, -1, 0, 0))
                .hasMessage("The counts (1, -1, 0, 0) of a confusion must be at least 0.");
        assertThatThrownBy(() -> Confusion.of(new boolean[1], new boolean[2]))
                .hasMessage("The decisions (1) must be as many as the labels (2).");
        assertThatThrownBy(() -> new Confusion(1, 1, 1, 1).fBeta(0))
                .hasMessage("The beta (0.0) of F-beta must be finite and above 0.\n"
                        + "Maybe 1 is meant, or precision or recall alone.");
        List<String> names = List.of("a", "b");
        assertThatThrownBy(() -> ConfusionMatrix.of(List.of("a"), new int[1], new int[1]))
                .hasMessage("The classes (1) must be at least 2.");
        assertThatThrownBy(() -> ConfusionMatrix.of(names, new int[1], new int[2]))
                .hasMessage("The predicted classes (1) must be as many as the labels (2) and at least 1.");
        assertThatThrownBy(() -> ConfusionMatrix.of(names, new int[] {0, 2}, new int[2]))
                .hasMessage("The predicted class (2) of row 2 must be a class index from 0 to 1.");
        assertThatThrownBy(() -> MulticlassPredictions.of(names, new double[] {0.6, 0.6}, new int[1]))
                .hasMessage("The probabilities (sum 1.2) of row 1 must sum to 1.\n"
                        + "Maybe they are scores of one class against the rest: divide by their sum.");
        assertThatThrownBy(() -> MulticlassPredictions.of(names, new double[] {0.5, Double.NaN}, new int[1]))
                .hasMessage("The probability (NaN) of row 1 must lie in [0, 1].");
        assertThatThrownBy(() -> MulticlassPredictions.of(names, new double[3], new int[1]))
                .hasMessage("The probabilities (3) must be as many as 1 rows by 2 classes.");
        assertThatThrownBy(() -> MulticlassPredictions.of(names, new double[] {0.5, 0.5}, new int[] {2}))
                .hasMessage("The label (2) of row 1 must be a class index from 0 to 1.");
        int[] oneClass = new int[4];
        double[] even = new double[8];
        Arrays.fill(even, 0.5);
        assertThat(MulticlassPredictions.of(names, even, oneClass).auc(Average.MACRO))
                .isNaN();
    }
}
