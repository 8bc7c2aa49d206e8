// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AdditivityTest {

    @Test
    void a_sum_within_the_bound_passes() {
        assertThatCode(() -> Additivity.check(0, new double[] {1, 2 + 9e-10}, 2, 3, 3))
                .doesNotThrowAnyException();
    }

    @Test
    void a_sum_off_by_more_is_an_error() {
        assertThatThrownBy(() -> Additivity.check(0.25, new double[] {1, 2}, 2, 3.5, 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The base and contributions (off by 0.25) of the 2 inputs must add up to the margin.\n"
                        + "Maybe this is a bug: please report it with the model file.");
        assertThatThrownBy(() -> Additivity.check(0, new double[] {2e-9}, 1, 0, 1))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_sum_that_is_no_number_is_an_error() {
        assertThatThrownBy(() -> Additivity.check(0, new double[] {Double.NaN}, 1, 0, 1))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Additivity.check(0, new double[] {1}, 1, Double.NaN, 1))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_bound_grows_only_with_what_rounding_costs() {
        assertThatCode(() -> Additivity.check(1e9, new double[] {1e-5}, 1, 1e9, 1e9))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Additivity.check(1e9, new double[] {1e-3}, 1, 1e9, 1e9))
                .isInstanceOf(IllegalStateException.class);
    }
}
