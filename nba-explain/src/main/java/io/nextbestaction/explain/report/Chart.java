// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import io.nextbestaction.data.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** What all charts share: numbers as text, and the frame with title, description and table. */
final class Chart {
    /** How many series differ in colour. */
    static final int COLOURS = 6;

    private Chart() {}

    /** A coordinate with one decimal at most, less than a pixel shows. */
    static String num(double coordinate) {
        double rounded = Math.rint(coordinate * 10) / 10;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    /** A number to be read, with the minus sign of print. */
    static String number(double value) {
        return minus(Numbers.display(value));
    }

    /** The same with four significant digits at most, for where there is little room. */
    static String brief(double value) {
        boolean whole = !Double.isFinite(value) || Math.abs(value) >= 1e4;
        return number(
                whole
                        ? Math.rint(value)
                        : new BigDecimal(value).round(new MathContext(4)).doubleValue());
    }

    /** A number with so many decimals, which is 0 without a sign where nothing is left of it. */
    static String fixed(double value, int decimals) {
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return minus(rounded.toPlainString());
    }

    /** How many of so many decimals a number has, without zeros at the end. */
    static int decimals(double value, int most) {
        BigDecimal rounded = new BigDecimal(value).setScale(most, RoundingMode.HALF_EVEN);
        return Math.max(0, rounded.stripTrailingZeros().scale());
    }

    static String minus(String number) {
        return number.replace('-', '−');
    }

    /** Opens a picture that assistive technology reads as one image with a title and a description. */
    static void openPicture(Markup out, String id, String title, String description, String... attributes) {
        String[] all = new String[attributes.length + 4];
        all[0] = "role";
        all[1] = "img";
        all[2] = "aria-labelledby";
        all[3] = id + "-title " + id + "-desc";
        System.arraycopy(attributes, 0, all, 4, attributes.length);
        out.open("svg", all);
        out.element("title", title, "id", id + "-title");
        out.element("desc", description, "id", id + "-desc").line();
    }

    /** The numbers behind a picture, folded away. */
    static void numbers(Markup out, String heading, List<String> header, List<List<String>> rows) {
        out.open("details").element("summary", "Show the numbers");
        new TableSection(heading, header, rows).writeTable(out);
        out.close("details").line();
    }
}
