// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Segment;
import io.nextbestaction.model.Segmentation;
import io.nextbestaction.models.RealData;
import io.nextbestaction.models.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class KMeansTest {

    @Test
    void the_mall_has_five_segments() {
        RealData.Table mall = RealData.csv("mall/Mall_Customers.csv");
        double[] income = mall.numbers("Annual Income (k$)");
        double[] score = mall.numbers("Spending Score (1-100)");
        double[] values = new double[400];
        for (int i = 0; i < 200; i++) {
            values[2 * i] = income[i];
            values[2 * i + 1] = score[i];
        }
        FeatureMatrix rows = FeatureMatrix.of(FeatureNames.of("Annual Income (k$)", "Spending_Score"), values);

        Segmentation found = KMeans.between(2, 10).train(rows, 1, Progress.NONE);

        assertThat(found.choice())
                .startsWith("k = 5 by the largest mean silhouette over 200 rows: 2 0.")
                .contains(" 5 0.555,");
        assertThat(found.segments()).extracting(Segment::size).containsExactly(81L, 39L, 35L, 23L, 22L);
        assertThat(found.segments())
                .extracting(Segment::name)
                .containsExactly(
                        "typical",
                        "high spending score, high annual income (k$)",
                        "low spending score, high annual income (k$)",
                        "low annual income (k$), low spending score",
                        "low annual income (k$), high spending score");
        assertThat(inertia(rows, found)).isCloseTo(44_448.46, Offset.offset(0.005));
        assertThat(scaledInertia(rows, found)).isCloseTo(65.568, Offset.offset(0.0005));
    }

    @Test
    void other_criteria_choose_from_the_range_too() {
        FeatureMatrix rows = groups(3, 400);
        for (Criterion criterion : Criterion.values()) {
            Segmentation found =
                    KMeans.between(2, 6).withRestarts(3).by(criterion).train(rows, 1, Progress.NONE);
            assertThat(found.segments()).as(criterion.label()).hasSize(3);
        }
        assertThat(KMeans.between(2, 6)
                        .by(Criterion.ELBOW)
                        .train(rows, 1, Progress.NONE)
                        .choice())
                .isEqualTo("k = 3 by the elbow");
        assertThat(KMeans.between(2, 6)
                        .by(Criterion.VOTE)
                        .train(rows, 1, Progress.NONE)
                        .choice())
                .isEqualTo("k = 3, 5 of 5 votes (silhouette 3, gap 3, Calinski-Harabasz 3, Davies-Bouldin 3, elbow 3);"
                        + " refits on other customers agree to 1.00.");
    }

    @Test
    void rows_without_groups_get_the_least_number_asked_for_by_the_gap() {
        FeatureMatrix rows = Samples.matrix(2, Samples.stream(600, 3));
        Segmentation found = KMeans.between(2, 6).by(Criterion.GAP).train(rows, 1, Progress.NONE);
        assertThat(found.choice()).isEqualTo("k = 2 by the gap, which sees no segments: the least asked for");
        assertThat(found.segments()).hasSize(2);
    }

    @Test
    void columns_of_one_scale_are_taken_as_they_are() {
        SplittableRandom random = new SplittableRandom(3);
        double[] values = new double[400];
        for (int i = 0; i < 200; i++) {
            values[2 * i] = random.nextInt(2) * 100 + random.nextGaussian();
            values[2 * i + 1] = random.nextInt(2) * 10 + random.nextGaussian();
        }
        FeatureMatrix rows = Samples.matrix(2, values);
        Segmentation found = KMeans.of(2).unscaled().train(rows, 1, Progress.NONE);
        assertThat(found.centroids().weight(0)).isEqualTo(1);
        assertThat(found.centroids().weight(1)).isEqualTo(1);
        assertThat(found.of(new double[] {0, 0})).isEqualTo(found.of(new double[] {0, 10}));
        assertThat(KMeans.of(2).unscaled().describe()).isEqualTo("k-means (k = 2, best of 10, unscaled)");
    }

    private static FeatureMatrix groups(int groups, int rows) {
        SplittableRandom random = new SplittableRandom(3);
        double[] values = new double[rows * groups];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < groups; j++) {
                values[groups * i + j] = random.nextGaussian() + (j == i % groups ? 40 : 0);
            }
        }
        return Samples.matrix(groups, values);
    }

    @Test
    void clear_groups_are_found_among_missing_values() {
        SplittableRandom random = new SplittableRandom(3);
        double[] values = new double[6_000 * 3];
        for (int i = 0; i < 6_000; i++) {
            int group = i % 3;
            for (int j = 0; j < 3; j++) {
                values[3 * i + j] =
                        random.nextInt(100) == 0 ? Double.NaN : random.nextGaussian() + (j == group ? 40 : 0);
            }
        }
        Segmentation found = KMeans.between(2, 6).train(Samples.matrix(3, values), 1, Progress.NONE);
        assertThat(found.choice()).startsWith("k = 3 by the largest mean silhouette over 4000 rows");
        assertThat(found.segments())
                .extracting(segment -> segment.name().substring(0, 9))
                .containsExactlyInAnyOrder("high x0, ", "high x1, ", "high x2, ");
        assertThat(found.segments().stream().mapToLong(Segment::size).sum()).isEqualTo(6_000);
        assertThat(found.segments().stream().mapToDouble(Segment::share).sum()).isCloseTo(1, Offset.offset(1e-12));
    }

    @Test
    void training_twice_gives_the_same_bits() {
        FeatureMatrix rows = Samples.withMissing(5_000, 6, 1).features();
        Segmentation first = KMeans.between(2, 4).withRestarts(3).train(rows, 5, Progress.NONE);
        Segmentation second = KMeans.between(2, 4).withRestarts(3).train(rows, 5, Progress.NONE);
        assertThat(second.choice()).isEqualTo(first.choice());
        assertThat(second.segments()).isEqualTo(first.segments());
        for (int k = 0; k < first.centroids().size(); k++) {
            for (int j = 0; j < 6; j++) {
                assertThat(second.centroids().centre(k, j))
                        .isEqualTo(first.centroids().centre(k, j));
                assertThat(second.centroids().weight(j))
                        .isEqualTo(first.centroids().weight(j));
            }
        }
    }

    @Test
    void levels_are_not_scaled_up_into_segments_of_their_own() {
        SplittableRandom random = new SplittableRandom(3);
        double[] values = new double[900 * 5];
        for (int i = 0; i < 900; i++) {
            double shift = random.nextBoolean() ? 4 : 0;
            values[5 * i] = random.nextGaussian() + shift;
            values[5 * i + 1] = random.nextGaussian() - shift;
            values[5 * i + 2 + i % 3] = 1;
        }
        Segmentation found = KMeans.between(2, 5).train(Samples.matrix(5, values), 1, Progress.NONE);
        assertThat(found.segments()).hasSize(2);
        assertThat(found.of(new double[] {5, -5, 1, 0, 0})).isNotEqualTo(found.of(new double[] {-1, 1, 1, 0, 0}));
        assertThat(found.of(new double[] {5, -5, 1, 0, 0})).isEqualTo(found.of(new double[] {5, -5, 0, 0, 1}));
        assertThat(found.centroids().weight(2)).isEqualTo(1);
    }

    @Test
    void a_constant_or_unknown_column_has_no_say() {
        double nan = Double.NaN;
        FeatureMatrix rows = Samples.matrix(3, 1, 7, nan, 1.1, 7, nan, 9, 7, nan, 9.1, nan, nan);
        Segmentation found = KMeans.of(2).train(rows, 1, Progress.NONE);
        assertThat(found.centroids().weight(1)).isZero();
        assertThat(found.centroids().weight(2)).isZero();
        assertThat(found.of(new double[] {1, 700, 700}).name()).isEqualTo("low x0");
        assertThat(found.of(new double[] {9, nan, nan}).name()).isEqualTo("high x0");
        assertThat(found.choice()).isEqualTo("k = 2 as asked");
    }

    @Test
    void more_restarts_never_raise_the_inertia_of_the_same_seed() {
        FeatureMatrix rows = Samples.withMissing(600, 5, 2).features();
        double one = scaledInertia(rows, KMeans.of(7).withRestarts(1).train(rows, 1, Progress.NONE));
        double many = scaledInertia(rows, KMeans.of(7).withRestarts(20).train(rows, 1, Progress.NONE));
        assertThat(many).isLessThanOrEqualTo(one);
    }

    @Test
    void fewer_distinct_rows_than_segments_are_refused_and_a_range_stops_at_them() {
        FeatureMatrix rows = Samples.matrix(1, 1, 1, 1, 5, 5, 8);
        assertThatThrownBy(() -> KMeans.of(4).train(rows, 1, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The distinct rows (3) of the training set must be at least as many as the segments (4).\n"
                        + "Maybe ask for fewer segments, or keep more features.");
        assertThat(KMeans.between(2, 10).train(rows, 1, Progress.NONE).segments())
                .hasSizeLessThanOrEqualTo(3);
        assertThat(KMeans.of(3).train(rows, 1, Progress.NONE).segments())
                .extracting(Segment::size)
                .containsExactly(3L, 2L, 1L);
        assertThat(KMeans.of(1).train(rows, 1, Progress.NONE).segments())
                .containsExactly(new Segment(0, "typical", 6, 1));
    }

    @Test
    void settings_and_values_are_checked() {
        assertThat(KMeans.between(2, 10).describe()).isEqualTo("k-means (k from 2 to 10 by silhouette, best of 10)");
        assertThat(KMeans.of(5).describe()).isEqualTo("k-means (k = 5, best of 10)");
        assertThatThrownBy(() -> KMeans.between(1, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The number of segments (1 to 10) of k-means must be one from 1 to 1000, or a range within"
                        + " 2 to 1000.\nMaybe use between(2, 10).");
        assertThatThrownBy(() -> KMeans.between(5, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KMeans.between(5, 1001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KMeans.of(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KMeans.of(3).withRestarts(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KMeans.of(1).train(Samples.matrix(1), 1, Progress.NONE))
                .hasMessageStartingWith("The rows (0) of the training set must be at least 1.");
        assertThatThrownBy(() -> KMeans.of(1).train(Samples.matrix(1, Double.POSITIVE_INFINITY), 1, Progress.NONE))
                .hasMessageStartingWith("The value (Infinity) of feature \"x0\" in row 1 must be finite or missing.");
    }

    @Test
    void progress_is_heard_and_the_console_is_not_flooded() {
        List<LogRecord> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        List<String> heard = new ArrayList<>();
        try {
            FeatureMatrix rows = Samples.withMissing(200, 5, 2).features();
            KMeans.between(2, 3)
                    .withRestarts(2)
                    .train(rows, 1, (task, done, total) -> heard.add(task + " " + done + "/" + total));
        } finally {
            root.removeHandler(handler);
        }
        assertThat(logged).isEmpty();
        assertThat(heard).containsExactly("choosing the number of segments 1/2", "choosing the number of segments 2/2");
    }

    /** Σ squared distance in the units of the features, to the means of the rows of each segment. */
    private static double inertia(FeatureMatrix rows, Segmentation segmentation) {
        double sum = 0;
        double[] row = new double[rows.columns()];
        for (int i = 0; i < rows.rows(); i++) {
            rows.row(i, row);
            int k = segmentation.centroids().nearest(row);
            for (int j = 0; j < row.length; j++) {
                double difference = row[j] - segmentation.centroids().centre(k, j);
                sum += difference * difference;
            }
        }
        return sum;
    }

    private static double scaledInertia(FeatureMatrix rows, Segmentation segmentation) {
        double sum = 0;
        double[] row = new double[rows.columns()];
        for (int i = 0; i < rows.rows(); i++) {
            rows.row(i, row);
            sum += segmentation
                    .centroids()
                    .distance(row, segmentation.centroids().nearest(row));
        }
        return sum;
    }
}
