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
 * Exact Shapley values of a score: how much each feature moved the margin away from that of a reference.
 *
 * <p>Path-dependent values need no data: an unknown feature of a {@code Forest} is averaged over the training rows that
 * reached each node (Lundberg et al. 2020); they may credit correlated features otherwise than interventional values,
 * for which an unknown feature is taken from the rows of a background, one after another (Janzing et al. 2020). Reason
 * codes should rest on the latter. A {@code LinearModel} has weight · (value − mean), the mean of training or of the
 * background, a missing value counting as the training mean.
 *
 * <p>Immutable. Trees whose tables of decision patterns fit the limits of {@link #withTables} are explained by tables,
 * which cost the same however large the background; the others by quadrature or by sets of background rows, which may
 * take two gigabytes at the most: binding throws {@link IllegalArgumentException} where they would take more. The choice
 * depends on the scorer and the limits alone, so the same settings give the same bits everywhere, and is told by
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

    /** The name under which an artifact finds this explainer again. */
    static final String PROVIDER = "shapley";

    static final String PATH_DEPENDENT = "path-dependent";
    static final String INTERVENTIONAL = "interventional";

    private final Settings settings;
    private final boolean publicBackground;

    private Shapley(Settings settings, boolean publicBackground) {
        this.settings = settings;
        this.publicBackground = publicBackground;
    }

    /**
     * An explainer by path-dependent values. Binding throws {@link IllegalArgumentException} for a forest whose trees
     * carry no covers.
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
        return new Shapley(new Settings(settings.background(), treeBytes, forestBytes), publicBackground);
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
                .put("forestBytes", (double) settings.forestBytes());
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
        // The first artifacts knew no limits: theirs are the defaults.
        return state.has("treeBytes")
                ? restored.withTables(saved(state, "treeBytes"), saved(state, "forestBytes"))
                : restored;
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

    /** Prepares interactions of a scorer, by the same definition and within the same limits of memory. */
    public ShapleyInteractions interactions(Scorer scorer) {
        ShapleyKernel kernel = ShapleyKernels.bind(scorer, settings, true);
        return new ShapleyInteractions(kernel, report(kernel));
    }

    private KernelReport report(ShapleyKernel kernel) {
        ShapleyKernel.Counts counts = kernel.counts();
        return new KernelReport(
                definition(),
                counts.trees().stream()
                        .map(kind -> TreeKernel.valueOf(kind.name()))
                        .toList(),
                counts.tables(),
                counts.trees(ShapleyKernel.Kind.QUADRATURE),
                counts.trees(ShapleyKernel.Kind.BITSET),
                counts.tableBytes(),
                counts.otherBytes(),
                counts.backgroundRows());
    }

    private String definition() {
        return settings.background() == null ? PATH_DEPENDENT : INTERVENTIONAL;
    }
}
