// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.table;

import java.util.Map;

/**
 * What one peer did in one benchmark.
 *
 * @param benchmark class and method, such as "SingleRow.score"
 * @param workload the parameters but the peer, joined by dashes, such as "M-1000-1"; empty if there are none
 * @param peer who, "OURS" where a benchmark knows no peers
 * @param metrics nanoseconds of an operation, or of a row of a batch, by metric; {@value #BYTES} are bytes
 */
public record Measurement(String benchmark, String workload, String peer, Map<String, Double> metrics) {
    /** Who we are. */
    public static final String OURS = "OURS";

    /** The metric that is no time. */
    public static final String BYTES = "bytes";

    /** The name of benchmark and workload as one word. */
    String name() {
        return workload.isEmpty() ? benchmark : benchmark + "-" + workload;
    }
}
