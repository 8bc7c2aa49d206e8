// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.State;
import io.nextbestaction.explain.shapley.Probability;
import io.nextbestaction.explain.shapley.Settings;
import io.nextbestaction.explain.shapley.ShapleyKernel;
import io.nextbestaction.explain.shapley.ShapleyKernels;
import io.nextbestaction.model.Explainer;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scorer;
import java.util.ArrayList;
import java.util.List;

/**
 * Shapley values of a score: how much each feature moved the margin away from that of a reference. Exact, or sampled with a
 * standard error where {@link ShapleyExplainer#report()} says so.
 *
 * <p>{@link #values()} need no data. An unknown feature of a {@code Forest} is averaged over the training rows that reached
 * each node (path-dependent; Lundberg et al. 2020); they may credit correlated features otherwise than interventional
 * values. A {@code LinearModel} has weight · (value − mean), a missing value counting as the training mean.
 * {@code NaiveBayes} has the evidence of each value over the prior. A {@code Network}, {@code KernelMachine},
 * {@code Neighbors} or {@code Blend} has an unknown feature at its training mean (baseline; Sundararajan and Najmi 2020); a
 * blend takes the means of its first member that holds any, and without one is refused, as its forests hold none.
 *
 * <p>{@link #interventional} values are of any scorer: an unknown feature is taken from the rows of a background, one after
 * another (Janzing et al. 2020). Reason codes should rest on them.
 *
 * <p>Forests, linear models and naive Bayes are exact at any size, the others up to {@value #MOST_EXACT_INPUTS} inputs if
 * 2^inputs · rows of the background is at most {@value #MOST_EXACT_SCORES}. Above that they are sampled by permutations, each
 * with its reverse, equally many for every row of the background, at least four; always the same ones, so that equal
 * customers get equal reasons. They add up to the margin all the same. An explanation scores (inputs − 1) · permutations
 * times: give slow scorers some hundred rows of background. In a network a score moves the first layer by one input.
 *
 * <p>Immutable. Trees whose tables of decision patterns fit the limits of {@link #withTables} are explained by tables,
 * which cost the same however large the background; the others by quadrature or by sets of background rows, which may
 * take two gigabytes at the most: binding throws {@link IllegalArgumentException} where they would take more. The choice
 * depends on the scorer and the settings alone, so the same settings give the same bits everywhere, and is told by
 * {@link ShapleyExplainer#report()}.
 */
public final class Shapley implements Explainer {
    /** The most bytes of one tree's tables, unless set otherwise: room for a full tree of depth 6. */
    public static final long DEFAULT_TREE_BYTES = 1L << 17;

    /** The most bytes of all tables of a scorer, unless set otherwise. */
    public static final long DEFAULT_FOREST_BYTES = 1L << 26;

    /** The most bytes of all tables of a scorer for interventional values, unless set otherwise. */
    public static final long DEFAULT_INTERVENTIONAL_BYTES = 1L << 27;

    /** The most values of a background that an artifact takes. */
    public static final int MOST_SAVED_VALUES = 200_000;

    /** The most bytes of tables that an artifact may ask for. */
    public static final long MOST_SAVED_BYTES = 1L << 30;

    /** The permutations of a sampled explanation, unless set otherwise. */
    public static final int DEFAULT_PERMUTATIONS = Settings.DEFAULT_PERMUTATIONS;

    /** The most permutations that can be set. */
    public static final int MOST_PERMUTATIONS = 1 << 14;

    /** The most inputs of exact values of a scorer without a kernel of its own. */
    public static final int MOST_EXACT_INPUTS = Settings.MOST_EXACT_INPUTS;

    /** The most scores of such an exact explanation, 2^inputs for each row of the background. */
    public static final long MOST_EXACT_SCORES = Settings.MOST_EXACT_SCORES;

    /** The name under which an artifact finds this explainer again. */
    static final String PROVIDER = "shapley";

    static final String PATH_DEPENDENT = "path-dependent";
    static final String BASELINE = "baseline";
    static final String INTERVENTIONAL = "interventional";

    private final Settings settings;
    private final boolean publicBackground;

    private Shapley(Settings settings, boolean publicBackground) {
        this.settings = settings;
        this.publicBackground = publicBackground;
    }

