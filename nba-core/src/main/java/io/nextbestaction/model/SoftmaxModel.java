// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.List;

/**
 * The softmax of the margins of one scorer for each class, divided by a temperature: e^(m_c / t) / Σ e^(m_k / t) (Guo et
 * al. 2017). The links of the scorers play no part.
 *
 * @param classes the class names, at least two
 * @param scorers one for each class, all of as many inputs
 * @param temperature finite, above 0; above 1 draws probabilities together
 * @param fittedOn the data the temperature was fitted on, in words
 * @param rows how many rows that was
 */
public record SoftmaxModel(List<String> classes, List<Scorer> scorers, double temperature, String fittedOn, long rows)
        implements MulticlassModel {

    /**
     * Checks classes, scorers and temperature.
     *
     * @throws IllegalArgumentException if the scorers are not one for each class, their inputs differ, or the temperature
     *     is not finite and above 0
     */
    public SoftmaxModel {
        classes = List.copyOf(classes);
        scorers = List.copyOf(scorers);
        Siblings.check(classes, scorers);
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException(
                    "The temperature (" + temperature + ") of a calibration must be finite and above 0.");
        }
    }

    @Override
    public int inputs() {
        return scorers.get(0).inputs();
    }

    @Override
    public void probabilities(double[] features, double[] out, Scratch scratch) {
        int size = classes.size();
        Siblings.checkRoom(out, size);
        for (int c = 0; c < size; c++) {
            out[c] = scorers.get(c).margin(features, scratch);
        }
        softmax(out, size, temperature);
    }

    /** In place, free of overflow. */
    static void softmax(double[] margins, int size, double temperature) {
        double most = margins[0];
        for (int c = 1; c < size; c++) {
            most = Math.max(most, margins[c]);
        }
        double sum = 0;
        for (int c = 0; c < size; c++) {
            margins[c] = StrictMath.exp((margins[c] - most) / temperature);
            sum += margins[c];
        }
        for (int c = 0; c < size; c++) {
            margins[c] /= sum;
        }
    }
}
