// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;
import io.nextbestaction.model.Blend;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import java.util.List;
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
    }

    @Test
    void what_the_page_cannot_compute_is_refused() {
        List<Row> rows = List.of(row(1, "a"));
        assertThatThrownBy(() -> WhatIf.of(pipeline("mine", "numeric"), MODEL, rows))
                .hasMessage(
                        "The pipeline (provider \"mine\") of a what-if page must be one of nba-features in format 1.\n"
                                + "Maybe let the page change the features instead: WhatIf.ofFeatures.");
        assertThatThrownBy(() -> WhatIf.of(pipeline("nba-features", "spline"), MODEL, rows))
                .hasMessageContaining("must be one of nba-features in format 1");
        ProbabilityModel blend = new ProbabilityModel(Blend.mean(List.of(MODEL)), MODEL.calibration());
        assertThatThrownBy(() -> WhatIf.of(pipeline("nba-features", "numeric"), blend, rows))
                .hasMessage("The scorer (Blend) of a what-if page must be a forest, a linear model or a network.\n"
                        + "Maybe show profiles of it instead: they need no model in the page.");
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
                .hasMessageStartingWith("The row (1 fields) of a what-if customer must have the schema");
        assertThat(whatIf.fixed("balance").json()).contains("\"fixed\":true");
        assertThat(whatIf.json()).doesNotContain("\"fixed\":true");
    }
}
