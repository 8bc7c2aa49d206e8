// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a leaderboard.
 *
 * @param name what was tried
 * @param settings its settings in words
 * @param scores the metric the board is ranked by, part by part
 * @param seconds wall time of training and scoring over all parts
 * @param lessBest this model's scores less the best one's; null where there is one part only
 */
public record Standing(
        String name,
        String settings,
        FoldScores scores,
        double seconds,
        @Nullable PairedTest lessBest) {

    /** Ranks scores by name, the best first; of equals the earlier one. */
    static List<Standing> rank(List<Standing> unranked) {
        List<Standing> ranked = new ArrayList<>(unranked);
        ranked.sort((a, b) -> a.scores.betterThan(b.scores) ? -1 : b.scores.betterThan(a.scores) ? 1 : 0);
        if (ranked.isEmpty()) {
            return ranked;
        }
        FoldScores best = ranked.get(0).scores;
        return ranked.stream()
                .map(s -> new Standing(
                        s.name,
                        s.settings,
                        s.scores,
                        s.seconds,
                        best.values().length < 2 ? null : PairedTest.of(s.scores, best)))
                .toList();
    }
}
