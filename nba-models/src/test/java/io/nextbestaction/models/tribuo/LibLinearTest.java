// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tribuo;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.Samples;
import io.nextbestaction.models.internal.Standard;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.classification.Label;

class LibLinearTest {

    @Test
    void the_folded_model_scores_raw_rows_as_tribuo_scores_scaled_ones() {
        TrainingSet data = Samples.withMissing(10_000, 12, 7);
        Scorer scorer = LogisticRegression.classifier().train(data, 1, Progress.NONE);
        double[] scaled = Standard.of(data.features()).keepingFlags().scale(data.features());
        Dataset<Label> dataset = TribuoData.labelled(scaled, 12, data.labels());
        Model<Label> model = LibLinear.trainer(LibLinear.Loss.LOGISTIC, 1, 1).train(dataset);

        double[] expected =
                model.predict(dataset).stream().mapToDouble(XgBoostTest::yes).toArray();
        assertThat(Samples.worst(scorer.probabilities(data.features()), expected))
                .isLessThanOrEqualTo(1e-6);
    }
}
