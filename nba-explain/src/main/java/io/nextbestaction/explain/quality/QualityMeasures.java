// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import io.nextbestaction.explain.Interval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How good explanations of a score are. All is on the margin (log-odds for a logistic link), before calibration.
 * Contributions are summed by field; a field is removed by taking its columns from the background rows, one after another,
 * and averaging the margin. Intervals are percentiles over rows drawn with replacement (Efron 1979); a figure that no row
 * defines is NaN.
 *
 * @param fields what contributions are summed by, such as the customer's fields
 * @param rows how many rows were explained
 * @param background how many rows removed fields were taken from
 * @param settings what was drawn
 * @param seed of all draws
 * @param completeness the largest |base + Σφ − margin| (Sundararajan, Taly and Yan 2017)
 * @param infidelity E[(Σφ of removed fields − fall of the margin)²] over random sets of fields, of every size alike often:
 *     squared margin, 0 is best (Yeh et al. 2019)
 * @param unexplained infidelity over E[fall²], which a sum of nothing would have: 0 is best, 1 as good as telling nothing
 * @param faithfulness the mean over rows of the correlation of Σφ of removed fields with the fall of the margin, over the
 *     same sets, in [−1, 1], 1 is best (Bhatt, Weller and Moura 2020)
 * @param deletion fields removed, first those that moved the score most to where it is; low is good (Petsiuk, Das and
 *     Saenko 2018)
 * @param insertion fields made known in the same order, from none; high is good (Petsiuk, Das and Saenko 2018)
 * @param comprehensiveness the share of the score's distance from the average score lost without the first
 *     {@link QualitySettings#reasons()} fields of that order; high is good (DeYoung et al. 2020)
 * @param sufficiency the share missing with those fields alone; low is good (DeYoung et al. 2020)
 * @param sensitivity the mean over rows of the largest ‖φ(y) − φ(x)‖ / ‖φ(x)‖ among neighbours y; low is steady (Yeh et al.
 *     2019; relative as Bhatt, Weller and Moura 2020)
 * @param lipschitz the mean over rows of the largest ‖φ(y) − φ(x)‖ / ‖y − x‖, columns in standard deviations; margin a
 *     standard deviation (Alvarez-Melis and Jaakkola 2018)
 * @param compacity the mean number of fields, by size, from which on their sum stays within a tenth of Σφ (as Shapash 2021)
 * @param otherBackgrounds agreement with explanations against backgrounds drawn with replacement; null without a method
 *     (as arXiv 2204.11351)
 * @param otherSeeds agreement with explanations by other seeds; null without a method
 * @param otherMethod agreement with explanations by another method; null without one (Krishna et al. 2022)
 * @param shuffledLabels agreement with explanations of a model trained on shuffled labels, which should be low; null without
 *     one (Adebayo et al. 2018)
 * @param axioms what Shapley values obey; null without a method, or for a score that is no forest
 */
public record QualityMeasures(
        List<String> fields,
        int rows,
        int background,
        QualitySettings settings,
        long seed,
        double completeness,
        AgainstRandom infidelity,
        AgainstRandom unexplained,
        AgainstRandom faithfulness,
        RemovalCurve deletion,
        RemovalCurve insertion,
        AgainstRandom comprehensiveness,
        AgainstRandom sufficiency,
        Interval sensitivity,
        Interval lipschitz,
        Interval compacity,
        @Nullable Agreement otherBackgrounds,
        @Nullable Agreement otherSeeds,
        @Nullable Agreement otherMethod,
        @Nullable Agreement shuffledLabels,
        @Nullable Axioms axioms) {

    /** Copies the list. */
    public QualityMeasures {
        fields = List.copyOf(fields);
    }
}
