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
 * Learns, for every action, the response of those contacted and of those held out. With too few outcomes for a model, or none
 * that tells customers apart better than chance, the declared rate is moved towards the observed one, as far as the evidence carries.
 */
final class ResponseFitting {
    private static final int FOLDS = 5;
    private static final int MIN_EVENTS = 30;
    private static final double PRIOR_ROWS = 50;
    private static final double EDGE = 1e-6;

    private final FeaturePipeline recipe;
    private final FittedPipeline fitted;
    private final ClassifierTrainer trainer;
    private final long seed;

    ResponseFitting(FeaturePipeline recipe, FittedPipeline fitted, ClassifierTrainer trainer, long seed) {
        this.recipe = recipe;
        this.fitted = fitted;
        this.trainer = trainer;
        this.seed = seed;
    }

    /** One entry for each action of the catalogue; rows are those of the contacts, in order. */
    <C> List<ResponseModels> fit(ActionCatalog catalog, List<Contact<C>> contacts, List<Row> rows, Progress progress) {
        List<ResponseModels> models = new ArrayList<>();
        int total = catalog.actions().size();
        for (Action action : catalog.actions()) {
            progress.update("responses", models.size(), total);
            Progress part = progress.within("responses", models.size(), total);
            models.add(new ResponseModels(
                    arm(action, true, action.response().rate(), contacts, rows, part),
                    arm(action, false, action.response().organic(), contacts, rows, part)));
        }
        progress.update("responses", total, total);
        return models;
    }

    private <C> @Nullable ProbabilityModel arm(
            Action action,
            boolean contacted,
            double declared,
            List<Contact<C>> contacts,
            List<Row> rows,
            Progress progress) {
        List<Row> armRows = new ArrayList<>();
        List<Boolean> outcomes = new ArrayList<>();
        for (int i = 0; i < contacts.size(); i++) {
            Contact<C> contact = contacts.get(i);
            if (contact.contacted() == contacted && contact.action().equals(action.id())) {
                armRows.add(rows.get(i));
                outcomes.add(contact.accepted());
            }
        }
        if (armRows.isEmpty()) {
            return null;
        }
        boolean[] labels = new boolean[armRows.size()];
        int accepted = 0;
        for (int i = 0; i < labels.length; i++) {
            labels[i] = outcomes.get(i);
            accepted += labels[i] ? 1 : 0;
        }
        if (Math.min(accepted, labels.length - accepted) >= MIN_EVENTS) {
            ProbabilityModel model = model(action, armRows, labels, accepted, progress);
            if (model != null) {
                return model;
            }
        }
        return rate((accepted + PRIOR_ROWS * declared) / (labels.length + PRIOR_ROWS), labels.length);
    }

    /** A model of one arm, or null where it does not tell customers apart or so few rows cannot carry one. */
    private @Nullable ProbabilityModel model(
            Action action, List<Row> rows, boolean[] labels, int accepted, Progress progress) {
        CrossFit crossFit = new CrossFit(recipe, trainer, FOLDS, seed);
        try {
            double[] scores = crossFit.outOfFold(action.id(), rows, labels, progress);
            boolean signal = BinaryMetrics.of(scores, labels).auc() > chance(accepted, labels.length - accepted);
            return signal ? crossFit.model(fitted.transform(rows), labels, scores, progress) : null;
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
        double clipped = Math.max(EDGE, Math.min(1 - EDGE, rate));
        LinearModel constant =
                LinearModel.of(new double[inputs], Link.logit(clipped), new double[inputs], Link.LOGISTIC);
        return new ProbabilityModel(
                constant, new PlattLine(1, 0, "the observed rate, moved towards the declared one", rows));
    }
}
