// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.sampling;

import io.nextbestaction.model.Sampler;
import io.nextbestaction.model.TrainingSet;

/**
 * Leaves out rows of Tomek links (Tomek 1976): two rows of different outcome, each the other's nearest. Distances are as in
 * {@link Smote}, equal ones decided for the earlier row; rows kept stay in order, with their missing values and weights.
 * Immutable and without chance: the seed is not used.
 *
 * <p>Searches all rows for each row: with many columns the cost is near rows² · columns, of 40,000 rows about a minute.
 *
 * @param bothOutcomes whether both rows of a link are left out, or the frequent one only
 */
public record TomekLinks(boolean bothOutcomes) implements Sampler {

    /** Leaves out the frequent row of each link. */
    public static TomekLinks frequent() {
        return new TomekLinks(false);
    }

    /** Leaves out both rows of each link, as after {@link Smote}. */
    public static TomekLinks both() {
        return new TomekLinks(true);
    }

    @Override
    public String describe() {
        return "Tomek links (" + (bothOutcomes ? "both outcomes" : "frequent outcome") + ")";
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if there is one outcome only, or one is left
     */
    @Override
    public TrainingSet sample(TrainingSet data, long seed) {
        boolean rare = Classes.of("Tomek links", data).event();
        boolean[] labels = data.labels();
        Neighbours search = Space.of(data).amongAll();
        int[] nearest = new int[labels.length];
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = search.nearest(i, 1)[0];
        }
        boolean[] out = new boolean[labels.length];
        for (int i = 0; i < nearest.length; i++) {
            boolean linked = nearest[nearest[i]] == i && labels[i] != labels[nearest[i]];
            out[i] = linked && (bothOutcomes || labels[i] != rare);
        }
        return Cleaning.without(data, out, "Tomek links");
    }
}
