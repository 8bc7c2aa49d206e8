// SPDX-License-Identifier: Apache-2.0
/** Credit scores: from probabilities to points and back. */
@NullMarked
package io.nextbestaction.models.credit;

import org.jspecify.annotations.NullMarked;
