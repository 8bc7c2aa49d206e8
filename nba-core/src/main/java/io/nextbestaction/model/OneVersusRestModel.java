// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.List;

/**
 * The calibrated probabilities of each class against the rest, divided by their sum (Zadrozny and Elkan 2002); where all
 * are 0, the classes are equally likely.
 *
 * @param classes the class names, at least two
 * @param models one for each class, all of as many inputs
 */
public record OneVersusRestModel(List<String> classes, List<ProbabilityModel> models) implements MulticlassModel {

    /**
     * Checks classes and models.
     *
     * @throws IllegalArgumentException if the models are not one for each class, or their inputs differ
     */
    public OneVersusRestModel {
        classes = List.copyOf(classes);
        models = List.copyOf(models);
        Siblings.check(classes, models.stream().map(ProbabilityModel::scorer).toList());
    }

    @Override
    public int inputs() {
        return models.get(0).scorer().inputs();
    }

    @Override
    public void probabilities(double[] features, double[] out, Scratch scratch) {
        int size = classes.size();
        Siblings.checkRoom(out, size);
        double sum = 0;
        for (int c = 0; c < size; c++) {
            out[c] = models.get(c).probability(features, scratch);
            sum += out[c];
        }
        for (int c = 0; c < size; c++) {
            out[c] = sum > 0 ? out[c] / sum : 1.0 / size;
        }
    }
}
