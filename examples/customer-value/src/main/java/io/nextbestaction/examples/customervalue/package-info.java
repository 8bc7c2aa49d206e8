// SPDX-License-Identifier: Apache-2.0
/** Value classes from transactions, and the class of customers without history. */
@NullMarked
package io.nextbestaction.examples.customervalue;

import org.jspecify.annotations.NullMarked;
