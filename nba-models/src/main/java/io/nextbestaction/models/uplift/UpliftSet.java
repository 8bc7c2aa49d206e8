// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.RegressionSet;
import io.nextbestaction.model.TrainingSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Customers, the arm each was in and what came of it. The control is an arm of its own, always the first: another arm is
 * never taken for it.
 *
 * @param features [rows × columns], known before the arm was chosen; NaN is missing
 * @param arms the names of the arms, the control first, at least two
 * @param arm the arm of each row, 0 the control
 * @param outcomes the outcome of each row, finite; 0 or 1 where classifiers are to learn it
 * @param customers whose row it is, so that rows of one customer share a fold; empty where every row is another's
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of large arrays, never compared
public record UpliftSet(FeatureMatrix features, List<String> arms, int[] arm, double[] outcomes, long[] customers) {

    /**
     * Checks that all parts match.
     *
     * @throws IllegalArgumentException if lengths differ, there are fewer than two arms, a row is of none of them, or an
     *     outcome is not finite
     */
    public UpliftSet {
        arms = List.copyOf(arms);
        int rows = features.rows();
        if (arms.size() < 2) {
            throw new IllegalArgumentException("The arms (" + arms.size()
                    + ") must be at least two, the control first.\nMaybe keep those not contacted as the control.");
        }
        if (arm.length != rows || outcomes.length != rows || (customers.length != rows && customers.length != 0)) {
            throw new IllegalArgumentException("The arms (" + arm.length + "), outcomes (" + outcomes.length
                    + ") and customers (" + customers.length + ") must be as many as the rows (" + rows
                    + ").\nMaybe leave customers out: then every row is another's.");
        }
        for (int i = 0; i < rows; i++) {
            if (arm[i] < 0 || arm[i] >= arms.size()) {
                throw new IllegalArgumentException("The arm (" + arm[i] + ") of row " + (i + 1) + " must be one of the "
                        + arms.size() + ".\nMaybe leave out rows of other arms.");
            }
            if (!Double.isFinite(outcomes[i])) {
                throw new IllegalArgumentException("The outcome (" + outcomes[i] + ") of row " + (i + 1)
                        + " must be finite.\nMaybe leave out rows whose outcome is unknown.");
            }
        }
    }

    /** Rows that are each another customer's. */
    public UpliftSet(FeatureMatrix features, List<String> arms, int[] arm, double[] outcomes) {
        this(features, arms, arm, outcomes, new long[0]);
    }

    /** Demands rows of every arm, as learners do. */
    void requireEveryArm() {
        for (int k = 0; k < arms.size(); k++) {
            int wanted = k;
            if (IntStream.of(arm).noneMatch(a -> a == wanted)) {
                throw new IllegalArgumentException(
                        "The rows (0) of arm \"" + arms.get(k) + "\" must be at least 1.\nMaybe leave the arm out.");
            }
        }
    }

    /** The number of rows. */
    public int rows() {
        return arm.length;
    }

    /** The rows at the given positions, copied. */
    public UpliftSet select(int[] positions) {
        return new UpliftSet(
                features.select(positions),
                arms,
                IntStream.of(positions).map(i -> arm[i]).toArray(),
                pick(outcomes, positions),
                customers.length == 0
                        ? customers
                        : IntStream.of(positions).mapToLong(i -> customers[i]).toArray());
    }

    static double[] pick(double[] values, int[] positions) {
        double[] picked = new double[positions.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[positions[i]];
        }
        return picked;
    }

    /** Features and outcomes of some rows, as classifiers take them. */
    static TrainingSet labelled(FeatureMatrix features, double[] outcomes) {
        boolean[] labels = new boolean[outcomes.length];
        for (int i = 0; i < labels.length; i++) {
            if (outcomes[i] != 0 && outcomes[i] != 1) {
                throw new IllegalArgumentException("The outcome (" + outcomes[i]
                        + ") of a row must be 0 or 1 for a classifier.\nMaybe learn amounts with a regressor.");
            }
            labels[i] = outcomes[i] == 1;
        }
        return new TrainingSet(features, labels);
    }

    /** Features and outcomes of some rows, as regressors take them. */
    static RegressionSet numbered(FeatureMatrix features, double[] outcomes) {
        return new RegressionSet(features, outcomes);
    }
}
