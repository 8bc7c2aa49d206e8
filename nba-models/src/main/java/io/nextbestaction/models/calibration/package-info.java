// SPDX-License-Identifier: Apache-2.0
/** What turns raw probabilities into calibrated ones: Platt's line for the engine, and maps of other shapes. */
@NullMarked
package io.nextbestaction.models.calibration;

import org.jspecify.annotations.NullMarked;
