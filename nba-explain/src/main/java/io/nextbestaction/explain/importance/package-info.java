// SPDX-License-Identifier: Apache-2.0
/** Which features matter: permutation and Shapley importance, strength of interactions, break-downs of one score. */
@NullMarked
package io.nextbestaction.explain.importance;

import org.jspecify.annotations.NullMarked;
