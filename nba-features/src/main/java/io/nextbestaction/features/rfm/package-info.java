// SPDX-License-Identifier: Apache-2.0
/** Recency, frequency and monetary value of customers from their transactions, and quantile scores of them. */
@NullMarked
package io.nextbestaction.features.rfm;

import org.jspecify.annotations.NullMarked;
