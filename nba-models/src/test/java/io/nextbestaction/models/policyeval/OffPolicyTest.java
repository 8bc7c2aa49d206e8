// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.policyeval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.models.LinearRegression;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.Samples;
import io.nextbestaction.models.evaluation.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OffPolicyTest {
    private static final Offset<Double> DIGITS = Offset.offset(1e-12);

    /** Two actions, x in [0, 1): action 0 earns 0.5, action 1 earns x; logged by 0.3 and 0.7; judged: 1 where x > 0.6. */
    private static final class World {
        final double[] x;
        final PolicyLog log;
        final TargetPolicy target;
        final RewardModel truth;

        World(int n, long seed, boolean distributions) {
            SplittableRandom random = new SplittableRandom(seed);
            this.x = new double[n];
            int[] chosen = new int[n];
            double[] chance = new double[n];
            double[] reward = new double[n];
            double[] all = new double[2 * n];
            double[] policy = new double[2 * n];
            double[] expected = new double[2 * n];
            for (int i = 0; i < n; i++) {
                x[i] = random.nextDouble();
                all[2 * i] = 0.3;
                all[2 * i + 1] = 0.7;
                chosen[i] = random.nextDouble() < 0.7 ? 1 : 0;
                chance[i] = all[2 * i + chosen[i]];
                expected[2 * i] = 0.5;
                expected[2 * i + 1] = x[i];
                reward[i] = random.nextDouble() < expected[2 * i + chosen[i]] ? 1 : 0;
                policy[2 * i + (x[i] > 0.6 ? 1 : 0)] = 1;
            }
            PolicyLog plain = PolicyLog.of(2, chosen, chance, reward);
            this.log = distributions ? plain.withDistributions(all) : plain;
            this.target = TargetPolicy.of(2, policy);
            this.truth = RewardModel.of(2, expected);
        }

        FeatureMatrix features() {
            return Samples.matrix(1, x.clone());
        }
    }

    /** 0.6 · 0.5 + 0.4 · 0.8. */
    private static final double VALUE = 0.62;

    private static List<Estimator> all() {
        List<Estimator> all = new ArrayList<>();
        for (Estimator.Kind kind : Estimator.Kind.values()) {
            if (kind != Estimator.Kind.REPLAY) {
                double lambda = !kind.hasLambda() ? Double.NaN : kind.name().startsWith("SG") ? 0.01 : 1_000;
                all.add(new Estimator(kind, lambda));
            }
        }
        return all;
    }

    @Test
    void every_estimator_finds_the_value_of_a_policy_that_was_not_followed() {
        World world = new World(20_000, 1, true);
        OffPolicy judge =
                OffPolicy.on(world.log).withModel(world.truth).withConfidence(new Confidence.Studentised(200, 0.95, 2));
        for (Estimator estimator : all()) {
            PolicyValue.Estimated answer = estimated(judge.value(world.target, estimator));
            assertThat(answer.value().value()).as(estimator.describe()).isCloseTo(VALUE, Offset.offset(0.02));
            assertThat(answer.value().low()).isLessThan(answer.value().value());
            assertThat(answer.value().high()).isGreaterThan(answer.value().value());
            assertThat(answer.diagnostics().meanWeight()).isCloseTo(1, Offset.offset(0.03));
        }
        // By integrating: variances 1.073 of IPS and, with the true model, 0.611 of DR.
        double dr = error(judge, world.target, Estimator.Kind.DR);
        double ips = error(judge, world.target, Estimator.Kind.IPS);
        assertThat(ips * Math.sqrt(20_000)).isCloseTo(Math.sqrt(1.073), Offset.offset(0.02));
        assertThat(dr * Math.sqrt(20_000)).isCloseTo(Math.sqrt(0.611), Offset.offset(0.02));
    }

    private static double error(OffPolicy judge, TargetPolicy policy, Estimator.Kind kind) {
        return estimated(judge.value(policy, Estimator.of(kind))).value().standardError();
    }

    /** Straight from the formulas, row by row. */
    @Test
    void values_are_those_of_the_formulas() {
        SplittableRandom random = new SplittableRandom(5);
        int n = 50;
        int k = 3;
        int[] chosen = random.ints(n, 0, k).toArray();
        double[] chance = random.doubles(n, 0.1, 1).toArray();
        double[] reward = random.doubles(n, -1, 4).toArray();
        double[] policy = new double[n * k];
        for (int i = 0; i < n; i++) {
            double a = random.nextDouble();
            double b = (1 - a) * random.nextDouble();
            policy[i * k] = a;
            policy[i * k + 1] = b;
            policy[i * k + 2] = 1 - a - b;
        }
        double[] expected = random.doubles((long) n * k).toArray();
        PolicyLog log = PolicyLog.of(k, chosen, chance, reward);
        TargetPolicy target = TargetPolicy.of(k, policy);
        OffPolicy judge = OffPolicy.on(log).withModel(RewardModel.of(k, expected));
        double[] sums = new double[12];
        for (int i = 0; i < n; i++) {
            double w = policy[i * k + chosen[i]] / chance[i];
            double q = expected[i * k + chosen[i]];
            double direct = IntStream.range(i * k, i * k + k)
                    .mapToDouble(j -> policy[j] * expected[j])
                    .sum();
            double left = reward[i] - q;
            sums[0] += w * reward[i] / n;
            sums[1] += Math.min(w, 2) * reward[i] / n;
            sums[2] += w * reward[i];
            sums[3] += w;
            sums[4] += direct / n;
            sums[5] += (direct + w * left) / n;
            sums[6] += w * left;
            sums[7] += (direct + (w <= 0.8 ? w * left : 0)) / n;
            sums[8] += (direct + 3 * w / (w * w + 3) * left) / n;
            sums[9] += w / (1 - 0.2 + 0.2 * w) * reward[i] / n;
            sums[10] += (direct + w / (1 - 0.2 + 0.2 * w) * left) / n;
        }
        assertThat(judge.unchecked(target, Estimator.of(Estimator.Kind.IPS))).isCloseTo(sums[0], DIGITS);
        assertThat(judge.unchecked(target, Estimator.of(Estimator.Kind.CLIPPED, 2)))
                .isCloseTo(sums[1], DIGITS);
        assertThat(judge.unchecked(target, Estimator.of(Estimator.Kind.SNIPS))).isCloseTo(sums[2] / sums[3], DIGITS);
        assertThat(judge.unchecked(target, Estimator.of(Estimator.Kind.DM))).isCloseTo(sums[4], DIGITS);
        assertThat(judge.unchecked(target, Estimator.of(Estimator.Kind.DR))).isCloseTo(sums[5], DIGITS);
        assertThat(judge.unchecked(target, Estimator.of(Estimator.Kind.SNDR)))
                .isCloseTo(sums[4] + sums[6] / sums[3], DIGITS);
        assertThat(judge.unchecked(target, Estimator.of(Estimator.Kind.SWITCH_DR, 0.8)))
                .isCloseTo(sums[7], DIGITS);
        assertThat(judge.unchecked(target, Estimator.of(Estimator.Kind.DROS, 3)))
                .isCloseTo(sums[8], DIGITS);
        assertThat(judge.unchecked(target, Estimator.of(Estimator.Kind.SGIPW, 0.2)))
                .isCloseTo(sums[9], DIGITS);
        assertThat(judge.unchecked(target, Estimator.of(Estimator.Kind.SGDR, 0.2)))
                .isCloseTo(sums[10], DIGITS);
    }

    @Test
    void replay_is_the_mean_reward_of_matches_and_wants_even_chances() {
        PolicyLog log =
                PolicyLog.of(2, new int[] {0, 1, 0, 1}, new double[] {.5, .5, .5, .5}, new double[] {1, 2, 4, 8});
        TargetPolicy target = TargetPolicy.deterministic(2, new int[] {0, 1, 1, 1});
        Estimator replay = Estimator.of(Estimator.Kind.REPLAY);
        assertThat(OffPolicy.on(log).unchecked(target, replay)).isCloseTo(11 / 3.0, DIGITS);
        assertThatThrownBy(() -> OffPolicy.on(log).value(TargetPolicy.uniform(log), replay))
                .hasMessage("The replay of a log must be of evenly drawn actions, for a policy without chance.\n"
                        + "Maybe take SNIPS, which is the same there and takes any chances.");
        World world = new World(500, 1, true);
        assertThatThrownBy(() -> OffPolicy.on(world.log).value(world.target, replay))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_log_without_chance_is_not_identified() {
        int n = 1_000;
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        PolicyLog log = PolicyLog.of(2, IntStream.range(0, n).map(i -> i % 2).toArray(), ones, new double[n]);
        assertThat(log.deterministic()).isTrue();
        PolicyValue.Refused refused = refused(OffPolicy.on(log).value(TargetPolicy.uniform(log), ips()));
        assertThat(refused.reason()).isEqualTo(PolicyValue.Reason.NOT_IDENTIFIED);
        assertThat(refused.message())
                .isEqualTo("The log must have left some of its 1000 decisions to chance (0 were).\n"
                        + "Maybe log with exploration, or run an experiment.");
        assertThat(refused.diagnostics().unsupportedMass()).isCloseTo(0.5, DIGITS);
    }

    @Test
    void an_action_without_chance_is_not_identified_however_that_shows() {
        int n = 900;
        int[] chosen = IntStream.range(0, n).map(i -> i % 2).toArray();
        double[] half = new double[n];
        Arrays.fill(half, 0.5);
        double[] rewards = new double[n];
        PolicyLog never = PolicyLog.of(3, chosen, half, rewards);
        TargetPolicy third = TargetPolicy.always(never, 2);
        TargetPolicy uniform = TargetPolicy.uniform(never);
        // Never taken.
        assertThat(refused(OffPolicy.on(never).value(third, ips())).reason())
                .isEqualTo(PolicyValue.Reason.NOT_IDENTIFIED);
        assertThat(refused(OffPolicy.on(never).value(uniform, ips())).message())
                .isEqualTo("The part (0.333333) of the policy's actions that the log gave no chance must be 0.\n"
                        + "Maybe restrict the policy to what was logged, or explore those actions.");
        // Taken elsewhere, but of no chance in one decision of 900.
        int[] withThird = chosen.clone();
        withThird[7] = 2;
        double[] all = new double[3 * n];
        for (int i = 0; i < n; i++) {
            all[3 * i] = i == 5 ? 0.5 : 0.4;
            all[3 * i + 1] = i == 5 ? 0.5 : 0.4;
            all[3 * i + 2] = i == 5 ? 0 : 0.2;
        }
        double[] own = IntStream.range(0, n)
                .mapToDouble(i -> all[3 * i + withThird[i]])
                .toArray();
        PolicyLog once = PolicyLog.of(3, withThird, own, rewards).withDistributions(all);
        PolicyValue.Refused refused = refused(OffPolicy.on(once).value(TargetPolicy.uniform(once), ips()));
        assertThat(refused.reason()).isEqualTo(PolicyValue.Reason.NOT_IDENTIFIED);
        assertThat(refused.diagnostics().unsupportedMass()).isCloseTo(1 / 3.0 / n, DIGITS);
        // Not eligible there: a uniform policy over what is eligible asks nothing of it, one over all does.
        boolean[] eligible = new boolean[3 * n];
        Arrays.fill(eligible, true);
        eligible[17] = false;
        PolicyLog narrow = once.withEligible(eligible);
        assertThat(estimated(OffPolicy.on(narrow).value(TargetPolicy.uniform(narrow), ips()))
                        .diagnostics()
                        .unsupportedMass())
                .isZero();
        assertThat(refused(OffPolicy.on(narrow).value(uniform, ips())).reason())
                .isEqualTo(PolicyValue.Reason.NOT_IDENTIFIED);
    }

    @Test
    void few_effective_decisions_and_wrong_chances_are_refused() {
        World few = new World(150, 3, true);
        PolicyValue.Refused size = refused(OffPolicy.on(few.log).value(few.target, ips()));
        assertThat(size.reason()).isEqualTo(PolicyValue.Reason.TOO_FEW_EFFECTIVE);
        assertThat(size.message()).startsWith("The effective size (");
        World world = new World(5_000, 3, false);
        int[] chosen = IntStream.range(0, 5_000).map(world.log::action).toArray();
        double[] rewards =
                IntStream.range(0, 5_000).mapToDouble(world.log::reward).toArray();
        double[] wrong = new double[5_000];
        Arrays.fill(wrong, 0.9);
        PolicyLog rounded = PolicyLog.of(2, chosen, wrong, rewards);
        PolicyValue.Refused off = refused(OffPolicy.on(rounded).value(world.target, ips()));
        assertThat(off.reason()).isEqualTo(PolicyValue.Reason.WEIGHTS_OFF);
        assertThat(off.message())
                .startsWith("The mean weight (0.5")
                .endsWith(") must lie within 0.2 of 1.\nMaybe the logged chances are not those drawn by.");
        assertThat(refused(OffPolicy.on(rounded).difference(TargetPolicy.uniform(rounded), world.target, ips()))
                        .reason())
                .isEqualTo(PolicyValue.Reason.WEIGHTS_OFF);
    }

    /** 200 worlds, 90 % intervals: the standard error of the share is 0.021. */
    @Test
    void studentised_intervals_hold_the_truth_as_often_as_they_say() {
        int[] held = new int[2];
        for (int round = 0; round < 200; round++) {
            World world = new World(400, 100 + round, true);
            OffPolicy judge = OffPolicy.on(world.log).withConfidence(new Confidence.Studentised(200, 0.9, round));
            held[0] += estimated(judge.value(world.target, ips())).value().excludes(VALUE) ? 0 : 1;
            Estimator snips = Estimator.of(Estimator.Kind.SNIPS);
            held[1] += estimated(judge.value(world.target, snips)).value().excludes(VALUE) ? 0 : 1;
        }
        assertThat(held[0] / 200.0).isBetween(0.83, 0.97);
        assertThat(held[1] / 200.0).isBetween(0.83, 0.97);
    }

    @Test
    void customers_with_many_decisions_widen_the_interval() {
        World world = new World(1_000, 9, true);
        int[] chosen = new int[4_000];
        double[] chance = new double[4_000];
        double[] reward = new double[4_000];
        double[] policy = new double[8_000];
        long[] customers = new long[4_000];
        for (int i = 0; i < 4_000; i++) {
            int of = i / 4;
            chosen[i] = world.log.action(of);
            chance[i] = world.log.propensity(of);
            reward[i] = world.log.reward(of);
            policy[2 * i] = world.target.chance(of, 0);
            policy[2 * i + 1] = world.target.chance(of, 1);
            customers[i] = 77L + of;
        }
        TargetPolicy target = TargetPolicy.of(2, policy);
        PolicyLog copies = PolicyLog.of(2, chosen, chance, reward);
        for (Estimator.Kind kind : List.of(Estimator.Kind.IPS, Estimator.Kind.SNIPS)) {
            Estimator estimator = Estimator.of(kind);
            Estimate once = estimated(OffPolicy.on(world.log).value(world.target, estimator))
                    .value();
            Estimate asCustomers = estimated(
                            OffPolicy.on(copies.withCustomers(customers)).value(target, estimator))
                    .value();
            Estimate asRows =
                    estimated(OffPolicy.on(copies).value(target, estimator)).value();
            assertThat(asCustomers.value()).isCloseTo(once.value(), DIGITS);
            assertThat(asCustomers.standardError()).isCloseTo(once.standardError(), DIGITS);
            assertThat(asCustomers.low()).isCloseTo(once.low(), DIGITS);
            assertThat(asRows.standardError()).isCloseTo(once.standardError() / 2, Offset.offset(1e-4));
        }
    }

    @Test
    void a_bernstein_bound_is_that_of_the_formula_and_never_narrower() {
        World world = new World(2_000, 4, true);
        OffPolicy judge = OffPolicy.on(world.log);
        Estimate wide = estimated(judge.withConfidence(new Confidence.Bernstein(1 / 0.3, 0.95))
                        .value(world.target, ips()))
                .value();
        double[] terms = IntStream.range(0, 2_000)
                .mapToDouble(i ->
                        world.target.chance(i, world.log.action(i)) / world.log.propensity(i) * world.log.reward(i))
                .toArray();
        double mean = Arrays.stream(terms).average().orElseThrow();
        double variance = Arrays.stream(terms).map(t -> (t - mean) * (t - mean)).sum() / 1_999;
        double half = Math.sqrt(2 * variance * Math.log(80) / 2_000) + 7 / 0.3 * Math.log(80) / (3 * 1_999);
        assertThat(wide.high() - mean).isCloseTo(half, Offset.offset(1e-10));
        assertThat(mean - wide.low()).isCloseTo(half, Offset.offset(1e-10));
        Estimate narrow = estimated(judge.value(world.target, ips())).value();
        assertThat(wide.low()).isLessThan(narrow.low());
        assertThatThrownBy(() -> judge.withConfidence(new Confidence.Bernstein(2, 0.95))
                        .value(world.target, Estimator.of(Estimator.Kind.SNIPS)))
                .hasMessage(
                        "The Bernstein bound of SNIPS on 2000 decisions of 2000 customers must be of a plain mean with"
                                + " one decision a customer.\nMaybe take the studentised bootstrap.");
    }

    @Test
    void lambda_is_chosen_where_bias_and_noise_are_least() {
        World world = new World(5_000, 6, true);
        OffPolicy judge = OffPolicy.on(world.log).withModel(world.truth);
        // No weight is above 1/0.3: a larger λ changes nothing, a smaller one only adds bias.
        Estimator clipped = judge.tuned(Estimator.Kind.CLIPPED, world.target, 0.1, 1, 4, 100);
        assertThat(clipped.lambda()).isEqualTo(4);
        // A perfect model leaves nothing to correct on average: shrinking is free of bias.
        Estimator dros = judge.tuned(Estimator.Kind.DROS, world.target, 0.001, 10_000);
        assertThat(dros.kind()).isEqualTo(Estimator.Kind.DROS);
        assertThatThrownBy(() -> judge.tuned(Estimator.Kind.IPS, world.target, 1))
                .hasMessage("The candidates (1) for λ of IPS must be at least one, and the kind must have it.\n"
                        + "Maybe try 1, 3, 10, 30, 100.");
    }

    @Test
    void reward_models_are_fitted_out_of_fold() {
        World world = new World(6_000, 8, true);
        RewardModel linear = RewardModel.crossFitted(world.features(), world.log, LinearRegression.regressor(), 1);
        RewardModel logistic = RewardModel.crossFitted(world.features(), world.log, LogisticRegression.classifier(), 1);
        for (int i = 0; i < 50; i++) {
            assertThat(linear.expected(i, 0)).isCloseTo(0.5, Offset.offset(0.1));
            assertThat(linear.expected(i, 1)).isCloseTo(world.x[i], Offset.offset(0.1));
            assertThat(logistic.expected(i, 1)).isCloseTo(world.x[i], Offset.offset(0.15));
        }
        // A feature that only names the row: in sample it would repeat the reward, out of fold it knows nothing.
        SplittableRandom random = new SplittableRandom(1);
        int[] chosen = random.ints(40, 0, 2).toArray();
        double[] half = new double[40];
        Arrays.fill(half, 0.5);
        double[] reward = random.ints(40, 0, 2).asDoubleStream().toArray();
        PolicyLog small = PolicyLog.of(2, chosen, half, reward);
        RewardModel means =
                RewardModel.crossFitted(Samples.matrix(1, new double[40]), small, LinearRegression.regressor(), 1);
        double total = Arrays.stream(reward).average().orElseThrow();
        assertThat(means.expected(0, 0)).isCloseTo(total, Offset.offset(0.25));
        assertThatThrownBy(
                        () -> RewardModel.crossFitted(Samples.matrix(1, 1, 2), small, LinearRegression.regressor(), 1))
                .hasMessage("The features (2 rows) must be as many as the decisions (40).");
    }

    @Test
    void a_policy_is_recommended_only_where_it_beats_every_fixed_arm() {
        World world = new World(20_000, 12, true);
        OffPolicy judge =
                OffPolicy.on(world.log).withModel(world.truth).withConfidence(new Confidence.Studentised(300, 0.95, 2));
        Estimator dr = Estimator.of(Estimator.Kind.DR);
        Recommendation.Candidate good = new Recommendation.Candidate("threshold", world.target);
        Recommendation.Candidate coin = new Recommendation.Candidate("coin", TargetPolicy.uniform(world.log));
        List<String> arms = List.of("safe", "risky");
        Recommendation yes = Recommendation.of(judge, arms, List.of(coin, good), dr);
        assertThat(yes).isInstanceOf(Recommendation.UsePolicy.class);
        assertThat(((Recommendation.UsePolicy) yes).best().name()).isEqualTo("threshold");
        assertThat(yes.message()).startsWith("\"threshold\" beats \"").endsWith("\" for everyone.");
        Recommendation no = Recommendation.of(judge, arms, List.of(coin), dr);
        assertThat(no).isInstanceOf(Recommendation.UseFixedArm.class);
        Recommendation.UseFixedArm fixed = (Recommendation.UseFixedArm) no;
        assertThat(no.message()).isEqualTo("No policy beats \"" + fixed.fixedArm() + "\" for everyone: use it.");
        assertThat(fixed.value().value().value()).isCloseTo(0.5, Offset.offset(0.02));
        assertThat(no.comparisons()).hasSize(1);
        double[] ones = new double[200];
        Arrays.fill(ones, 1);
        PolicyLog dumb = PolicyLog.of(2, new int[200], ones, new double[200]);
        Recommendation none = Recommendation.of(
                OffPolicy.on(dumb),
                arms,
                List.of(new Recommendation.Candidate("coin", TargetPolicy.uniform(dumb))),
                ips());
        assertThat(none).isInstanceOf(Recommendation.NoneJudged.class);
        assertThat(none.message()).startsWith("No fixed arm can be judged. The log must have left some");
    }

    @Test
    void the_same_seed_gives_the_same_bits_and_a_policy_against_itself_differs_by_nothing() {
        World world = new World(1_000, 2, true);
        OffPolicy judge = OffPolicy.on(world.log);
        assertThat(judge.value(world.target, ips())).isEqualTo(judge.value(world.target, ips()));
        Estimate same =
                estimated(judge.difference(world.target, world.target, ips())).value();
        assertThat(same).isEqualTo(new Estimate(0, 0, 0, 0, 0.95));
    }

    @Test
    void wrong_input_is_refused() {
        assertThatThrownBy(() -> PolicyLog.of(2, new int[] {2}, new double[] {1}, new double[1]))
                .hasMessage("The action (2) of decision 1 must be one of the 2.\nMaybe doing nothing was not counted.");
        assertThatThrownBy(() -> PolicyLog.of(2, new int[] {1}, new double[] {0}, new double[1]))
                .hasMessage("The propensity (0.0) of decision 1 must lie above 0 and be at most 1.\n"
                        + "Maybe it was rounded when logged.");
        assertThatThrownBy(() -> PolicyLog.of(2, new int[] {1}, new double[] {1}, new double[] {Double.NaN}))
                .hasMessage("The reward (NaN) of decision 1 must be finite.\n"
                        + "Maybe leave out decisions whose outcome is still open.");
        assertThatThrownBy(() -> PolicyLog.of(2, new int[0], new double[0], new double[0]))
                .hasMessage("The propensities (0) and rewards (0) must be as many as the decisions (0), at least one.");
        PolicyLog log = PolicyLog.of(2, new int[] {1}, new double[] {.5}, new double[1]);
        assertThatThrownBy(() -> log.withDistributions(new double[] {.7, .3}))
                .hasMessage(
                        "The chances (sum 1.0, of the action taken 0.3) of decision 1 must add up to 1 and agree with"
                                + " its propensity (0.5).\nMaybe the actions are in another order.");
        assertThatThrownBy(() -> log.withEligible(new boolean[] {true, false}))
                .hasMessage("The action (1) of decision 1 must be eligible.\nMaybe the actions are in another order.");
        assertThatThrownBy(() -> log.withCustomers(new long[2]))
                .hasMessage("The customers (2) must be as many as the decisions (1).");
        assertThatThrownBy(() -> TargetPolicy.of(2, new double[] {.5, .4}))
                .hasMessage("The chances (sum 0.9) of decision 1 must be at least 0 and add up to 1.\n"
                        + "Maybe doing nothing was not counted.");
        assertThatThrownBy(() -> RewardModel.of(2, new double[] {.5, Double.NaN}))
                .hasMessage("The expectation (NaN) of decision 1 must be finite.\n"
                        + "Maybe take the mean reward where nothing is known.");
        assertThatThrownBy(() -> OffPolicy.on(log).value(TargetPolicy.uniform(log), Estimator.of(Estimator.Kind.DR)))
                .hasMessage("The estimator (DR) must have a reward model.\n"
                        + "Maybe give one by withModel(RewardModel.crossFitted(…)).");
        assertThatThrownBy(() -> Estimator.of(Estimator.Kind.DROS, -1))
                .hasMessage(
                        "The lambda (-1.0) of DROS must be finite and above 0.\nMaybe let OffPolicy.tuned choose it.");
        assertThatThrownBy(() -> Estimator.of(Estimator.Kind.SGDR, 1))
                .hasMessage("The lambda (1.0) of SGDR must lie in [0, 1).\nMaybe let OffPolicy.tuned choose it.");
        assertThatThrownBy(() -> new Estimator(Estimator.Kind.IPS, 1))
                .hasMessage("The lambda (1.0) of IPS must be NaN.\nMaybe let OffPolicy.tuned choose it.");
        assertThatThrownBy(() -> new Confidence.Studentised(100, 0.95, 1))
                .hasMessage(
                        "The replicates (100) of a studentised bootstrap must be at least 200.\nMaybe 1000 is meant.");
        assertThatThrownBy(() -> new Confidence.Bernstein(0, 0.95))
                .hasMessage(
                        "The range (0.0) of a Bernstein bound must be finite and above 0.\nMaybe clip the weights.");
        assertThatThrownBy(() -> Confidence.studentised(1).withLevel(95))
                .hasMessage("The level (95.0) of an interval must lie between 0 and 1.\nMaybe 0.95 is meant.");
        TargetPolicy other = TargetPolicy.of(3, new double[] {1, 0, 0});
        assertThatThrownBy(() -> OffPolicy.on(log).value(other, ips()))
                .hasMessage("The policy (1 decisions, 3 actions) must be of the log (1, 2).");
    }

    private static Estimator ips() {
        return Estimator.of(Estimator.Kind.IPS);
    }

    private static PolicyValue.Estimated estimated(PolicyValue value) {
        assertThat(value).isInstanceOf(PolicyValue.Estimated.class);
        return (PolicyValue.Estimated) value;
    }

    private static PolicyValue.Refused refused(PolicyValue value) {
        assertThat(value).isInstanceOf(PolicyValue.Refused.class);
        return (PolicyValue.Refused) value;
    }
}
