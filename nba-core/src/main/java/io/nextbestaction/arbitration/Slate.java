// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

/**
 * How many actions a decision proposes, and how alike they may be. The first is always the best; each further one is the
 * best of what is left, its score multiplied by {@code diversity} for every action of its group already proposed.
 *
 * @param size how many at most, at least 1
 * @param perIssue how many of one issue at most
 * @param perGroup how many of one group at most
 * @param perAction how many treatments of one action at most
 * @param perChannel how many by one channel at most
 * @param diversity in (0, 1]; 1 takes the best whatever their groups
 */
public record Slate(int size, int perIssue, int perGroup, int perAction, int perChannel, double diversity) {
    private static final int ANY = Integer.MAX_VALUE;

    /** Only the best. */
    public static final Slate ONE = new Slate(1, ANY, ANY, 1, ANY, 1);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is below 1 or the diversity lies outside (0, 1]
     */
    public Slate {
        if (size < 1 || perIssue < 1 || perGroup < 1 || perAction < 1 || perChannel < 1) {
            throw new IllegalArgumentException("The size (" + size + ") and the caps (" + perIssue + " per issue, "
                    + perGroup + " per group, " + perAction + " per action, " + perChannel
                    + " per channel) of a slate must be at least 1.");
        }
        if (!(diversity > 0 && diversity <= 1)) {
            throw new IllegalArgumentException("The diversity (" + diversity
                    + ") of a slate must lie in (0, 1].\nMaybe 1 was meant: no discount for a second of one group.");
        }
    }

    /** The best few, one treatment of each action. */
    public static Slate top(int size) {
        return new Slate(size, ANY, ANY, 1, ANY, 1);
    }

    /** At most so many of one issue. */
    public Slate withPerIssue(int cap) {
        return new Slate(size, cap, perGroup, perAction, perChannel, diversity);
    }

    /** At most so many of one group. */
    public Slate withPerGroup(int cap) {
        return new Slate(size, perIssue, cap, perAction, perChannel, diversity);
    }

    /** At most so many treatments of one action. */
    public Slate withPerAction(int cap) {
        return new Slate(size, perIssue, perGroup, cap, perChannel, diversity);
    }

    /** At most so many by one channel. */
    public Slate withPerChannel(int cap) {
        return new Slate(size, perIssue, perGroup, perAction, cap, diversity);
    }

    /** A discount on every further action of a group. */
    public Slate withDiversity(double factor) {
        return new Slate(size, perIssue, perGroup, perAction, perChannel, factor);
    }
}
