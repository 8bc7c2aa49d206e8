// SPDX-License-Identifier: Apache-2.0
/** A churn gate, then a product for every group of customers from churn to active. */
@NullMarked
package io.nextbestaction.examples.churntoaction;

import org.jspecify.annotations.NullMarked;
