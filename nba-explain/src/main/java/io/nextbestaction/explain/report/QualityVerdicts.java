// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import io.nextbestaction.explain.Interval;
import io.nextbestaction.explain.quality.AgainstRandom;
import io.nextbestaction.explain.quality.Agreement;
import io.nextbestaction.explain.quality.Axioms;
import io.nextbestaction.explain.quality.QualityMeasures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What measures of explanations amount to, each in a sentence that holds whichever way it went. */
final class QualityVerdicts {
    /** Beyond rounding of any method that claims to add up. */
    private static final double ROUNDING = 1e-6;

    private static final double STEADY = 0.8;
    private static final double UNSTEADY = 0.5;

    private final List<String> verdicts = new ArrayList<>();

    private QualityVerdicts() {}

    static List<String> of(QualityMeasures measures) {
        QualityVerdicts told = new QualityVerdicts();
        told.completeness(measures.completeness());
        told.curves(measures.deletion().area(), measures.insertion().area());
        told.unexplained(measures.unexplained());
        told.steadiness(measures.otherBackgrounds(), measures.otherSeeds());
        told.method(measures.otherMethod());
        told.shuffled(measures.shuffledLabels());
        told.axioms(measures.axioms());
        return told.verdicts;
    }

    private void completeness(double gap) {
        if (gap == 0) {
            add("Adds up: base and contributions give the score exactly.");
            return;
        }
        add(
                gap <= ROUNDING
                        ? "Adds up: base and contributions give the score, to %.0e at worst."
                        : "Does not add up: base and contributions miss the score by up to %.2g.",
                gap);
    }

    private void curves(AgainstRandom deletion, AgainstRandom insertion) {
        if (Double.isNaN(deletion.measured().estimate())) {
            add("Nothing to order: every row has the average score.");
            return;
        }
        boolean byDeletion = deletion.difference().high() < 0;
        boolean byInsertion = insertion.difference().low() > 0;
        String than = byDeletion && byInsertion
                ? "better than chance"
                : byDeletion || byInsertion
                        ? "better than chance by one of two curves only"
                        : "no better than chance, so far as these rows tell";
        add(
                "Orders fields " + than
                        + ": taking away the strongest first leaves an area of %.2f (random %.2f), telling"
                        + " them first reaches %.2f (random %.2f).",
                deletion.measured().estimate(),
                deletion.random().estimate(),
                insertion.measured().estimate(),
                insertion.random().estimate());
    }

    private void unexplained(AgainstRandom part) {
        if (Double.isNaN(part.measured().estimate())) {
            return;
        }
        double told = 100 * (1 - part.measured().estimate());
        if (told > 0) {
            add(
                    "Foretells %.0f %% of what the score does when random fields are taken away; a sum of contributions cannot"
                            + " tell how fields act together.",
                    told);
        } else {
            add("Foretells nothing of what the score does when fields are taken away: no better than saying nothing.");
        }
    }

    private void steadiness(@Nullable Agreement backgrounds, @Nullable Agreement seeds) {
        if (backgrounds != null) {
            double top = backgrounds.top().estimate();
            if (backgrounds.distance().estimate() == 0) {
                add("Does not depend on background rows.");
            } else {
                add(
                        "%s when the background is drawn anew: the strongest fields agree to %.0f %%.",
                        top >= STEADY ? "Steady" : top >= UNSTEADY ? "Partly steady" : "Not steady", 100 * top);
            }
        }
        if (seeds != null) {
            add(
                    seeds.distance().estimate() == 0
                            ? "Exact: other seeds give the same."
                            : "Drawn at random: with other seeds the strongest fields agree to %.0f %%.",
                    100 * seeds.top().estimate());
        }
    }

    private void method(@Nullable Agreement other) {
        if (other != null) {
            Interval top = other.top();
            add(
                    "%s the other method: the strongest fields agree to %.0f %% (%.0f to %.0f).",
                    top.estimate() >= STEADY
                            ? "Agrees with"
                            : top.estimate() >= UNSTEADY ? "Agrees partly with" : "Disagrees with",
                    100 * top.estimate(),
                    100 * top.low(),
                    100 * top.high());
        }
    }

    private void shuffled(@Nullable Agreement labels) {
        if (labels != null) {
            double distance = labels.distance().estimate();
            add(
                    distance >= UNSTEADY
                            ? "Depends on what was learnt: a model of shuffled labels gives other contributions (distance %.2f)."
                            : "Hardly depends on what was learnt: a model of shuffled labels gives like contributions (distance"
                                    + " %.2f).",
                    distance);
        }
    }

    private void axioms(@Nullable Axioms axioms) {
        if (axioms != null) {
            add(
                    axioms.worst() <= ROUNDING
                            ? "Obeys the axioms: a column not read gets nothing, a duplicate the same, parts of the forest add up."
                            : "Breaks the axioms of Shapley values: column not read %.1e, duplicate %.1e, parts of the forest %.1e.",
                    axioms.dummy(),
                    axioms.symmetry(),
                    axioms.linearity());
        }
    }

    private void add(String format, Object... values) {
        verdicts.add(String.format(Locale.ROOT, format, values).replaceAll("-(?=[0-9])", "−"));
    }
}
