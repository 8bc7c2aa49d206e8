// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.reason;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.ShapleyExplainer;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Finds the principal reasons of adverse actions: by how much each factor actually scored moves the margin to the bad side of
 * the average of a reference group. The average is exact: interventional Shapley values against every applicant of the group,
 * of a linear score weight · (value − mean), added up by reason code. Codes that do not speak against the applicant are
 * dropped, the rest ordered by size, and the first few told.
 *
 * <p>It follows the official interpretation of 12 CFR 1002.9(b)(2): the reasons are factors that were scored, none is left out
 * because its relation to credit is not obvious, and more than four are not likely to help. It is no legal advice.
 *
 * <p>Immutable, thread-safe, deterministic to the bit.
 */
public final class AdverseReasons {
    /** More reasons are "not likely to be helpful". */
    public static final int MOST = 4;

    /** Of the way reasons are found, told in their record; it changes whenever the same case might get other reasons. */
    public static final int VERSION = 1;

    private final ReasonCatalog catalog;
    private final Scorer scorer;
    private final ReferenceGroup reference;
    private final AdverseSide side;
    private final double cutoff;
    private final double least;
    private final ShapleyExplainer explainer;
    private final Directions directions;
    private final String modelHash;
    private final String catalogHash;
    private final String referenceHash;
    private final double[] medians;

    private AdverseReasons(
            ReasonCatalog catalog,
            Scorer scorer,
            ReferenceGroup reference,
            AdverseSide side,
            double cutoff,
            double least) {
        this.catalog = catalog;
        this.scorer = scorer;
        this.reference = reference;
        this.side = side;
        this.cutoff = cutoff;
        this.least = least;
        this.explainer = Shapley.interventional(reference.rows()).bind(scorer);
        this.directions = Directions.of(scorer, reference.rows());
        this.modelHash = Digest.of(scorer);
        this.catalogHash = catalog.hash();
        this.referenceHash = reference.hash();
        this.medians = IntStream.range(0, scorer.inputs())
                .mapToDouble(reference::median)
                .toArray();
    }

    /**
     * Reasons of a score.
     *
     * @param scorer a forest or a linear model
     * @param cutoff of its margin
     * @throws IllegalArgumentException if the catalogue, the reference group and the score do not have the same columns, or the
     *     score is of another kind: its values might be sampled, its directions unknown
     */
    public static AdverseReasons of(
            ReasonCatalog catalog, Scorer scorer, ReferenceGroup reference, AdverseSide side, double cutoff) {
        if (!(scorer instanceof Forest || scorer instanceof LinearModel)) {
            throw new IllegalArgumentException(
                    "The scorer (" + scorer.getClass().getSimpleName()
                            + ") of adverse reasons must be a forest or a linear model.\n"
                            + "Maybe decide on credit by boosting or logistic regression.");
        }
        if (!catalog.names().equals(reference.rows().names())) {
            throw new IllegalArgumentException(
                    "The reference group (" + reference.rows().columns()
                            + " columns) of adverse reasons must have the columns of the reason catalogue ("
                            + catalog.names().size() + ").\nMaybe one of the two is of another pipeline.");
        }
        return new AdverseReasons(catalog, scorer, reference, side, cutoff, 0);
    }

    /**
     * The cutoff of the margin that a cutoff of a calibrated probability comes to where high ones are bad: the largest margin
     * whose probability is below it, as calibration never falls; −{@link Double#MAX_VALUE} if there is none.
     *
     * @param probability from which on an applicant fails, in (0, 1]
     * @throws IllegalArgumentException if it is outside (0, 1]
     */
    public static double marginBelow(ProbabilityModel model, double probability) {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("The probability (" + probability
                    + ") of a cutoff must lie in (0, 1].\nMaybe it was given in per cent.");
        }
        // Halving by order of the doubles: bits of negative ones run the other way.
        long below = order(-Double.MAX_VALUE);
        long above = order(Double.MAX_VALUE);
        while (below + 1 < above) {
            long middle = (below & above) + ((below ^ above) >> 1); // their mean, without overflow
            double raw = model.scorer().link().probability(ordered(middle));
            if (model.calibration().apply(raw) < probability) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return ordered(below);
    }

    private static long order(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits < 0 ? Long.MIN_VALUE - bits : bits;
    }

    private static double ordered(long order) {
        return Double.longBitsToDouble(order < 0 ? Long.MIN_VALUE - order : order);
    }

    /**
     * The same, leaving out what moves the margin by no more than so much.
     *
     * @param margin at least 0
     * @throws IllegalArgumentException if it is negative or NaN
     */
    public AdverseReasons ignoring(double margin) {
        if (!(margin >= 0)) {
            throw new IllegalArgumentException("The contribution (" + margin
                    + ") to be left out of adverse reasons must be at least 0.\nMaybe its sign was turned.");
        }
        return new AdverseReasons(catalog, scorer, reference, side, cutoff, margin);
    }

    /** At most four reasons for one applicant. */
    public AdverseNotice explain(double[] features) {
        return explain(features, MOST);
    }

