// SPDX-License-Identifier: Apache-2.0
/** Choosing among the allowed actions by expected value in money, do-nothing always a candidate. */
@NullMarked
package io.nextbestaction.arbitration;

import org.jspecify.annotations.NullMarked;
