// SPDX-License-Identifier: Apache-2.0
/**
 * What is learnt while decisions are made: outcomes that come late, twice or never, rates from the first one on, and
 * posteriors of bandits.
 */
@NullMarked
package io.nextbestaction.learning;

import org.jspecify.annotations.NullMarked;
