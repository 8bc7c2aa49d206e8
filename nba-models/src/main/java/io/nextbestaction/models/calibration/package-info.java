// SPDX-License-Identifier: Apache-2.0
/** What learns calibrations from held-out rows: Platt's line, and maps of other shapes. */
@NullMarked
package io.nextbestaction.models.calibration;

import org.jspecify.annotations.NullMarked;
