// SPDX-License-Identifier: Apache-2.0
/** What customers will be worth, from their purchases, and of those without history from their first day. */
@NullMarked
package io.nextbestaction.examples.customervalue;

import org.jspecify.annotations.NullMarked;