    /**
     * The reasons for one applicant.
     *
     * @param features at least as many as the score has inputs; NaN is missing
     * @param most how many reasons, 1 to {@value #MOST}
     * @throws IllegalArgumentException if more or fewer are asked for
     */
    public AdverseNotice explain(double[] features, int most) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("The reasons (" + most + ") of an adverse action must be 1 to " + MOST
                    + ": more are not likely to be helpful.\nMaybe put related fields under one code.");
        }
        double[] against = against(explainer, features);
        List<Integer> named = strongest(against, most);
        double all = 0;
        double told = 0;
        for (double value : against) {
            all += Math.max(0, value);
        }
        List<AdverseReason> reasons = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (int code : named) {
            told += against[code];
            reasons.add(reason(code, against[code], features));
            for (String field : catalog.sensitive(code)) {
                warnings.add("The field \"" + field + "\" behind reason \""
                        + catalog.codes().get(code).code() + "\" is declared protected.");
            }
        }
        double margin = scorer.margin(features);
        return new AdverseNotice(
                reasons,
                !side.passes(margin, cutoff),
                margin,
                cutoff,
                all == 0 ? 1 : Math.min(1, told / all),
                side.passes(scorer.margin(neutral(features, named)), cutoff),
                warnings,
                new ReasonRecord(
                        VERSION,
                        modelHash,
                        catalogHash,
                        referenceHash,
                        reference.rows().rows(),
                        reference.method(),
                        explainer.base(),
                        Arrays.stream(against).boxed().toList()));
    }

    /** What each code says against the applicant. */
    private double[] against(ShapleyExplainer by, double[] features) {
        double[] contributions = new double[scorer.inputs()];
        by.explain(features, contributions);
        double[] byCode = catalog.byCode(contributions);
        for (int c = 0; c < byCode.length; c++) {
            byCode[c] = side.adverse(byCode[c]);
        }
        return byCode;
    }

    private List<Integer> strongest(double[] against, int most) {
        List<Integer> named = new ArrayList<>();
        while (named.size() < most) {
            int strongest = -1;
            for (int c = 0; c < against.length; c++) {
                boolean speaks = against[c] > least && !named.contains(c);
                if (speaks && (strongest < 0 || against[c] > against[strongest])) {
                    strongest = c;
                }
            }
            if (strongest < 0) {
                break;
            }
            named.add(strongest);
        }
        return named;
    }

    private AdverseReason reason(int code, double contribution, double[] features) {
        ReasonCode told = catalog.codes().get(code);
        int[] columns = IntStream.range(0, scorer.inputs())
                .filter(c -> catalog.speaksFor(code, c))
                .toArray();
        // A column of several fields may be too high because one of them is too low.
        boolean isOneField = columns.length == 1
                && catalog.names().features().get(columns[0]).sources().size() == 1;
        AdverseReason.Direction direction = isOneField
                ? directions.of(columns[0], features, medians[columns[0]], side)
                : AdverseReason.Direction.UNCERTAIN;
        String text =
                switch (direction) {
                    case TOO_HIGH -> told.tooHigh();
                    case TOO_LOW -> told.tooLow();
                    case UNCERTAIN -> "";
                };
        return new AdverseReason(told.code(), text.isEmpty() ? told.text() : text, contribution, direction);
    }

    private double[] neutral(double[] features, List<Integer> named) {
        double[] neutral = features.clone();
        for (int c = 0; c < scorer.inputs(); c++) {
            for (int code : named) {
                neutral[c] = catalog.speaksFor(code, c) ? medians[c] : neutral[c];
            }
        }
        return neutral;
    }

    /**
     * How much the reasons of some applicants depend on who happens to be in the reference group: for each the mean overlap
     * (Jaccard) of the codes named with those named against groups drawn from it with replacement; 1 if they never change.
     * Prepares the explanation anew for each draw, once for all applicants.
     *
     * @param applicants [applicants × features] of the score
     * @param draws at least 1
     * @param seed of the draws
     * @throws IllegalArgumentException if there is no draw, or the applicants have other columns than the score has inputs
     */
    public double[] stability(FeatureMatrix applicants, int draws, long seed) {
        if (draws < 1) {
            throw new IllegalArgumentException(
                    "The draws (" + draws + ") of a stability must be at least 1.\n" + "Maybe 100 is meant.");
        }
        if (applicants.columns() != scorer.inputs()) {
            throw new IllegalArgumentException("The applicants (" + applicants.columns()
                    + " columns) of a stability must have the score's " + scorer.inputs()
                    + " inputs.\nMaybe transform them with the score's own pipeline.");
        }
        List<Set<Integer>> told = named(explainer, applicants);
        SplittableRandom random = new SplittableRandom(seed);
        double[] overlaps = new double[told.size()];
        for (int d = 0; d < draws; d++) {
            int rows = reference.rows().rows();
            FeatureMatrix drawn = reference
                    .rows()
                    .select(IntStream.generate(() -> random.nextInt(rows))
                            .limit(rows)
                            .toArray());
            List<Set<Integer>> again = named(Shapley.interventional(drawn).bind(scorer), applicants);
            for (int r = 0; r < overlaps.length; r++) {
                overlaps[r] += overlap(told.get(r), again.get(r));
            }
        }
        for (int r = 0; r < overlaps.length; r++) {
            overlaps[r] /= draws;
        }
        return overlaps;
    }

    private List<Set<Integer>> named(ShapleyExplainer by, FeatureMatrix applicants) {
        double[] features = new double[applicants.columns()];
        List<Set<Integer>> named = new ArrayList<>();
        for (int r = 0; r < applicants.rows(); r++) {
            applicants.row(r, features);
            named.add(Set.copyOf(strongest(against(by, features), MOST)));
        }
        return named;
    }

    private static double overlap(Set<Integer> one, Set<Integer> other) {
        Set<Integer> either = new HashSet<>(one);
        either.addAll(other);
        long both = one.stream().filter(other::contains).count();
        return either.isEmpty() ? 1 : (double) both / either.size();
    }
}
