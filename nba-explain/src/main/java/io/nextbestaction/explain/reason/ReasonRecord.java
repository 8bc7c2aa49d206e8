// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.reason;

import java.util.List;

/**
 * What is kept with the reasons for one applicant, to find them again and to tell later how they were found. Hashes are SHA-256
 * as 64 hexadecimal digits.
 *
 * @param version of the way they are found, {@link AdverseReasons#VERSION}
 * @param model the hash of the score's thresholds, leaves or weights
 * @param catalog the hash of the reason codes with their fields and texts
 * @param reference the hash of the reference group
 * @param referenceRows the applicants in it
 * @param method how the average was taken
 * @param base the mean margin of the reference group
 * @param contributions what each code of the catalogue, in its order, says against the applicant; negative for those that speak
 *     for them. They add up to the distance of the margin from the base, to the bad side
 */
public record ReasonRecord(
        int version,
        String model,
        String catalog,
        String reference,
        int referenceRows,
        String method,
        double base,
        List<Double> contributions) {
    /** Keeps the list from changing. */
    public ReasonRecord {
        contributions = List.copyOf(contributions);
    }
}
