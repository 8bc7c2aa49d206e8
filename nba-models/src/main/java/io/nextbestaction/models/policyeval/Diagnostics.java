// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.policyeval;

/**
 * How far a log can tell about another policy; w is the chance of the action taken under that policy over the logged one.
 *
 * @param decisions how many were logged
 * @param customers how many customers they belong to
 * @param meanWeight mean of w: near 1 where the logged chances are true and cover the policy
 * @param effectiveSize (Σw)² / Σw²: how many decisions of the policy's own the log is worth
 * @param largestWeight the largest w
 * @param largestShare its share of Σw
 * @param unsupportedMass the part of the policy's actions that the log gave no chance, 0 to 1
 */
public record Diagnostics(
        int decisions,
        int customers,
        double meanWeight,
        double effectiveSize,
        double largestWeight,
        double largestShare,
        double unsupportedMass) {}
