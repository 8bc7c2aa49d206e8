// SPDX-License-Identifier: Apache-2.0
/** Who may get an action: rules over customer fields in three-valued logic, with a reason for every refusal. */
@NullMarked
package io.nextbestaction.policy;

import org.jspecify.annotations.NullMarked;
