// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Segmentation;
import io.nextbestaction.models.Samples;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SegmentProfileTest {
    private static final double NAN = Double.NaN;
    private static final FeatureMatrix ROWS = FeatureMatrix.of(
            FeatureNames.of("age", "country=DE", "constant"),
            new double[] {20, 0, 7, 22, 0, 7, 24, 1, 7, NAN, 0, 7, 60, 1, 7, 62, 1, 7});
    private static final Segmentation TWO = KMeans.of(2)
            .train(FeatureMatrix.of(FeatureNames.of("age"), new double[] {20, 22, 24, 60, 62, 64}), 1, Progress.NONE);

    @Test
    void each_segment_is_compared_with_all_column_by_column() {
        FeatureMatrix ages = FeatureMatrix.of(FeatureNames.of("age"), new double[] {20, 22, 24, 21, 60, 62});
        List<SegmentProfile> profiles = SegmentProfile.of(TWO, ages, ROWS);

        SegmentProfile young = profiles.stream()
                .filter(p -> p.segment().name().equals("low age"))
                .findFirst()
                .orElseThrow();
        assertThat(young.customers()).isEqualTo(4);
        // Five ages are known; Germans are 1 of 4 inside and 3 of 6 in all.
        double mean = (20 + 22 + 24 + 60 + 62) / 5.0;
        double deviation = Math.sqrt(((20 - mean) * (20 - mean)
                        + (22 - mean) * (22 - mean)
                        + (24 - mean) * (24 - mean)
                        + (60 - mean) * (60 - mean)
                        + (62 - mean) * (62 - mean))
                / 5);
        SegmentProfile.Trait age = young.traits().get(0);
        assertThat(age.feature()).isEqualTo("age");
        assertThat(age.inside()).isEqualTo(22);
        assertThat(age.all()).isEqualTo(mean);
        assertThat(age.difference()).isCloseTo((22 - mean) / deviation, Offset.offset(1e-12));
        assertThat(young.traits().get(1)).isEqualTo(new SegmentProfile.Trait("country=DE", true, 0.25, 0.5, -0.5));
        assertThat(young.traits().get(2)).isEqualTo(new SegmentProfile.Trait("constant", false, 7, 7, 0));
        assertThat(young.toString()).isEqualToNormalizingNewlines("""
                        low age: 4 customers
                          age 22 (all 37.6, -0.8 sd)
                          country=DE 25 % (all 50 %, -0.5 sd)
                          constant 7 (all 7, +0.0 sd)""");
    }

    @Test
    void nothing_known_inside_is_unknown_and_comes_last() {
        FeatureMatrix ages = FeatureMatrix.of(FeatureNames.of("age"), new double[] {20, 61});
        FeatureMatrix described = FeatureMatrix.of(FeatureNames.of("a", "b"), new double[] {NAN, 1, 5, 3});
        SegmentProfile.Trait last = SegmentProfile.of(TWO, ages, described)
                .get(TWO.of(new double[] {20}).index())
                .traits()
                .get(1);
        assertThat(last.inside()).isNaN();
        assertThat(last.toString()).startsWith("a unknown (all 5, ");
    }

    @Test
    void rows_that_do_not_fit_are_refused() {
        FeatureMatrix ages = FeatureMatrix.of(FeatureNames.of("age"), new double[] {20, 61});
        assertThatThrownBy(() -> SegmentProfile.of(TWO, ages, ROWS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The described rows (6) must be as many as the rows (2) of the segments.\n"
                        + "Maybe they were filtered apart.");
        assertThatThrownBy(() -> SegmentProfile.of(TWO, Samples.matrix(2, 1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The rows (1 of 2 columns) must be at least one, with the 1 columns");
    }
}
