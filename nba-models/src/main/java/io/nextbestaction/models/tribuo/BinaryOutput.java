// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tribuo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostOutputConverter;
import org.tribuo.common.xgboost.protos.XGBoostOutputConverterProto;

/** One probability of {@link TribuoData#YES} as a prediction of two labels. */
final class BinaryOutput implements XGBoostOutputConverter<Label> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean generatesProbabilities() {
        return true;
    }

    @Override
    public Prediction<Label> convertOutput(
            ImmutableOutputInfo<Label> info, List<float[]> outputs, int features, Example<Label> example) {
        double yes = outputs.get(0)[0];
        Map<String, Label> scores = new LinkedHashMap<>();
        scores.put(TribuoData.YES.getLabel(), new Label(TribuoData.YES.getLabel(), yes));
        scores.put(TribuoData.NO.getLabel(), new Label(TribuoData.NO.getLabel(), 1 - yes));
        Label best = scores.get(yes >= 0.5 ? TribuoData.YES.getLabel() : TribuoData.NO.getLabel());
        return new Prediction<>(best, scores, features, example, true);
    }

    @Override
    public List<Prediction<Label>> convertBatchOutput(
            ImmutableOutputInfo<Label> info, List<float[][]> outputs, int[] features, Example<Label>[] examples) {
        List<Prediction<Label>> predictions = new ArrayList<>(examples.length);
        for (int i = 0; i < examples.length; i++) {
            predictions.add(convertOutput(info, List.of(outputs.get(0)[i]), features[i], examples[i]));
        }
        return predictions;
    }

    /** Never: models are archived as kernels, not as Tribuo files. */
    @Override
    public XGBoostOutputConverterProto serialize() {
        throw new UnsupportedOperationException("A binary XGBoost model is archived as a kernel, not by Tribuo.");
    }
}
