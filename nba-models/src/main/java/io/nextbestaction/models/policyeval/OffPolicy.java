// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.policyeval;

import io.nextbestaction.data.Numbers;
import io.nextbestaction.models.evaluation.Estimate;
import io.nextbestaction.models.internal.Hashing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would have earned, judged on the log of another. Every answer carries its diagnostics; where the log cannot tell
 * the answer is a refusal with the reason, never a number: where it left nothing to chance or gave an action of the policy no
 * chance, where the weights are worth fewer than {@value #LEAST_SIZE} decisions, or where their mean is more than {@value
 * #MOST_OFF} away from 1. Weights with a heavy tail are a warning, not a refusal: {@link Diagnostics#warning}. Immutable, thread-safe; the same seed gives the same bits. O(decisions · actions) and, for an interval,
 * O(replicates · customers).
 */
public final class OffPolicy {
    private static final double LEAST_SIZE = 100;
    private static final double MOST_OFF = 0.2;
    private static final double ROUNDING = 1e-9;

    private final PolicyLog log;
    private final @Nullable RewardModel model;
    private final Confidence confidence;
    private final int[] unit;
    private final int units;

    private OffPolicy(PolicyLog log, @Nullable RewardModel model, Confidence confidence, int[] unit, int units) {
        this.log = log;
        this.model = model;
        this.confidence = confidence;
        this.unit = unit;
        this.units = units;
    }

    /** Judges on a log, intervals by a studentised bootstrap of seed 1 at 0.95. */
    public static OffPolicy on(PolicyLog log) {
        int[] unit = Hashing.units(log.customers(), log.rows());
        int units = Arrays.stream(unit).max().orElse(0) + 1;
        return new OffPolicy(log, null, Confidence.studentised(1), unit, units);
    }

    /**
     * The same with a reward model, for the estimators that need one.
     *
     * @throws IllegalArgumentException if it is of another log
     */
    public OffPolicy withModel(RewardModel value) {
        if (value.rows() != log.rows() || value.actions() != log.actions()) {
            throw new IllegalArgumentException("The reward model (" + value.rows() + " decisions, " + value.actions()
                    + " actions) must be of the log (" + log.rows() + ", " + log.actions() + ").");
        }
        return new OffPolicy(log, value, confidence, unit, units);
    }

    /** The same with other intervals. */
    public OffPolicy withConfidence(Confidence value) {
        return new OffPolicy(log, model, value, unit, units);
    }

    /** How intervals are made. */
    Confidence confidence() {
        return confidence;
    }

    /** The log. */
    PolicyLog log() {
        return log;
    }

    /**
     * The value of a policy per decision.
     *
     * @throws IllegalArgumentException if the policy is of another log, or the estimator wants what is not there: a reward model,
     *     for {@code REPLAY} evenly drawn actions and a policy without chance, or an interval that it cannot have
     */
    public PolicyValue value(TargetPolicy policy, Estimator estimator) {
        Diagnostics diagnostics = diagnostics(policy, estimator);
        PolicyValue.@Nullable Refused refused = refusal(estimator, diagnostics);
        return refused != null
                ? refused
                : new PolicyValue.Estimated(
                        estimator, interval(terms(policy, estimator), null, estimator), diagnostics);
    }

    /**
     * The value of a policy less that of another, paired on the same decisions; refused where either is, with the diagnostics of the
     * one that is worth fewer decisions.
     *
     * @throws IllegalArgumentException as {@link #value} does
     */
    public PolicyValue difference(TargetPolicy policy, TargetPolicy other, Estimator estimator) {
        Diagnostics first = diagnostics(policy, estimator);
        Diagnostics second = diagnostics(other, estimator);
        for (Diagnostics diagnostics : new Diagnostics[] {first, second}) {
            PolicyValue.@Nullable Refused refused = refusal(estimator, diagnostics);
            if (refused != null) {
                return refused;
            }
        }
        Estimate value = interval(terms(policy, estimator), terms(other, estimator), estimator);
        return new PolicyValue.Estimated(
                estimator, value, first.effectiveSize() <= second.effectiveSize() ? first : second);
    }

    /**
     * The estimator of a kind with the λ, among candidates, of the least bound on the bias, |mean d| + 1.96 · SE(d) with d = (w −
     * w_λ) · what the model leaves of the reward, plus the standard error (after Su et al. 2020). Choosing on the log that is then
     * judged on makes intervals a little too narrow.
     *
     * @param candidates at least one, each valid for the kind
     * @throws IllegalArgumentException if the kind has no λ, there is no candidate, or as {@link #value} does
     */
    public Estimator tuned(Estimator.Kind kind, TargetPolicy policy, double... candidates) {
        if (candidates.length == 0 || !kind.hasLambda()) {
            throw new IllegalArgumentException("The candidates (" + candidates.length + ") for λ of " + kind
                    + " must be at least one, and the kind must have it.\nMaybe try 1, 3, 10, 30, 100.");
        }
        Estimator best = Estimator.of(kind, candidates[0]);
        double least = Double.POSITIVE_INFINITY;
        for (double lambda : candidates) {
            Estimator estimator = Estimator.of(kind, lambda);
            check(policy, estimator);
            double error = Terms.valueAndError(terms(policy, estimator), null, null)[1];
            double loss = biasBound(policy, estimator) + error;
            if (loss < least) {
                least = loss;
                best = estimator;
            }
        }
        return best;
    }

    private double biasBound(TargetPolicy policy, Estimator estimator) {
        double sum = 0;
        double squares = 0;
        int rows = log.rows();
        for (int i = 0; i < rows; i++) {
            double w = weight(policy, i);
            double left = log.reward(i);
            if (estimator.kind().needsModel() && model != null) {
                left -= model.expected(i, log.action(i));
            }
            double d = (w - estimator.weight(w)) * left;
            sum += d;
            squares += d * d;
        }
        double mean = sum / rows;
        double error = Math.sqrt(Math.max(0, squares / rows - mean * mean) / rows);
        return Math.abs(mean) + 1.96 * error;
    }

    private double weight(TargetPolicy policy, int row) {
        return policy.chance(row, log.action(row)) / log.propensity(row);
    }

    /** The value whatever the diagnostics say, for tests of the formulas. */
    double unchecked(TargetPolicy policy, Estimator estimator) {
        return Terms.valueAndError(terms(policy, estimator), null, null)[0];
    }

    private Terms terms(TargetPolicy policy, Estimator estimator) {
        return Terms.of(log, policy, estimator, model, unit, units);
    }

    private void check(TargetPolicy policy, Estimator estimator) {
        if (policy.rows() != log.rows() || policy.actions() != log.actions()) {
            throw new IllegalArgumentException("The policy (" + policy.rows() + " decisions, " + policy.actions()
                    + " actions) must be of the log (" + log.rows() + ", " + log.actions() + ").");
        }
        if (estimator.kind().needsModel() && model == null) {
            throw new IllegalArgumentException("The estimator (" + estimator.describe()
                    + ") must have a reward model.\nMaybe give one by withModel(RewardModel.crossFitted(…)).");
        }
        if (estimator.kind() == Estimator.Kind.REPLAY && !(log.uniform() && policy.isDeterministic())) {
            throw new IllegalArgumentException(
                    "The replay of a log must be of evenly drawn actions, for a policy without"
                            + " chance.\nMaybe take SNIPS, which is the same there and takes any chances.");
        }
    }

    /**
     * What the log can tell about a policy, without judging it.
     *
     * @throws IllegalArgumentException if the policy is of another log
     */
    public Diagnostics diagnostics(TargetPolicy policy) {
        return diagnostics(policy, Estimator.of(Estimator.Kind.IPS));
    }

    private Diagnostics diagnostics(TargetPolicy policy, Estimator estimator) {
        check(policy, estimator);
        double sum = 0;
        double squares = 0;
        double largest = 0;
        double unsupported = 0;
        boolean[] taken = log.taken();
        double[] weights = new double[log.rows()];
        for (int i = 0; i < log.rows(); i++) {
            double w = weight(policy, i);
            weights[i] = w;
            sum += w;
            squares += w * w;
            largest = Math.max(largest, w);
            for (int a = 0; a < log.actions(); a++) {
                unsupported += log.supported(i, a, taken) ? 0 : policy.chance(i, a);
            }
        }
        int rows = log.rows();
        return new Diagnostics(
                rows,
                units,
                sum / rows,
                squares == 0 ? 0 : sum * sum / squares,
                largest,
                sum == 0 ? 0 : largest / sum,
                ParetoTail.shape(weights),
                unsupported / rows);
    }

    private PolicyValue.@Nullable Refused refusal(Estimator estimator, Diagnostics d) {
        if (log.deterministic()) {
            return new PolicyValue.Refused(
                    estimator,
                    PolicyValue.Reason.NOT_IDENTIFIED,
                    "The log must have left some of its " + d.decisions() + " decisions to chance (0 were).\n"
                            + "Maybe log with exploration, or run an experiment.",
                    d);
        }
        if (d.unsupportedMass() > ROUNDING) {
            return new PolicyValue.Refused(
                    estimator,
                    PolicyValue.Reason.NOT_IDENTIFIED,
                    "The part (" + Numbers.display(d.unsupportedMass())
                            + ") of the policy's actions that the log gave no chance must be 0.\n"
                            + "Maybe restrict the policy to what was logged, or explore those actions.",
                    d);
        }
        if (!(d.effectiveSize() >= LEAST_SIZE)) {
            return new PolicyValue.Refused(
                    estimator,
                    PolicyValue.Reason.TOO_FEW_EFFECTIVE,
                    "The effective size (" + Numbers.display(d.effectiveSize())
                            + " decisions) of the log for this policy must be at least " + Numbers.display(LEAST_SIZE)
                            + ".\nMaybe judge a policy nearer to the logged one, or log more.",
                    d);
        }
        if (!(Math.abs(d.meanWeight() - 1) <= MOST_OFF)) {
            return new PolicyValue.Refused(
                    estimator,
                    PolicyValue.Reason.WEIGHTS_OFF,
                    "The mean weight (" + Numbers.display(d.meanWeight()) + ") must lie within "
                            + Numbers.display(MOST_OFF) + " of 1.\nMaybe the logged chances are not those drawn by.",
                    d);
        }
        return null;
    }

    private Estimate interval(Terms first, @Nullable Terms second, Estimator estimator) {
        double[] known = Terms.valueAndError(first, second, null);
        if (confidence instanceof Confidence.Bernstein bernstein) {
            return bernstein(known, bernstein, estimator);
        }
        Confidence.Studentised bootstrap = (Confidence.Studentised) confidence;
        return StudentisedBootstrap.interval(known, first, second, bootstrap);
    }

    private Estimate bernstein(double[] known, Confidence.Bernstein bernstein, Estimator estimator) {
        if (estimator.selfNormalised() || units != log.rows()) {
            throw new IllegalArgumentException("The Bernstein bound of " + estimator.describe() + " on " + log.rows()
                    + " decisions of " + units + " customers must be of a plain mean with one decision a customer.\n"
                    + "Maybe take the studentised bootstrap.");
        }
        // Each end fails by half of 1 − level: ln(2 / δ) with δ = (1 − level) / 2.
        double bits = StrictMath.log(4 / (1 - bernstein.level()));
        double half = known[1] * Math.sqrt(2 * bits) + 7 * bernstein.range() * bits / (3 * (units - 1.0));
        return new Estimate(known[0], known[1], known[0] - half, known[0] + half, bernstein.level());
    }
}
