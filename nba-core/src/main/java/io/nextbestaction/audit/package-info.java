// SPDX-License-Identifier: Apache-2.0
/** The audit trail: what was decided and why, kept so that nobody can change it unseen, and decided again from it. */
@NullMarked
package io.nextbestaction.audit;

import org.jspecify.annotations.NullMarked;
