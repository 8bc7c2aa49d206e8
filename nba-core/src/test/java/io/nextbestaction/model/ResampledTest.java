// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResampledTest {
    private static final TrainingSet DATA = new TrainingSet(
            FeatureMatrix.of(FeatureNames.of("x"), new double[] {1, 2, 3}), new boolean[] {true, false, false});

    /** Keeps rows from a position on, and remembers its seeds. */
    private record Tail(int from, List<Long> seeds) implements Sampler {
        @Override
        public String describe() {
            return "tail " + from;
        }

        @Override
        public TrainingSet sample(TrainingSet data, long seed) {
            seeds.add(seed);
            int[] positions = new int[data.rows() - from];
            for (int i = 0; i < positions.length; i++) {
                positions[i] = from + i;
            }
            return data.select(positions);
        }
    }

    /** Remembers what it was trained on. */
    private record Listening(List<TrainingSet> seen) implements ClassifierTrainer {
        @Override
        public String describe() {
            return "listening";
        }

        @Override
        public Scorer train(TrainingSet data, long seed, Progress progress) {
            seen.add(data);
            return LinearModel.of(new double[1], 0, new double[1], Link.LOGISTIC);
        }

        @Override
        public Calibrator calibrator() {
            return (probabilities, labels, fittedOn) -> new PlattLine(1, 0, fittedOn, labels.length);
        }
    }

    @Test
    void trains_on_the_rows_the_sampler_gives() {
        Listening trainer = new Listening(new ArrayList<>());
        Tail tail = new Tail(1, new ArrayList<>());
        Resampled resampled = Resampled.of(tail, trainer);

        resampled.train(DATA, 7, Progress.NONE);

        assertThat(trainer.seen().get(0).features().values()).containsExactly(2, 3);
        assertThat(tail.seeds()).containsExactly(7L);
        assertThat(resampled.describe()).isEqualTo("listening on rows resampled by tail 1");
        assertThat(resampled.sampler()).isSameAs(tail);
        assertThat(resampled.trainer()).isSameAs(trainer);
        assertThat(resampled
                        .calibrator()
                        .fit(new double[3], new boolean[3], "held-out rows")
                        .rows())
                .isEqualTo(3);
    }

    @Test
    void a_chain_samples_what_the_first_gives_with_another_seed() {
        List<Long> seeds = new ArrayList<>();
        Sampler chain = new Tail(1, seeds).then(new Tail(1, seeds));

        assertThat(chain.sample(DATA, 7).features().values()).containsExactly(3);
        assertThat(chain.describe()).isEqualTo("tail 1, then tail 1");
        assertThat(seeds).hasSize(2).doesNotHaveDuplicates();
    }
}
