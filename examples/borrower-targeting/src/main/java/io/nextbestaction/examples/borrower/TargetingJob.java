// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.borrower;

import io.nextbestaction.DecisionBatch;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.TrainingFeatures;
import io.nextbestaction.examples.support.Study;
import io.nextbestaction.features.Features;
import io.nextbestaction.history.Contact;
import io.nextbestaction.history.History;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Splits;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.RbfSvm;
import io.nextbestaction.models.evaluation.BinaryMetric;
import io.nextbestaction.models.evaluation.Bootstrap;
import io.nextbestaction.models.evaluation.Confusion;
import io.nextbestaction.models.evaluation.Predictions;
import io.nextbestaction.models.tuning.Candidate;
import io.nextbestaction.models.tuning.CrossValidation;
import io.nextbestaction.models.tuning.Family;
import io.nextbestaction.models.tuning.ModelSearch;
import io.nextbestaction.models.tuning.Strategy;
import io.nextbestaction.models.tuning.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Measures every model on customers held out, and lists whom the best one would offer a loan. */
final class TargetingJob {
    private static final int FOLDS = 3;
    /** The customers of the earlier project: only for them its figures are to be compared. */
    private static final int KNOWN_ROWS = 4_980;

    private static final int KNOWN_HELD_OUT_EVENTS = 153;

    private final Borrowers borrowers;
    private final Study study;
    private final ActionCatalog catalog;
    private final int trees;
    private final int rounds;
    private final int seed;
    private final Progress progress;

    private final List<Row> rows;
    private final boolean[] labels;
    private final List<Row> heldOut;
    private final boolean[] outcomes;

    TargetingJob(Borrowers borrowers, ActionCatalog catalog, int trees, int rounds, int seed, Progress progress) {
        this.borrowers = borrowers;
        this.study = borrowers.study();
        this.catalog = catalog;
        this.trees = trees;
        this.rounds = rounds;
        this.seed = seed;
        this.progress = progress;
        rows = study.rows(study.training());
        labels = study.labels(study.training());
        heldOut = study.rows(study.heldOut());
        outcomes = study.labels(study.heldOut());
    }

    /**
     * The findings, the engine to be saved and the list.
     *
     * @param offers in order of probability
     */
    record Outcome(Result result, NextBestAction<Row> engine, List<Offer> offers) {}

    /** A customer worth an offer. */
    record Offer(String id, double probability, double expectedValue, String action) {}

    Outcome run() {
        Schema schema = study.table().schema();
        Features plain = study.features().settled(schema, study.table().rows());
        Features scaled = plain.scale(schema.fields().stream()
                .filter(field -> field.type() == FieldType.NUMBER)
                .map(field -> field.name())
                .toArray(String[]::new));
        List<Trial> grid = grid(plain);
        int events = Borrowers.events(labels);
        List<Contender> contenders = Contender.all(
                plain,
                scaled,
                (double) events / (labels.length - events),
                trees,
                rounds,
                grid.get(0).candidate().trainer());
        List<Result.Model> models = new ArrayList<>();
        List<Predictions> predictions = new ArrayList<>();
        int best = 0;
        for (Contender contender : contenders) {
            progress.update("measuring models", models.size(), contenders.size());
            predictions.add(predict(contender));
            models.add(measure(contender, predictions.get(models.size())));
            best = models.get(models.size() - 1).foldAuc() > models.get(best).foldAuc() ? models.size() - 1 : best;
        }
        progress.update("measuring models", models.size(), contenders.size());

        NextBestAction<Row> engine = fit(contenders.get(best));
        double[] probabilities = new double[outcomes.length];
        double[] values = new double[outcomes.length];
        String[] actions = new String[outcomes.length];
        for (DecisionBatch.RowDecision entry :
                engine.decideAll(heldOut, progress).decided()) {
            int i = (int) entry.row() - 1;
            var offer = entry.decision().ranked().stream()
                    .filter(ranked -> !ranked.action().isDoNothing())
                    .max(Comparator.comparingDouble(ranked -> ranked.expectedValue()));
            // Only a catalogue of the user's own has rules that leave a customer without an offer.
            probabilities[i] = offer.map(o -> o.value().acceptance()).orElse(0.0);
            values[i] = entry.decision().expectedValue();
            actions[i] = entry.decision().action().isDoNothing()
                    ? ""
                    : entry.decision().action().id();
        }
        List<Offer> offers = new ArrayList<>();
        List<Integer> listed = new ArrayList<>();
        for (int i : Deciles.order(probabilities)) {
            if (!actions[i].isEmpty()) {
                listed.add(i);
                offers.add(new Offer(borrowers.ids().get(study.heldOut()[i]), probabilities[i], values[i], actions[i]));
            }
        }
        double oldRate = (double) events / labels.length;
        Result result = new Result(
                study.title(),
                seed,
                borrowers.join(),
                borrowers.notes(),
                labels.length,
                outcomes.length,
                grid.stream()
                        .map(trial -> new Result.GridPoint(
                                trial.settings(), trial.scores(BinaryMetric.AUC).mean()))
                        .toList(),
                models,
                models.get(best).name(),
                Bootstrap.seeded(seed).interval(predictions.get(best), Predictions::auc),
                oldRate,
                Deciles.of(probabilities, outcomes, oldRate),
                campaign(offers, listed));
        return new Outcome(result, engine, offers);
    }

