// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.sampling;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Numbers;
import io.nextbestaction.model.TrainingSet;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The positions of the rows of each outcome.
 *
 * @param event whether the rare rows are those with the event; where both are as many, they are
 * @param rare of the outcome with fewer rows
 * @param frequent of the other
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Classes(boolean event, int[] rare, int[] frequent) {

    static Classes of(String method, TrainingSet data) {
        boolean[] labels = data.labels();
        int positives = data.positives();
        if (positives == 0 || positives == labels.length) {
            throw new IllegalArgumentException("The rows (" + positives + " events of " + labels.length + ") for "
                    + method + " must have both outcomes.\nMaybe the training part is too small.");
        }
        boolean event = positives * 2L <= labels.length;
        return new Classes(event, rows(labels, event), rows(labels, !event));
    }

    private static int[] rows(boolean[] labels, boolean outcome) {
        return IntStream.range(0, labels.length)
                .filter(i -> labels[i] == outcome)
                .toArray();
    }

    /** How many rare rows are missing to a ratio of rare to frequent ones, 0 if none. */
    int missing(double ratio) {
        return Math.max(0, (int) Math.round(ratio * frequent.length) - rare.length);
    }

    void requireNeighbours(String method, int neighbours) {
        if (rare.length <= neighbours) {
            throw new IllegalArgumentException("The rows of the rare outcome (" + rare.length + ") for " + method
                    + " must be more than its neighbours (" + neighbours + ").\nMaybe "
                    + (rare.length > 1
                            ? "use .withNeighbours(" + (rare.length - 1) + "), or RandomOversampling."
                            : "use RandomOversampling, or class weights."));
        }
    }

    static void checkRatio(double ratio) {
        if (!(ratio > 0 && ratio <= 1)) {
            throw new IllegalArgumentException("The ratio (" + ratio
                    + ") of rare to frequent rows must be above 0 and at most 1.\nMaybe use 1, as many of each.");
        }
    }

    static void checkNeighbours(int neighbours) {
        if (neighbours < 1) {
            throw new IllegalArgumentException(
                    "The neighbours (" + neighbours + ") of a sampler must be at least 1.\nMaybe use 5.");
        }
    }

    static String shown(double ratio) {
        return "to " + Numbers.display(ratio) + " : 1";
    }

    /** The rows given, and after them further ones of one outcome. */
    static TrainingSet append(TrainingSet data, double[] values, double[] weights, boolean label) {
        double[] old = data.features().values();
        double[] all = Arrays.copyOf(old, Math.addExact(old.length, values.length));
        System.arraycopy(values, 0, all, old.length, values.length);
        FeatureMatrix features = FeatureMatrix.of(data.features().names(), all);
        boolean[] labels = Arrays.copyOf(data.labels(), features.rows());
        Arrays.fill(labels, data.rows(), labels.length, label);
        double[] allWeights = data.weights();
        if (data.weighted()) {
            allWeights = Arrays.copyOf(allWeights, labels.length);
            System.arraycopy(weights, 0, allWeights, data.rows(), weights.length);
        }
        return new TrainingSet(features, labels, allWeights);
    }
}
