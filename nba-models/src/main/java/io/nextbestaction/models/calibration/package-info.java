// SPDX-License-Identifier: Apache-2.0
/** What turns raw probabilities into calibrated ones. */
@NullMarked
package io.nextbestaction.models.calibration;

import org.jspecify.annotations.NullMarked;
