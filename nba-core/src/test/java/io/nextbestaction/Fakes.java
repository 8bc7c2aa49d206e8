// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.Field;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.Explainer;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.Neighbors;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.ScoreExplainer;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.TrainingSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Small honest stand-ins for the parts other modules bring. */
final class Fakes {
    private Fakes() {}

    /** Numeric fields as they are, texts left out. */
    static FeaturePipeline numbers() {
        return (schema, rows) -> new Numbers(schema);
    }

    record Numbers(Schema schema) implements FittedPipeline {
        @Override
        public FeatureNames features() {
            return FeatureNames.of(schema.fields().stream()
                    .filter(f -> f.type().isNumeric())
                    .map(f -> new Feature(f.name(), f.name()))
                    .toList());
        }

        @Override
        public void transform(Row row, double[] out) {
            int next = 0;
            for (int i = 0; i < schema.size(); i++) {
                Field field = schema.field(i);
                if (field.type().isNumeric()) {
                    out[next++] = row.number(i);
                }
            }
        }

        @Override
        public State state() {
            return State.builder().put("kind", "numbers").build();
        }

        @Override
        public String provider() {
            return FakeProviders.PIPELINE;
        }
    }

    /** The vote of the nearest 20 rows, all of which it holds. */
    static ClassifierTrainer nearestRows() {
        ClassifierTrainer calibrated = meanDifference();
        return new ClassifierTrainer() {
            @Override
            public String describe() {
                return "nearest rows";
            }

            @Override
            public Scorer train(TrainingSet data, long seed, Progress progress) {
                int columns = data.features().columns();
                double[] votes = new double[data.rows()];
                for (int i = 0; i < votes.length; i++) {
                    votes[i] = data.labels()[i] ? 1 : -1;
                }
                double[] scales = new double[columns];
                Arrays.fill(scales, 1);
                double[] known = Arrays.stream(data.features().values())
                        .map(value -> Double.isNaN(value) ? 0 : value)
                        .toArray();
                return Neighbors.of(known, votes, 20, false, scales, new double[columns]);
            }

            @Override
            public Calibrator calibrator() {
                return calibrated.calibrator();
            }
        };
    }

    /** A linear rule by the difference of class means over the pooled variance, each column on its own. */
    static ClassifierTrainer meanDifference() {
        return new ClassifierTrainer() {
            @Override
            public String describe() {
                return "mean difference";
            }

            @Override
            public Scorer train(TrainingSet data, long seed, Progress progress) {
                int columns = data.features().columns();
                double[] weights = new double[columns];
                double[] means = new double[columns];
                double bias = 0;
                for (int c = 0; c < columns; c++) {
                    double[] sum = new double[2];
                    double[] squares = new double[2];
                    int[] n = new int[2];
                    for (int r = 0; r < data.rows(); r++) {
                        double value = data.features().get(r, c);
                        int k = data.labels()[r] ? 1 : 0;
                        if (!Double.isNaN(value)) {
                            sum[k] += value;
                            squares[k] += value * value;
                            n[k]++;
                        }
                    }
                    double m0 = sum[0] / n[0];
                    double m1 = sum[1] / n[1];
                    double variance = (squares[0] + squares[1] - n[0] * m0 * m0 - n[1] * m1 * m1) / (n[0] + n[1]);
                    means[c] = (sum[0] + sum[1]) / (n[0] + n[1]);
                    weights[c] = variance > 1e-12 ? (m1 - m0) / variance / columns : 0;
                    bias -= weights[c] * means[c];
                }
                double rate = (double) data.positives() / data.rows();
                return LinearModel.of(weights, bias + Link.logit(rate), means, Link.LOGISTIC);
            }

            @Override
            public Calibrator calibrator() {
                return (probabilities, labels, fittedOn) -> new PlattLine(1, 0, fittedOn, labels.length);
            }
        };
    }

    /** What each weight adds to a linear margin over the mean customer's. */
    static final Explainer WEIGHTS = new Explainer() {
        @Override
        public String provider() {
            return FakeProviders.EXPLAINER;
        }

        @Override
        public State state() {
            return State.builder().put("kind", "weights").build();
        }

        @Override
        public ScoreExplainer bind(Scorer scorer) {
            return new Weights((LinearModel) scorer);
        }
    };

    private record Weights(LinearModel model) implements ScoreExplainer {
        @Override
        public double base() {
            double base = model.bias();
            for (int i = 0; i < model.inputs(); i++) {
                base += model.weight(i) * model.mean(i);
            }
            return base;
        }

        @Override
        public ExplainScratch newScratch() {
            return new ExplainScratch() {};
        }

        @Override
        public void explain(double[] features, double[] contributions, ExplainScratch scratch) {
            for (int i = 0; i < contributions.length; i++) {
                contributions[i] = Double.isNaN(features[i]) ? 0 : model.weight(i) * (features[i] - model.mean(i));
            }
        }
    }

    /** An engine of declared responses over numeric fields. */
    static Engine engine(ProbabilityModel churn, ActionCatalog catalog, Schema schema) {
        List<ResponseModels> declared = Collections.nCopies(catalog.actions().size(), ResponseModels.DECLARED);
        return new Engine(new Numbers(schema), churn, null, catalog, declared, WEIGHTS);
    }

    static List<Row> rows(Schema schema, double[][] numbers) {
        return java.util.Arrays.stream(numbers)
                .map(values -> {
                    Row row = new Row(schema);
                    for (int i = 0; i < values.length; i++) {
                        row.setNumber(i, values[i]);
                    }
                    return row;
                })
                .toList();
    }
}
