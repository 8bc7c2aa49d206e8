// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.common.xgboost.XGBoostOutputConverter;
import org.tribuo.common.xgboost.XGBoostTrainer;
import org.tribuo.common.xgboost.protos.XGBoostOutputConverterProto;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/** Makes a Tribuo model of a given booster, as Tribuo's own trainer does of one it trained. */
final class TribuoHost extends XGBoostTrainer<Label> {
    private final Booster booster;

    private TribuoHost(Booster booster) {
        super(1, Map.of());
        this.booster = booster;
    }

    /** For Tribuo's configuration system, which must see one. */
    @SuppressWarnings({"unused", "NullAway"}) // called by reflection, never here
    private TribuoHost() {
        this.booster = null;
    }

    static XGBoostModel<Label> host(Booster booster, String[] names) {
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("benchmark", labels), labels);
        for (Label label : List.of(TribuoModel.NO, TribuoModel.YES)) {
            // Two values in every column: Tribuo drops none.
            double[] values = new double[names.length];
            Arrays.fill(values, label.equals(TribuoModel.YES) ? 1 : 2);
            dataset.add(new ArrayExample<>(label, names, values));
        }
        return new TribuoHost(booster).train(dataset, Map.of());
    }

    @Override
    public XGBoostModel<Label> train(Dataset<Label> examples, Map<String, Provenance> run) {
        ModelProvenance provenance = new ModelProvenance(
                XGBoostModel.class.getName(),
                OffsetDateTime.now(ZoneOffset.UTC),
                examples.getProvenance(),
                getProvenance(),
                run);
        return createModel(
                "benchmark",
                provenance,
                examples.getFeatureIDMap(),
                examples.getOutputIDInfo(),
                List.of(booster),
                new Probability());
    }

    @Override
    public XGBoostModel<Label> train(Dataset<Label> examples, Map<String, Provenance> run, int invocationCount) {
        return train(examples, run);
    }

    @Override
    public TrainerProvenance getProvenance() {
        return new TrainerProvenanceImpl(this);
    }

    /** The booster's one output as a prediction of two labels. */
    private static final class Probability implements XGBoostOutputConverter<Label> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean generatesProbabilities() {
            return true;
        }

        @Override
        public Prediction<Label> convertOutput(
                ImmutableOutputInfo<Label> info, List<float[]> outputs, int features, Example<Label> example) {
            return prediction(outputs.get(0)[0], features, example);
        }

        @Override
        public List<Prediction<Label>> convertBatchOutput(
                ImmutableOutputInfo<Label> info, List<float[][]> outputs, int[] features, Example<Label>[] examples) {
            @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of a generic type
            Prediction<Label>[] predictions = new Prediction[examples.length];
            Arrays.setAll(predictions, i -> prediction(outputs.get(0)[i][0], features[i], examples[i]));
            return List.of(predictions);
        }

        private static Prediction<Label> prediction(double yes, int features, Example<Label> example) {
            Map<String, Label> scores = new LinkedHashMap<>();
            scores.put(TribuoModel.YES.getLabel(), new Label(TribuoModel.YES.getLabel(), yes));
            scores.put(TribuoModel.NO.getLabel(), new Label(TribuoModel.NO.getLabel(), 1 - yes));
            Label best = yes >= 0.5 ? TribuoModel.YES : TribuoModel.NO;
            return new Prediction<>(
                    new Label(best.getLabel(), Math.max(yes, 1 - yes)), scores, features, example, true);
        }

        @Override
        public XGBoostOutputConverterProto serialize() {
            throw new UnsupportedOperationException("A benchmark's model is never saved.");
        }
    }
}
