// SPDX-License-Identifier: Apache-2.0
/** Why a score is what it is: the explainers, and how an artifact finds them again. */
@NullMarked
package io.nextbestaction.explain;

import org.jspecify.annotations.NullMarked;
