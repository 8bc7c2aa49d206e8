// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlendTest {
    private static final int INPUTS = 5;
    private final SplittableRandom random = new SplittableRandom(1);

    private LinearModel linear(int inputs) {
        double[] weights = random.doubles(inputs, -1, 1).toArray();
        return LinearModel.of(weights, random.nextDouble(-1, 1), new double[inputs], Link.LOGISTIC);
    }

    private Forest forest() {
        Forest.Builder forest = Forest.builder(INPUTS, Link.IDENTITY, 0.2);
        for (int t = 0; t < 40; t++) {
            forest.tree(
                    new int[] {random.nextInt(INPUTS), -1, random.nextInt(INPUTS), -1, -1},
                    new double[] {random.nextDouble(-1, 1), 0.004, random.nextDouble(-1, 1), 0.01, 0.02},
                    new boolean[] {random.nextBoolean(), false, random.nextBoolean(), false, false},
                    new int[] {1, -1, 3, -1, -1},
                    new int[] {2, -1, 4, -1, -1},
                    new double[] {5, 2, 3, 1, 2});
        }
        return forest.build();
    }

    private List<ProbabilityModel> members() {
        List<ProbabilityModel> members = new ArrayList<>();
        for (Calibration calibration : CalibrationTest.everyKind()) {
            Scorer scorer = members.size() % 2 == 0 ? linear(INPUTS) : forest();
            members.add(new ProbabilityModel(scorer, calibration));
        }
        return members;
    }

    /** A mean, a stack over it, and a stack over both. */
    private List<Blend> blends() {
        List<ProbabilityModel> members = members();
        Blend mean = Blend.mean(members);
        Blend stack = Blend.of(Link.LOGISTIC, -0.3, new double[] {0.7, 0, 1.4}, members.subList(0, 3));
        Calibration line = new PlattLine(1.2, 0.1, "held-out rows", 10);
        Blend both = Blend.of(
                Link.IDENTITY,
                0,
                new double[] {0.25, 0.5, 0.25},
                List.of(new ProbabilityModel(mean, line), new ProbabilityModel(stack, line), members.get(1)));
        return List.of(mean, stack, both);
    }

    private FeatureMatrix rows(int rows) {
        double[] values = new double[rows * (INPUTS + 1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(6) == 0 ? Double.NaN : random.nextDouble(-2, 2);
        }
        return FeatureMatrix.of(FeatureNames.of("a", "b", "c", "d", "e", "beyond"), values);
    }

    @Test
    void a_mean_is_the_mean_and_a_stack_the_sum_of_log_odds() {
        List<Blend> blends = blends();
        FeatureMatrix rows = rows(500);
        double[] row = new double[rows.columns()];
        for (int i = 0; i < rows.rows(); i++) {
            rows.row(i, row);
            double sum = 0;
            for (ProbabilityModel member : blends.get(0).members()) {
                sum += member.probability(row) / blends.get(0).members().size();
            }
            assertThat(blends.get(0).probability(row)).isCloseTo(sum, within(1e-15));
            double logOdds = -0.3;
            for (int m = 0; m < 3; m++) {
                double p = blends.get(1).members().get(m).probability(row);
                double clipped = Math.min(1 - 1e-6, Math.max(1e-6, p));
                logOdds += new double[] {0.7, 0, 1.4}[m] * Math.log(clipped / (1 - clipped));
            }
            assertThat(blends.get(1).margin(row)).isCloseTo(logOdds, within(1e-9));
            assertThat(blends.get(1).probability(row)).isCloseTo(1 / (1 + Math.exp(-logOdds)), within(1e-10));
        }
    }

    @Test
    void one_row_a_scratch_and_a_batch_give_the_same_bits() {
        FeatureMatrix rows = rows(300);
        Scratch scratch = new Scratch();
        double[] row = new double[rows.columns()];
        for (Blend blend : blends()) {
            double[] out = new double[rows.rows()];
            double[] parallel = new double[rows.rows()];
            blend.margins(rows, 7, 300, out, scratch);
            blend.margins(rows, parallel, Runnable::run, 3);
            assertThat(out).startsWith(0, 0, 0, 0, 0, 0, 0);
            for (int i = 0; i < rows.rows(); i++) {
                rows.row(i, row);
                assertThat(blend.margin(row, scratch)).isEqualTo(blend.margin(row));
                assertThat(parallel[i]).isEqualTo(blend.margin(row));
                assertThat(i < 7 || out[i] == blend.margin(row)).isTrue();
            }
        }
    }

    @Test
    void scoring_with_a_scratch_allocates_nothing() {
        Blend blend = blends().get(2);
        FeatureMatrix rows = rows(64);
        double[] row = new double[rows.columns()];
        double[] out = new double[64];
        Scratch scratch = new Scratch();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        double sum = 0;
        long before = 0;
        for (int i = 0; i < 60; i++) {
            if (i == 40) {
                before = threads.getThreadAllocatedBytes(thread);
            }
            rows.row(i, row);
            sum += blend.margin(row, scratch);
            blend.margins(rows, 0, 64, out, scratch);
        }
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertThat(sum).isNotNaN();
        assertThat(allocated).isLessThan(20 * 64);
    }

    @Test
    void members_that_do_not_fit_are_refused() {
        List<ProbabilityModel> members = members().subList(0, 2);
        assertThatThrownBy(() -> Blend.mean(List.of()))
                .hasMessage("The members (0) and weights (0) of a blend must be as many, 1 to 100.");
        assertThatThrownBy(() -> Blend.of(Link.LOGISTIC, 0, new double[] {1, -1}, members))
                .hasMessage("The weight (-1.0) of a blend's member must be finite and at least 0.\n"
                        + "Maybe leave the member out.");
        assertThatThrownBy(() -> Blend.of(Link.IDENTITY, 0, new double[] {1, 1}, members))
                .hasMessage("The bias (0.0) and weights (sum 2.0) of a blend must be finite, and of a mean 0 and 1.\n"
                        + "Maybe divide the weights by their sum.");
        ProbabilityModel narrow = new ProbabilityModel(linear(4), members.get(0).calibration());
        assertThatThrownBy(() -> Blend.mean(List.of(members.get(0), narrow)))
                .hasMessage("The inputs (4) of a scorer must be those of its siblings (5).\n"
                        + "Maybe they were trained behind different pipelines.");
        ProbabilityModel inner = members.get(0);
        for (int i = 0; i < 4; i++) {
            inner = new ProbabilityModel(Blend.mean(List.of(inner)), inner.calibration());
        }
        ProbabilityModel deepest = inner;
        assertThatThrownBy(() -> Blend.mean(List.of(deepest)))
                .hasMessage("The blends (5) within each other must be at most 4.\n"
                        + "Maybe give the members of the inner blend to the outer one.");
    }

    @Test
    void a_blend_holds_training_rows_if_a_member_does_however_deep() {
        Calibration calibration = members().get(0).calibration();
        Scorer rows =
                Neighbors.of(new double[INPUTS], new double[] {1}, 1, false, new double[INPUTS], new double[INPUTS]);
        Scorer supports =
                KernelMachine.of(new double[INPUTS], new double[] {1}, 0, 1, new double[INPUTS], new double[INPUTS]);
        for (Scorer holder : List.of(rows, supports)) {
            Blend inner = Blend.mean(List.of(members().get(0), new ProbabilityModel(holder, calibration)));
            assertThat(holder.holdsTrainingRows()).isTrue();
            assertThat(Blend.mean(List.of(
                                    new ProbabilityModel(inner, calibration),
                                    members().get(1)))
                            .holdsTrainingRows())
                    .isTrue();
        }
        assertThat(Blend.mean(members()).holdsTrainingRows()).isFalse();
    }
}
