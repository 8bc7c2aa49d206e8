// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StrokeTest {
    private static final Pattern TOKEN = Pattern.compile("[mh]|-?(?:\\d*\\.\\d+|\\d+)");

    @Test
    void a_path_says_nothing_that_goes_without_saying() {
        assertThat(new Stroke().move(46, 256).line(131.5, 26).move(131.9, 26.3).line(132.2, 26))
                .hasToString("m46 256 85.5-230m.4.3.3-.3");
        assertThat(new Stroke().dot(0, 0).dot(0.04, 0.5)).hasToString("m0 0h0m0 .5h0");
        assertThat(new Stroke().isEmpty()).isTrue();
    }

    @Test
    void a_path_leads_where_it_was_told_to_within_half_a_tenth() {
        SplittableRandom random = new SplittableRandom(5);
        Stroke stroke = new Stroke();
        List<double[]> told = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            double near = random.nextBoolean() ? 1 : 400;
            double[] point = {random.nextDouble(-near, near), random.nextDouble(-near, near)};
            told.add(point);
            switch (i == 0 ? 0 : random.nextInt(3)) {
                case 0 -> stroke.move(point[0], point[1]);
                case 1 -> stroke.dot(point[0], point[1]).move(point[0], point[1]);
                default -> stroke.line(point[0], point[1]);
            }
        }
        List<double[]> points = points(stroke.toString());
        int at = 0;
        for (double[] point : told) {
            double[] read = points.get(at++);
            assertThat(Math.abs(read[0] - point[0])).isLessThanOrEqualTo(0.05 + 1e-9);
            assertThat(Math.abs(read[1] - point[1])).isLessThanOrEqualTo(0.05 + 1e-9);
            if (at < points.size() && points.get(at)[0] == read[0] && points.get(at)[1] == read[1]) {
                at++; // a dot was moved to again
            }
        }
        assertThat(at).isEqualTo(points.size());
    }

    /** Every point the pen is led to, as SVG reads it. */
    private static List<double[]> points(String path) {
        List<double[]> points = new ArrayList<>();
        double x = 0;
        double y = 0;
        Matcher token = TOKEN.matcher(path);
        while (token.find()) {
            if (token.group().equals("h")) {
                token.find();
                continue;
            }
            if (token.group().equals("m")) {
                token.find();
            }
            x += Double.parseDouble(token.group());
            token.find();
            y += Double.parseDouble(token.group());
            points.add(new double[] {round(x), round(y)});
        }
        return points;
    }

    private static double round(double value) {
        return Math.rint(value * 10) / 10;
    }
}
