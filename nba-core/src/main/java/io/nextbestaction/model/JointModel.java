// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One score over (customer, action) and, for every action it knows, the values of the action's columns and a calibration of
 * its own: actions with few contacts learn from those with many. Immutable, thread-safe, deterministic to the bit; NaN in
 * the features is missing. Scoring allocates nothing once the scratch has grown.
 *
 * <p>A forest scores all its actions together ({@link ActionForest}) where that gains. Memory is that of the scorer and
 * O(actions · trees), whatever the number of actions; what {@link #model} gives is kept once asked for.
 */
public final class JointModel {
    /** The most actions times inputs. */
    private static final int MOST_CELLS = 1 << 26;

    /** The most actions times trees compiled to be scored together: 128 megabytes of leaf sets. */
    private static final int MOST_SETS = 1 << 24;

    private final Scorer scorer;
    private final List<String> columns;
    private final List<Member> members;
    private final int inputs;
    private final double[][] values;
    private final Map<String, Integer> positions = new HashMap<>();
    private final @Nullable ActionForest together;
    private final AtomicReferenceArray<@Nullable ProbabilityModel> models;

    private JointModel(Scorer scorer, List<String> columns, List<Member> members) {
        this.scorer = scorer;
        this.columns = List.copyOf(columns);
        this.members = List.copyOf(members);
        this.inputs = scorer.inputs() - columns.size();
        this.values = new double[members.size()][];
        for (int m = 0; m < values.length; m++) {
            Member member = members.get(m);
            values[m] =
                    member.values().stream().mapToDouble(Double::doubleValue).toArray();
            if (values[m].length != columns.size() || positions.put(member.action(), m) != null) {
                throw new IllegalArgumentException("The action \"" + member.action() + "\" (" + values[m].length
                        + " values) of a joint model must be listed once, with a value for each of " + columns.size()
                        + " columns.\nMaybe it was made from another catalogue.");
            }
        }
        checkFinite();
        this.together = together();
        this.models = new AtomicReferenceArray<>(values.length);
    }

    private void checkFinite() {
        double most = 0;
        for (double[] row : values) {
            for (double value : row) {
                most = Double.isNaN(value) ? most : Math.max(most, Math.abs(value));
            }
        }
        if (!FixedInputs.staysFinite(scorer, inputs, most)) {
            throw new IllegalArgumentException("The values of an action (up to " + most
                    + ") in a joint model must be so small that its sums are finite.\n"
                    + "Maybe the model file is damaged.");
        }
    }

    /**
     * A joint model; lists are copied.
     *
     * @param scorer its last inputs are the columns of the action, those before them the features of the customer
     * @param columns the names of the action's columns, at least one
     * @param members the actions it knows, at least one, in order
     * @throws IllegalArgumentException if the scorer, or a member of a blend, is neither a forest nor a linear model nor a
     *     network, no input is left for the customer, an action is listed twice or has not a value for each column, a
     *     value is so large that a sum may be infinite, or actions times inputs are more than 67,108,864
     */
    public static JointModel of(Scorer scorer, List<String> columns, List<Member> members) {
        FixedInputs.check(scorer);
        if (columns.isEmpty() || columns.size() >= scorer.inputs()) {
            throw new IllegalArgumentException(
                    "The columns (" + columns.size() + ") of the action in a joint model with " + scorer.inputs()
                            + " inputs must be at least one and leave one to the customer.");
        }
        if (members.isEmpty() || (long) members.size() * scorer.inputs() > MOST_CELLS) {
            throw new IllegalArgumentException("The actions (" + members.size() + ") of a joint model with "
                    + scorer.inputs() + " inputs must be at least one, and both multiplied at most " + MOST_CELLS
                    + ".\nMaybe learn a model for each action: .responses(…).");
        }
        return new JointModel(scorer, columns, members);
    }

    /**
     * An action a joint model knows.
     *
     * @param action its id
     * @param values of its columns, in order; NaN is missing
     * @param calibration what makes the score of this action a probability; it tells how many contacts of its own it rests on
     */
    public record Member(String action, List<Double> values, Calibration calibration) {

        /** Keeps the values from changing. */
        public Member {
            values = List.copyOf(values);
        }
    }

    private @Nullable ActionForest together() {
        if (!(scorer instanceof Forest forest) || (long) values.length * forest.trees() > MOST_SETS) {
            return null;
        }
        int[] at = new int[columns.size()];
        double[] all = new double[values.length * at.length];
        for (int c = 0; c < at.length; c++) {
            at[c] = inputs + c;
        }
        for (int m = 0; m < values.length; m++) {
            System.arraycopy(values[m], 0, all, m * at.length, at.length);
        }
        ActionForest compiled = forest.forActions(at, all);
        return compiled.scoresTogether() ? compiled : null;
    }

    /** The score over customer and action. */
    public Scorer scorer() {
        return scorer;
    }

    /** The names of the action's columns, which follow the customer's features. */
    public List<String> columns() {
        return columns;
    }

    /** The actions it knows, in order. */
    public List<Member> members() {
        return members;
    }

    /** The number of a customer's features. */
    public int inputs() {
        return inputs;
    }

    /** The position of an action by its id, -1 if it is not known. */
    public int indexOf(String action) {
        return positions.getOrDefault(action, -1);
    }

    /** Whether {@link #margins} scores all actions together, which costs about as much as scoring a tenth of them. */
    public boolean scoresTogether() {
        return together != null;
    }

    /**
     * The margin of one action, to the bit that of {@link #model} for a forest or a linear model, else to rounding.
     *
     * @param features at least {@link #inputs()} values; NaN is missing
     * @param member the position of the action
     * @param scratch buffers of the calling thread
     */
    public double margin(double[] features, int member, Scratch scratch) {
        if (scorer instanceof LinearModel) {
            // Its own model is small, and the action's columns need not be added again.
            return model(member).scorer().margin(features, scratch);
        }
        double[] row = widened(features, scratch);
        System.arraycopy(values[member], 0, row, inputs, columns.size());
        return scorer.margin(row, scratch);
    }

    /**
     * The margins of all actions, to the bit those of {@link #margin}.
     *
     * @param features at least {@link #inputs()} values; NaN is missing
     * @param out receives one for each action, in order
     * @param scratch buffers of the calling thread
     */
    public void margins(double[] features, double[] out, Scratch scratch) {
        if (together != null) {
            together.margins(widened(features, scratch), out, scratch);
            return;
        }
        for (int m = 0; m < values.length; m++) {
            out[m] = margin(features, m, scratch);
        }
    }

    private double[] widened(double[] features, Scratch scratch) {
        double[] row = scratch.widened(scorer.inputs());
        System.arraycopy(features, 0, row, 0, inputs);
        return row;
    }

    /** The calibrated probability that a margin of an action stands for. */
    public double probability(double margin, int member) {
        return members.get(member).calibration().apply(scorer.link().probability(margin));
    }

    /**
     * The model of one action alone, a scorer of the customer's features: a tree's splits on the action are replaced by
     * the child they lead to, sums fold the action into their constant term. Made when first asked for, in O(nodes).
     *
     * @param member the position of the action
     */
    public ProbabilityModel model(int member) {
        ProbabilityModel made = models.get(member);
        if (made == null) {
            made = new ProbabilityModel(
                    FixedInputs.of(scorer, inputs, values[member]),
                    members.get(member).calibration());
            if (!models.compareAndSet(member, null, made)) {
                made = models.get(member);
            }
        }
        return Objects.requireNonNull(made);
    }
}
