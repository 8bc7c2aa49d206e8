// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GaussLegendreTest {

    @Test
    void nodes_and_weights_are_the_known_ones() {
        check(1, new double[] {0}, new double[] {2});
        check(2, new double[] {1 / Math.sqrt(3)}, new double[] {1});
        check(3, new double[] {0, Math.sqrt(3.0 / 5)}, new double[] {8.0 / 9, 5.0 / 9});
        double root = 2.0 / 7 * Math.sqrt(6.0 / 5);
        check(4, new double[] {Math.sqrt(3.0 / 7 - root), Math.sqrt(3.0 / 7 + root)}, new double[] {
            (18 + Math.sqrt(30)) / 36, (18 - Math.sqrt(30)) / 36
        });
        double fifth = 2 * Math.sqrt(10.0 / 7);
        check(5, new double[] {0, Math.sqrt(5 - fifth) / 3, Math.sqrt(5 + fifth) / 3}, new double[] {
            128.0 / 225, (322 + 13 * Math.sqrt(70)) / 900, (322 - 13 * Math.sqrt(70)) / 900
        });
        // Abramowitz & Stegun, table 25.4
        check(
                8,
                new double[] {0.183434642495650, 0.525532409916329, 0.796666477413627, 0.960289856497536},
                new double[] {0.362683783378362, 0.313706645877887, 0.222381034453374, 0.101228536290376});
        check(
                10,
                new double[] {
                    0.148874338981631, 0.433395394129247, 0.679409568299024, 0.865063366688985, 0.973906528517172
                },
                new double[] {
                    0.295524224714753, 0.269266719309996, 0.219086362515982, 0.149451349150581, 0.066671344308688
                });
    }

    /** Compares with the rule on [−1, 1], given by its nodes that are not negative. */
    private static void check(int n, double[] nodes, double[] weights) {
        GaussLegendre rule = GaussLegendre.of(n);
        assertThat(rule.size()).isEqualTo(n);
        for (int k = 0; k < nodes.length; k++) {
            int above = n / 2 + k;
            int below = n - 1 - above;
            assertThat(rule.node(above)).isCloseTo((1 + nodes[k]) / 2, within(1e-15));
            assertThat(rule.node(below)).isCloseTo((1 - nodes[k]) / 2, within(1e-15));
            assertThat(rule.weight(above)).isCloseTo(weights[k] / 2, within(1e-15));
            assertThat(rule.weight(below)).isCloseTo(weights[k] / 2, within(1e-15));
        }
    }

    @Test
    void a_rule_is_exact_up_to_degree_two_n_minus_one() {
        for (int n = 1; n <= 64; n++) {
            GaussLegendre rule = GaussLegendre.of(n);
            for (int degree = 0; degree < 2 * n; degree++) {
                double integral = 0;
                for (int m = 0; m < n; m++) {
                    integral += rule.weight(m) * Math.pow(rule.node(m), degree);
                }
                assertThat(integral).as("n %d, degree %d", n, degree).isCloseTo(1.0 / (degree + 1), within(2e-15));
            }
        }
    }

    @Test
    void nodes_ascend_inside_the_interval() {
        GaussLegendre rule = GaussLegendre.of(200);
        for (int m = 0; m < 200; m++) {
            assertThat(rule.node(m)).isBetween(m == 0 ? 1e-9 : rule.node(m - 1) + 1e-9, 1 - 1e-9);
            assertThat(rule.weight(m)).isPositive();
        }
    }
}
