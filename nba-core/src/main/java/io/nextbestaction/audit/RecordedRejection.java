// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import io.nextbestaction.policy.Failure;

/**
 * An action the customer could not get, and the first rule in the way; a replay tells the others.
 *
 * @param action the id in the catalogue
 * @param first the first failing rule, with the value it found
 */
public record RecordedRejection(String action, Failure first) {}
