// SPDX-License-Identifier: Apache-2.0
/** How good explanations are: what they tell, what they hide, how steady they are, and what they must obey. */
@NullMarked
package io.nextbestaction.explain.quality;

import org.jspecify.annotations.NullMarked;
