// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BinnedBayesTest {
    private static final BinnedBayes ONE = new BinnedBayes(40, 260, new long[][] {{30, 10}}, new long[][] {{70, 190}});

    @Test
    void one_predictor_gives_the_golden_contribution_score_and_propensity() {
        assertThat(ONE.contribution(0, 0)).isCloseTo(1.0130623144135287, within(1e-15));
        assertThat(ONE.score(0)).isCloseTo(-0.41894301310242854, within(1e-15));
        assertThat(BinnedBayes.binPropensity(30, 70)).isEqualTo(0.30198019801980197);
    }

    @Test
    void smoothing_starts_below_the_given_propensity_and_gives_way_to_the_learnt_one() {
        assertThat(BinnedBayes.smoothed(50, 0.30, 0, 0.7)).isCloseTo(0.2941176470588235, within(1e-16));
        assertThat(BinnedBayes.smoothed(50, 0.30, 50, 0.10)).isCloseTo(0.19801980198019803, within(1e-16));
        assertThat(BinnedBayes.smoothed(50, 0.30, 1e9, 0.10)).isCloseTo(0.10, within(1e-6));
    }

    @Test
    void the_score_is_the_mean_of_the_prior_and_the_contributions() {
        SplittableRandom random = new SplittableRandom(1);
        for (int run = 0; run < 200; run++) {
            int predictors = random.nextInt(5);
            long[][] pos = new long[predictors][];
            long[][] neg = new long[predictors][];
            int[] bins = new int[predictors];
            double product = (1.0 + run) / (1.0 + 3 * run);
            for (int p = 0; p < predictors; p++) {
                int size = 1 + random.nextInt(4);
                pos[p] = random.longs(size, 0, 500).toArray();
                neg[p] = random.longs(size, 0, 500).toArray();
                bins[p] = random.nextInt(size);
                double allPos = 1;
                double allNeg = 1;
                for (int b = 0; b < size; b++) {
                    allPos += pos[p][b];
                    allNeg += neg[p][b];
                }
                product *= (pos[p][bins[p]] + 1.0 / size) / allPos / ((neg[p][bins[p]] + 1.0 / size) / allNeg);
            }
            double score = new BinnedBayes(run, 3L * run, pos, neg).score(bins);
            assertThat(Math.pow(Math.exp(score), 1 + predictors)).isCloseTo(product, within(1e-9 * product));
        }
    }

    @Test
    void tables_that_do_not_fit_are_refused() {
        assertThatThrownBy(() -> new BinnedBayes(1, 1, new long[][] {{1}}, new long[][] {{1, 2}}))
                .hasMessage("The counts of positives (1 predictors) and negatives (1) must be at least 0 and have the"
                        + " same predictors and bins.\nMaybe a predictor is active in one table only.");
        assertThatThrownBy(() -> ONE.score())
                .hasMessage("The bins (0) must be as many as the active predictors (1).\n"
                        + "Maybe leave out the bins of predictors that are not active.");
    }
}
