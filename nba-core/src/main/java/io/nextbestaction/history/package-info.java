// SPDX-License-Identifier: Apache-2.0
/** What happened: customers with their churn, contacts with their outcomes. */
@NullMarked
package io.nextbestaction.history;

import org.jspecify.annotations.NullMarked;
