// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitsTest {
    private static final int FOLDS = 5;
    private static final boolean[] LABELS = labels(203);

    private static boolean[] labels(int size) {
        boolean[] labels = new boolean[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % 7 < 2;
        }
        return labels;
    }

    private static int events(boolean[] labels, int[] rows) {
        return (int) Arrays.stream(rows).filter(row -> labels[row]).count();
    }

    private static void partition(List<Split> splits, int[] among) {
        List<Integer> heldOut = new ArrayList<>();
        for (Split split : splits) {
            Arrays.stream(split.heldOut()).forEach(heldOut::add);
            int[] both = IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.heldOut()))
                    .sorted()
                    .toArray();
            assertThat(both).isEqualTo(among);
        }
        Collections.sort(heldOut);
        assertThat(heldOut)
                .containsExactlyElementsOf(Arrays.stream(among).boxed().toList());
    }

    @Test
    void every_row_is_held_out_once_and_learnt_from_in_all_other_folds() {
        partition(
                Splits.stratified(FOLDS).of(LABELS, 1), IntStream.range(0, 203).toArray());
        int[] some = IntStream.range(20, 180).filter(i -> i % 3 != 0).toArray();
        partition(Splits.stratified(FOLDS).of(LABELS, some, 1), some);
    }

    @Test
    void each_class_is_spread_evenly() {
        int all = events(LABELS, IntStream.range(0, 203).toArray());
        for (Split split : Splits.stratified(FOLDS).of(LABELS, 2)) {
            assertThat(events(LABELS, split.heldOut())).isBetween(all / FOLDS, all / FOLDS + 1);
            assertThat(split.heldOut().length).isBetween(203 / FOLDS, 203 / FOLDS + 1);
        }
    }

    @Test
    void several_classes_are_each_spread_evenly() {
        int[] labels = IntStream.range(0, 203).map(i -> i * i % 7 % 4).toArray();
        List<Split> splits = Split.stratified(labels, FOLDS, 2);
        partition(splits, IntStream.range(0, 203).toArray());
        for (int c = 0; c < 4; c++) {
            int label = c;
            int all = (int) Arrays.stream(labels).filter(l -> l == label).count();
            for (Split split : splits) {
                assertThat((int) Arrays.stream(split.heldOut())
                                .filter(row -> labels[row] == label)
                                .count())
                        .isBetween(all / FOLDS, all / FOLDS + 1);
            }
        }
        assertThatThrownBy(() -> Split.stratified(labels, 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The folds (1) must be at least 2.\nMaybe 5 is meant.");
    }

    @Test
    void a_share_of_each_class_is_held_out_once() {
        List<Split> splits = Splits.heldOut(0.25).of(LABELS, 3);
        assertThat(splits).hasSize(1);
        partitionOfOne(splits.get(0));
        int all = events(LABELS, IntStream.range(0, 203).toArray());
        assertThat(events(LABELS, splits.get(0).heldOut())).isEqualTo((int) Math.round(0.25 * all));
        assertThat(splits.get(0).heldOut()).hasSizeBetween(50, 52);
        // However small the share, one row of each class is held out.
        assertThat(Splits.heldOut(1e-6).of(LABELS, 3).get(0).heldOut()).hasSize(2);
        assertThatThrownBy(() -> Splits.heldOut(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The share (1.0) that is held out must be above 0 and below 1.\nMaybe 0.2 is meant.");
        assertThatThrownBy(() -> Splits.heldOut(0.5).of(new boolean[] {true, false, false}, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The rows with the event (1) must be at least 2, one to learn from and one to hold out.\n"
                        + "Maybe find more of them.");
    }

    private static void partitionOfOne(Split split) {
        assertThat(IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.heldOut()))
                        .sorted()
                        .toArray())
                .isEqualTo(IntStream.range(0, 203).toArray());
    }

    @Test
    void the_seed_alone_decides_the_folds() {
        int[] first = Splits.stratified(FOLDS).of(LABELS, 3).get(0).heldOut();
        assertThat(Splits.stratified(FOLDS).of(LABELS, 3).get(0).heldOut()).isEqualTo(first);
        assertThat(Splits.stratified(FOLDS).of(LABELS, 4).get(0).heldOut()).isNotEqualTo(first);
    }

    @Test
    void rows_in_a_periodic_order_do_not_fall_into_one_fold() {
        // Dealt out in order, every fifth row of a class would meet in one fold.
        boolean[] labels = new boolean[100];
        Arrays.fill(labels, 0, 50, true);
        int[] inside = Splits.stratified(FOLDS).of(labels, 5).get(0).heldOut();
        assertThat(Arrays.stream(inside).map(row -> row % FOLDS).distinct().count())
                .isGreaterThan(1);
    }

    @Test
    void no_group_is_ever_parted_and_folds_are_about_even() {
        SplittableRandom random = new SplittableRandom(8);
        for (int round = 0; round < 20; round++) {
            boolean[] labels = new boolean[600];
            List<String> groups = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                int group = random.nextInt(1 + random.nextInt(120));
                groups.add("g" + group);
                labels[i] = random.nextInt(100) < 10 + group % 30;
            }
            List<Split> splits = Splits.grouped(groups, 4).of(labels, round);
            partition(splits, IntStream.range(0, 600).toArray());
            for (Split split : splits) {
                Set<String> learnt = new HashSet<>();
                Arrays.stream(split.training()).forEach(row -> learnt.add(groups.get(row)));
                assertThat(Arrays.stream(split.heldOut()).mapToObj(groups::get)).doesNotContainAnyElementsOf(learnt);
                assertThat(split.heldOut().length).isBetween(110, 190);
            }
        }
    }

    @Test
    void time_ordered_splits_learn_from_what_is_earlier_only_and_never_part_a_day() {
        SplittableRandom random = new SplittableRandom(9);
        double[] days = random.doubles(203).map(u -> Math.floor(60 * u)).toArray();
        List<Split> expanding = Splits.timeOrdered(days, 4).of(LABELS, 1);
        List<Split> sliding = Splits.slidingWindow(days, 4, 2).of(LABELS, 1);
        assertThat(Splits.timeOrdered(days, 4).ordered()).isTrue();
        assertThat(expanding).hasSize(4);
        for (int fold = 0; fold < 4; fold++) {
            for (Split split : List.of(expanding.get(fold), sliding.get(fold))) {
                double latest = Arrays.stream(split.training())
                        .mapToDouble(row -> days[row])
                        .max()
                        .orElseThrow();
                double earliest = Arrays.stream(split.heldOut())
                        .mapToDouble(row -> days[row])
                        .min()
                        .orElseThrow();
                assertThat(latest).isLessThan(earliest);
            }
            assertThat(sliding.get(fold).heldOut())
                    .isEqualTo(expanding.get(fold).heldOut());
        }
        assertThat(expanding.get(3).training().length).isGreaterThan(140);
        assertThat(sliding.get(3).training().length).isLessThan(100);
    }

    @Test
    void given_folds_are_held_out_in_order_of_their_numbers() {
        int[] folds = IntStream.range(0, 203).map(i -> 10 * (i % 3)).toArray();
        List<Split> splits = Splits.given(folds).of(LABELS, 1);
        partition(splits, IntStream.range(0, 203).toArray());
        assertThat(splits.get(1).heldOut()).startsWith(1, 4, 7);
    }

    @Test
    void repeated_splits_shuffle_anew_and_begin_with_the_unrepeated_ones() {
        List<Split> repeated = Splits.stratified(FOLDS).repeated(3).of(LABELS, 6);
        assertThat(repeated).extracting(Split::repetition).containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2);
        assertThat(repeated.get(0).heldOut())
                .isEqualTo(Splits.stratified(FOLDS).of(LABELS, 6).get(0).heldOut());
        assertThat(repeated.get(5).heldOut()).isNotEqualTo(repeated.get(0).heldOut());
        for (int r = 0; r < 3; r++) {
            partition(
                    repeated.subList(FOLDS * r, FOLDS * (r + 1)),
                    IntStream.range(0, 203).toArray());
        }
    }

    @Test
    void what_cannot_be_split_is_refused() {
        refused(() -> Splits.stratified(1), "The folds (1) must be at least 2.\nMaybe 5 is meant.");
        refused(
                () -> Splits.stratified(5).of(new boolean[] {true, false, true}, 1),
                "The rows (3) must be at least as many as the folds (5).\nMaybe use fewer folds.");
        boolean[] rare = new boolean[50];
        rare[7] = true;
        rare[9] = true;
        refused(
                () -> Splits.stratified(5).of(rare, 1),
                "The rows with the event (2) must be at least as many as the folds (5).\nMaybe use fewer folds.");
        refused(
                () -> Splits.grouped(Collections.nCopies(50, "one"), 5).of(rare, 1),
                "The groups (1) must be at least as many as the folds (5).\nMaybe use fewer folds.");
        refused(
                () -> Splits.grouped(List.of("a"), 5).of(rare, 1),
                "The groups (1) of the splits must be as many as the rows (50).\nMaybe they belong to another table.");
        refused(
                () -> Splits.given(IntStream.range(0, 50).map(i -> i / 25).toArray())
                        .of(rare, 1),
                "The training part of fold 1 of 2 (0 of 25 rows with the event) must hold both classes.\n"
                        + "Maybe use fewer folds, or find more rows of the rare class.");
        refused(
                () -> Splits.timeOrdered(new double[] {1, Double.NaN}, 2),
                "The time (missing) of row 2 must be known to split by time.\n"
                        + "Maybe leave out the rows without a date.");
        refused(
                () -> Splits.timeOrdered(new double[50], 2).of(rare, 1),
                "The times (1 distinct over 50 rows) must allow 3 blocks of rows in order of time.\n"
                        + "Maybe use fewer folds.");
        refused(
                () -> Splits.slidingWindow(new double[50], 2, 0),
                "The window (0 blocks) to learn from must be at least 1.\nMaybe 3 is meant.");
        refused(
                () -> Splits.stratified(2).repeated(0),
                "The repetitions (0) of splits must be at least 1.\nMaybe 5 is meant.");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
