// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A number, boolean or date as one column: days before the reference date for a date, then impute, log or power, scale,
 * each if asked for.
 *
 * @param asOf the reference date in days since 1970-01-01, NaN if the field is no date
 * @param fill what takes the place of a missing value, NaN if nothing does
 * @param lambda the exponent of the power transformation, NaN if there is none
 * @param mean what scaling subtracts, after log or power
 * @param deviation what scaling divides by; 0 for a constant field, which becomes 0
 */
record NumericEncoding(
        String field,
        double asOf,
        double fill,
        boolean indicator,
        boolean log,
        double lambda,
        boolean scale,
        double mean,
        double deviation)
        implements Encoding {

    static final String KIND = "numeric";

    /** A field passed through as it is. */
    static NumericEncoding raw(String field) {
        return new NumericEncoding(field, Double.NaN, Double.NaN, false, false, Double.NaN, false, 0, 1);
    }

    NumericEncoding withScale(double mean, double deviation) {
        return new NumericEncoding(field, asOf, fill, indicator, log, lambda, true, mean, deviation);
    }

    NumericEncoding withPower(double exponent) {
        return new NumericEncoding(field, asOf, fill, indicator, log, exponent, scale, mean, deviation);
    }

    boolean isDate() {
        return !Double.isNaN(asOf);
    }

    /** Whether the raw number is the feature. */
    boolean isRaw() {
        return !isDate() && Double.isNaN(fill) && !log && Double.isNaN(lambda) && !scale;
    }

    void write(Row row, int position, double[] out, int column) {
        double x = row.number(position);
        if (indicator) {
            out[column + 1] = Double.isNaN(x) ? 1 : 0;
        }
        out[column] = value(x);
    }

    /** What becomes of a raw value. */
    double value(double raw) {
        return scaled(bent(filled(isDate() ? asOf - raw : raw)));
    }

    double filled(double x) {
        return Double.isNaN(x) ? fill : x;
    }

    double bent(double x) {
        if (log) {
            return Math.copySign(StrictMath.log1p(Math.abs(x)), x);
        }
        return Double.isNaN(lambda) ? x : YeoJohnson.transform(x, lambda);
    }

    private double scaled(double x) {
        if (!scale || Double.isNaN(x)) {
            return x;
        }
        return deviation == 0 ? 0 : (x - mean) / deviation;
    }

    @Override
    public List<Feature> columns() {
        String name = isDate() ? "days since " + field : field;
        name = log ? "log(" + name + ")" : name;
        name = Double.isNaN(lambda) ? name : "power(" + name + ")";
        name = scale ? "scaled(" + name + ")" : name;
        List<Feature> columns = new ArrayList<>();
        columns.add(new Feature(name, field));
        if (indicator) {
            columns.add(Encoding.indicator(field));
        }
        return columns;
    }

    @Override
    public State state() {
        State.Builder state = State.builder().put("kind", KIND).put("field", field);
        if (isDate()) {
            state.put("asOf", asOf);
        }
        if (!Double.isNaN(fill)) {
            state.put("fill", fill).put("indicator", indicator);
        }
        state.put("log", log);
        if (!Double.isNaN(lambda)) {
            state.put("lambda", lambda);
        }
        if (scale) {
            state.put("mean", mean).put("deviation", deviation);
        }
        return state.build();
    }

    static NumericEncoding restore(State state) {
        String field = state.text("field");
        double asOf = Double.NaN;
        if (state.has("asOf")) {
            asOf = state.number("asOf");
            boolean day =
                    asOf == Math.rint(asOf) && asOf >= LocalDate.MIN.toEpochDay() && asOf <= LocalDate.MAX.toEpochDay();
            require(day, field, "reference date (" + asOf + ")", "be a day");
        }
        double fill = Double.NaN;
        boolean indicator = false;
        if (state.has("fill")) {
            fill = state.number("fill");
            indicator = state.flag("indicator");
            require(Double.isFinite(fill), field, "substitute (" + fill + ")", "be finite");
        }
        boolean log = state.flag("log");
        double lambda = Double.NaN;
        if (state.has("lambda")) {
            lambda = state.number("lambda");
            boolean sound = Math.abs(lambda) <= YeoJohnson.LARGEST && !log;
            require(sound, field, "exponent (" + lambda + ")", "be -5 to 5 and not stand beside log");
        }
        NumericEncoding encoding = new NumericEncoding(field, asOf, fill, indicator, log, lambda, false, 0, 1);
        if (!state.has("mean") && !state.has("deviation")) {
            return encoding;
        }
        double mean = state.number("mean");
        double deviation = state.number("deviation");
        require(Double.isFinite(mean), field, "mean (" + mean + ")", "be finite");
        boolean sound = Double.isFinite(deviation) && deviation >= 0;
        require(sound, field, "standard deviation (" + deviation + ")", "be finite and not negative");
        return encoding.withScale(mean, deviation);
    }

    private static void require(boolean sound, String field, String thing, String rule) {
        if (!sound) {
            throw Encoding.damaged(field, thing, rule);
        }
    }
}
