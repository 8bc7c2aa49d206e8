// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.reason;

/**
 * One principal reason.
 *
 * @param code of the catalogue
 * @param text what the applicant is told
 * @param contribution by how much the code's fields move the margin to the bad side of the reference group's average, above 0
 * @param direction whether a value is too high or too low, where that is certain
 */
public record AdverseReason(String code, String text, double contribution, Direction direction) {

    /** Which way a value is bad. */
    public enum Direction {
        /** It is above the reference group's median, and nowhere between the two does the score get worse towards the median. */
        TOO_HIGH,
        /** It is below, likewise. */
        TOO_LOW,
        /** It is missing, several columns speak for it, or the score goes up and down in between. */
        UNCERTAIN
    }
}
