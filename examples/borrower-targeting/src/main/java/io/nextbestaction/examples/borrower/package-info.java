// SPDX-License-Identifier: Apache-2.0
/** Two tables merged, every model family measured, and the customers worth a loan offer listed. */
@NullMarked
package io.nextbestaction.examples.borrower;

import org.jspecify.annotations.NullMarked;