    /** Every setting of the support vector machine over folds of the training customers, the best first. */
    private List<Trial> grid(Features recipe) {
        Family svm = Family.of("RBF SVM", RbfSvm.classifier())
                .tuned(
                        1,
                        choose -> RbfSvm.classifier(RbfSvm.Parameters.defaults()
                                .withCost(choose.oneOf("C", List.of(2.0, 10.0, 50.0)))
                                .withGamma(choose.oneOf("gamma", List.of(0.03, 0.1, 0.25)))));
        return ModelSearch.of(recipe)
                .families(List.of(svm))
                .strategy(Strategy.grid(1))
                .splits(Splits.stratified(FOLDS))
                .by(BinaryMetric.AUC)
                .seed(seed)
                .progress(progress)
                .run(rows, labels)
                .trials()
                .stream()
                .filter(trial -> !trial.blend())
                .sorted(Comparator.comparingDouble(
                        (Trial trial) -> -trial.scores(BinaryMetric.AUC).mean()))
                .toList();
    }

    private Predictions predict(Contender contender) {
        TrainingFeatures features = contender.recipe().fit(study.table().schema(), rows, labels, seed);
        Scorer scorer = contender.trainer().train(new TrainingSet(features.features(), labels), seed, Progress.NONE);
        return Predictions.ofCertain(scorer.probabilities(features.pipeline().transform(heldOut)), outcomes);
    }

    private Result.Model measure(Contender contender, Predictions held) {
        double folds = CrossValidation.of(
                        new Candidate(contender.name(), contender.recipe(), contender.trainer()),
                        rows,
                        labels,
                        Splits.stratified(FOLDS),
                        seed,
                        Progress.NONE)
                .scores(BinaryMetric.AUC)
                .mean();
        Confusion half = held.confusion(0.5);
        boolean known = rows.size() + heldOut.size() == KNOWN_ROWS && held.positives() == KNOWN_HELD_OUT_EVENTS;
        return new Result.Model(
                contender.name(),
                half.accuracy(),
                half.precision(),
                half.recall(),
                half.f1(),
                held.auc(),
                half.balancedAccuracy(),
                held.brier(),
                folds,
                known ? contender.earlier() : null);
    }

    /**
     * The old campaign asked every training customer, so each is a contact with its outcome. Nobody was held out, so that
     * all who accepted are credited to it.
     */
    private NextBestAction<Row> fit(Contender best) {
        History.Builder<Row> history = History.builder();
        for (int i = 0; i < labels.length; i++) {
            history.customer(rows.get(i), labels[i]);
            for (var action : catalog.actions()) {
                history.contact(new Contact<>(rows.get(i), action.id(), true, labels[i], Double.NaN));
            }
        }
        // The tables do not say who left: the engine's gate learns the same outcome, and no offer here depends on it.
        ClassifierTrainer gate = LogisticRegression.classifier();
        return NextBestAction.of(study.table().schema())
                .features(best.recipe())
                .churn(gate)
                .responses(best.trainer())
                .actions(catalog)
                .seed(seed)
                .progress(progress)
                .fit(history.build());
    }

    private Result.Campaign campaign(List<Offer> offers, List<Integer> listed) {
        int accepted = 0;
        double expected = 0;
        double value = 0;
        for (int i = 0; i < offers.size(); i++) {
            accepted += outcomes[listed.get(i)] ? 1 : 0;
            expected += offers.get(i).probability();
            value += offers.get(i).expectedValue();
        }
        return new Result.Campaign(
                expected / Math.max(1, offers.size()),
                Deciles.share(accepted, offers.size()),
                (double) accepted / Borrowers.events(outcomes),
                value,
                catalog.currency());
    }
}
