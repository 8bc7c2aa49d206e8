// SPDX-License-Identifier: Apache-2.0
/** Any table in, the best of all model families out, with what it is honestly worth. */
@NullMarked
package io.nextbestaction.examples.modelselection;

import org.jspecify.annotations.NullMarked;
