// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.model.ExplainScratch;
import io.nextbestaction.model.ScoreExplainer;
import java.util.Collections;
import java.util.List;

/** A bound explainer and what its facade tells of it. */
public interface ShapleyKernel extends ScoreExplainer {

    /** How a tree is explained. */
    enum Kind {
        /** By tables of neighbouring leaves. */
        TABLE,
        /** By quadrature. */
        QUADRATURE,
        /** By sets of background rows. */
        BITSET
    }

    /** The kernel of each tree, the memory they take, and the permutations of an explanation, 0 where it is exact. */
    record Counts(List<Kind> trees, long tableBytes, long otherBytes, int backgroundRows, long permutations) {
        /** How many trees have a kernel. */
        public int trees(Kind kind) {
            return Collections.frequency(trees, kind);
        }

        /** How many trees have tables of either kind. */
        public int tables() {
            return trees(Kind.TABLE);
        }
    }

    /** How the kernels share the trees. */
    Counts counts();

    /** The margins of the background rows, or of the baseline; none for path-dependent values. Not to be written to. */
    double[] references();

    /**
     * Writes the values of many rows, [rows × inputs], the same to the bit as row by row.
     *
     * @param scratch from {@link #newScratch()}
     */
    default void explain(FeatureMatrix rows, double[] contributions, ExplainScratch scratch) {
        double[] row = new double[rows.columns()];
        double[] one = new double[rows.columns()];
        for (int i = 0; i < rows.rows(); i++) {
            rows.row(i, row);
            explain(row, one, scratch);
            System.arraycopy(one, 0, contributions, i * one.length, one.length);
        }
    }

    /**
     * Writes the values and the standard errors of those that are sampled.
     *
     * @param errors left as they are where values are exact
     * @param scratch from {@link #newScratch()}
     */
    default void explain(double[] features, double[] contributions, double[] errors, ExplainScratch scratch) {
        explain(features, contributions, scratch);
    }

    /**
     * Adds the values against one background row alone.
     *
     * @param scratch from {@link #newScratch()}
     */
    void addAgainst(int reference, double[] features, double[] contributions, Reference scratch);

    /** Buffers for {@link #addAgainst}. */
    Reference newReference();

    /** The buffers of explanations against single rows; the last row met stays ranked. Not thread-safe. */
    class Reference {
        final int[] rank;
        final int[] otherRank;
        final double[] row;
        final double[] sums;
        final byte[] side;

        Reference(int ranks, int inputs, int levels) {
            rank = new int[ranks];
            otherRank = new int[ranks];
            row = new double[inputs];
            sums = new double[2 * levels + 2];
            side = new byte[inputs];
        }
    }
}
