// SPDX-License-Identifier: Apache-2.0
/** Why this action and not the runner-up: a whole decision explained, in figures and in sentences. */
@NullMarked
package io.nextbestaction.explain.decision;

import org.jspecify.annotations.NullMarked;
