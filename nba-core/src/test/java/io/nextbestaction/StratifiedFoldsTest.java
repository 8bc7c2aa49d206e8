// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StratifiedFoldsTest {
    private static final int FOLDS = 5;
    private static final boolean[] LABELS = labels(203);

    private static boolean[] labels(int size) {
        boolean[] labels = new boolean[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % 7 < 2;
        }
        return labels;
    }

    @Test
    void every_row_is_inside_exactly_one_fold_and_outside_the_others() {
        StratifiedFolds folds = new StratifiedFolds(LABELS, FOLDS, 1);
        int[] inside = new int[LABELS.length];
        for (int fold = 0; fold < folds.count(); fold++) {
            Arrays.stream(folds.inside(fold)).forEach(row -> inside[row]++);
            int[] both = IntStream.concat(Arrays.stream(folds.inside(fold)), Arrays.stream(folds.outside(fold)))
                    .sorted()
                    .toArray();
            assertThat(both).isEqualTo(IntStream.range(0, LABELS.length).toArray());
        }
        assertThat(inside).containsOnly(1);
    }

    @Test
    void each_class_is_spread_evenly() {
        StratifiedFolds folds = new StratifiedFolds(LABELS, FOLDS, 2);
        int all = (int) IntStream.range(0, LABELS.length).filter(i -> LABELS[i]).count();
        for (int fold = 0; fold < FOLDS; fold++) {
            int[] inside = folds.inside(fold);
            int positives = (int) Arrays.stream(inside).filter(i -> LABELS[i]).count();
            assertThat(positives).isBetween(all / FOLDS, all / FOLDS + 1);
            assertThat(inside.length).isBetween(LABELS.length / FOLDS, LABELS.length / FOLDS + 1);
        }
    }

    @Test
    void the_seed_alone_decides_the_folds() {
        int[] first = new StratifiedFolds(LABELS, FOLDS, 3).inside(0);
        assertThat(new StratifiedFolds(LABELS, FOLDS, 3).inside(0)).isEqualTo(first);
        assertThat(new StratifiedFolds(LABELS, FOLDS, 4).inside(0)).isNotEqualTo(first);
    }

    @Test
    void rows_in_a_periodic_order_do_not_fall_into_one_fold() {
        // Dealt out in order, every fifth row of a class would meet in one fold.
        boolean[] labels = new boolean[100];
        Arrays.fill(labels, 0, 50, true);
        int[] inside = new StratifiedFolds(labels, FOLDS, 5).inside(0);
        assertThat(Arrays.stream(inside).map(row -> row % FOLDS).distinct().count())
                .isGreaterThan(1);
    }
}
