// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.action.CatalogLint;
import io.nextbestaction.action.Finding;
import io.nextbestaction.arbitration.Arbitration;
import io.nextbestaction.arbitration.Exploration;
import io.nextbestaction.artifact.Provenance;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.data.DataHash;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Names;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.data.RowException;
import io.nextbestaction.data.TrainingFeatures;
import io.nextbestaction.history.Contact;
import io.nextbestaction.history.History;
import io.nextbestaction.internal.artifact.GoldenRow;
import io.nextbestaction.model.BinaryMetrics;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Explainer;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Segmentation;
import io.nextbestaction.model.SegmenterTrainer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collects the parts of an engine and fits them. Features, churn and actions are required; each part is given once. Not
 * thread-safe.
 *
 * @param <C> the user's customer type
 */
public final class NextBestActionBuilder<C> {
    private static final int FOLDS = 5;
    private static final int MIN_PER_CLASS = 10;

    private final RowBinder<C> binder;
    private @Nullable FeaturePipeline features;
    private @Nullable ClassifierTrainer churn;
    private @Nullable SegmenterTrainer segments;
    private @Nullable ClassifierTrainer responses;
    private @Nullable ClassifierTrainer jointResponses;
    private @Nullable ActionCatalog actions;
    private @Nullable Explainer explainer;
    private @Nullable ContactPolicy contacts;
    private @Nullable Arbitration arbitration;
    private @Nullable Exploration exploration;
    private long seed = 1;
    private Clock clock = Clock.systemUTC();
    private Progress progress = Progress.NONE;
    private Consumer<? super Finding> warnings = finding -> {};

    NextBestActionBuilder(RowBinder<C> binder) {
        this.binder = binder;
    }

    /** How customers become features. */
    public NextBestActionBuilder<C> features(FeaturePipeline pipeline) {
        this.features = once("features", this.features, pipeline);
        return this;
    }

    /** What learns the churn probability. */
    public NextBestActionBuilder<C> churn(ClassifierTrainer trainer) {
        this.churn = once("churn", this.churn, trainer);
        return this;
    }

    /** What finds the segments; without it decisions have none. */
    public NextBestActionBuilder<C> segments(SegmenterTrainer trainer) {
        this.segments = once("segments", this.segments, trainer);
        return this;
    }

    /**
     * What learns the response to each action from the past contacts of that action alone; without it the declared rates
     * count. Where each action has few contacts, rather use {@link #jointResponses}.
     *
     * @throws IllegalStateException if {@link #jointResponses} was given
     */
    public NextBestActionBuilder<C> responses(ClassifierTrainer trainer) {
        this.responses = once("responses", this.responses, trainer);
        checkResponses();
        return this;
    }

    /**
     * What learns the responses to all actions in one model over (customer, action), so that actions with few contacts learn
     * from the others. It sees the customer's features and, of the action, the declared rate and which action, family of
     * treatments, group, issue and channel it is; one model of those contacted, one of those held out. Trees learn
     * who likes which action; a linear model without products of columns ranks customers alike for all actions.
     *
     * <p>Each action keeps a level of its own: its contacts decide, and the declared rate as much as 50 of them would; an
     * action never contacted has the declared rate on average, and the model only says who. Calibration and levels come
     * from folds in which rows equal in every field stay together; contacts of one customer that differ in a field may be
     * parted. With fewer than 30 of either outcome in all, or where customers of one action are not told apart better than
     * chance, each action has its observed rate, moved towards the declared one.
     *
     * @param trainer of a forest, a linear model, a network or a blend of these
     * @throws IllegalStateException if {@link #responses} was given
     */
    public NextBestActionBuilder<C> jointResponses(ClassifierTrainer trainer) {
        this.jointResponses = once("jointResponses", this.jointResponses, trainer);
        checkResponses();
        return this;
    }

    private void checkResponses() {
        if (responses != null && jointResponses != null) {
            throw new IllegalStateException(
                    "The responses of an engine must be learnt one way, by .responses(…) for each"
                            + " action or by .jointResponses(…) for all together.\nMaybe remove one of the two calls.");
        }
    }

    /** What the bank can do. */
    public NextBestActionBuilder<C> actions(ActionCatalog catalog) {
        this.actions = once("actions", this.actions, catalog);
        return this;
    }

    /** What explains the churn probability; without it decisions have no reasons. */
    public NextBestActionBuilder<C> explain(Explainer how) {
        this.explainer = once("explain", this.explainer, how);
        return this;
    }

    /** How often and when customers may be contacted; without it, as often as you like. */
    public NextBestActionBuilder<C> contactPolicy(ContactPolicy policy) {
        this.contacts = once("contactPolicy", this.contacts, policy);
        return this;
    }

