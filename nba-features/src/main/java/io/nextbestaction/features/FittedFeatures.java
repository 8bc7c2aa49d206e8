// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A fitted recipe. Its encodings are grouped by class, so that each loop makes direct calls. */
final class FittedFeatures implements FittedPipeline {
    private static final int FORMAT = 1;

    private final Schema schema;
    private final FeatureNames features;
    private final List<Encoding> encodings;

    /** Position in the row and first column of every encoding: first the raw ones, then the groups below. */
    private final int[] positions;

    private final int[] columns;
    private final int rawCount;
    private final NumericEncoding[] numeric;
    private final OneHotEncoding[] oneHot;
    private final OrdinalEncoding[] ordinal;
    private final BinEncoding[] bins;
    private final FrequencyEncoding[] frequency;
    private final LevelScores[] levelScores;
    private final RangeScores[] rangeScores;

    private final Derived[] derived;
    private final int[][] derivedPositions;
    private final int[] derivedColumns;

    /** Encodings of distinct fields of the schema and what is derived, one column at least, in the order of columns. */
    FittedFeatures(Schema schema, List<Encoding> encodings, List<Derived> derived) {
        this.schema = schema;
        this.encodings = List.copyOf(encodings);
        List<Feature> names = new ArrayList<>();
        List<Place> raw = new ArrayList<>();
        List<Place> numbers = new ArrayList<>();
        List<Place> indicators = new ArrayList<>();
        List<Place> ranks = new ArrayList<>();
        List<Place> cut = new ArrayList<>();
        List<Place> shares = new ArrayList<>();
        List<Place> rated = new ArrayList<>();
        List<Place> ranged = new ArrayList<>();
        for (Encoding encoding : encodings) {
            Place place = new Place(encoding, schema.indexOf(encoding.field()), names.size());
            if (encoding instanceof NumericEncoding number) {
                (number.isRaw() ? raw : numbers).add(place);
            } else if (encoding instanceof OneHotEncoding) {
                indicators.add(place);
            } else if (encoding instanceof OrdinalEncoding) {
                ranks.add(place);
            } else if (encoding instanceof BinEncoding) {
                cut.add(place);
            } else if (encoding instanceof FrequencyEncoding) {
                shares.add(place);
            } else {
                (encoding instanceof LevelScores ? rated : ranged).add(place);
            }
            names.addAll(encoding.columns());
        }
        this.derived = derived.toArray(new Derived[0]);
        this.derivedPositions = new int[this.derived.length][];
        this.derivedColumns = new int[this.derived.length];
        for (int i = 0; i < this.derived.length; i++) {
            derivedPositions[i] =
                    derived.get(i).fields().stream().mapToInt(schema::indexOf).toArray();
            derivedColumns[i] = names.size();
            names.addAll(derived.get(i).columns());
        }
        this.features = FeatureNames.of(names);
        this.rawCount = raw.size();
        this.numeric = steps(numbers, new NumericEncoding[0]);
        this.oneHot = steps(indicators, new OneHotEncoding[0]);
        this.ordinal = steps(ranks, new OrdinalEncoding[0]);
        this.bins = steps(cut, new BinEncoding[0]);
        this.frequency = steps(shares, new FrequencyEncoding[0]);
        this.levelScores = steps(rated, new LevelScores[0]);
        this.rangeScores = steps(ranged, new RangeScores[0]);
        List<Place> all = new ArrayList<>(raw);
        all.addAll(numbers);
        all.addAll(indicators);
        all.addAll(ranks);
        all.addAll(cut);
        all.addAll(shares);
        all.addAll(rated);
        all.addAll(ranged);
        this.positions = all.stream().mapToInt(Place::position).toArray();
        this.columns = all.stream().mapToInt(Place::column).toArray();
    }

    private record Place(Encoding encoding, int position, int column) {}

