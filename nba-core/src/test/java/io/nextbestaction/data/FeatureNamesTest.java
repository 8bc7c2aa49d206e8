// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureNamesTest {
    private static final FeatureNames NAMES = FeatureNames.of(List.of(
            new Feature("country=FR", "country"),
            new Feature("log(balance)", "balance"),
            new Feature("country=DE", "country"),
            new Feature("age", "age")));

    @Test
    void every_column_remembers_its_source() {
        assertThat(NAMES.size()).isEqualTo(4);
        assertThat(NAMES.name(1)).isEqualTo("log(balance)");
        assertThat(NAMES.sources()).containsExactly("country", "balance", "age");
        assertThat(NAMES.sourceOf(0)).isZero();
        assertThat(NAMES.sourceOf(1)).isEqualTo(1);
        assertThat(NAMES.sourceOf(2)).isZero();
        assertThat(NAMES.sourceOf(3)).isEqualTo(2);
        assertThat(NAMES.features().get(2).source()).isEqualTo("country");
        assertThat(NAMES).hasToString("FeatureNames[country=FR, log(balance), country=DE, age]");
    }

    @Test
    void plain_names_are_their_own_source() {
        FeatureNames plain = FeatureNames.of("a", "b");
        assertThat(plain.sources()).containsExactly("a", "b");
        assertThat(plain.features()).containsExactly(new Feature("a", "a"), new Feature("b", "b"));
        assertThat(plain).isEqualTo(FeatureNames.of("a", "b")).hasSameHashCodeAs(FeatureNames.of("a", "b"));
        assertThat(plain).isNotEqualTo(FeatureNames.of("b", "a"));
    }

    @Test
    void two_columns_of_one_name_are_refused() {
        assertThatThrownBy(() -> FeatureNames.of("a", "b", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The feature \"a\" (column 3) must have a name of its own.\n"
                        + "Maybe two steps of the pipeline write the same column.");
    }
}