    /** How the best action is found; by expected value over doing nothing unless given. */
    public NextBestActionBuilder<C> arbitration(Arbitration how) {
        this.arbitration = once("arbitration", this.arbitration, how);
        return this;
    }

    /**
     * How others than the best are tried; never unless given. Every decision then needs an id in its {@link Context}, by
     * which the draw is made.
     */
    public NextBestActionBuilder<C> explore(Exploration how) {
        this.exploration = once("explore", this.exploration, how);
        return this;
    }

    /** The seed of folds, trainers and starts; 1 unless given. */
    public NextBestActionBuilder<C> seed(long value) {
        this.seed = value;
        return this;
    }

    /** Tells today's date for the validity of actions (days change at midnight in its zone); the system clock in UTC unless given. */
    public NextBestActionBuilder<C> clock(Clock source) {
        this.clock = source;
        return this;
    }

    /** Hears how far fitting has come, and may cancel it. */
    public NextBestActionBuilder<C> progress(Progress listener) {
        this.progress = listener;
        return this;
    }

    /** Hears what {@link CatalogLint} finds odd about the catalogue but does not refuse. */
    public NextBestActionBuilder<C> warnings(Consumer<? super Finding> listener) {
        this.warnings = listener;
        return this;
    }

    /**
     * Fits every part. The churn model is trained once on all rows, and once more for each of five folds, so that its
     * calibration and its metrics come from rows it has not seen.
     *
     * @throws IllegalStateException if a required part was not given
     * @throws IllegalArgumentException if a customer cannot be read, the catalogue has errors or the features ask for an
     *     unknown field, a contact names an unknown action, a class has fewer than ten customers, or joint responses are learnt
     *     by a scorer of another kind than {@link #jointResponses} takes
     */
    public NextBestAction<C> fit(History<C> history) {
        FeaturePipeline asked = required("features", features, "add .features(Features.of(…)) from nba-features");
        ClassifierTrainer trainer =
                required("churn", churn, "add .churn(GradientBoosting.classifier()) from nba-models");
        ActionCatalog catalog = required("actions", actions, "add .actions(ActionCatalog.load(…))");
        List<ResponseModels> declared = Collections.nCopies(catalog.actions().size(), ResponseModels.DECLARED);
        Arbitration chosen = arbitration == null ? Arbitration.expectedValue() : arbitration;
        Engine.check(binder.schema(), catalog, contacts, chosen);
        check(catalog, history.contacts());

        if (responses == null && jointResponses == null && !history.contacts().isEmpty()) {
            throw new IllegalStateException(
                    "The contacts (" + history.contacts().size()
                            + ") of the history must have a trainer to learn from them.\n"
                            + "Maybe add .responses(…), which learns a model for each action, or .jointResponses(…), which"
                            + " learns one for all, or leave the contacts out.");
        }
        boolean[] labels = history.labels();
        check(labels);
        List<Row> rows = bind("customer", history.customers());
        long today = new Today(clock).epochDay();
        lint(CatalogLint.of(catalog)
                .against(binder.schema())
                .with(rows)
                .on(LocalDate.ofEpochDay(today))
                .findings());
        FeaturePipeline recipe = asked.settled(binder.schema(), rows);
        TrainingFeatures training = recipe.fit(binder.schema(), rows, labels, seed);
        FittedPipeline fitted = training.pipeline();
        CrossFit crossFit = new CrossFit(recipe, trainer, FOLDS, seed);
        double[] scores = crossFit.outOfFold("churn", rows, labels, progress);
        ProbabilityModel churnModel =
                model(crossFit, training.features(), labels, scores, progress.within("churn", FOLDS, FOLDS + 1L));
        BinaryMetrics churnMetrics = crossFit.metrics(labels, scores);
        progress.update("churn", FOLDS + 1L, FOLDS + 1L);
        Segmentation segmentation = segments == null ? null : segments.train(fitted.transform(rows), seed, progress);
        List<ResponseModels> learnt = declared;
        JointResponses joint = JointResponses.NONE;
        if (!history.contacts().isEmpty()) {
            List<Row> contactRows = bind(
                    "contact",
                    history.contacts().stream().map(Contact::customer).toList());
            if (jointResponses != null) {
                joint = new JointFitting(recipe, fitted, jointResponses, seed)
                        .fit(catalog, history.contacts(), contactRows, progress);
            }
            // Without a trainer these are rates, for the arms that have no joint model.
            learnt = new ResponseFitting(recipe, fitted, responses, seed)
                    .fit(catalog, history.contacts(), contactRows, progress);
        }
        Engine engine = new Engine(
                fitted, churnModel, segmentation, catalog, learnt, joint, explainer, contacts, chosen, exploration);
        List<GoldenRow> golden = GoldenRows.record(engine, GoldenRows.draw(engine, rows, seed), today);
        Provenance provenance = new Provenance(
                clock.instant(),
                rows.size(),
                (double) churnMetrics.positives() / rows.size(),
                DataHash.of(rows, labels),
                seed,
                describe(trainer, joint),
                metrics(churnMetrics));
        EngineFile.Saved saved = new EngineFile.Saved(engine, provenance, golden, today);
        return new NextBestAction<>(binder, saved, clock, "(unsaved)", NextBestAction.UNSAVED);
    }

