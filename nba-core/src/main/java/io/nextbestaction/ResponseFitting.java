// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.history.Contact;
import io.nextbestaction.model.BinaryMetrics;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Learns, for every action, the response of those contacted and of those held out. Without a trainer, with too few outcomes
 * for a model, or none that tells customers apart better than chance, the declared rate is moved towards the observed one,
 * as far as the evidence carries.
 */
final class ResponseFitting {
    /** The fewest of either outcome a model is learnt from. */
    static final int MIN_EVENTS = 30;

    /** How many contacts a declared rate counts for. */
    static final double PRIOR_ROWS = 50;

    static final int FOLDS = 5;

    private final FeaturePipeline recipe;
    private final FittedPipeline fitted;
    private final @Nullable ClassifierTrainer trainer;
    private final long seed;

    ResponseFitting(FeaturePipeline recipe, FittedPipeline fitted, @Nullable ClassifierTrainer trainer, long seed) {
        this.recipe = recipe;
        this.fitted = fitted;
        this.trainer = trainer;
        this.seed = seed;
    }

    /** One entry for each action of the catalogue; rows are those of the contacts, in order. */
    <C> List<ResponseModels> fit(ActionCatalog catalog, List<Contact<C>> contacts, List<Row> rows, Progress progress) {
        ContactRows contacted = ContactRows.of(catalog, contacts, rows, true);
        ContactRows heldOut = ContactRows.of(catalog, contacts, rows, false);
        List<ResponseModels> models = new ArrayList<>();
        int total = catalog.actions().size();
        for (Action action : catalog.actions()) {
            int position = models.size();
            progress.update("responses", position, total);
            Progress part = progress.within("responses", position, total);
            models.add(new ResponseModels(
                    arm(
                            action,
                            contacted.pick(contacted.of(position)),
                            action.response().rate(),
                            part),
                    arm(
                            action,
                            heldOut.pick(heldOut.of(position)),
                            action.response().organic(),
                            part)));
        }
        progress.update("responses", total, total);
        return models;
    }

    private @Nullable ProbabilityModel arm(Action action, ContactRows own, double declared, Progress progress) {
        if (own.size() == 0) {
            return null;
        }
        ProbabilityModel model =
                trainer != null && own.enoughFor(MIN_EVENTS) ? model(trainer, action, own, progress) : null;
        return model == null
                ? rate((own.events() + PRIOR_ROWS * declared) / (own.size() + PRIOR_ROWS), own.size())
                : model;
    }

    /** A model of one arm, or null where it does not tell customers apart or so few rows cannot carry one. */
    private @Nullable ProbabilityModel model(ClassifierTrainer by, Action action, ContactRows own, Progress progress) {
        CrossFit crossFit = new CrossFit(recipe, by, FOLDS, seed);
        boolean[] labels = own.accepted();
        try {
            double[] scores = crossFit.outOfFold(action.id(), own.rows(), labels, progress);
            boolean signal = BinaryMetrics.of(scores, labels).auc() > chance(own.events(), own.size() - own.events());
            return signal ? crossFit.model(fitted.transform(own.rows()), labels, scores, progress) : null;
        } catch (IllegalArgumentException e) {
            // A field that looks like an identifier, or is all missing, in these rows alone must not stop the whole
            // fit.
            return null;
        }
    }

    /** What scores without signal stay below in 95 of 100 cases, or some 93 as folds share rows (Mann and Whitney 1947). */
    private static double chance(int positives, int negatives) {
        return 0.5 + 1.645 * Math.sqrt((positives + negatives + 1) / (12.0 * positives * negatives));
    }

    private ProbabilityModel rate(double rate, long rows) {
        int inputs = fitted.features().size();
        LinearModel constant = LinearModel.of(
                new double[inputs], Link.logit(ActionColumns.clip(rate)), new double[inputs], Link.LOGISTIC);
        return new ProbabilityModel(
                constant, new PlattLine(1, 0, "the observed rate, moved towards the declared one", rows));
    }
}
