// SPDX-License-Identifier: Apache-2.0
/** Tests of a bank's own policy: given a customer, a history and a clock, expect this action, these reasons, that rejection. */
@NullMarked
package io.nextbestaction.verify;

import org.jspecify.annotations.NullMarked;
