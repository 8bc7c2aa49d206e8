// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.NaiveBayes;
import io.nextbestaction.model.TrainingSet;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GaussianNaiveBayesTest {
    private static final GaussianNaiveBayes.Parameters DEFAULTS = GaussianNaiveBayes.Parameters.defaults();

    private static NaiveBayes train(TrainingSet data, GaussianNaiveBayes.Parameters parameters) {
        return (NaiveBayes) GaussianNaiveBayes.classifier(parameters).train(data, 1, Progress.NONE);
    }

    /** GaussianNB(var_smoothing=1e-6), the difference of its log probabilities, without and with sample_weight. */
    @Test
    void margins_are_those_of_an_independent_implementation() {
        double[] plain = {1.3803477164671083, 2.0096426790319617, 3.917116718024123, -0.9913244900643319};
        double[] weighted = {1.533980704176579, 2.1917090151727567, 4.41932283813365, -0.9316656768516594};
        assertThat(Samples.worst(GoldenSample.margins(train(GoldenSample.data(), DEFAULTS), 0, 4), plain))
                .isLessThanOrEqualTo(1e-9);
        assertThat(Samples.worst(GoldenSample.margins(train(GoldenSample.weighted(), DEFAULTS), 0, 4), weighted))
                .isLessThanOrEqualTo(1e-9);
    }

    @Test
    void moments_are_of_the_known_values_of_a_class_in_units_of_the_feature() {
        double nan = Double.NaN;
        TrainingSet data = new TrainingSet(
                Samples.matrix(3, 1, 7, nan, 3, 7, 5, nan, 7, nan, 10, 7, nan, 14, nan, nan),
                new boolean[] {false, false, false, true, true});
        NaiveBayes bayes = train(data, DEFAULTS.withSmoothing(1e-12));
        assertThat(bayes.mean(false, 0)).isCloseTo(2, Offset.offset(1e-12));
        assertThat(bayes.variance(false, 0)).isCloseTo(1, Offset.offset(1e-9));
        assertThat(bayes.mean(true, 0)).isCloseTo(12, Offset.offset(1e-12));
        assertThat(bayes.variance(true, 0)).isCloseTo(4, Offset.offset(1e-9));
        // A constant column, and one never known in a class.
        assertThat(bayes.variance(true, 1)).isInfinite();
        assertThat(bayes.variance(false, 2)).isInfinite();
        assertThat(bayes.prior()).isCloseTo(Math.log(2.0 / 3), Offset.offset(1e-12));
        assertThat(bayes.margin(new double[] {nan, nan, nan})).isEqualTo(bayes.prior());
    }

    @Test
    void a_class_weight_moves_the_prior_alone_and_a_row_weight_equals_repetition() {
        TrainingSet data = GoldenSample.data();
        NaiveBayes plain = train(data, DEFAULTS);
        NaiveBayes tripled = train(data, DEFAULTS.withPositiveWeight(3));
        assertThat(tripled.prior()).isCloseTo(plain.prior() + Math.log(3), Offset.offset(1e-12));
        assertThat(tripled.mean(true, 1)).isCloseTo(plain.mean(true, 1), Offset.offset(1e-12));
        assertThat(train(data, DEFAULTS.withBalancedClasses()).prior()).isCloseTo(0, Offset.offset(1e-12));

        double[] weights = new double[GoldenSample.ROWS];
        Arrays.fill(weights, 1);
        weights[3] = 0;
        NaiveBayes without = train(new TrainingSet(data.features(), data.labels(), weights), DEFAULTS);
        assertThat(without.prior()).isNotEqualTo(plain.prior());
    }

    @Test
    void it_says_what_it_is_and_refuses_what_it_cannot_use() {
        assertThat(GaussianNaiveBayes.classifier().describe()).isEqualTo("Gaussian naive Bayes (smoothing 0.000001)");
        assertThat(GaussianNaiveBayes.classifier(DEFAULTS.withBalancedClasses()).describe())
                .isEqualTo("Gaussian naive Bayes (smoothing 0.000001, balanced)");
        assertThatThrownBy(() -> DEFAULTS.withSmoothing(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The smoothing (0) of naive Bayes must be finite and at least ");
        TrainingSet data = GoldenSample.data();
        double[] weights = new double[GoldenSample.ROWS];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = data.labels()[i] ? 0 : 1;
        }
        assertThatThrownBy(() -> train(new TrainingSet(data.features(), data.labels(), weights), DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The weights of the rows with the event must not all be 0.\n"
                        + "Maybe the weights were joined to other rows.");
    }
}
