// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.KernelMachine;
import io.nextbestaction.model.TrainingSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RbfSvmTest {
    private static final RbfSvm.Parameters TIGHT =
            RbfSvm.Parameters.defaults().withGamma(0.5).withTolerance(1e-6);

    private static KernelMachine train(TrainingSet data, RbfSvm.Parameters parameters) {
        return (KernelMachine) RbfSvm.classifier(parameters).train(data, 1, Progress.NONE);
    }

    /** decision_function of SVC(tol=1e-9) with the same C, gamma, class_weight and sample_weight. */
    @Test
    void margins_are_those_of_an_independent_solver() {
        check(
                GoldenSample.data(),
                TIGHT,
                43,
                1.2160809077853594,
                0.7216699437520759,
                1.2108856578026983,
                -0.8903423289483,
                0.9999999949074755,
                -1.000000001630239);
        check(
                GoldenSample.data(),
                TIGHT.withCost(50).withGamma(0.1),
                33,
                1.286937985057434,
                0.9999991131698114,
                2.139570485019463,
                -0.8281621340092762,
                1.3067606881236344,
                -1.6859846923611321);
        check(
                GoldenSample.data(),
                TIGHT.withCost(1).withPositiveWeight(3),
                45,
                1.204665806831392,
                0.9999999979870275,
                1.0870776913592703,
                0.24138090263382356,
                0.9999999961653905,
                -0.9312891659425226);
        check(
                GoldenSample.weighted(),
                TIGHT,
                44,
                1.038220026263914,
                0.689509701185242,
                1.1463874370824698,
                -0.7951739250762805,
                0.9999999844942455,
                -1.000000006489897);
    }

    private static void check(TrainingSet data, RbfSvm.Parameters parameters, int supports, double... expected) {
        KernelMachine machine = train(data, parameters);
        assertThat(machine.size()).isEqualTo(supports);
        assertThat(Samples.worst(GoldenSample.margins(machine, 0, 6), expected)).isLessThanOrEqualTo(1e-5);
    }

    /** Margins on the right side of 1 at no cost, on the wrong side at full cost, in between only on the band. */
    @Test
    void the_conditions_of_the_optimum_hold_at_every_row() {
        TrainingSet data = Samples.withMissing(1_500, 6, 3);
        KernelMachine machine = train(data, RbfSvm.Parameters.defaults().withTolerance(1e-4));
        WeighedRows rows = WeighedRows.of(data, 1);
        Map<List<Double>, Double> coefficients = new HashMap<>();
        for (int s = 0; s < machine.size(); s++) {
            coefficients.merge(key(machine, s), machine.coefficient(s), Double::sum);
        }
        double total = 0;
        for (int s = 0; s < machine.size(); s++) {
            total += machine.coefficient(s);
            assertThat(Math.abs(machine.coefficient(s))).isLessThanOrEqualTo(2);
        }
        assertThat(Math.abs(total)).isLessThanOrEqualTo(1e-9);
        double[] row = new double[6];
        int bands = 0;
        for (int i = 0; i < data.rows(); i++) {
            List<Double> key = new ArrayList<>();
            for (int j = 0; j < 6; j++) {
                key.add(rows.values()[i * 6 + j] + 0.0);
            }
            Double coefficient = coefficients.get(key);
            data.features().row(i, row);
            double side = machine.margin(row) * (data.labels()[i] ? 1 : -1);
            if (coefficient == null) {
                assertThat(side).isGreaterThanOrEqualTo(1 - 1e-3);
            } else if (Math.abs(coefficient) > 1e-6 && Math.abs(coefficient) < 2 - 1e-6) {
                assertThat(side).isBetween(1 - 1e-3, 1 + 1e-3);
                bands++;
            }
        }
        assertThat(bands).isGreaterThan(20);
    }

    private static List<Double> key(KernelMachine machine, int support) {
        List<Double> key = new ArrayList<>();
        for (int j = 0; j < machine.inputs(); j++) {
            key.add(machine.support(support, j) + 0.0);
        }
        return key;
    }

    @Test
    void a_cache_of_two_rows_gives_the_bits_of_one_that_holds_all() {
        TrainingSet data = Samples.withMissing(600, 5, 4);
        WeighedRows rows = WeighedRows.of(data, 1);
        double[] bounds = rows.weights();
        Smo small = Smo.solve(new RbfRows(rows.values(), 5, 0.2, 0), rows.labels(), bounds, 1e-3, Progress.NONE);
        Smo large = Smo.solve(new RbfRows(rows.values(), 5, 0.2, 1 << 30), rows.labels(), bounds, 1e-3, Progress.NONE);
        assertThat(small.bias()).isEqualTo(large.bias());
        for (int i = 0; i < rows.labels().length; i++) {
            assertThat(small.coefficient(i)).isEqualTo(large.coefficient(i));
        }
    }

    @Test
    void kept_rows_are_the_rows_of_the_kernel_however_few_are_kept() {
        SplittableRandom random = new SplittableRandom(6);
        double[] values = random.doubles(50 * 3, -1, 1).toArray();
        for (int room = 0; room < 8; room++) {
            RbfRows kernel = new RbfRows(values, 3, 0.7, room * 50L * Float.BYTES);
            for (int i = 0; i < 500; i++) {
                int a = random.nextInt(random.nextBoolean() ? 5 : 50);
                int b = random.nextInt(50);
                float[] first = kernel.row(a);
                float value = first[b];
                assertThat(kernel.row(b)[a]).isEqualTo(value);
                double squares = 0;
                for (int j = 0; j < 3; j++) {
                    squares += Math.pow(values[3 * a + j] - values[3 * b + j], 2);
                }
                assertThat(value).isEqualTo((float) Math.exp(-0.7 * squares));
                assertThat(first[b]).isEqualTo(value);
            }
        }
    }

    @Test
    void training_twice_gives_the_same_bits_and_nothing_that_varies_a_constant() {
        TrainingSet data = Samples.withMissing(500, 5, 3);
        KernelMachine first = train(data, RbfSvm.Parameters.defaults());
        KernelMachine second = (KernelMachine) RbfSvm.classifier().train(data, 99, Progress.NONE);
        assertThat(second.bias()).isEqualTo(first.bias());
        assertThat(second.size()).isEqualTo(first.size());
        TrainingSet flat = new TrainingSet(Samples.matrix(1, 3, 3, 3), new boolean[] {true, false, true});
        assertThat(train(flat, RbfSvm.Parameters.defaults()).margin(new double[] {8}))
                .isFinite();
    }

    @Test
    void it_says_what_it_is_and_refuses_what_it_cannot_use() {
        assertThat(RbfSvm.classifier().describe()).isEqualTo("RBF SVM (C 2, gamma by variance)");
        assertThat(RbfSvm.classifier(TIGHT.withCost(10).withBalancedClasses()).describe())
                .isEqualTo("RBF SVM (C 10, gamma 0.5, balanced)");
        assertThatThrownBy(() -> TIGHT.withGamma(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The gamma (-1) of a support vector machine must be finite and at least 0.\n"
                        + "Maybe leave it at its default, 0.");
        assertThatThrownBy(() -> TIGHT.withCacheMegabytes(0))
                .hasMessage("The cache (0) of a support vector machine must lie between 1 and 1000000.\n"
                        + "Maybe leave it at its default, 256.");
    }
}
