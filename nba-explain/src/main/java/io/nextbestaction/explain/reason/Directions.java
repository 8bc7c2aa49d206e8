// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.reason;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.profile.Profile;
import io.nextbestaction.explain.profile.Profiles;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Scorer;
import org.jspecify.annotations.Nullable;

/** Tells whether a value is too high or too low, from the exact curve of the score between it and the median. */
final class Directions {
    /** What sums of leaves may differ by where the score does not. */
    private static final double ROUNDING = 1e-12;

    private final Scorer scorer;
    private final @Nullable Profiles profiles;

    private Directions(Scorer scorer, @Nullable Profiles profiles) {
        this.scorer = scorer;
        this.profiles = profiles;
    }

    /** Only a forest needs a curve: a linear score has one direction. */
    static Directions of(Scorer scorer, FeatureMatrix rows) {
        // One customer's curve does not depend on the background, but every row of it would be counted anew.
        return new Directions(
                scorer, scorer instanceof Forest forest ? Profiles.exact(forest, rows.select(new int[] {0})) : null);
    }

    AdverseReason.Direction of(int column, double[] features, double median, AdverseSide side) {
        double value = features[column];
        if (Double.isNaN(value) || Double.isNaN(median) || !isWorse(column, features, median, side)) {
            return AdverseReason.Direction.UNCERTAIN;
        }
        return value > median ? AdverseReason.Direction.TOO_HIGH : AdverseReason.Direction.TOO_LOW;
    }

    /** Whether the score gets better on the way to the median, and nowhere worse. */
    private boolean isWorse(int column, double[] features, double median, AdverseSide side) {
        if (profiles != null) {
            return isWorse(profiles.individual(column, features), features[column], median, side);
        }
        double[] changed = features.clone();
        changed[column] = median;
        return side.adverse(scorer.margin(features) - scorer.margin(changed)) > 0;
    }

    private static boolean isWorse(Profile curve, double value, double median, AdverseSide side) {
        double low = Math.min(value, median);
        double high = Math.max(value, median);
        double towards = value < median ? 1 : -1;
        double earlier = curve.at(low);
        for (int i = 0; i < curve.size(); i++) {
            if (curve.point(i) > low && curve.point(i) <= high) {
                if (towards * side.adverse(curve.value(i) - earlier) > ROUNDING) {
                    return false;
                }
                earlier = curve.value(i);
            }
        }
        return side.adverse(curve.at(value) - curve.at(median)) > ROUNDING;
    }
}
