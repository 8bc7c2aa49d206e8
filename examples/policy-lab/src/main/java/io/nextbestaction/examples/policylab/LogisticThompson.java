// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import io.nextbestaction.action.Action;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.learning.LogisticPosterior;
import io.nextbestaction.learning.OutcomeBook;
import io.nextbestaction.learning.OutcomeEvent;
import io.nextbestaction.learning.OutcomeState;
import io.nextbestaction.learning.Settlement;
import io.nextbestaction.model.Link;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The same cold start with a response model for each action, learnt online and drawn from at each decision. */
final class LogisticThompson implements Season.Chooser {
    private static final double RATE = 0.03;
    private static final int INPUTS = 10;

    private final World world;
    private final Estimates estimates;
    private final long seed;
    private final OutcomeBook book = Season.book();
    private final LogisticPosterior[] models;
    private final double[] features = new double[INPUTS];

    LogisticThompson(World world, Estimates estimates, long seed) {
        this.world = world;
        this.estimates = estimates;
        this.seed = seed;
        double[] means = new double[INPUTS];
        double[] precisions = new double[INPUTS];
        means[0] = Link.logit(RATE);
        Arrays.fill(precisions, 10);
        precisions[0] = 3;
        this.models = new LogisticPosterior[world.actions];
        Arrays.setAll(models, a -> new LogisticPosterior(means, precisions));
    }

    private double[] features(int customer) {
        BankCustomer c = world.customer(customer);
        features[0] = 1;
        features[1] = (c.age() - 48) / 18.0;
        features[2] = features[1] * features[1] - 1;
        features[3] = Math.log1p(Math.max(0, c.balance())) - 8;
        features[4] = Math.log1p(Math.max(0, c.savings())) / 4 - 2;
        features[5] = (c.logins30d() - 8) / 8.0;
        features[6] = Math.min(c.complaints12m(), 3);
        features[7] = c.hasMortgage() ? 1 : 0;
        features[8] = c.salaryAccount() ? 1 : 0;
        features[9] = (c.debtToIncome() - 0.25) * 5;
        return features;
    }

    @Override
    public void heard(OutcomeEvent message) {
        book.add(message);
    }

    /** Outcomes known for sure alone: what such a model has learnt it cannot take back. */
    @Override
    public void morning(int day) {
        for (Settlement change : book.settle(Made.morning(day))) {
            if (change.was() == OutcomeState.OPEN) {
                Made made = Made.of(change.decision());
                models[made.action()].learn(features(made.customer()), change.is() == OutcomeState.CONVERTED);
            }
        }
    }

    @Override
    public int choose(int c, int day, Season season) {
        SplittableRandom random = new SplittableRandom(seed + 104_729L * (c + 1_000_003L * day));
        double[] x = features(c);
        int best = -1;
        double most = 0;
        for (int a = 0; a < world.actions; a++) {
            if (season.offered(c, a)) {
                Action action = world.catalog.actions().get(a);
                double rate = models[a].draw(x, random);
                double score = (rate - action.response().organic()) * world.margin(c, a)
                        - action.cost().contact()
                        - rate * action.cost().accepted()
                        + estimates.retained[c * world.actions + a];
                if (score > most) {
                    most = score;
                    best = a;
                }
            }
        }
        return best;
    }
}
