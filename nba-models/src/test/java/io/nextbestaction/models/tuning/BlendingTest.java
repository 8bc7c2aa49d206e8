// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.features.Features;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.Splits;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.calibration.Platt;
import io.nextbestaction.models.evaluation.BinaryMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlendingTest {
    private static final int ROWS = 300;
    private static final Tables TABLE = Tables.of(ROWS, 3);
    private static final Features RECIPE = Features.all();
    private static final int[] PART_OF =
            IntStream.range(0, ROWS).map(i -> i % 3).toArray();

    /** A trial of each family whose scores are given: the log-odds of a known chance, with noise. */
    private static List<Trial> trials(boolean[] labels, double[] chance, Splits splits, int count) {
        Folds folds = new Folds(TABLE.rows(), labels, splits, 1);
        List<Trial> trials = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            SplittableRandom random = new SplittableRandom(t);
            double[] scores = Arrays.stream(chance)
                    .map(p -> Link.sigmoid(Link.logit(p) + 2 * random.nextGaussian()))
                    .toArray();
            double[][] raw = new double[folds.count()][];
            for (int part = 0; part < raw.length; part++) {
                raw[part] = Arrays.stream(folds.split(part).heldOut())
                        .mapToDouble(row -> scores[row])
                        .toArray();
            }
            Candidate candidate = new Candidate("family " + t, RECIPE, LogisticRegression.classifier());
            trials.add(Trial.of("usual", candidate, 1, new CrossValidation(folds, Platt.scaling(), raw, 1)));
        }
        return trials;
    }

    private static double[] chance() {
        SplittableRandom random = new SplittableRandom(9);
        return random.doubles(ROWS, 0.05, 0.95).toArray();
    }

    private static boolean[] labels(double[] chance) {
        SplittableRandom random = new SplittableRandom(8);
        boolean[] labels = new boolean[ROWS];
        for (int i = 0; i < ROWS; i++) {
            labels[i] = random.nextDouble() < chance[i];
        }
        return labels;
    }

    private static List<Trial> blends(List<Trial> trials) {
        return new Blending(trials.get(0).validation().folds()).of(trials);
    }

    @Test
    void what_judges_a_part_has_not_seen_its_labels() {
        double[] chance = chance();
        boolean[] labels = labels(chance);
        List<Trial> before = blends(trials(labels, chance, Splits.given(PART_OF), 4));
        boolean[] changed = labels.clone();
        for (int i = 1; i < ROWS; i += 3) {
            changed[i] = i % 2 == 0;
        }
        List<Trial> after = blends(trials(changed, chance, Splits.given(PART_OF), 4));
        assertThat(before)
                .extracting(Trial::family)
                .contains("blend", "weighted blend", "stack")
                .isEqualTo(after.stream().map(Trial::family).toList());
        for (int b = 0; b < before.size(); b++) {
            CrossValidation first = before.get(b).validation();
            CrossValidation second = after.get(b).validation();
            assertThat(second.calibrated(1)).isEqualTo(first.calibrated(1));
            assertThat(second.calibrated(0)).isNotEqualTo(first.calibrated(0));
        }
    }

    @Test
    void members_of_independent_noise_are_worth_more_together_and_are_told_so() {
        double[] chance = chance();
        List<Trial> trials = trials(labels(chance), chance, Splits.given(PART_OF), 4);
        double best = trials.stream()
                .mapToDouble(trial -> trial.scores(BinaryMetric.LOG_LOSS).mean())
                .min()
                .orElseThrow();
        Trial four = blends(trials).stream()
                .filter(trial -> trial.members().size() == 4)
                .findFirst()
                .orElseThrow();
        assertThat(four.scores(BinaryMetric.LOG_LOSS).mean()).isLessThan(best - 0.01);
        assertThat(four.seconds()).isEqualTo(4);
    }

    @Test
    void of_ordered_parts_the_first_is_judged_by_plain_means() {
        double[] chance = chance();
        double[] times = IntStream.range(0, ROWS).asDoubleStream().toArray();
        List<Trial> trials = trials(labels(chance), chance, Splits.timeOrdered(times, 3), 3);
        for (Trial blend : blends(trials)) {
            if (blend.members().size() == 3 && blend.family().equals("blend")) {
                double[] judged = blend.validation().calibrated(0);
                for (int i = 0; i < judged.length; i++) {
                    int row = i;
                    double mean = trials.stream()
                            .mapToDouble(t -> t.validation().raw(0)[row])
                            .average()
                            .orElseThrow();
                    assertThat(judged[i]).isCloseTo(mean, within(1e-15));
                }
            }
        }
    }

    @Test
    void greedy_weights_are_those_of_the_best_member_at_every_step() {
        double[] chance = chance();
        boolean[] labels = labels(chance);
        double[][] members = new double[3][];
        for (int m = 0; m < 3; m++) {
            SplittableRandom random = new SplittableRandom(m);
            members[m] = Arrays.stream(chance)
                    .map(p -> Link.sigmoid(Link.logit(p) + random.nextGaussian()))
                    .toArray();
        }
        List<Integer> bag = new ArrayList<>();
        List<Integer> best = List.of();
        for (int step = 0; step < 25; step++) {
            int chosen = IntStream.range(0, 3)
                    .boxed()
                    .min(Comparator.comparingDouble(m -> loss(members, labels, with(bag, m))))
                    .orElseThrow();
            bag.add(chosen);
            if (best.isEmpty() || loss(members, labels, bag) < loss(members, labels, best)) {
                best = List.copyOf(bag);
            }
        }
        MemberWeights weights = MemberWeights.greedy(members, labels, 5);
        for (int m = 0; m < 3; m++) {
            int member = m;
            double share = best.stream().filter(x -> x == member).count() / (double) best.size();
            assertThat(weights.of(m)).isCloseTo(share, within(1e-15));
        }
        MemberWeights one = MemberWeights.greedy(members, labels, 1);
        assertThat(one.withoutIdle().values()).containsExactly(1.0);
    }

    private static List<Integer> with(List<Integer> bag, int member) {
        List<Integer> more = new ArrayList<>(bag);
        more.add(member);
        return more;
    }

    private static double loss(double[][] members, boolean[] labels, List<Integer> bag) {
        double loss = 0;
        for (int i = 0; i < labels.length; i++) {
            int row = i;
            double p = bag.stream().mapToDouble(m -> members[m][row]).sum() / bag.size();
            loss -= Math.log(labels[i] ? p : 1 - p);
        }
        return loss;
    }
}
