// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.sampling;

import io.nextbestaction.model.Sampler;
import io.nextbestaction.model.TrainingSet;

/**
 * Leaves out rows most of whose nearest neighbours have the other outcome (Wilson 1972). Distances are as in {@link Smote},
 * equal ones decided for the earlier row; rows kept stay in order, with their missing values and weights. Immutable and
 * without chance: the seed is not used.
 *
 * <p>Searches all rows for each row: with many columns the cost is near rows² · columns, of 40,000 rows about a minute.
 *
 * @param neighbours how many nearest neighbours, 3 by custom; fewer than there are rows
 * @param bothOutcomes whether rows of both outcomes are judged, or the frequent ones only
 */
public record EditedNearestNeighbours(int neighbours, boolean bothOutcomes) implements Sampler {
    private static final String METHOD = "edited nearest neighbours";

    /**
     * Checks the neighbours.
     *
     * @throws IllegalArgumentException if they are fewer than 1
     */
    public EditedNearestNeighbours {
        Classes.checkNeighbours(neighbours);
    }

    /** Judges frequent rows by three neighbours. */
    public static EditedNearestNeighbours frequent() {
        return new EditedNearestNeighbours(3, false);
    }

    /** Judges rows of both outcomes by three neighbours, as after {@link Smote}. */
    public static EditedNearestNeighbours both() {
        return new EditedNearestNeighbours(3, true);
    }

    /** The same with another number of neighbours. */
    public EditedNearestNeighbours withNeighbours(int count) {
        return new EditedNearestNeighbours(count, bothOutcomes);
    }

    @Override
    public String describe() {
        return METHOD + " (" + neighbours + " neighbours, " + (bothOutcomes ? "both outcomes" : "frequent outcome")
                + ")";
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if there is one outcome only, or one is left, or the rows are not more than the
     *     neighbours
     */
    @Override
    public TrainingSet sample(TrainingSet data, long seed) {
        boolean rare = Classes.of(METHOD, data).event();
        boolean[] labels = data.labels();
        if (labels.length <= neighbours) {
            throw new IllegalArgumentException("The rows (" + labels.length + ") for " + METHOD
                    + " must be more than its neighbours (" + neighbours + ").\nMaybe use .withNeighbours(1).");
        }
        Neighbours search = Space.of(data).amongAll();
        boolean[] out = new boolean[labels.length];
        for (int i = 0; i < out.length; i++) {
            if (bothOutcomes || labels[i] != rare) {
                int others = 0;
                for (int row : search.nearest(i, neighbours)) {
                    others += labels[row] != labels[i] ? 1 : 0;
                }
                out[i] = 2 * others > neighbours;
            }
        }
        return Cleaning.without(data, out, METHOD);
    }
}
