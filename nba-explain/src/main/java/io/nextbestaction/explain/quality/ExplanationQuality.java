// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.explain.importance.FeatureGroup;
import io.nextbestaction.explain.statistics.Resamples;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.ScoreExplainer;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Scratch;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Measures how good the explanations of a score are: whether they add up, tell what removing fields does, stay the same
 * nearby and by chance, and obey what they must. {@link QualityMeasures} defines every figure and names its paper. All is on
 * the margin, not the probability; measure it on rows the model has not seen.
 *
 * <p>Immutable and thread-safe; the same seed gives the same bits. Missing values (NaN) stay missing and are taken from
 * background rows as they are; contributions must be finite. Cost: (3 · fields + perturbations) · background scorings and
 * (1 + neighbours) explanations a row, and, where a method is given, as many bindings as backgrounds and seeds, and five for
 * the axioms. A few hundred rows and a background of about a hundred suffice.
 */
public final class ExplanationQuality {
    private static final String TASK = "explanation quality";

    private final Scorer scorer;
    private final ScoreExplainer explainer;
    private final FeatureMatrix background;
    private final List<FeatureGroup> fields;
    private final QualitySettings settings;
    private final @Nullable ExplanationMethod method;
    private final @Nullable ScoreExplainer other;
    private final @Nullable ScoreExplainer shuffled;

    private ExplanationQuality(
            Scorer scorer,
            ScoreExplainer explainer,
            FeatureMatrix background,
            List<FeatureGroup> fields,
            QualitySettings settings,
            @Nullable ExplanationMethod method,
            @Nullable ScoreExplainer other,
            @Nullable ScoreExplainer shuffled) {
        this.scorer = scorer;
        this.explainer = explainer;
        this.background = background;
        this.fields = fields;
        this.settings = settings;
        this.method = method;
        this.other = other;
        this.shuffled = shuffled;
    }

    /**
     * Measures of an explainer, contributions summed by source field.
     *
     * @param scorer what is explained
     * @param explainer bound to the scorer
     * @param background [rows × inputs], what removed fields are taken from: for interventional values the background they
     *     explain against
     * @throws IllegalArgumentException if the background has no rows or other columns than the scorer has inputs
     */
    public static ExplanationQuality of(Scorer scorer, ScoreExplainer explainer, FeatureMatrix background) {
        if (background.rows() == 0 || background.columns() != scorer.inputs()) {
            throw new IllegalArgumentException("The background (" + background.rows() + " rows, " + background.columns()
                    + " columns) of explanation quality must have at least 1 row and the scorer's " + scorer.inputs()
                    + " inputs.\nMaybe transform customers with the scorer's own pipeline.");
        }
        return new ExplanationQuality(
                scorer,
                explainer,
                background,
                FeatureGroup.bySource(background.names()),
                QualitySettings.defaults(),
                null,
                null,
                null);
    }

    /** The same for a model's scorer: of the margin before calibration. */
    public static ExplanationQuality of(ProbabilityModel model, ScoreExplainer explainer, FeatureMatrix background) {
        return of(model.scorer(), explainer, background);
    }

    /**
     * The same with contributions summed otherwise, such as {@link FeatureGroup#byColumn}.
     *
     * @throws IllegalArgumentException if a column is in no field, or its shares do not add up to 1
     */
    public ExplanationQuality by(List<FeatureGroup> groups) {
        double[] shares = new double[background.columns()];
        for (FeatureGroup group : groups) {
            for (int i = 0; i < group.size(); i++) {
                shares[group.column(i)] += group.share(i);
            }
        }
        for (int c = 0; c < shares.length; c++) {
            if (Math.abs(shares[c] - 1) > 1e-9) {
                throw new IllegalArgumentException(
                        "The column \"" + background.names().name(c) + "\" (share " + shares[c]
                                + ") must belong to the fields once.\nMaybe start from FeatureGroup.bySource(names).");
            }
        }
        return new ExplanationQuality(
                scorer, explainer, background, List.copyOf(groups), settings, method, other, shuffled);
    }

    /** The same with other settings. */
    public ExplanationQuality with(QualitySettings others) {
        return new ExplanationQuality(scorer, explainer, background, fields, others, method, other, shuffled);
    }

    /**
     * The same, measuring too how steady the explanations are when made anew, and the axioms of Shapley values.
     *
     * @param maker makes the explainer measured, given its background and seed
     */
    public ExplanationQuality madeBy(ExplanationMethod maker) {
        return new ExplanationQuality(scorer, explainer, background, fields, settings, maker, other, shuffled);
    }

    /**
     * The same, measuring too how far another method agrees.
     *
     * @param otherMethod bound to the same scorer
     */
    public ExplanationQuality against(ScoreExplainer otherMethod) {
        return new ExplanationQuality(scorer, explainer, background, fields, settings, method, otherMethod, shuffled);
    }

    /**
     * The same, measuring too whether explanations change with what was learnt.
     *
     * @param ofShuffled bound to a model of the same inputs that was trained on shuffled labels
     */
    public ExplanationQuality againstShuffled(ScoreExplainer ofShuffled) {
        return new ExplanationQuality(scorer, explainer, background, fields, settings, method, other, ofShuffled);
    }

