// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.internal;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Numbers;
import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.model.RegressionSet;
import io.nextbestaction.model.TrainingSet;

/** What every trainer demands of its data and settings, in one wording. Not API. */
public final class Checks {
    private Checks() {}

    /**
     * Demands rows, both classes and no infinite value.
     *
     * @throws IllegalArgumentException if one is wanting
     */
    public static void trainable(TrainingSet data) {
        usable(data.features());
        int positives = data.positives();
        if (positives == 0 || positives == data.rows()) {
            throw new IllegalArgumentException("The labels (" + positives + " of " + data.rows()
                    + " positive) of the training set must hold both classes.\n"
                    + "Maybe the label column or its positive value is not the one meant.");
        }
        if (data.weighted()) {
            double[] sums = new double[2];
            for (int i = 0; i < data.rows(); i++) {
                sums[data.labels()[i] ? 1 : 0] += data.weights()[i];
            }
            if (!(sums[0] > 0 && sums[1] > 0)) {
                throw new IllegalArgumentException("The weights of the rows " + (sums[1] > 0 ? "without" : "with")
                        + " the event must not all be 0.\nMaybe the weights were joined to other rows.");
            }
        }
    }

    /**
     * Demands of a set of several classes so many rows of each, and no infinite value.
     *
     * @throws IllegalArgumentException if one is wanting
     */
    public static void trainable(MulticlassSet data, int folds) {
        usable(data.features());
        int[] counts = data.counts();
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] < folds) {
                throw InnerFit.tooFew("class \"" + data.classes().get(c) + "\"", counts[c], folds);
            }
        }
    }

    /**
     * Demands that every row counts the same, for a method that cannot weigh them.
     *
     * @throws IllegalArgumentException if rows are weighted
     */
    public static void unweighted(TrainingSet data, String owner) {
        if (data.weighted()) {
            throw new IllegalArgumentException(
                    "The weights (" + data.weights().length + ") of the rows must be left out"
                            + " for " + owner + ", which can weigh classes only.\n"
                            + "Maybe set its positive weight, or use a family that weighs rows, such as gradient boosting.");
        }
    }

    /**
     * Demands rows, some weight and no infinite value.
     *
     * @throws IllegalArgumentException if one is wanting
     */
    public static void trainable(RegressionSet data) {
        usable(data.features());
        if (!(data.totalWeight() > 0)) {
            throw new IllegalArgumentException("The weights (all 0) of the training set must have a sum above 0.\n"
                    + "Maybe leave them out: then every row counts 1.");
        }
    }

    /**
     * Demands rows and no infinite value.
     *
     * @throws IllegalArgumentException if there is no row or a value is infinite
     */
    public static void usable(FeatureMatrix features) {
        if (features.rows() == 0) {
            throw new IllegalArgumentException("The rows (0) of the training set must be at least 1.\n"
                    + "Maybe a filter or a join removed them all.");
        }
        double[] values = features.values();
        for (int i = 0; i < values.length; i++) {
            if (Double.isInfinite(values[i])) {
                int column = i % features.columns();
                throw new IllegalArgumentException("The value (" + values[i] + ") of feature \""
                        + features.names().name(column) + "\" in row " + (i / features.columns() + 1)
                        + " must be finite or missing.\nMaybe a division by zero made it: let it be NaN there.");
            }
        }
    }

    /**
     * Demands {@code value >= least} of a setting.
     *
     * @throws IllegalArgumentException if it is not so
     */
    public static void atLeast(String owner, String thing, double value, double least, double usual) {
        if (!(value >= least) || Double.isInfinite(value)) {
            throw setting(owner, thing, value, "be finite and at least " + Numbers.display(least), usual);
        }
    }

    /**
     * Demands a finite {@code value > 0} of a setting.
     *
     * @throws IllegalArgumentException if it is not so
     */
    public static void positive(String owner, String thing, double value, double usual) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw setting(owner, thing, value, "be finite and above 0", usual);
        }
    }

    /**
     * Demands {@code 0 < value <= 1} of a setting.
     *
     * @throws IllegalArgumentException if it is not so
     */
    public static void share(String owner, String thing, double value, double usual) {
        if (!(value > 0 && value <= 1)) {
            throw setting(owner, thing, value, "lie above 0 and be at most 1", usual);
        }
    }

    /**
     * Demands {@code least <= value <= most} of a setting.
     *
     * @throws IllegalArgumentException if it is not so
     */
    public static void range(String owner, String thing, int value, int least, int most, int usual) {
        if (value < least || value > most) {
            throw setting(owner, thing, value, "lie between " + least + " and " + most, usual);
        }
    }

    /**
     * Demands {@code least <= value <= most} of a setting.
     *
     * @throws IllegalArgumentException if it is not so
     */
    public static void between(String owner, String thing, double value, double least, double most, double usual) {
        if (!(value >= least && value <= most)) {
            throw setting(
                    owner,
                    thing,
                    value,
                    "lie between " + Numbers.display(least) + " and " + Numbers.display(most),
                    usual);
        }
    }

    private static IllegalArgumentException setting(
            String owner, String thing, double value, String rule, double usual) {
        String shown = Double.isNaN(value) ? "NaN" : Numbers.display(value);
        return new IllegalArgumentException("The " + thing + " (" + shown + ") of " + owner + " must " + rule
                + ".\nMaybe leave it at its default, " + Numbers.display(usual) + ".");
    }
}
