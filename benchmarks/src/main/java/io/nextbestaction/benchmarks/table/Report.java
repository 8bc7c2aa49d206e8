// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.table;

import java.util.List;

/**
 * The results of one JMH run, or of several put together.
 *
 * @param setting JDK, forks and iterations in words
 * @param measurements in the order of the file
 */
public record Report(String setting, List<Measurement> measurements) {}
