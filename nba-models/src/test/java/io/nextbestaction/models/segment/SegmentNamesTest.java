// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureNames;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentNamesTest {
    private final FeatureNames features = FeatureNames.of(List.of(
            new Feature("log(balance)", "balance"),
            new Feature("NumOfProducts", "NumOfProducts"),
            new Feature("country=FR", "country"),
            new Feature("country=DE", "country"),
            new Feature("active", "active")));
    private final boolean[] flags = {false, false, true, true, true};

    private List<String> names(double[]... centres) {
        return SegmentNames.of(features, centres, flags);
    }

    @Test
    void the_two_fields_furthest_off_make_the_name() {
        assertThat(names(new double[] {1.2, -0.9, 0.6, -0.6, 0.1}, new double[] {-1, 0.2, -0.1, 1.4, -0.8}))
                .containsExactly("high balance, low num of products", "country DE, low balance");
    }

    @Test
    void a_flag_is_there_or_not_and_an_absent_level_says_nothing() {
        assertThat(names(new double[] {0, 0, -2, 0, 0.9}, new double[] {0, 0, 0, -3, -0.9}))
                .containsExactly("active", "not active");
    }

    @Test
    void a_centre_near_the_mean_is_typical() {
        assertThat(names(new double[] {0.4, -0.4, 0.1, 0.1, 0})).containsExactly("typical");
    }

    @Test
    void names_that_coincide_take_a_further_field_and_then_a_number() {
        assertThat(names(
                        new double[] {2, 1, 0, 0, 0.7},
                        new double[] {2, 1, 0, 0, -0.7},
                        new double[] {0, 0, 0, 0, 0},
                        new double[] {0.1, 0, 0, 0, 0}))
                .containsExactly(
                        "high balance, high num of products, active",
                        "high balance, high num of products, not active",
                        "typical",
                        "typical (2)");
    }

    @Test
    void equal_distances_go_by_the_order_of_the_features() {
        assertThat(names(new double[] {-1, 1, 1, 0, 1})).containsExactly("low balance, high num of products");
    }

    @Test
    void field_names_are_read_as_words() {
        assertThat(SegmentNames.readable("Total_Trans_Ct")).isEqualTo("total trans ct");
        assertThat(SegmentNames.readable("estimatedSalary")).isEqualTo("estimated salary");
        assertThat(SegmentNames.readable("Annual Income (k$)")).isEqualTo("annual income (k$)");
        assertThat(SegmentNames.readable("_")).isEqualTo("_");
    }
}
