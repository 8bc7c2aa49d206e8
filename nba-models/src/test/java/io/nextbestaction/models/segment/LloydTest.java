// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.models.Samples;
import io.nextbestaction.models.internal.Standard;
import io.nextbestaction.models.tribuo.TribuoKMeans;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LloydTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void it_finds_the_best_of_all_partitions_of_few_rows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = random.doubles(16).toArray();
        Clustering found = new Lloyd(values, 2).best(3, 30, random);
        double least = Double.POSITIVE_INFINITY;
        for (int code = 0; code < 6561; code++) {
            int[] clusters = new int[8];
            for (int i = 0, rest = code; i < 8; i++, rest /= 3) {
                clusters[i] = rest % 3;
            }
            least = Math.min(least, Spread.of(values, 2, clusters, 3).within());
        }
        assertThat(found.inertia()).isCloseTo(least, Offset.offset(1e-12));
    }

    @Test
    void it_is_as_good_as_tribuo() {
        var features = Samples.withMissing(2_000, 6, 7).features();
        double[] scaled = Standard.of(features).scale(features);
        SplittableRandom random = new SplittableRandom(1);
        TribuoKMeans tribuo = new TribuoKMeans(scaled, 6);
        for (int k : new int[] {2, 5, 9}) {
            double theirs = Double.POSITIVE_INFINITY;
            for (int run = 0; run < 5; run++) {
                theirs = Math.min(
                        theirs,
                        Clustering.of(scaled, tribuo.centres(k, random.nextLong()))
                                .inertia());
            }
            assertThat(new Lloyd(scaled, 6).best(k, 5, random).inertia()).isLessThan(1.001 * theirs);
        }
    }

    @Test
    void every_centre_is_the_mean_of_its_rows() {
        double[] values = Samples.stream(900, 5);
        Clustering found = new Lloyd(values, 3).run(6, new SplittableRandom(1));
        double[][] means = Spread.of(values, 3, found.clusters(), found.size()).centres();
        for (int c = 0; c < 6; c++) {
            assertThat(Samples.worst(found.centres()[c], means[c])).isLessThan(1e-12);
        }
        assertThat(found.counts()).doesNotContain(0);
    }

    @Test
    void fewer_distinct_rows_than_centres_give_fewer_centres() {
        Clustering found = new Lloyd(new double[] {1, 1, 5, 5, 5}, 1).best(4, 3, new SplittableRandom(1));
        assertThat(found.counts()).containsExactly(3, 2);
        assertThat(found.inertia()).isZero();
    }
}
