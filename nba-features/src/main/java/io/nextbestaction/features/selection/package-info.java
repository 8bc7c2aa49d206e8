// SPDX-License-Identifier: Apache-2.0
/** Which fields to leave out and why: constants, duplicates, collinearity, information value, leaks. */
@NullMarked
package io.nextbestaction.features.selection;

import org.jspecify.annotations.NullMarked;
