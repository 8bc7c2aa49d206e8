// SPDX-License-Identifier: Apache-2.0
/** What each policy would earn on a bank with known truth, and the best allocation under limits. */
@NullMarked
package io.nextbestaction.examples.policylab;

import org.jspecify.annotations.NullMarked;
