// SPDX-License-Identifier: Apache-2.0
/** The action catalogue: what can be offered, what it is worth, what it costs, who may have it. */
@NullMarked
package io.nextbestaction.action;

import org.jspecify.annotations.NullMarked;
