// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.TrainingFeatures;
import io.nextbestaction.history.Contact;
import io.nextbestaction.model.BinaryMetrics;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.JointModel;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Scratch;
import io.nextbestaction.model.Split;
import io.nextbestaction.model.Splits;
import io.nextbestaction.model.TrainingSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns one model over (customer, action) for those contacted and one for those held out. Calibration and the level of
 * each action come from out-of-fold scores; equal rows stay in one fold. An arm has no joint model with too few outcomes, or
 * if it does not tell the customers of one action apart better than chance.
 */
final class JointFitting {
    /** So many contacts stand for all where each is scored as if it had been of each action. */
    private static final int MOST_SPREAD = 4096;

    private static final Calibration RAW = new PlattLine(1, 0, "nothing", 0);

    private final FeaturePipeline recipe;
    private final FittedPipeline fitted;
    private final ClassifierTrainer trainer;
    private final long seed;

    JointFitting(FeaturePipeline recipe, FittedPipeline fitted, ClassifierTrainer trainer, long seed) {
        this.recipe = recipe;
        this.fitted = fitted;
        this.trainer = trainer;
        this.seed = seed;
    }

    /**
     * Rows are those of the contacts, in order.
     *
     * @throws IllegalArgumentException if the scorer is of a kind that cannot be joint
     */
    <C> JointResponses fit(ActionCatalog catalog, List<Contact<C>> contacts, List<Row> rows, Progress progress) {
        progress.update("joint responses", 0, 2);
        JointModel contacted = arm(
                catalog,
                ContactRows.of(catalog, contacts, rows, true),
                action -> action.response().rate(),
                progress.within("joint responses", 0, 2));
        progress.update("joint responses", 1, 2);
        JointModel organic = arm(
                catalog,
                ContactRows.of(catalog, contacts, rows, false),
                action -> action.response().organic(),
                progress.within("joint responses", 1, 2));
        progress.update("joint responses", 2, 2);
        return new JointResponses(contacted, organic);
    }

    private @Nullable JointModel arm(
            ActionCatalog catalog, ContactRows data, Function<Action, Double> declared, Progress progress) {
        if (!data.enoughFor(ResponseFitting.MIN_EVENTS)) {
            return null;
        }
        List<Action> actions = catalog.actions();
        ActionColumns columns = new ActionColumns(actions, declared);
        Scores scores = outOfFold(columns, actions.size(), data, progress);
        if (scores == null || !tellsCustomersApart(data, scores.own, actions.size())) {
            return null;
        }
        Calibration pooled;
        Scorer scorer;
        try {
            pooled = trainer.calibrator()
                    .fit(scores.own, data.accepted(), "out-of-fold scores of " + ResponseFitting.FOLDS + " folds");
            scorer = train(columns, fitted.transform(data.rows()), data, progress);
        } catch (IllegalArgumentException e) {
            return null;
        }
        double[] own = pooled.apply(scores.own);
        Calibration[] calibrations = new Calibration[actions.size()];
        for (int a = 0; a < calibrations.length; a++) {
            int[] rows = data.of(a);
            double shift = ResponseLevel.shift(
                    IntStream.of(rows).mapToDouble(row -> own[row]).toArray(),
                    data.pick(rows).events(),
                    pooled.apply(scores.as[a]),
                    ActionColumns.clip(declared.apply(actions.get(a))));
            calibrations[a] = ResponseLevel.shifted(pooled, shift, rows.length);
        }
        return columns.model(scorer, calibrations);
    }

    /**
     * Raw probabilities by models that had not seen the row.
     *
     * @param own of each row with its own action
     * @param as [actions × spread] of some rows as if they had been of each action
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Scores(double[] own, double[][] as) {}

    /** Null where so few or odd rows cannot carry a model. */
    private @Nullable Scores outOfFold(ActionColumns columns, int actions, ContactRows data, Progress progress) {
        int[] spread = spread(data.size());
        Scores scores = new Scores(
                new double[data.size()],
                new double[actions]
                        [(int) IntStream.of(spread).filter(place -> place >= 0).count()]);
        List<Split> splits;
        try {
            splits = Splits.grouped(RowGroups.of(data.rows()), ResponseFitting.FOLDS)
                    .of(data.accepted(), seed);
        } catch (IllegalArgumentException e) {
            return null;
        }
        for (Split split : splits) {
            ContactRows outside = data.pick(split.training());
            TrainingFeatures training;
            Scorer scorer;
            try {
                training = recipe.fit(data.rows().get(0).schema(), outside.rows(), outside.accepted(), seed);
                scorer = train(columns, training.features(), outside, progress);
            } catch (IllegalArgumentException e) {
                return null;
            }
            JointModel model = columns.model(scorer, RAW);
            FeatureMatrix held =
                    training.pipeline().transform(data.pick(split.heldOut()).rows());
            score(model, held, split.heldOut(), data, spread, scores);
        }
        return scores;
    }

    private static void score(
            JointModel model, FeatureMatrix held, int[] positions, ContactRows data, int[] spread, Scores scores) {
        Scratch scratch = new Scratch();
        double[] features = new double[held.columns()];
        double[] margins = new double[scores.as.length];
        for (int i = 0; i < positions.length; i++) {
            int row = positions[i];
            held.row(i, features);
            scores.own[row] = model.scorer().link().probability(model.margin(features, data.actions()[row], scratch));
            if (spread[row] >= 0) {
                model.margins(features, margins, scratch);
                for (int a = 0; a < margins.length; a++) {
                    scores.as[a][spread[row]] = model.scorer().link().probability(margins[a]);
                }
            }
        }
    }

    /** The place of each row among those drawn, -1 for those not drawn. */
    private int[] spread(int rows) {
        int[] places = new int[rows];
        SplittableRandom random = new SplittableRandom(seed);
        int wanted = Math.min(rows, MOST_SPREAD);
        int drawn = 0;
        for (int row = 0; row < rows; row++) {
            // each row left has the same chance to be among those still wanted
            places[row] = random.nextInt(rows - row) < wanted - drawn ? drawn++ : -1;
        }
        return places;
    }

    private Scorer train(ActionColumns columns, FeatureMatrix customers, ContactRows data, Progress progress) {
        FeatureMatrix widened = columns.widen(customers, data.actions());
        return trainer.train(new TrainingSet(widened, data.accepted()), seed, progress);
    }

    /**
     * Whether, among pairs of customers of the same action, the scores rank those who accepted above those who did not more
     * often than chance in 95 of 100 cases (Mann and Whitney 1947, summed over the actions): the rate of each action
     * alone does not count.
     */
    private static boolean tellsCustomersApart(ContactRows data, double[] scores, int actions) {
        double surplus = 0;
        double variance = 0;
        for (int a = 0; a < actions; a++) {
            int[] rows = data.of(a);
            ContactRows own = data.pick(rows);
            if (own.enoughFor(1)) {
                double[] ownScores =
                        IntStream.of(rows).mapToDouble(row -> scores[row]).toArray();
                double pairs = (double) own.events() * (own.size() - own.events());
                surplus += pairs * (BinaryMetrics.of(ownScores, own.accepted()).auc() - 0.5);
                variance += pairs * (own.size() + 1) / 12;
            }
        }
        return surplus > 1.645 * Math.sqrt(variance);
    }
}
