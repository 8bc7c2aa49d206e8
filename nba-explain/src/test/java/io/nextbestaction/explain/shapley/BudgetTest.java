// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.model.Forest;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BudgetTest {

    @Test
    void what_trees_without_tables_may_take_is_bounded_before_it_is_taken() {
        Forest forest = RandomForests.forest(List.of(RandomForests.deep(new SplittableRandom(1), 60, 60, 1e6)), 60, 0);
        TreePaths paths = TreePaths.of(forest, 0);
        assertThatCode(() -> Budget.check(List.of(paths), null, true)).doesNotThrowAnyException();
        List<TreePaths> many = Collections.nCopies(100_000, paths);
        assertThatThrownBy(() -> Budget.check(many, null, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "The kernels \\(\\d+ bytes\\) of Shapley values for 100000 trees without tables must"
                                + " take at most 2147483648 bytes\\.\nMaybe draw a smaller background, or train fewer or"
                                + " shallower trees\\.");
    }
}