    /**
     * An explainer by path-dependent or baseline values. Binding throws {@link IllegalArgumentException} for a forest whose
     * trees carry no covers, and for a blend no member of which holds training means.
     */
    public static Shapley values() {
        return new Shapley(new Settings(null, DEFAULT_TREE_BYTES, DEFAULT_FOREST_BYTES), false);
    }

    /**
     * An explainer by interventional values against the rows of a background, of any number; the base is their mean
     * margin. Binding throws {@link IllegalArgumentException} if the background has no rows or other columns than the
     * scorer has inputs.
     *
     * <p>Background rows are customer data, so an artifact does not take them: saving throws
     * {@link IllegalStateException} unless they are declared to be no customer's by {@link #withPublicBackground()}. Keep
     * the background where customer data belongs and bind it to the loaded scorer instead.
     *
     * @param background [rows × inputs]; NaN is missing; the matrix is shared
     */
    public static Shapley interventional(FeatureMatrix background) {
        return new Shapley(new Settings(background, DEFAULT_TREE_BYTES, DEFAULT_INTERVENTIONAL_BYTES), false);
    }

    /**
     * The same with other limits of memory; 0 turns tables off.
     *
     * @param treeBytes the most bytes of one tree's tables; eight times as much for interventional values and
     *     interactions, whose other kernels are slow
     * @param forestBytes the most bytes of all tables of a scorer with the masks of their keys
     * @throws IllegalArgumentException if a limit is negative
     */
    public Shapley withTables(long treeBytes, long forestBytes) {
        if (treeBytes < 0 || forestBytes < 0) {
            throw new IllegalArgumentException("The limits (" + treeBytes + " and " + forestBytes
                    + " bytes) of Shapley tables must not be negative.\nMaybe pass 0 to do without tables.");
        }
        return new Shapley(
                new Settings(settings.background(), treeBytes, forestBytes, settings.permutations(), settings.seed()),
                publicBackground);
    }

    /**
     * The same with other permutations where values are sampled; four times as many halve the standard errors.
     *
     * @param permutations even, since each goes with its reverse; more are taken where rows of the background ask for it
     * @param seed tells which
     * @throws IllegalArgumentException if they are odd, or not 2 to {@value #MOST_PERMUTATIONS}
     */
    public Shapley withPermutations(int permutations, long seed) {
        if (permutations < 2 || permutations > MOST_PERMUTATIONS || permutations % 2 != 0) {
            throw new IllegalArgumentException("The permutations (" + permutations
                    + ") of sampled Shapley values must be even, 2 to " + MOST_PERMUTATIONS + ".\nMaybe start from "
                    + DEFAULT_PERMUTATIONS + " and look at the standard errors.");
        }
        return new Shapley(
                new Settings(settings.background(), settings.treeBytes(), settings.forestBytes(), permutations, seed),
                publicBackground);
    }

