// SPDX-License-Identifier: Apache-2.0
/** Customers, decisions and outcomes in the database. */
@NullMarked
package io.nextbestaction.examples.bank.store;

import org.jspecify.annotations.NullMarked;
