// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import io.nextbestaction.arbitration.Basis;
import io.nextbestaction.arbitration.ExpectedValue;

/**
 * A candidate as it was weighed.
 *
 * @param action the id in the catalogue, "do-nothing" for doing nothing
 * @param value what it was expected to earn over doing nothing, part by part
 * @param basis where its probabilities came from
 * @param score what it was ordered by
 * @param factor what levers and context made of it, 1 for nothing
 * @param probability with which it was chosen, in [0, 1]; 1 for the winner of an engine that does not explore
 */
public record RecordedAction(
        String action, ExpectedValue value, Basis basis, double score, double factor, double probability) {}
