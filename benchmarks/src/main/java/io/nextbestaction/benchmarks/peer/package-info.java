// SPDX-License-Identifier: Apache-2.0
/** The peers behind one tiny interface, and the check that all give the same answers. */
@NullMarked
package io.nextbestaction.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