    /** The measures over rows the model has not seen, by a seed. */
    public QualityMeasures measure(FeatureMatrix rows, long seed) {
        return measure(rows, seed, Progress.NONE);
    }

    /**
     * The same, told how far it has come.
     *
     * @param rows [rows × inputs], at least 2; NaN is missing
     * @throws IllegalArgumentException if there are fewer than 2 rows or other columns than the scorer has inputs, or a
     *     contribution is not finite
     */
    public QualityMeasures measure(FeatureMatrix rows, long seed, Progress progress) {
        if (rows.rows() < 2 || rows.columns() != scorer.inputs()) {
            throw new IllegalArgumentException("The rows (" + rows.rows() + " of " + rows.columns()
                    + " columns) of explanation quality must be at least 2, of the scorer's " + scorer.inputs()
                    + " inputs.\nMaybe transform some hundred held-out customers with the scorer's own pipeline.");
        }
        return new Run(rows, seed, progress).measure();
    }

    /** One measurement. */
    private final class Run {
        private final FeatureMatrix rows;
        private final long seed;
        private final Progress progress;
        private final SplittableRandom random;
        private final RowFigures figures;
        private final double[][] contributions;
        private final int units;
        private int done;

        Run(FeatureMatrix rows, long seed, Progress progress) {
            this.rows = rows;
            this.seed = seed;
            this.progress = progress;
            this.random = new SplittableRandom(seed);
            this.figures = new RowFigures(new Resamples(settings.replicates(), settings.level(), seed));
            this.contributions = new double[rows.rows()][];
            this.units = rows.rows() + (method == null ? 0 : settings.backgrounds() + settings.seeds() + 1);
        }

        QualityMeasures measure() {
            progress.update(TASK, 0, units);
            Removals removals =
                    new Removals(new FieldValues(scorer, background, fields), fields.size(), rows.rows(), settings);
            Neighbourhood neighbourhood = new Neighbourhood(background, rows.rows(), settings);
            Explained explained = new Explained(explainer, fields, rows.columns());
            Scratch scratch = new Scratch();
            double[] compacity = new double[rows.rows()];
            double[] row = new double[rows.columns()];
            double completeness = 0;
            for (int r = 0; r < rows.rows(); r++) {
                rows.row(r, row);
                double margin = scorer.margin(row, scratch);
                contributions[r] = explained.byField(row);
                double sum = explainer.base() + Arrays.stream(contributions[r]).sum();
                completeness = Math.max(completeness, Math.abs(sum - margin));
                removals.add(r, row, margin, contributions[r], random.split());
                neighbourhood.add(r, row, contributions[r], explained, random.split());
                compacity[r] = Compacity.of(contributions[r]);
                step();
            }
            return new QualityMeasures(
                    fields.stream().map(FeatureGroup::name).toList(),
                    rows.rows(),
                    background.rows(),
                    settings,
                    seed,
                    completeness,
                    removals.infidelity(figures),
                    removals.unexplained(figures),
                    removals.faithfulness(figures),
                    removals.deletion(figures),
                    removals.insertion(figures),
                    removals.comprehensiveness(figures),
                    removals.sufficiency(figures),
                    figures.mean(neighbourhood.sensitivity()),
                    figures.mean(neighbourhood.lipschitz()),
                    figures.mean(compacity),
                    otherBackgrounds(),
                    otherSeeds(),
                    other == null ? null : agreement(other),
                    shuffled == null ? null : agreement(shuffled),
                    axioms());
        }

        private void step() {
            progress.update(TASK, ++done, units);
        }

        private @Nullable Agreement otherBackgrounds() {
            ExplanationMethod maker = method;
            if (maker == null) {
                return null;
            }
            Agreements agreements = new Agreements(contributions, settings);
            SplittableRandom draws = random.split();
            for (int b = 0; b < settings.backgrounds(); b++) {
                int[] drawn =
                        draws.ints(background.rows(), 0, background.rows()).toArray();
                agreements.add(remade(maker, background.select(drawn), seed));
                step();
            }
            return agreements.of(figures);
        }

        private @Nullable Agreement otherSeeds() {
            ExplanationMethod maker = method;
            if (maker == null) {
                return null;
            }
            Agreements agreements = new Agreements(contributions, settings);
            for (int s = 0; s < settings.seeds(); s++) {
                agreements.add(remade(maker, background, random.nextLong()));
                step();
            }
            return agreements.of(figures);
        }

        private double[][] remade(ExplanationMethod maker, FeatureMatrix drawn, long otherSeed) {
            return Explained.all(maker.of(drawn, otherSeed).bind(scorer), fields, rows);
        }

        private Agreement agreement(ScoreExplainer another) {
            Agreements agreements = new Agreements(contributions, settings);
            agreements.add(Explained.all(another, fields, rows));
            return agreements.of(figures);
        }

        private @Nullable Axioms axioms() {
            ExplanationMethod maker = method;
            if (maker == null) {
                return null;
            }
            Axioms axioms = scorer instanceof Forest forest
                    ? new AxiomChecks(maker, forest, background, rows, seed).check()
                    : null;
            step();
            return axioms;
        }
    }
}
