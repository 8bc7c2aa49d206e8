// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How every number of segments was judged, what each criterion chooses, and which is recommended and why. Immutable;
 * {@link #toString()} is a table for people.
 *
 * <p>The rule: every criterion but {@link Criterion#VOTE} has one vote for its choice. A choice below the least number
 * asked for, or of a stability under {@value #STABLE}, has none. Most votes win, the larger silhouette at a tie, then the
 * smaller number. Where no vote is left, the silhouette decides, and the reason says so.
 *
 * @param candidates one for each number from 1 to the largest tried
 * @param choices what each criterion chooses, the recommended number for {@link Criterion#VOTE}
 * @param reason why it is recommended, in a sentence or two
 * @param rows how many rows there are
 * @param judged on how many of them, drawn without replacement, all but the silhouette was judged
 * @param silhouetteRows on how many of those the silhouette was judged
 */
public record KSelection(
        List<KScores> candidates,
        Map<Criterion, Integer> choices,
        String reason,
        int rows,
        int judged,
        int silhouetteRows) {
    static final double STABLE = 0.75;
    private static final double STRUCTURE = 0.25;

    /** Keeps the lists from changing. */
    public KSelection {
        candidates = List.copyOf(candidates);
        choices = Map.copyOf(choices);
    }

    /** Applies the rule to judged candidates. */
    static KSelection of(List<KScores> candidates, int min, int rows, int judged, int silhouetteRows) {
        EnumMap<Criterion, Integer> choices = new EnumMap<>(Criterion.class);
        choices.put(Criterion.SILHOUETTE, largest(candidates, min, Criterion.SILHOUETTE));
        choices.put(Criterion.GAP, gap(candidates));
        choices.put(Criterion.CALINSKI_HARABASZ, largest(candidates, min, Criterion.CALINSKI_HARABASZ));
        choices.put(Criterion.DAVIES_BOULDIN, largest(candidates, min, Criterion.DAVIES_BOULDIN));
        choices.put(Criterion.ELBOW, elbow(candidates, min));
        int[] votes = new int[candidates.size() + 1];
        choices.values()
                .forEach(k -> votes[k] += k >= min && candidates.get(k - 1).stability() >= STABLE ? 1 : 0);
        int chosen = choices.getOrDefault(Criterion.SILHOUETTE, min);
        for (int k = min; k <= candidates.size(); k++) {
            boolean better = candidates.get(k - 1).silhouette()
                    > candidates.get(chosen - 1).silhouette();
            chosen = votes[k] > votes[chosen] || (votes[k] == votes[chosen] && votes[k] > 0 && better) ? k : chosen;
        }
        String reason = reason(candidates.get(chosen - 1), choices, votes[chosen]);
        choices.put(Criterion.VOTE, chosen);
        return new KSelection(candidates, choices, reason, rows, judged, silhouetteRows);
    }

    private static double value(KScores scores, Criterion criterion) {
        return switch (criterion) {
            case SILHOUETTE -> scores.silhouette();
            case CALINSKI_HARABASZ -> scores.calinskiHarabasz();
            case DAVIES_BOULDIN -> -scores.daviesBouldin();
            case GAP, ELBOW, VOTE -> throw new IllegalStateException("not chosen by the largest value: " + criterion);
        };
    }

    private static int largest(List<KScores> candidates, int min, Criterion criterion) {
        int best = min;
        for (int k = min + 1; k <= candidates.size(); k++) {
            best = value(candidates.get(k - 1), criterion) > value(candidates.get(best - 1), criterion) ? k : best;
        }
        return best;
    }

    private static int gap(List<KScores> candidates) {
        for (int k = 1; k < candidates.size(); k++) {
            KScores next = candidates.get(k);
            if (candidates.get(k - 1).gap() >= next.gap() - next.gapError()) {
                return k;
            }
        }
        return candidates.size();
    }

    /** Farthest below the chord; distances to a line keep their order whatever the scales of the axes. */
    private static int elbow(List<KScores> candidates, int min) {
        int last = candidates.size();
        double first = candidates.get(0).inertia();
        double slope = (candidates.get(last - 1).inertia() - first) / (last - 1);
        int best = min;
        double farthest = Double.NEGATIVE_INFINITY;
        for (int k = min; k <= last; k++) {
            double below = first + slope * (k - 1) - candidates.get(k - 1).inertia();
            if (below > farthest) {
                farthest = below;
                best = k;
            }
        }
        return best;
    }

    private static String reason(KScores chosen, Map<Criterion, Integer> choices, int votes) {
        StringBuilder text = new StringBuilder("k = " + chosen.k() + ", ");
        text.append(
                votes == 0
                        ? "the largest silhouette, as no choice is confirmed by refits"
                        : votes + " of " + choices.size() + " votes");
        String separator = " (";
        for (Map.Entry<Criterion, Integer> choice : choices.entrySet()) {
            text.append(separator).append(choice.getKey().label()).append(' ').append(choice.getValue());
            separator = ", ";
        }
        text.append(String.format(Locale.ROOT, "); refits on other customers agree to %.2f.", chosen.stability()));
        if (choices.getOrDefault(Criterion.GAP, 0) == 1) {
            text.append(" The gap sees no groups beyond those of uniform rows.");
        }
        if (chosen.silhouette() < STRUCTURE) {
            text.append(String.format(
                    Locale.ROOT,
                    " A mean silhouette of %.2f is low: the segments cut a continuum rather than find groups.",
                    chosen.silhouette()));
        }
        return text.toString();
    }

    /** The recommended number of segments. */
    public int recommended() {
        return choice(Criterion.VOTE);
    }

    /** The number a criterion chooses; the gap alone can choose 1. */
    public int choice(Criterion criterion) {
        Integer choice = choices.get(criterion);
        if (choice == null) {
            throw new IllegalStateException("The criterion (" + criterion + ") must have been judged.");
        }
        return choice;
    }

    /**
     * The scores of one number of segments.
     *
     * @throws IllegalArgumentException if it was not tried
     */
    public KScores scores(int k) {
        if (k < 1 || k > candidates.size()) {
            throw new IllegalArgumentException("The number of segments (" + k + ") must be one that was tried, 1 to "
                    + candidates.size() + ".\nMaybe study a wider range.");
        }
        return candidates.get(k - 1);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(" k     inertia  silhouette     gap ±       CH        DB    stability");
        for (KScores s : candidates) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%2d %11.5g %10.3f %8.3f %.3f %8.4g %8.3f %10.2f",
                    s.k(),
                    s.inertia(),
                    s.silhouette(),
                    s.gap(),
                    s.gapError(),
                    s.calinskiHarabasz(),
                    s.daviesBouldin(),
                    s.stability()));
        }
        return text.append(String.format("%n")).append(reason).toString();
    }
}
