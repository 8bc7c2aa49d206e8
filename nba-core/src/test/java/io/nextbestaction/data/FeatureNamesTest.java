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
        double[] bySource = new double[3];
        NAMES.addBySource(new double[] {1, 10, 100, 1000}, 2, bySource);
        assertThat(bySource).containsExactly(202, 20, 2000);
        assertThat(NAMES.features().get(2).sources()).containsExactly("country");
        assertThat(NAMES).hasToString("FeatureNames[country=FR, log(balance), country=DE, age]");
    }

    @Test
    void a_column_of_several_sources_shares_its_contribution_equally() {
        FeatureNames names = FeatureNames.of(List.of(new Feature("a × b", List.of("a", "b")), new Feature("b", "b")));
        double[] bySource = new double[2];
        names.addBySource(new double[] {3, 5}, 1, bySource);
        assertThat(bySource).containsExactly(1.5, 6.5);
        assertThatThrownBy(() -> new Feature("x", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The sources (none) of feature \"x\" must be at least one.\n"
                        + "Maybe name the field it was made from.");
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
