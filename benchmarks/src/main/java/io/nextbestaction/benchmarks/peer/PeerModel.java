// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

/**
 * One forest in the hands of one library. What a library cannot do throws {@link UnsupportedOperationException}.
 * Everything it made ends with {@link #close()}.
 */
public interface PeerModel extends AutoCloseable {

    /** A scorer of single rows, in the library's fastest form for one thread. */
    RowScorer row();

    /**
     * A scorer of batches.
     *
     * @param threads the library's own where it has any, else workers that share the rows
     */
    default BatchScorer batch(int threads) {
        throw new UnsupportedOperationException("This peer scores single rows only.");
    }

    /** A source of Shapley values, on one thread. */
    default ContributionScorer contributions() {
        throw new UnsupportedOperationException("This peer has no Shapley values.");
    }

    @Override
    void close();
}
