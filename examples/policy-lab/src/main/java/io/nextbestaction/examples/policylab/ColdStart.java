// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import io.nextbestaction.action.Action;
import io.nextbestaction.arbitration.InverseGap;
import io.nextbestaction.learning.BetaPosterior;
import io.nextbestaction.learning.HierarchicalRates;
import io.nextbestaction.learning.OutcomeBook;
import io.nextbestaction.learning.OutcomeEvent;
import io.nextbestaction.learning.Settlement;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Policies that never saw a response: they know the money, the catalogue's organic rates and the churn model, and learn from
 * the season's own outcomes, by action and segment under a common prior. A contact counts by the part of its outcome that
 * can be known already, as the book of outcomes tells it, so that early conversions do not pass for a high rate.
 */
final class ColdStart implements Season.Chooser {
    /** How an action is chosen. */
    enum Form {
        MOST_POPULAR,
        RANDOM,
        PROPENSITY,
        PROPENSITY_VALUE,
        EXPECTED_VALUE,
        EXPLORING,
        THOMPSON,
        FLAT_THOMPSON
    }

    private static final double RATE = 0.03;
    private static final int SEGMENTS = 6;
    private static final InverseGap WEIGHTING = InverseGap.of(2).withMaxLoss(0.3);

    private final World world;
    private final Estimates estimates;
    private final Form form;
    private final long seed;
    private final OutcomeBook book = Season.book();
    private final BetaPosterior[] known;
    private final double[] accepted;
    /** Of each action and segment the conversions and outcomes that are settled. */
    private final double[] conversions;

    private final double[] outcomes;
    private final double[] scores;
    private final double[] probabilities;

    ColdStart(World world, Estimates estimates, Form form, long seed) {
        this.world = world;
        this.estimates = estimates;
        this.form = form;
        this.seed = seed;
        this.known = new BetaPosterior[world.actions * SEGMENTS];
        this.accepted = new double[world.actions];
        this.conversions = new double[known.length];
        this.outcomes = new double[known.length];
        this.scores = new double[world.actions + 1];
        this.probabilities = new double[scores.length];
    }

    private List<String> path(int action, int segment) {
        Action way = world.catalog.actions().get(action);
        return List.of(way.issue(), way.group(), way.family(), way.id(), "segment " + segment);
    }

    private int cell(String decision) {
        Made made = Made.of(decision);
        return made.action() * SEGMENTS + world.segment(made.customer());
    }

    @Override
    public void heard(OutcomeEvent message) {
        book.add(message);
    }

    @Override
    public void morning(int day) {
        HierarchicalRates rates = rates(Made.morning(day));
        for (int a = 0; a < world.actions; a++) {
            accepted[a] = rates.conversions(path(a, 0).subList(0, 4));
            for (int s = 0; s < SEGMENTS; s++) {
                List<String> path = path(a, s);
                // The flat one begins at Beta(1, 1), as an adaptive model without history does.
                BetaPosterior posterior = form == Form.FLAT_THOMPSON
                        ? new BetaPosterior(1, 1)
                                .after(rates.conversions(path), rates.outcomes(path) - rates.conversions(path))
                        : rates.posterior(path);
                known[a * SEGMENTS + s] = posterior;
            }
        }
    }

    /** What is settled, and of what is open the part that can be known. */
    private HierarchicalRates rates(Instant now) {
        for (Settlement change : book.settle(now)) {
            int cell = cell(change.decision());
            conversions[cell] += change.conversions();
            outcomes[cell] += change.resolved();
        }
        double[] converted = conversions.clone();
        double[] shown = outcomes.clone();
        for (OutcomeBook.Exposure open : book.open(now)) {
            int cell = cell(open.decision());
            converted[cell] += open.converted() ? 1 : 0;
            shown[cell] += open.share();
        }
        HierarchicalRates rates = new HierarchicalRates(RATE, 200, 100, 100, 60, 40, 40);
        for (int cell = 0; cell < known.length; cell++) {
            rates.learn(path(cell / SEGMENTS, cell % SEGMENTS), converted[cell], shown[cell]);
        }
        return rates;
    }

    @Override
    public int choose(int c, int day, Season season) {
        SplittableRandom random = new SplittableRandom(seed + 7919L * (c + 1_000_003L * day));
        int segment = world.segment(c);
        int best = -1;
        double most = 0;
        for (int a = 0; a < world.actions; a++) {
            scores[a] = season.offered(c, a) ? score(c, a, known[a * SEGMENTS + segment], random) : Double.NaN;
            if (scores[a] > most) {
                most = scores[a];
                best = a;
            }
        }
        if (form != Form.EXPLORING) {
            return best;
        }
        scores[world.actions] = 0;
        WEIGHTING.probabilities(best < 0 ? world.actions : best, scores, probabilities);
        int drawn = InverseGap.draw(probabilities, "cold " + seed, day + "-" + c);
        return drawn == world.actions ? -1 : drawn;
    }

    private double score(int c, int a, BetaPosterior posterior, SplittableRandom random) {
        return switch (form) {
            case MOST_POPULAR -> 1 + accepted[a];
            case RANDOM -> random.nextDouble();
            case PROPENSITY -> posterior.mean();
            case PROPENSITY_VALUE -> posterior.mean() * world.margin(c, a);
            case EXPECTED_VALUE, EXPLORING -> expected(c, a, posterior.mean());
            case THOMPSON, FLAT_THOMPSON -> expected(c, a, posterior.draw(random));
        };
    }

    private double expected(int c, int a, double rate) {
        Action action = world.catalog.actions().get(a);
        return (rate - action.response().organic()) * world.margin(c, a)
                - action.cost().contact()
                - rate * action.cost().accepted()
                + estimates.retained[c * world.actions + a];
    }
}
