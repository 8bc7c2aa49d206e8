// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.rfm;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;
import io.nextbestaction.features.internal.Statistics;
import io.nextbestaction.features.source.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Quantile scores fitted on measured customers. Immutable, thread-safe.
 *
 * <p>The cuts are order statistics of the customers fitted on: of n values the k-th cut of q quantiles is the
 * {@code ceil(k·n/q)}-th smallest. Equal values always get equal scores; where many customers share a value, as when half
 * bought once, some scores stay empty rather than part them by chance.
 */
public final class RfmScores {
    private final int quantiles;
    private final double[] recency;
    private final double[] frequency;
    private final double[] monetary;

    private RfmScores(int quantiles, double[] recency, double[] frequency, double[] monetary) {
        this.quantiles = quantiles;
        this.recency = recency;
        this.frequency = frequency;
        this.monetary = monetary;
    }

    /**
     * Learns the cuts from a table of {@link Rfm#measure}.
     *
     * @param quantiles how many, 2 to 10; 5 is usual
     * @throws IllegalArgumentException if the number is out of range, there are fewer customers than quantiles, a field is
     *     absent or a value missing
     */
    public static RfmScores fit(Table measured, int quantiles) {
        if (quantiles < 2 || quantiles > 10) {
            throw new IllegalArgumentException(
                    "The quantiles (" + quantiles + ") of RFM scores must be 2 to 10.\nMaybe use 5.");
        }
        if (measured.rows().size() < quantiles) {
            throw new IllegalArgumentException("The customers ("
                    + measured.rows().size() + ") of \"" + measured.name()
                    + "\" must be at least as many as the quantiles (" + quantiles + ").\nMaybe use fewer quantiles.");
        }
        return new RfmScores(
                quantiles,
                cuts(measured, Rfm.RECENCY, quantiles),
                cuts(measured, Rfm.FREQUENCY, quantiles),
                cuts(measured, Rfm.MONETARY, quantiles));
    }

    private static double[] cuts(Table measured, String field, int quantiles) {
        int position = measured.schema().indexOf(field);
        double[] values = new double[measured.rows().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = measured.rows().get(i).number(position);
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("The field \"" + field + "\" in row " + (i + 1) + " of \""
                        + measured.name() + "\" must be a finite number.\nMaybe measure it with Rfm.");
            }
        }
        double[] sorted = Statistics.sorted(values);
        double[] cuts = new double[quantiles - 1];
        for (int k = 1; k < quantiles; k++) {
            cuts[k - 1] = sorted[(int) (((long) k * sorted.length + quantiles - 1) / quantiles) - 1];
        }
        return cuts;
    }

    /** The number of quantiles, which is the best score. */
    public int quantiles() {
        return quantiles;
    }

    /** The scores of one customer, whether fitted on or new; a NaN is in the worst quantile. */
    public RfmScore score(double recencyDays, double frequency, double monetary) {
        int old = Double.isNaN(recencyDays) ? quantiles : quantile(recency, recencyDays);
        return new RfmScore(
                quantiles + 1 - old, quantile(this.frequency, frequency), quantile(this.monetary, monetary));
    }

    private static int quantile(double[] cuts, double x) {
        int quantile = 1;
        for (double cut : cuts) {
            quantile += x > cut ? 1 : 0;
        }
        return quantile;
    }

    /**
     * The table with three more NUMBER fields: {@code recency_score}, {@code frequency_score} and {@code monetary_score}.
     *
     * @throws IllegalArgumentException if a measured field is absent
     */
    public Table score(Table measured) {
        Schema schema = measured.schema();
        int r = schema.indexOf(Rfm.RECENCY);
        int f = schema.indexOf(Rfm.FREQUENCY);
        int m = schema.indexOf(Rfm.MONETARY);
        List<Field> fields = new ArrayList<>(schema.fields());
        for (String name : List.of("recency_score", "frequency_score", "monetary_score")) {
            fields.add(new Field(name, FieldType.NUMBER));
        }
        Schema wider = Schema.of(fields);
        List<Row> rows = new ArrayList<>(measured.rows().size());
        for (Row row : measured.rows()) {
            Row scored = new Row(wider);
            for (int i = 0; i < schema.size(); i++) {
                scored.setNumber(i, row.number(i));
                scored.setText(i, row.text(i));
            }
            RfmScore score = score(row.number(r), row.number(f), row.number(m));
            scored.setNumber(schema.size(), score.recency());
            scored.setNumber(schema.size() + 1, score.frequency());
            scored.setNumber(schema.size() + 2, score.monetary());
            rows.add(scored);
        }
        return Table.of(measured.name(), wider, rows);
    }

    /** Everything needed to {@link #restore} the scores. */
    public State state() {
        return State.builder()
                .put("recency", recency)
                .put("frequency", frequency)
                .put("monetary", monetary)
                .build();
    }

    /**
     * The scores of a state.
     *
     * @throws IllegalArgumentException if the state is damaged
     */
    public static RfmScores restore(State state) {
        double[] recency = state.numbers("recency");
        double[] frequency = state.numbers("frequency");
        double[] monetary = state.numbers("monetary");
        boolean sound = recency.length >= 1
                && recency.length <= 9
                && frequency.length == recency.length
                && monetary.length == recency.length
                && isOrdered(recency)
                && isOrdered(frequency)
                && isOrdered(monetary);
        if (!sound) {
            throw new IllegalArgumentException("The saved cuts (" + recency.length + ", " + frequency.length + ", "
                    + monetary.length + ") of RFM scores must be 1 to 9 ordered numbers each.\n"
                    + "Maybe the file is damaged or was changed by hand.");
        }
        return new RfmScores(recency.length + 1, recency, frequency, monetary);
    }

    private static boolean isOrdered(double[] cuts) {
        for (int i = 0; i < cuts.length; i++) {
            if (!Double.isFinite(cuts[i]) || (i > 0 && cuts[i] < cuts[i - 1])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RfmScores scores && scores.state().equals(state());
    }

    @Override
    public int hashCode() {
        return state().hashCode();
    }

    @Override
    public String toString() {
        return "RfmScores[recency " + Arrays.toString(recency) + ", frequency " + Arrays.toString(frequency)
                + ", monetary " + Arrays.toString(monetary) + "]";
    }
}
