// SPDX-License-Identifier: Apache-2.0
/** The benchmarks: one class a question, each with its exact command. See README.md of this module. */
@NullMarked
package io.nextbestaction.benchmarks;

import org.jspecify.annotations.NullMarked;