    /**
     * The same with a background declared to be synthetic or public, so that an artifact may hold it.
     *
     * @throws IllegalStateException if there is no background, or it has more than {@value #MOST_SAVED_VALUES} values
     */
    public Shapley withPublicBackground() {
        FeatureMatrix background = settings.background();
        if (background == null) {
            throw new IllegalStateException(
                    "The background (none) of path-dependent values must not be declared public."
                            + "\nMaybe start from Shapley.interventional(background).");
        }
        if (background.values().length > MOST_SAVED_VALUES) {
            throw new IllegalStateException("The background (" + background.values().length
                    + " values) of a saved explainer must have at most " + MOST_SAVED_VALUES
                    + " values.\nMaybe draw fewer rows.");
        }
        return new Shapley(settings, true);
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    /**
     * Its settings and, if declared public, its background.
     *
     * @throws IllegalStateException if it has a background not declared public
     */
    @Override
    public State state() {
        FeatureMatrix background = settings.background();
        State.Builder state = State.builder()
                .put("values", definition())
                .put("treeBytes", (double) settings.treeBytes())
                .put("forestBytes", (double) settings.forestBytes())
                .put("permutations", settings.permutations())
                .put("seed", Long.toString(settings.seed()));
        if (background == null) {
            return state.build();
        }
        if (!publicBackground) {
            throw new IllegalStateException("The background (" + background.rows()
                    + " rows) of interventional Shapley values must not be saved: its rows are customer data.\n"
                    + "Maybe save the engine with Shapley.values() and bind Shapley.interventional(background) to the"
                    + " loaded scorer, or declare synthetic rows by withPublicBackground().");
        }
        List<Feature> features = background.names().features();
        return state.putTexts("names", features.stream().map(Feature::name).toList())
                .putTexts(
                        "sources",
                        features.stream().flatMap(f -> f.sources().stream()).toList())
                .put(
                        "sourceCounts",
                        features.stream().mapToDouble(f -> f.sources().size()).toArray())
                .put("background", background.values())
                .build();
    }

    static Shapley restore(State state) {
        Shapley restored = values();
        if (state.text("values").equals(INTERVENTIONAL)) {
            List<String> names = state.texts("names");
            List<String> sources = state.texts("sources");
            // The first artifacts knew one source a feature.
            double[] counts = state.has("sourceCounts") ? state.numbers("sourceCounts") : new double[0];
            List<Feature> features = new ArrayList<>();
            int next = 0;
            for (int i = 0; i < names.size(); i++) {
                int end = next + (counts.length == 0 ? 1 : (int) counts[i]);
                features.add(new Feature(names.get(i), sources.subList(next, end)));
                next = end;
            }
            restored = interventional(FeatureMatrix.of(FeatureNames.of(features), state.numbers("background")))
                    .withPublicBackground();
        }
        // The first artifacts knew no limits and no permutations: theirs are the defaults.
        if (state.has("treeBytes")) {
            restored = restored.withTables(saved(state, "treeBytes"), saved(state, "forestBytes"));
        }
        return state.has("permutations")
                ? restored.withPermutations(state.integer("permutations"), seed(state.text("seed")))
                : restored;
    }

    private static long seed(String saved) {
        try {
            return Long.parseLong(saved);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The seed (" + saved.length() + " characters) of a saved explainer must be a whole number.\n"
                            + "Maybe the artifact was written by a newer version of nba-explain.",
                    e);
        }
    }

    /** A limit of memory, which must not be one that a forged artifact takes all memory by. */
    private static long saved(State state, String name) {
        double bytes = state.number(name);
        if (!(bytes >= 0 && bytes <= MOST_SAVED_BYTES)) {
            throw new IllegalArgumentException(
                    "The limit \"" + name + "\" (" + bytes + ") of a saved explainer must be 0 to " + MOST_SAVED_BYTES
                            + " bytes.\nMaybe bind Shapley.values().withTables(…) to the loaded scorer instead.");
        }
        return (long) bytes;
    }

    /** Prepares values of a scorer; probability scales are of its uncalibrated probability. */
    @Override
    public ShapleyExplainer bind(Scorer scorer) {
        return bind(scorer, Probability.of(scorer.link()));
    }

    /** Prepares values of a model's scorer; probability scales are of the calibrated probability. */
    public ShapleyExplainer bind(ProbabilityModel model) {
        return bind(model.scorer(), Probability.of(model));
    }

    private ShapleyExplainer bind(Scorer scorer, Probability probability) {
        ShapleyKernel kernel = ShapleyKernels.bind(scorer, settings, false);
        return new ShapleyExplainer(kernel, probability, report(kernel), scorer.inputs());
    }

    /**
     * Prepares interactions of a scorer, by the same definition and within the same limits of memory. They are never
     * sampled: binding throws {@link IllegalArgumentException} where values would be.
     */
    public ShapleyInteractions interactions(Scorer scorer) {
        ShapleyKernel kernel = ShapleyKernels.bind(scorer, settings, true);
        return new ShapleyInteractions(kernel, report(kernel));
    }

    private KernelReport report(ShapleyKernel kernel) {
        ShapleyKernel.Counts counts = kernel.counts();
        boolean single = settings.background() == null && kernel.references().length == 1;
        return new KernelReport(
                single ? BASELINE : definition(),
                counts.trees().stream()
                        .map(kind -> TreeKernel.valueOf(kind.name()))
                        .toList(),
                counts.tables(),
                counts.trees(ShapleyKernel.Kind.QUADRATURE),
                counts.trees(ShapleyKernel.Kind.BITSET),
                counts.tableBytes(),
                counts.otherBytes(),
                counts.backgroundRows(),
                counts.permutations());
    }

    private String definition() {
        return settings.background() == null ? PATH_DEPENDENT : INTERVENTIONAL;
    }
}
