// SPDX-License-Identifier: Apache-2.0
/** What is measured on: the synthetic bank and the forests S, M and L. */
@NullMarked
package io.nextbestaction.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
