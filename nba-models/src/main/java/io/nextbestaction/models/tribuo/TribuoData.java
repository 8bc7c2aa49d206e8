// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tribuo;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Our matrices as Tribuo data sets. A missing value is an absent feature, zeros are explicit; a row with nothing known,
 * which Tribuo would refuse, carries the mark {@link #NOTHING_KNOWN} instead.
 */
final class TribuoData {
    /** The positive class; found by name, since Tribuo numbers labels by hash order. */
    static final Label YES = new Label("yes");

    static final Label NO = new Label("no");

    /** Sorts after every column, so its id is the last one. */
    static final String NOTHING_KNOWN = "~nothing known";

    private TribuoData() {}

    /** Two labels, and values as row-major [rows × columns]: those of the matrix, or its scaled ones. */
    static Dataset<Label> labelled(double[] values, int columns, boolean[] labels) {
        return dataset(values, columns, i -> labels[i] ? YES : NO, new LabelFactory());
    }

    /** An output for each row, and values as row-major [rows × columns]. */
    static <T extends Output<T>> Dataset<T> dataset(
            double[] values, int columns, IntFunction<T> outputs, OutputFactory<T> factory) {
        String[] names = new String[columns];
        for (int j = 0; j < columns; j++) {
            names[j] = name(j);
        }
        MutableDataset<T> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("feature matrix", factory), factory);
        for (int i = 0; i < values.length / columns; i++) {
            dataset.add(example(names, values, i * columns, outputs.apply(i)));
        }
        return dataset;
    }

    static <T extends Output<T>> Example<T> example(String[] names, double[] values, int from, T output) {
        String[] known = new String[names.length];
        double[] kept = new double[names.length];
        int size = 0;
        for (int j = 0; j < names.length; j++) {
            double value = values[from + j];
            if (!Double.isNaN(value)) {
                known[size] = names[j];
                kept[size++] = value;
            }
        }
        if (size == 0) {
            return new ArrayExample<>(output, new String[] {NOTHING_KNOWN}, new double[] {1});
        }
        return size == names.length
                ? new ArrayExample<>(output, known, kept)
                : new ArrayExample<>(output, Arrays.copyOf(known, size), Arrays.copyOf(kept, size));
    }

    /** The name of a column, padded so that Tribuo's order, by name, is ours. */
    static String name(int column) {
        String digits = Integer.toString(column);
        return "f" + "0".repeat(Math.max(0, 6 - digits.length())) + digits;
    }

    /** Our column for each feature id, by name; the mark of a row with nothing known, the last id, is left out. */
    static int[] columnOf(ImmutableFeatureMap features) {
        int size = features.size() - (features.get(NOTHING_KNOWN) == null ? 0 : 1);
        int[] columnOf = new int[size];
        for (int id = 0; id < size; id++) {
            columnOf[id] = Integer.parseInt(features.get(id).getName().substring(1));
        }
        return columnOf;
    }
}
