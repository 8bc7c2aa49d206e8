// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.artifact;

import io.nextbestaction.data.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a reader must know of a model before relying on it (Mitchell and others, Model Cards for Model Reporting, 2019): what
 * it was trained on and how, what it reads, how it did on rows it had not seen, and where it must not be used. A value to be
 * kept beside the model, as JSON or Markdown; equal cards give equal texts. It holds no customer's data but the levels of
 * slices the caller asks for. Immutable.
 *
 * @param name what the model is called
 * @param library the version of the library that made the card
 * @param provenance rows, event rate, data hash, date, seed, trainers with their parameters, metrics of the training itself
 * @param features the columns it reads and the fields they were made from
 * @param heldOut how it did on rows held out, null where nobody has measured it
 * @param limits what it is not for, in sentences of whoever answers for it
 */
public record ModelCard(
        String name,
        String library,
        Provenance provenance,
        List<Feature> features,
        @Nullable HeldOut heldOut,
        List<String> limits) {
    private static final String CUSTOMER_DATA = "The model holds customers' rows of the training set, so its file is"
            + " customer data: keep it where those rows may lie, and train anew where one of them must be forgotten.";

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if the name or a limit is blank
     */
    public ModelCard {
        features = List.copyOf(features);
        limits = List.copyOf(limits);
        if (name.isBlank() || limits.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("The name (\"" + name + "\") and the limits (" + limits.size()
                    + ") of a model card must not be blank.\n"
                    + "Maybe name the model after what it foretells.");
        }
    }

    /** The card of a model as training left it: nothing held out, no limits. */
    public static ModelCard of(String name, Provenance provenance, List<Feature> features) {
        return new ModelCard(name, Manifest.running(), provenance, features, null, List.of());
    }

    /** The same card with what was measured on rows held out. */
    public ModelCard withHeldOut(HeldOut measured) {
        return new ModelCard(name, library, provenance, features, measured, limits);
    }

    /** The same card with one more limit. */
    public ModelCard withLimit(String sentence) {
        List<String> more = new ArrayList<>(limits);
        more.add(sentence);
        return new ModelCard(name, library, provenance, features, heldOut, more);
    }

    /**
     * The same card, with the limit that follows where the model {@linkplain
     * io.nextbestaction.model.Scorer#holdsTrainingRows() holds training rows}: its file is customer data.
     */
    public ModelCard withTrainingRows(boolean held) {
        return held ? withLimit(CUSTOMER_DATA) : this;
    }

    /** The card as a JSON object. */
    public String toJson() {
        return ModelCardText.json(this);
    }

    /** The card as Markdown, headings from the first level. */
    public String toMarkdown() {
        return ModelCardText.markdown(this);
    }

    /**
     * How a model did on rows it had not seen.
     *
     * @param source which rows these are, in words
     * @param rows how many, at least 1
     * @param events how many of them had the event
     * @param figures over all these rows, in order
     * @param calibration what was said and what happened, the lowest probabilities first
     * @param slices parts of these rows, in order
     */
    public record HeldOut(
            String source, long rows, long events, List<Figure> figures, List<Bin> calibration, List<Slice> slices) {

        /**
         * Copies the lists.
         *
         * @throws IllegalArgumentException if there is no row, or there are more events than rows
         */
        public HeldOut {
            checkRows("the rows held out", rows, events);
            figures = List.copyOf(figures);
            calibration = List.copyOf(calibration);
            slices = List.copyOf(slices);
        }
    }

    /**
     * A figure and its interval.
     *
     * @param name what it is, such as {@code auc}
     * @param value NaN where it is undefined, such as the AUC of rows without an event
     * @param low the lower end; NaN without an interval
     * @param high the upper end; NaN without an interval
     * @param level the confidence, such as 0.95; NaN without an interval
     */
    public record Figure(String name, double value, double low, double high, double level) {

        /**
         * Checks that both ends and the level are there or none is.
         *
         * @throws IllegalArgumentException if only some are, the ends are turned round, or the level is outside (0, 1)
         */
        public Figure {
            Objects.requireNonNull(name);
            boolean none = Double.isNaN(low) && Double.isNaN(high) && Double.isNaN(level);
            if (!none && !(low <= high && level > 0 && level < 1)) {
                throw new IllegalArgumentException(
                        "The interval (" + low + " to " + high + " at " + level + ") of figure \"" + name
                                + "\" must have a lower and an upper end and a level in (0, 1), or none of them.\n"
                                + "Maybe Figure.plain(name, value) was meant.");
            }
        }

        /** A figure without an interval. */
        public static Figure plain(String name, double value) {
            return new Figure(name, value, Double.NaN, Double.NaN, Double.NaN);
        }
    }

    /**
     * Rows of similar probability.
     *
     * @param rows how many
     * @param said the mean probability
     * @param happened the share with the event
     */
    public record Bin(long rows, double said, double happened) {}

    /**
     * A part of the rows held out, such as those of one country.
     *
     * @param field what the rows were parted by
     * @param level which part
     * @param rows how many
     * @param events how many of them had the event
     * @param figures over them, in order
     */
    public record Slice(String field, String level, long rows, long events, List<Figure> figures) {

        /**
         * Copies the list.
         *
         * @throws IllegalArgumentException if there is no row, or there are more events than rows
         */
        public Slice {
            checkRows("slice \"" + field + "\"", rows, events);
            figures = List.copyOf(figures);
        }
    }

    private static void checkRows(String owner, long rows, long events) {
        if (rows < 1 || events < 0 || events > rows) {
            throw new IllegalArgumentException(
                    "The events (" + events + " of " + rows + " rows) of " + owner
                            + " must be 0 to the number of rows, which must be at least 1.\nMaybe leave out parts without rows.");
        }
    }
}
