// SPDX-License-Identifier: Apache-2.0
/** Reads JMH's result files. */
@NullMarked
package io.nextbestaction.benchmarks.internal;

import org.jspecify.annotations.NullMarked;
