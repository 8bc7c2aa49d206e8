// SPDX-License-Identifier: Apache-2.0
/** The audit trail and the contact states in a database of the bank's, over plain JDBC. */
@NullMarked
package io.nextbestaction.features.store;

import org.jspecify.annotations.NullMarked;
