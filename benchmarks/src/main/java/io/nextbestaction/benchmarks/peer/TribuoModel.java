// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

import io.nextbestaction.model.Forest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.impl.ArrayExample;

/** Tribuo's XGBoostModel over the same booster; the example of a row is built in the call. */
final class TribuoModel implements PeerModel {
    static final Label YES = new Label("yes");
    static final Label NO = new Label("no");

    private final String[] names;
    private final XGBoostModel<Label> model;

    TribuoModel(Forest forest) {
        this.names = new String[forest.inputs()];
        for (int j = 0; j < names.length; j++) {
            // Padded, so that Tribuo's order, by name, is the order of columns.
            names[j] = String.format(Locale.ROOT, "f%06d", j);
        }
        this.model = TribuoHost.host(XgboostModel.booster(forest), names);
    }

    @Override
    public RowScorer row() {
        return row -> yes(model.predict(example(row)));
    }

    @Override
    public BatchScorer batch(int threads) {
        if (threads != 1) {
            throw new UnsupportedOperationException("Tribuo's XGBoostModel predicts under a lock.");
        }
        return (rows, out) -> {
            double[] row = new double[rows.columns()];
            List<Example<Label>> examples = new ArrayList<>(rows.count());
            for (int i = 0; i < rows.count(); i++) {
                rows.matrix().row(i, row);
                examples.add(example(row));
            }
            List<Prediction<Label>> predictions = model.predict(examples);
            for (int i = 0; i < rows.count(); i++) {
                out[i] = yes(predictions.get(i));
            }
        };
    }

    private static double yes(Prediction<Label> prediction) {
        return Objects.requireNonNull(prediction.getOutputScores().get(YES.getLabel()))
                .getScore();
    }

    /** Missing is an absent feature. */
    private Example<Label> example(double[] row) {
        String[] known = new String[row.length];
        double[] values = new double[row.length];
        int size = 0;
        for (int j = 0; j < row.length; j++) {
            if (!Double.isNaN(row[j])) {
                known[size] = names[j];
                values[size++] = row[j];
            }
        }
        return new ArrayExample<>(NO, Arrays.copyOf(known, size), Arrays.copyOf(values, size));
    }

    @Override
    public void close() {
        model.getInnerModels().forEach(ml.dmlc.xgboost4j.java.Booster::dispose);
    }
}