    private static ProbabilityModel model(
            CrossFit crossFit, FeatureMatrix features, boolean[] labels, double[] scores, Progress progress) {
        try {
            return crossFit.model(features, labels, scores, progress);
        } catch (IllegalArgumentException e) {
            double auc = BinaryMetrics.of(scores, labels).auc();
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The churn model (AUC %.3f on %d rows it had not seen) cannot be calibrated: %s",
                            auc,
                            labels.length,
                            e.getMessage()),
                    e);
        }
    }

    private Map<String, String> describe(ClassifierTrainer churnTrainer, JointResponses joint) {
        Map<String, String> trainers = new LinkedHashMap<>();
        trainers.put("churn", churnTrainer.describe());
        if (segments != null) {
            trainers.put("segments", segments.describe());
        }
        if (responses != null) {
            trainers.put("responses", responses.describe());
        }
        if (jointResponses != null) {
            trainers.put("joint responses", jointResponses.describe() + ", " + joint.describe());
        }
        return trainers;
    }

    private static Map<String, Double> metrics(BinaryMetrics outOfFold) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("auc", outOfFold.auc());
        metrics.put("averagePrecision", outOfFold.averagePrecision());
        metrics.put("logLoss", outOfFold.logLoss());
        metrics.put("brier", outOfFold.brier());
        metrics.put("calibrationError", outOfFold.calibrationError());
        return metrics;
    }

    private List<Row> bind(String what, List<C> customers) {
        List<Row> rows = new ArrayList<>(customers.size());
        for (C customer : customers) {
            Row row = new Row(binder.schema());
            try {
                binder.bind(customer, row);
            } catch (RowException e) {
                throw new IllegalArgumentException(
                        "The " + what + " " + (rows.size() + 1) + " of the history cannot be read: " + e.getMessage(),
                        e);
            }
            rows.add(row);
        }
        return rows;
    }

    /** Errors refuse the engine, all of them at once; warnings are told to whoever asked. */
    private void lint(List<Finding> found) {
        List<Finding> errors =
                found.stream().filter(finding -> finding.kind().isError()).toList();
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("The catalogue (" + errors.size()
                    + (errors.size() == 1 ? " error" : " errors") + ") of an engine must be free of errors.\n"
                    + errors.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        }
        found.forEach(warnings);
    }

    private static void check(boolean[] labels) {
        int churned = 0;
        for (boolean label : labels) {
            churned += label ? 1 : 0;
        }
        if (churned < MIN_PER_CLASS || labels.length - churned < MIN_PER_CLASS) {
            throw new IllegalArgumentException("The history (" + labels.length + " customers, " + churned
                    + " churned) must have at least " + MIN_PER_CLASS + " customers who churned and " + MIN_PER_CLASS
                    + " who stayed.\nMaybe the label was read from the wrong column.");
        }
    }

    private static <C> void check(ActionCatalog catalog, List<Contact<C>> contacts) {
        for (int i = 0; i < contacts.size(); i++) {
            String action = contacts.get(i).action();
            if (catalog.indexOf(action) < 0) {
                throw new IllegalArgumentException("The action \"" + action + "\" of contact " + (i + 1)
                        + " of the history must be in catalogue \"" + catalog.name() + "\".\n"
                        + Names.suggestion(
                                action,
                                catalog.actions().stream().map(Action::id).toList()));
            }
        }
    }

    private static <T> T once(String part, @Nullable T earlier, T value) {
        if (earlier != null) {
            throw new IllegalStateException(
                    "The part \"" + part + "\" of the engine must be given once.\nMaybe remove one of the two calls.");
        }
        return value;
    }

    private static <T> T required(String part, @Nullable T value, String fix) {
        if (value == null) {
            throw new IllegalStateException(
                    "The part \"" + part + "\" of the engine must be given before fit.\nMaybe " + fix + ".");
        }
        return value;
    }
}
