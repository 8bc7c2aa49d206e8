// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.reason;

import java.util.List;

/**
 * The principal reasons for one applicant, with what is needed to tell later how they were found.
 *
 * @param reasons at most as many as asked for, the strongest first; empty for an applicant better than the average everywhere
 * @param isAdverse whether the applicant fails the cutoff
 * @param margin of the applicant
 * @param cutoff of the margin
 * @param base the mean margin of the reference group
 * @param covered the part of everything that speaks against the applicant that the reasons name, in [0, 1]; 1 if nothing does
 * @param passesWithoutThem whether the applicant would pass were the named fields those of the reference group's median: if
 *     not, the reasons do not carry the decision alone
 * @param method how the average was taken
 * @param referenceRows the applicants in the reference group
 * @param referenceHash SHA-256 of the reference group
 * @param warnings what someone should look at before a letter leaves
 */
public record AdverseNotice(
        List<AdverseReason> reasons,
        boolean isAdverse,
        double margin,
        double cutoff,
        double base,
        double covered,
        boolean passesWithoutThem,
        String method,
        int referenceRows,
        String referenceHash,
        List<String> warnings) {
    /** Keeps the lists from changing. */
    public AdverseNotice {
        reasons = List.copyOf(reasons);
        warnings = List.copyOf(warnings);
    }
}
