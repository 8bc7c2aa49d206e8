// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import io.nextbestaction.data.FeatureMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * Several calibrated scorers as one. With {@link Link#IDENTITY} the margin is the weighted mean of their probabilities
 * (soft voting), with {@link Link#LOGISTIC} it is bias + Σ weight · log-odds of their probabilities, each first moved to
 * 1e-6 from the edge (stacking; Wolpert 1992). A blend may hold blends, up to {@value #MOST_HEIGHT} deep. Immutable,
 * thread-safe; costs what its members cost.
 */
public final class Blend implements Scorer {
    /** The most blends within each other, the outermost counted. */
    public static final int MOST_HEIGHT = 4;

    /** The most members of one blend. */
    public static final int MOST_MEMBERS = 100;

    private static final double ROUNDING = 1e-9;

    private final Link link;
    private final double bias;
    private final double[] weights;
    private final ProbabilityModel[] members;
    private final int height;

    private Blend(Link link, double bias, double[] weights, ProbabilityModel[] members, int height) {
        this.link = link;
        this.bias = bias;
        this.weights = weights;
        this.members = members;
        this.height = height;
    }

    /** The plain mean of the members' probabilities. */
    public static Blend mean(List<ProbabilityModel> members) {
        double[] weights = new double[members.size()];
        Arrays.fill(weights, 1.0 / weights.length);
        return of(Link.IDENTITY, 0, weights, members);
    }

    /**
     * A blend; arrays and lists are copied.
     *
     * @param link whether probabilities are averaged or log-odds added
     * @param bias the constant term, finite; 0 for a mean
     * @param weights one for each member, finite, not negative, so that no member is turned round; of a mean they sum to 1
     * @param members 1 to {@value #MOST_MEMBERS}, all of as many inputs
     * @throws IllegalArgumentException if any of this does not hold, or blends are nested deeper than {@value #MOST_HEIGHT}
     */
    public static Blend of(Link link, double bias, double[] weights, List<ProbabilityModel> members) {
        if (members.isEmpty() || members.size() > MOST_MEMBERS || weights.length != members.size()) {
            throw new IllegalArgumentException("The members (" + members.size() + ") and weights (" + weights.length
                    + ") of a blend must be as many, 1 to " + MOST_MEMBERS + ".");
        }
        double sum = 0;
        for (double weight : weights) {
            if (!(weight >= 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("The weight (" + weight
                        + ") of a blend's member must be finite and at least 0.\nMaybe leave the member out.");
            }
            sum += weight;
        }
        if (!Double.isFinite(bias) || (link == Link.IDENTITY && !(bias == 0 && Math.abs(sum - 1) <= ROUNDING))) {
            throw new IllegalArgumentException("The bias (" + bias + ") and weights (sum " + sum
                    + ") of a blend must be finite, and of a mean 0 and 1.\nMaybe divide the weights by their sum.");
        }
        int inputs = members.get(0).scorer().inputs();
        int height = 1;
        for (ProbabilityModel member : members) {
            Siblings.checkInputs(member.scorer().inputs(), inputs);
            height = Math.max(height, member.scorer() instanceof Blend inner ? inner.height + 1 : 1);
        }
        if (height > MOST_HEIGHT) {
            throw new IllegalArgumentException("The blends (" + height + ") within each other must be at most "
                    + MOST_HEIGHT + ".\nMaybe give the members of the inner blend to the outer one.");
        }
        return new Blend(link, bias, weights.clone(), members.toArray(ProbabilityModel[]::new), height);
    }

    /** The members, in order. */
    public List<ProbabilityModel> members() {
        return List.of(members);
    }

    /** The weight of a member. */
    public double weight(int member) {
        return weights[member];
    }

    /** The constant term. */
    public double bias() {
        return bias;
    }

    @Override
    public int inputs() {
        return members[0].scorer().inputs();
    }

    @Override
    public Link link() {
        return link;
    }

    /** Whether one of its members does. */
    @Override
    public boolean holdsTrainingRows() {
        return Arrays.stream(members).anyMatch(member -> member.scorer().holdsTrainingRows());
    }

    @Override
    public double margin(double[] features) {
        double sum = bias;
        for (int m = 0; m < members.length; m++) {
            sum += term(m, members[m].scorer().margin(features));
        }
        return sum;
    }

    @Override
    public double margin(double[] features, Scratch scratch) {
        double sum = bias;
        for (int m = 0; m < members.length; m++) {
            sum += term(m, members[m].scorer().margin(features, scratch));
        }
        return sum;
    }

    @Override
    public void margins(FeatureMatrix rows, int from, int to, double[] out, Scratch scratch) {
        RowTasks.check(this, rows, from, to, out);
        Arrays.fill(out, from, to, bias);
        // One buffer a height: a blend within this one is lower.
        double[] margins = scratch.blend(height, to);
        for (int m = 0; m < members.length; m++) {
            members[m].scorer().margins(rows, from, to, margins, scratch);
            for (int row = from; row < to; row++) {
                out[row] += term(m, margins[row]);
            }
        }
    }

    private double term(int m, double margin) {
        ProbabilityModel member = members[m];
        double p = member.calibration().apply(member.scorer().link().probability(margin));
        return weights[m] * (link == Link.IDENTITY ? p : Link.logit(Edge.clip(p)));
    }
}
