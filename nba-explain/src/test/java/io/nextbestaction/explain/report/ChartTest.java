// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.explain.Interval;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Pattern RECT =
            Pattern.compile("<rect x=\"([^\"]*)\" y=\"[^\"]*\" width=\"([^\"]*)\" height=\"12\" class=\"(\\w+)\"/>");

    private static String write(Section section) {
        Markup out = new Markup();
        section.write(out, "s1");
        return out.toString();
    }

    /** Start, width and kind of every bar, without the track behind it. */
    private static List<String> bars(Section section) {
        return RECT.matcher(write(section))
                .results()
                .filter(r -> !r.group(3).equals("track"))
                .map((MatchResult r) -> r.group(1) + " " + r.group(2) + " " + r.group(3))
                .toList();
    }

    @Test
    void bars_start_at_a_common_zero() {
        assertThat(bars(new BarSection("h", List.of(new Bar("a", 4, "4"), new Bar("b", 1, "1")))))
                .containsExactly("0% 100% up", "0% 25% up");
        assertThat(bars(new BarSection("h", List.of(new Bar("a", 3, "3"), new Bar("b", -1, "-1")))))
                .containsExactly("25% 75% up", "0% 25% down");
        assertThat(bars(new BarSection("h", List.of(new Bar("a", -2, "-2"), new Bar("b", -1, "-1")))))
                .containsExactly("0% 100% down", "50% 50% down");
    }

    @Test
    void values_that_cannot_be_drawn_are_still_told() {
        String all = write(new BarSection(
                "h",
                List.of(
                        new Bar("none", Double.NaN, "missing"),
                        new Bar("endless", Double.POSITIVE_INFINITY, "∞"),
                        new Bar("zero", 0, "0"))));
        assertThat(all).contains(">missing<", ">∞<").doesNotContain("NaN", "Infinity", "class=\"up\"");
        assertThat(bars(new BarSection(
                        "h", List.of(new Bar("a", Double.MAX_VALUE, "a"), new Bar("b", -Double.MAX_VALUE, "b")))))
                .containsExactly("50% 50% up", "0% 50% down");
    }

    @Test
    void long_labels_are_cut_between_characters_but_kept_in_title_and_table() {
        String label = "\uD83D\uDE00".repeat(60);
        String all = write(new BarSection("h", List.of(new Bar(label, 1, "1"))));
        assertThat(all)
                .contains(
                        "class=\"short\">" + "\uD83D\uDE00".repeat(33) + "…</text>",
                        "class=\"long\">" + "\uD83D\uDE00".repeat(49) + "…</text>",
                        "<title>" + label + ": 1</title>",
                        ">" + label + "</td>");
    }

    @Test
    void a_waterfall_starts_every_step_where_the_last_one_stopped() {
        WaterfallSection section =
                new WaterfallSection("h", 0, List.of(new Step("a", 4), new Step("b", -3), new Step("c", 9)), 10);
        assertThat(bars(section)).containsExactly("0% 40% up", "10% 30% down", "10% 90% up");
        assertThat(write(section)).contains(">+4<", ">−3<", ">+9<", ">10<");
    }

    @Test
    void a_waterfall_must_add_up() {
        assertThatThrownBy(() -> new WaterfallSection("Why", 0, List.of(new Step("a", 1)), 1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The steps (1) of waterfall \"Why\" must lead from its base to its end.\n"
                        + "Maybe add a step for all that was left out.");
        assertThatThrownBy(() -> new WaterfallSection("Why", Double.NaN, List.of(), Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(write(new WaterfallSection("Why", 2, List.of(), 2))).contains("in 0 steps");
    }

    @Test
    void a_funnel_is_as_high_as_all_its_rows() {
        FunnelStep step = new FunnelStep("after", 7, List.of(new FunnelStep.Loss("rule", 3)));
        assertThat(write(new FunnelSection("h", 10, List.of(step)))).contains("height=\"" + 3 * BarRows.HEIGHT + "\"");
    }

    @Test
    void an_interval_is_left_to_the_picture_where_there_is_no_room_for_its_numbers() {
        Estimate estimate = Estimate.of("l".repeat(60), new Interval(0.5, 0.4, 0.6, 0.95));
        assertThat(write(new IntervalSection("h", List.of(estimate), List.of())))
                .contains(
                        "class=\"short value\">0.500</text>",
                        "class=\"long value\">0.500 (0.400 to 0.600)</text>",
                        "class=\"short\">" + "l".repeat(33) + "…</text>");
    }

    @Test
    void a_label_gives_way_to_a_long_value() {
        String value = "−119 (−5.9 %)";
        assertThat(write(new BarSection("h", List.of(new Bar("l".repeat(40), 1, value)))))
                .contains("class=\"short\">" + "l".repeat(24) + "…</text>");
    }

    @Test
    void a_curve_breaks_at_a_point_that_is_no_number_and_thins_out_what_cannot_be_seen() {
        double nan = Double.NaN;
        String broken = write(new CurveSection(
                "h", "x", "y", List.of(Series.of("s", new double[] {0, 1, 2, 3, 4}, new double[] {0, 5, nan, 5, 0}))));
        assertThat(broken)
                .containsPattern("d=\"m46 256 85.5-230m171 0 85.5 230\"")
                .doesNotContain("NaN");
        int many = 100_000;
        double[] x = new double[many];
        for (int i = 0; i < many; i++) {
            x[i] = i / (many - 1.0);
        }
        String dense = write(new CurveSection("h", "x", "y", List.of(Series.of("s", x, x))));
        assertThat(dense).hasSizeLessThan(15_000);
        assertThat(dense.split("<tr>")).hasSize(1 + 1 + 25);
    }

    @Test
    void points_are_drawn_in_their_groups_colour_with_its_number_in_the_middle() {
        String all = write(new ScatterSection(
                "h",
                "x",
                "y",
                List.of(
                        Series.of("<a>", new double[] {0, 10, Double.NaN}, new double[] {0, 10, 5}),
                        Series.of("b", new double[] {10}, new double[] {0}),
                        Series.of("none", new double[] {}, new double[] {}))));
        assertThat(all)
                .contains(
                        "<title>&lt;a&gt;</title><path d=\"m46 256h0m342-230h0\" class=\"dots c0\"/>",
                        "<title>b</title><path d=\"m388 256h0\" class=\"dots c1\"/>",
                        "<text x=\"217\" y=\"146\" class=\"label middle\">1</text>",
                        "<text x=\"388\" y=\"261\" class=\"label middle\">2</text>",
                        "<span>2 b</span>",
                        "Points of y over x: &lt;a&gt;, b, none.")
                .doesNotContain("NaN");
        assertThat(all.split("<tr>")).hasSize(1 + 1 + 3);
    }

    @Test
    void series_differ_in_colour_and_dashes_and_references_take_none() {
        double[] p = {0, 1};
        String all = write(new CurveSection(
                "h",
                "x",
                "y",
                List.of(Series.of("a", p, p), Series.reference("chance", p, p), Series.of("b", p, new double[] {1, 0
                }))));
        assertThat(all)
                .contains(
                        "<title>a</title><path d=\"m46 256 342-230\" class=\"line c0\"/>",
                        "<title>chance</title><path d=\"m46 256 342-230\" class=\"line reference\"/>",
                        "<title>b</title><path d=\"m46 26 342 230\" class=\"line c1\"/>");
    }

    @Test
    void a_series_has_as_many_x_as_y_and_keeps_its_own_copy() {
        assertThatThrownBy(() -> Series.of("s", new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The points (2 x, 3 y) of series \"s\" must have as many x as y.");
        double[] x = {1};
        Series series = Series.of("s", x, x);
        x[0] = 9;
        assertThat(series.x(0)).isEqualTo(1);
        assertThat(series.name()).isEqualTo("s");
    }
}
