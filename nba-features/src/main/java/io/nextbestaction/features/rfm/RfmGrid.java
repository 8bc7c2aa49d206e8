// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.rfm;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.features.source.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names for customers by their RFM scores, from a square grid: one row for each recency score, the best first, and one column
 * for each score of frequency and money, the worst first. The latter is the mean of the two scores, halves rounded up.
 * Immutable, thread-safe.
 *
 * <p>{@link #classic()}, for five quantiles:
 *
 * <pre>
 * recency 5 | new customers   potential loyal  potential loyal  champions  champions
 *         4 | promising       potential loyal  potential loyal  loyal      loyal
 *         3 | about to sleep  about to sleep   need attention   loyal      loyal
 *         2 | hibernating     hibernating      at risk          at risk    cannot lose
 *         1 | hibernating     hibernating      at risk          at risk    cannot lose
 * </pre>
 */
public final class RfmGrid {
    private static final int MOST = 10;

    private final List<List<String>> rows;

    private RfmGrid(List<List<String>> rows) {
        this.rows = rows;
    }

    /** The ten names marketing uses for five quantiles. */
    public static RfmGrid classic() {
        String potential = "potential loyal";
        List<String> cold = List.of("hibernating", "hibernating", "at risk", "at risk", "cannot lose");
        return of(List.of(
                List.of("new customers", potential, potential, "champions", "champions"),
                List.of("promising", potential, potential, "loyal", "loyal"),
                List.of("about to sleep", "about to sleep", "need attention", "loyal", "loyal"),
                cold,
                cold));
    }

    /**
     * Names of one's own.
     *
     * @param rows as many rows as quantiles, best recency first, each with as many names, worst frequency and money first; a
     *     name may stand in several places
     * @throws IllegalArgumentException if the grid is not square, has fewer than 2 or more than 10 rows, or a blank name
     */
    public static RfmGrid of(List<List<String>> rows) {
        List<List<String>> copy = rows.stream().map(List::copyOf).toList();
        boolean square = copy.size() >= 2
                && copy.size() <= MOST
                && copy.stream().allMatch(row -> row.size() == copy.size())
                && copy.stream().flatMap(List::stream).noneMatch(String::isBlank);
        if (!square) {
            throw new IllegalArgumentException("The RFM grid (" + copy.size() + " rows of "
                    + copy.stream().map(List::size).distinct().sorted().toList()
                    + " names) must have 2 to 10 rows of as many names, none blank.\nMaybe use RfmGrid.classic().");
        }
        return new RfmGrid(copy);
    }

    /** The number of quantiles it is for. */
    public int quantiles() {
        return rows.size();
    }

    /**
     * The name of a score.
     *
     * @throws IllegalArgumentException if a score is not within the quantiles of this grid
     */
    public String name(RfmScore score) {
        int n = rows.size();
        int least = Math.min(score.recency(), Math.min(score.frequency(), score.monetary()));
        int largest = Math.max(score.recency(), Math.max(score.frequency(), score.monetary()));
        if (least < 1 || largest > n) {
            throw new IllegalArgumentException("The RFM score (" + score + ") must lie within 1 to " + n
                    + ", the quantiles of the grid.\nMaybe fit the scores with " + n + " quantiles.");
        }
        int value = (score.frequency() + score.monetary() + 1) / 2;
        return rows.get(n - score.recency()).get(value - 1);
    }

    /**
     * The customers of each name, in the order of the grid; names without customers are left out.
     *
     * @param measured a table of {@link Rfm#measure}
     * @param scores with as many quantiles as this grid
     * @throws IllegalArgumentException if a measured field is absent, or the quantiles differ
     */
    public List<RfmSegment> segments(Table measured, RfmScores scores) {
        if (scores.quantiles() != rows.size()) {
            throw new IllegalArgumentException(
                    "The scores (" + scores.quantiles() + " quantiles) must be as many as the grid's " + rows.size()
                            + ".\nMaybe fit them again, or use another grid.");
        }
        Schema schema = measured.schema();
        int r = schema.indexOf(Rfm.RECENCY);
        int f = schema.indexOf(Rfm.FREQUENCY);
        int m = schema.indexOf(Rfm.MONETARY);
        Map<String, double[]> sums = new LinkedHashMap<>();
        rows.forEach(row -> row.forEach(name -> sums.put(name, new double[4])));
        double money = 0;
        for (Row row : measured.rows()) {
            double[] sum = sums.get(name(scores.score(row.number(r), row.number(f), row.number(m))));
            if (sum != null) {
                sum[0]++;
                sum[1] += row.number(r);
                sum[2] += row.number(f);
                sum[3] += row.number(m);
            }
            money += row.number(m);
        }
        List<RfmSegment> segments = new ArrayList<>();
        for (Map.Entry<String, double[]> entry : sums.entrySet()) {
            double[] sum = entry.getValue();
            if (sum[0] > 0) {
                segments.add(new RfmSegment(
                        entry.getKey(),
                        (int) sum[0],
                        sum[0] / measured.rows().size(),
                        sum[1] / sum[0],
                        sum[2] / sum[0],
                        sum[3] / sum[0],
                        money == 0 ? Double.NaN : sum[3] / money));
            }
        }
        return segments;
    }
}
