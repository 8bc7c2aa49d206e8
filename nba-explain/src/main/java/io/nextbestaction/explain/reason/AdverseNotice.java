// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.reason;

import java.util.List;

/**
 * The principal reasons for one applicant, with what is needed to judge them and to tell later how they were found.
 *
 * @param reasons at most as many as asked for, the strongest first; empty for an applicant better than the average everywhere
 * @param isAdverse whether the applicant fails the cutoff
 * @param margin of the applicant
 * @param cutoff of the margin
 * @param covered the part of everything that speaks against the applicant that the reasons name, in [0, 1]; 1 if nothing does
 * @param passesWithoutThem whether the applicant would pass were the named fields those of the reference group's median: if
 *     not, the reasons do not carry the decision alone
 * @param warnings what someone should look at before a letter leaves
 * @param record how the reasons were found
 */
public record AdverseNotice(
        List<AdverseReason> reasons,
        boolean isAdverse,
        double margin,
        double cutoff,
        double covered,
        boolean passesWithoutThem,
        List<String> warnings,
        ReasonRecord record) {
    /** Keeps the lists from changing. */
    public AdverseNotice {
        reasons = List.copyOf(reasons);
        warnings = List.copyOf(warnings);
    }

    /**
     * The part of the distance between the applicant and the reference group's average that the reasons name: above 1 where
     * other codes speak for the applicant, NaN for one on the good side of the average.
     */
    public double gapCovered() {
        double gap = record.contributions().stream().mapToDouble(c -> c).sum();
        double named = reasons.stream().mapToDouble(AdverseReason::contribution).sum();
        return gap > 0 ? named / gap : Double.NaN;
    }
}
