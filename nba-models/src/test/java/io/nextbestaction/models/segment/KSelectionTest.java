// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.models.RealData;
import io.nextbestaction.models.Samples;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The choices and values of the reference: scikit-learn's k-means, 20 restarts, on the same tables. */
class KSelectionTest {

    private static FeatureMatrix mall(String... columns) {
        RealData.Table table = RealData.csv("mall/Mall_Customers.csv");
        double[] values = new double[200 * columns.length];
        for (int j = 0; j < columns.length; j++) {
            double[] column = table.numbers(columns[j]);
            for (int i = 0; i < 200; i++) {
                values[i * columns.length + j] = column[i];
            }
        }
        return Samples.matrix(columns.length, values);
    }

    private static int[] choices(KSelection selection) {
        return List.of(
                        Criterion.SILHOUETTE,
                        Criterion.ELBOW,
                        Criterion.GAP,
                        Criterion.CALINSKI_HARABASZ,
                        Criterion.DAVIES_BOULDIN,
                        Criterion.VOTE)
                .stream()
                .mapToInt(selection::choice)
                .toArray();
    }

    private static double[] silhouettes(KSelection selection) {
        return selection.candidates().stream()
                .skip(1)
                .mapToDouble(KScores::silhouette)
                .toArray();
    }

    @Test
    void the_mall_has_five_segments_by_most_criteria_and_none_by_the_gap() {
        KMeans trainer = KMeans.between(2, 10).withRestarts(20).unscaled();
        KSelection selection = trainer.study(mall("Annual Income (k$)", "Spending Score (1-100)"), 42, Progress.NONE);

        assertThat(choices(selection)).containsExactly(5, 5, 1, 9, 5, 5);
        assertThat(silhouettes(selection))
                .containsExactly(
                        new double[] {.297, .468, .493, .554, .540, .529, .459, .460, .450}, Offset.offset(0.015));
        assertThat(selection.scores(5).silhouette()).isCloseTo(0.5539, Offset.offset(0.00005));
        assertThat(selection.scores(5).inertia()).isCloseTo(44_448.46, Offset.offset(0.005));
        assertThat(selection.scores(3).stability()).isGreaterThan(0.95);
        assertThat(selection.scores(5).stability()).isGreaterThan(0.9);
        assertThat(selection.scores(2).stability()).isLessThan(KSelection.STABLE);
        assertThat(selection.reason())
                .startsWith("k = 5, 3 of 5 votes (silhouette 5, gap 1, Calinski-Harabasz 9, Davies-Bouldin 5, elbow 5);"
                        + " refits on other customers agree to 0.9")
                .endsWith(" The gap sees no groups beyond those of uniform rows.");
        assertThat(selection.toString()).contains(" k     inertia  silhouette").endsWith(selection.reason());
        assertThat(selection.judged()).isEqualTo(200);
    }

    @Test
    void standardised_incomes_and_scores_make_the_same_five() {
        KSelection selection = KMeans.between(2, 10)
                .withRestarts(20)
                .study(mall("Annual Income (k$)", "Spending Score (1-100)"), 42, Progress.NONE);
        assertThat(choices(selection)).containsExactly(5, 5, 1, 9, 5, 5);
        assertThat(selection.scores(5).silhouette()).isCloseTo(0.5547, Offset.offset(0.00005));
        assertThat(selection.scores(5).inertia()).isCloseTo(65.568, Offset.offset(0.0005));
    }

    @Test
    void with_age_the_criteria_disagree_and_the_silhouette_has_company() {
        KSelection selection = KMeans.between(2, 10)
                .withRestarts(20)
                .study(mall("Annual Income (k$)", "Spending Score (1-100)", "Age"), 42, Progress.NONE);
        assertThat(choices(selection)).containsExactly(6, 4, 1, 6, 7, 6);
    }

    @Test
    void a_choice_that_refits_do_not_confirm_has_no_vote() {
        KScores one = new KScores(1, 100, Double.NaN, 0, 0.1, Double.NaN, Double.NaN, Double.NaN);
        KScores two = new KScores(2, 40, 0.6, 1, 0.1, 90, 0.5, 0.5);
        KScores three = new KScores(3, 30, 0.4, 2, 0.1, 80, 0.6, 0.9);
        KScores four = new KScores(4, 28, 0.2, 2.05, 0.1, 70, 0.7, 0.9);

        KSelection selection = KSelection.of(List.of(one, two, three, four), 2, 100, 100, 100);
        assertThat(selection.choice(Criterion.SILHOUETTE)).isEqualTo(2);
        assertThat(selection.choice(Criterion.GAP)).isEqualTo(3);
        assertThat(selection.recommended()).isEqualTo(3);
        assertThat(selection.reason()).startsWith("k = 3, 1 of 5 votes (silhouette 2, gap 3,");

        KScores shaky = new KScores(3, 30, 0.2, 2, 0.1, 80, 0.6, 0.5);
        KSelection none = KSelection.of(List.of(one, two, shaky), 2, 100, 100, 100);
        assertThat(none.recommended()).isEqualTo(2);
        assertThat(none.reason()).startsWith("k = 2, the largest silhouette, as no choice is confirmed by refits (");
    }

    @Test
    void the_same_seed_gives_the_same_study() {
        FeatureMatrix rows = Samples.withMissing(400, 4, 1).features();
        KMeans trainer = KMeans.between(2, 4).withRestarts(2);
        assertThat(trainer.study(rows, 3, Progress.NONE)).isEqualTo(trainer.study(rows, 3, Progress.NONE));
    }

    @Test
    void a_low_silhouette_is_told_and_a_study_needs_a_range() {
        KSelection selection = KMeans.between(2, 5)
                .withRestarts(2)
                .study(Samples.matrix(12, Samples.stream(2_400, 3)), 1, Progress.NONE);
        assertThat(selection.reason()).contains(" is low: the segments cut a continuum rather than find groups.");
        assertThatThrownBy(() -> KMeans.of(3).study(Samples.matrix(1, 1, 2, 3), 1, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The number of segments (3) of a study must be a range.\nMaybe use between(2, 10).");
        assertThatThrownBy(() -> selection.scores(6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The number of segments (6) must be one that was tried, 1 to 5.\n"
                        + "Maybe study a wider range.");
    }
}
