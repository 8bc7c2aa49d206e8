// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FeatureMatrixTest {
    private static final FeatureNames NAMES = FeatureNames.of("a", "b");
    private static final FeatureMatrix MATRIX = FeatureMatrix.of(NAMES, new double[] {1, 2, 3, Double.NaN, 5, 6});

    @Test
    void values_lie_row_after_row() {
        assertThat(MATRIX.rows()).isEqualTo(3);
        assertThat(MATRIX.columns()).isEqualTo(2);
        assertThat(MATRIX.names()).isEqualTo(NAMES);
        assertThat(MATRIX.get(2, 0)).isEqualTo(5);
        assertThat(MATRIX.get(1, 1)).isNaN();
        double[] row = new double[2];
        MATRIX.row(1, row);
        assertThat(row).containsExactly(3, Double.NaN);
        assertThat(MATRIX.values()).hasSize(6);
    }

    @Test
    void rows_can_be_selected_in_any_order_and_again() {
        FeatureMatrix selected = MATRIX.select(new int[] {2, 0, 2});
        assertThat(selected.values()).containsExactly(5, 6, 1, 2, 5, 6);
        assertThat(MATRIX.select(new int[0]).rows()).isZero();
        assertThatThrownBy(() -> MATRIX.select(new int[] {3})).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void a_matrix_may_have_no_rows_but_not_half_a_row() {
        assertThat(FeatureMatrix.of(NAMES, new double[0]).rows()).isZero();
        assertThatThrownBy(() -> FeatureMatrix.of(NAMES, new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The values (3) of a matrix with 2 columns must fill whole rows.\n"
                        + "Maybe the names belong to another pipeline.");
        assertThatThrownBy(() -> FeatureMatrix.of(FeatureNames.of(), new double[0]))
                .hasMessage("The values (0) of a matrix with 0 columns must fill whole rows.\n"
                        + "Maybe the names belong to another pipeline.");
    }
}