    private static <E extends Encoding> E[] steps(List<Place> places, E[] type) {
        return places.stream().map(Place::encoding).toList().toArray(type);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public FeatureNames features() {
        return features;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // one object is the common case; check() compares by value
    public void transform(Row row, double[] out) {
        if (row.schema() != schema || out.length < features.size()) {
            check(row, out);
        }
        int k = 0;
        for (; k < rawCount; k++) {
            out[columns[k]] = row.number(positions[k]);
        }
        for (NumericEncoding step : numeric) {
            step.write(row, positions[k], out, columns[k]);
            k++;
        }
        for (OneHotEncoding step : oneHot) {
            step.write(row, positions[k], out, columns[k]);
            k++;
        }
        for (OrdinalEncoding step : ordinal) {
            step.write(row, positions[k], out, columns[k]);
            k++;
        }
        for (BinEncoding step : bins) {
            step.write(row, positions[k], out, columns[k]);
            k++;
        }
        for (FrequencyEncoding step : frequency) {
            step.write(row, positions[k], out, columns[k]);
            k++;
        }
        for (LevelScores step : levelScores) {
            step.write(row, positions[k], out, columns[k]);
            k++;
        }
        for (RangeScores step : rangeScores) {
            step.write(row, positions[k], out, columns[k]);
            k++;
        }
        for (int i = 0; i < derived.length; i++) {
            derived[i].write(row, derivedPositions[i], out, derivedColumns[i]);
        }
    }

    /** Field by field rather than by Schema.equals, whose iterators may allocate. */
    private void check(Row row, double[] out) {
        if (out.length < features.size()) {
            throw new IllegalArgumentException("The output (" + out.length + " elements) of the pipeline must hold "
                    + features.size() + " features.\nMaybe size it by features().size().");
        }
        Schema other = row.schema();
        boolean same = other.size() == schema.size();
        for (int i = 0; same && i < schema.size(); i++) {
            same = other.field(i).type() == schema.field(i).type()
                    && other.field(i).name().equals(schema.field(i).name());
        }
        if (!same) {
            throw new IllegalArgumentException(
                    "The row (" + other.size() + " fields) must have the schema of the pipeline (" + schema.size()
                            + " fields).\nMaybe it was read with another schema.");
        }
    }

    @Override
    public State state() {
        return State.builder()
                .put("format", FORMAT)
                .putAll(
                        "encodings",
                        Stream.concat(
                                        encodings.stream().map(Encoding::state),
                                        Arrays.stream(derived).map(Derived::state))
                                .toList())
                .build();
    }

    @Override
    public String provider() {
        return FeaturesProvider.NAME;
    }

    static FittedFeatures restore(Schema schema, State state) {
        int format = state.integer("format");
        if (format != FORMAT) {
            throw new IllegalArgumentException("The format (" + format + ") of the saved features must be " + FORMAT
                    + ".\nMaybe the file was written by a newer version of the library.");
        }
        List<Encoding> encodings = new ArrayList<>();
        List<Derived> derived = new ArrayList<>();
        int previous = -1;
        for (State saved : state.children("encodings")) {
            String field = saved.text("field");
            if (Derived.isKind(saved.text("kind"))) {
                derived.add(Derived.restore(schema, saved));
                continue;
            }
            int position = schema.indexOf(field);
            if (position <= previous || !derived.isEmpty()) {
                throw Encoding.damaged(field, "encoding", "stand once and in the order of the schema");
            }
            previous = position;
            encodings.add(Encoding.restore(schema.field(position), saved));
        }
        if (encodings.stream().allMatch(encoding -> encoding.columns().isEmpty())
                && derived.stream().allMatch(columns -> columns.columns().isEmpty())) {
            throw new IllegalArgumentException(
                    "The saved features (0) must be at least one.\nMaybe the file is damaged or was changed by hand.");
        }
        return new FittedFeatures(schema, encodings, derived);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FittedFeatures fitted
                && fitted.schema.equals(schema)
                && fitted.state().equals(state());
    }

    @Override
    public int hashCode() {
        return Objects.hash(schema, state());
    }

    @Override
    public String toString() {
        return "FittedFeatures[" + schema.size() + " fields, " + features.size() + " columns]";
    }
}
