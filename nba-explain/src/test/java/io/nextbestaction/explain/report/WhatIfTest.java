// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;
import io.nextbestaction.model.Blend;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.Network;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhatIfTest {
    private static final Schema SCHEMA =
            Schema.builder().number("balance").category("secret").build();
    private static final ProbabilityModel MODEL = model();

    private static ProbabilityModel model() {
        LinearModel linear = LinearModel.of(new double[] {1}, 0, new double[] {0}, Link.LOGISTIC);
        return new ProbabilityModel(linear, new PlattLine(1, 0, "test", 1));
    }

    private record Pipeline(String provider, State state) implements FittedPipeline {
        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public FeatureNames features() {
            return FeatureNames.of("balance");
        }

        @Override
        public void transform(Row row, double[] out) {
            out[0] = row.number(0);
        }
    }

    private static FittedPipeline pipeline(String provider, String kind) {
        State encoding = State.builder()
                .put("kind", kind)
                .put("field", "balance")
                .put("log", false)
                .build();
        return new Pipeline(
                provider,
                State.builder()
                        .put("format", 1)
                        .putAll("encodings", List.of(encoding))
                        .build());
    }

    private static Row row(double balance, String secret) {
        Row row = new Row(SCHEMA);
        row.setNumber(0, balance);
        row.setText(1, secret);
        return row;
    }

    private static WhatIf whatIf() {
        return WhatIf.of(pipeline("nba-features", "numeric"), MODEL, List.of(row(1, "hush"), row(3, "quiet")));
    }

    @Test
    void fields_no_feature_is_made_from_leave_no_value_in_the_page() {
        String json = whatIf().customer("C-1", row(2, "whisper")).json();
        assertThat(json).doesNotContain("hush", "quiet", "whisper").contains("[2,null]", "[1,3,1]");
        String known = precomputed().customer("C-1", row(2, "whisper")).json();
        assertThat(known).doesNotContain("hush", "quiet", "whisper");
    }

    private static WhatIf precomputed() {
        return WhatIf.precomputed(pipeline("any", "spline"), MODEL, List.of(row(1, "hush"), row(3, "quiet")));
    }

    @Test
    void a_precomputed_page_holds_scores_and_reasons_and_no_model() {
        String data = precomputed().customer("C-1", row(2, "x")).json();
        assertThat(data).doesNotContain("\"scorer\"", "\"pipeline\"", "\"calibration\"");
        double probability = MODEL.probability(new double[] {2});
        assertThat(data).contains("\"probability\":" + probability + ",", "\"baseProbability\":0.5");
        assertThat(numbers(data, "\"values\":")).containsExactly(1, 2, 3);
        assertThat(numbers(data, "\"tried\":["))
                .containsExactly(MODEL.probability(new double[] {1}), probability, MODEL.probability(new double[] {3}));
        assertThat(numbers(data, "\"parts\":")).containsExactly(2, 0);
        assertThat(numbers(data, "\"probabilityParts\":")[0]).isCloseTo(probability - 0.5, within(1e-15));
    }

    @Test
    void a_precomputed_page_needs_no_kernel() {
        assertThat(HtmlReport.titled("t")
                        .whatIf("w", precomputed().customer("C-1", row(2, "x")))
                        .html())
                .contains("worked out when this file was written", "1 customer below")
                .doesNotContain("Gauss-Legendre", "by the model itself");
        assertThat(HtmlReport.titled("t")
                        .whatIf("w", whatIf().customer("C-1", row(2, "x")))
                        .html())
                .contains("Gauss-Legendre", "by the model itself");
    }

    @Test
    void a_scorer_without_shapley_values_is_shown_without_reasons() {
        Forest.Builder stumps = Forest.builder(1, Link.LOGISTIC, 0.5);
        for (double threshold : new double[] {1.5, 2.5}) {
            stumps.tree(
                    new int[] {0, -1, -1},
                    new double[] {threshold, -0.3, 0.4},
                    new boolean[3],
                    new int[] {1, -1, -1},
                    new int[] {2, -1, -1},
                    new double[] {2, 1, 1});
        }
        ProbabilityModel blend = blend(new ProbabilityModel(stumps.build(), MODEL.calibration()));
        WhatIf whatIf = WhatIf.precomputed(pipeline("any", "spline"), blend, List.of(row(1, "a"), row(3, "b")));
        String data = whatIf.customer("C", row(2, "x")).json();
        assertThat(data).contains("\"reasons\":null");
        assertThat(numbers(data, "\"tried\":[")).hasSize(3);
    }

    @Test
    void a_precomputed_page_explains_a_blend_that_holds_means() {
        ProbabilityModel blend = blend(MODEL);
        WhatIf whatIf = WhatIf.precomputed(pipeline("any", "spline"), blend, List.of(row(1, "a"), row(3, "b")));
        String data = whatIf.customer("C", row(2, "x")).json();
        assertThat(numbers(data, "\"parts\":")[0]).isCloseTo(MODEL.probability(new double[] {2}) - 0.5, within(1e-15));
    }

    private static ProbabilityModel blend(ProbabilityModel member) {
        return new ProbabilityModel(Blend.mean(List.of(member)), MODEL.calibration());
    }

    @Test
    void a_page_that_scores_a_network_shows_what_java_says_of_its_customers() {
        Network network = Network.of(new double[][] {{2}}, new double[][] {{0.5}}, new double[] {1});
        ProbabilityModel model = new ProbabilityModel(network, MODEL.calibration());
        WhatIf whole = WhatIf.of(pipeline("nba-features", "numeric"), model, List.of(row(1, "a"), row(3, "b")))
                .customer("C", row(2, "x"));
        String data = whole.json();
        assertThat(data).contains("\"scorer\":", "\"base\":2.5,\"margin\":4.5").doesNotContain("\"tried\"");
        assertThat(numbers(data, "\"parts\":")).containsExactly(2, 0);
        assertThat(HtmlReport.titled("t").whatIf("w", whole).html())
                .contains("Its reasons were worked out when this file was written");
        Schema own = Schema.builder().number("balance").build();
        Row features = new Row(own);
        features.setNumber(0, 2);
        WhatIf ofFeatures = WhatIf.ofFeatures(FeatureNames.of("balance"), model, List.of(features));
        assertThat(ofFeatures.customer("C", features).json()).contains("\"base\":2.5,\"margin\":4.5");
        assertThat(whatIf().customer("C", row(2, "x")).json()).doesNotContain("\"known\"");
    }

    /** What Packed wrote first after some text. */
    private static double[] numbers(String json, String after) {
        int start = json.indexOf(after) + after.length() + 1;
        String text = json.substring(start, json.indexOf('"', start));
        ByteBuffer bytes =
                ByteBuffer.wrap(Base64.getDecoder().decode(text.substring(1))).order(ByteOrder.LITTLE_ENDIAN);
        int size = text.charAt(0) == 'f' ? Float.BYTES : Double.BYTES;
        return IntStream.range(0, bytes.capacity() / size)
                .mapToDouble(i -> size == Float.BYTES ? bytes.getFloat(4 * i) : bytes.getDouble(8 * i))
                .toArray();
    }

    @Test
    void what_the_page_cannot_compute_is_refused() {
        List<Row> rows = List.of(row(1, "a"));
        assertThatThrownBy(() -> WhatIf.of(pipeline("mine", "numeric"), MODEL, rows))
                .hasMessage(
                        "The pipeline (provider \"mine\") of a what-if page must be one of nba-features in format 1.\n"
                                + "Maybe WhatIf.precomputed, or let the page change the features: WhatIf.ofFeatures.");
        assertThatThrownBy(() -> WhatIf.of(pipeline("nba-features", "spline"), MODEL, rows))
                .hasMessageContaining("must be one of nba-features in format 1");
        ProbabilityModel blend = new ProbabilityModel(Blend.mean(List.of(MODEL)), MODEL.calibration());
        assertThatThrownBy(() -> WhatIf.of(pipeline("nba-features", "numeric"), blend, rows))
                .hasMessage("The scorer (Blend) of a what-if page must be a forest, a linear model or a network.\n"
                        + "Maybe WhatIf.precomputed: it needs no model in the page.");
        assertThatThrownBy(() -> WhatIf.of(pipeline("nba-features", "numeric"), MODEL, List.of()))
                .hasMessageStartingWith("The rows (0) of a what-if must be at least one.");
        assertThatThrownBy(() -> WhatIf.ofFeatures(FeatureNames.of("a", "b"), MODEL, rows))
                .hasMessage("The model (1 inputs) of a what-if must read the 2 features.\n"
                        + "Maybe the pipeline belongs to another model.");
    }

    @Test
    void settings_are_checked() {
        WhatIf whatIf = whatIf();
        assertThatThrownBy(() -> whatIf.cutoff(30))
                .hasMessage("The cutoff (30.0) of a what-if must lie between 0 and 1.\nMaybe it was given in percent.");
        assertThatThrownBy(() -> whatIf.fixed("balanse")).hasMessageContaining("balance");
        Row foreign = new Row(Schema.builder().number("x").build());
        assertThatThrownBy(() -> whatIf.customer("C", foreign))
                .hasMessageStartingWith(
                        "The row (1 fields) of a what-if must have the schema of the what-if (2 fields).");
        assertThatThrownBy(() -> WhatIf.of(pipeline("nba-features", "numeric"), MODEL, List.of(row(1, "a"), foreign)))
                .hasMessageStartingWith("The row (1 fields) of a what-if must have the schema");
        assertThat(whatIf.fixed("balance").json()).contains("\"fixed\":true");
        assertThat(whatIf.json()).doesNotContain("\"fixed\":true");
    }
}
