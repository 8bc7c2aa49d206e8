// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.importance;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.profile.Profile;
import io.nextbestaction.explain.profile.Profiles;
import io.nextbestaction.explain.profile.Surface;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much of the joint effect of two features is more than the sum of their own effects (Friedman and Popescu 2008). With
 * the partial dependences centred over the rows, the strength is the root mean square of {@code PD(a, b) − PD(a) − PD(b)},
 * in units of the score, and H² its square over the mean square of {@code PD(a, b)}: 0 for none, 1 for nothing but. H is
 * large for features of hardly any effect, so order by the strength.
 *
 * @param one a feature
 * @param other another
 * @param hSquared in [0, 1] but for rounding and features that depend on each other; 0 where neither has an effect
 * @param strength at least 0
 */
public record Interaction(String one, String other, double hSquared, double strength) {

    /** The interaction of two features, at every one of the rows. */
    public static Interaction between(Profiles profiles, FeatureMatrix rows, int one, int other) {
        return of(
                profiles.partialDependence(one),
                profiles.partialDependence(other),
                profiles.partialDependence(one, other),
                rows,
                one,
                other);
    }

    /** The interactions of all pairs of some features, the strongest first; one surface a pair. */
    public static List<Interaction> among(Profiles profiles, FeatureMatrix rows, int... features) {
        List<Interaction> found = new ArrayList<>();
        for (int i = 0; i < features.length; i++) {
            Profile one = profiles.partialDependence(features[i]);
            for (int j = i + 1; j < features.length; j++) {
                Profile other = profiles.partialDependence(features[j]);
                Surface both = profiles.partialDependence(features[i], features[j]);
                found.add(of(one, other, both, rows, features[i], features[j]));
            }
        }
        found.sort(Comparator.comparingDouble(Interaction::strength).reversed());
        return found;
    }

    private static Interaction of(Profile one, Profile other, Surface both, FeatureMatrix rows, int first, int second) {
        int n = rows.rows();
        double oneMean = 0;
        double otherMean = 0;
        double bothMean = 0;
        for (int r = 0; r < n; r++) {
            oneMean += one.at(rows.get(r, first)) / n;
            otherMean += other.at(rows.get(r, second)) / n;
            bothMean += both.at(rows.get(r, first), rows.get(r, second)) / n;
        }
        double rest = 0;
        double whole = 0;
        for (int r = 0; r < n; r++) {
            double joint = both.at(rows.get(r, first), rows.get(r, second)) - bothMean;
            double more = joint - (one.at(rows.get(r, first)) - oneMean) - (other.at(rows.get(r, second)) - otherMean);
            rest += more * more;
            whole += joint * joint;
        }
        return new Interaction(one.feature(), other.feature(), whole == 0 ? 0 : rest / whole, Math.sqrt(rest / n));
    }
}
