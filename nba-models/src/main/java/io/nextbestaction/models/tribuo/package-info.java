// SPDX-License-Identifier: Apache-2.0
/** The only package that sees Tribuo and XGBoost. Not API: its few public classes serve this module's own packages. */
@NullMarked
package io.nextbestaction.models.tribuo;

import org.jspecify.annotations.NullMarked;
