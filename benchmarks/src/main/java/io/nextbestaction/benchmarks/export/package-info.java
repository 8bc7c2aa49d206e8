// SPDX-License-Identifier: Apache-2.0
/** Our forests in the file formats of the peers, split for split. */
@NullMarked
package io.nextbestaction.benchmarks.export;

import org.jspecify.annotations.NullMarked;
