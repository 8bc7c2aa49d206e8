// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AssociationTest {
    private final SplittableRandom random = new SplittableRandom(17);

    @Test
    void auc_is_the_share_of_pairs_in_order() {
        for (int round = 0; round < 200; round++) {
            int n = 2 + random.nextInt(30);
            double[] scores = random.ints(n, 0, 6)
                    .mapToDouble(x -> x == 0 ? Double.NaN : x)
                    .toArray();
            boolean[] labels = new boolean[n];
            for (int i = 0; i < n; i++) {
                labels[i] = i == 0 || (i > 1 && random.nextBoolean());
            }
            double wins = 0;
            int pairs = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    if (labels[i] && !labels[j]) {
                        double a = Double.isNaN(scores[i]) ? -1 : scores[i];
                        double b = Double.isNaN(scores[j]) ? -1 : scores[j];
                        wins += a > b ? 1 : a == b ? 0.5 : 0;
                        pairs++;
                    }
                }
            }
            assertThat(Association.auc(scores, labels)).isCloseTo(wins / pairs, within(1e-12));
        }
    }

    @Test
    void correlation_is_the_textbook_sum_over_complete_pairs() {
        double[] x = {1, 2, 3, 4, Double.NaN, 9};
        double[] y = {2, 1, 4, 3, 5, Double.NaN};

        assertThat(Association.pearson(x, y)).isCloseTo(0.6, within(1e-15));
        assertThat(Association.pearson(new double[] {1, 1, 1}, new double[] {1, 2, 3}))
                .isNaN();
        assertThat(Association.pearson(new double[] {1}, new double[] {1})).isNaN();
    }

    /** 1 / (1 - R²) with the residuals of Gram-Schmidt: another way than sweeping the correlations. */
    @Test
    void inflation_is_that_of_regressing_each_column_on_the_others() {
        for (int round = 0; round < 50; round++) {
            int p = 2 + random.nextInt(5);
            int n = 60;
            double[][] columns = new double[p][n];
            for (int j = 0; j < p; j++) {
                for (int i = 0; i < n; i++) {
                    columns[j][i] = random.nextDouble() + (j > 0 ? 0.9 * j * columns[j - 1][i] : 0);
                }
            }
            double[] factors = Association.varianceInflation(columns);
            for (int j = 0; j < p; j++) {
                double[] target = centred(columns[j]);
                double total = dot(target, target);
                double[][] basis = new double[p][];
                int size = 0;
                for (int k = 0; k < p; k++) {
                    if (k != j) {
                        double[] v = centred(columns[k]);
                        for (int b = 0; b < size; b++) {
                            subtract(v, basis[b]);
                        }
                        basis[size++] = v;
                    }
                }
                for (int b = 0; b < size; b++) {
                    subtract(target, basis[b]);
                }
                double expected = total / dot(target, target);
                assertThat(factors[j]).isCloseTo(expected, within(1e-9 * expected));
            }
        }
    }

    @Test
    void a_linear_combination_is_infinitely_inflated_and_others_are_not() {
        double[] a = random.doubles(100).toArray();
        double[] b = random.doubles(100).toArray();
        double[] c = random.doubles(100).toArray();
        double[] sum = new double[100];
        Arrays.setAll(sum, i -> 1_000 * a[i] - 3 * b[i]);

        double[] factors = Association.varianceInflation(new double[][] {a, b, c, sum, new double[100]});

        assertThat(factors[0]).isInfinite();
        assertThat(factors[3]).isInfinite();
        assertThat(factors[2]).isBetween(1.0, 1.5);
        assertThat(factors[4]).isEqualTo(1);
    }

    private static double[] centred(double[] x) {
        double mean = Arrays.stream(x).average().orElseThrow();
        return Arrays.stream(x).map(v -> v - mean).toArray();
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static void subtract(double[] v, double[] direction) {
        double share = dot(v, direction) / dot(direction, direction);
        for (int i = 0; i < v.length; i++) {
            v[i] -= share * direction[i];
        }
    }
}
