// SPDX-License-Identifier: Apache-2.0
/** JMH results as Markdown tables and comparison lines. */
@NullMarked
package io.nextbestaction.benchmarks.table;

import org.jspecify.annotations.NullMarked;
