// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import java.util.Arrays;

/** How few fields say nearly all. */
final class Compacity {
    private static final double NEARLY = 0.1;

    private Compacity() {}

    /** The number of largest contributions from which on their sum stays within a tenth of the sum of all. */
    static int of(double[] contributions) {
        int[] order =
                Orders.descending(Arrays.stream(contributions).map(Math::abs).toArray());
        double all = Arrays.stream(contributions).sum();
        double rest = 0;
        // backwards, since the sum must stay near from there on
        for (int k = order.length; k > 0; k--) {
            rest += contributions[order[k - 1]];
            if (Math.abs(rest) > NEARLY * Math.abs(all)) {
                return k;
            }
        }
        return 0;
    }
}
