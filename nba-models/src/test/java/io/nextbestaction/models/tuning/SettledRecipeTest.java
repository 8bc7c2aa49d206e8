// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;
import io.nextbestaction.model.Splits;
import io.nextbestaction.models.LogisticRegression;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettledRecipeTest {

    /** Passes its one number through. */
    private record Raw(Schema schema) implements FittedPipeline {
        @Override
        public FeatureNames features() {
            return FeatureNames.of("x");
        }

        @Override
        public void transform(Row row, double[] out) {
            out[0] = row.number(0);
        }

        @Override
        public State state() {
            return State.builder().build();
        }

        @Override
        public String provider() {
            return "raw";
        }
    }

    /** Remembers how many rows it was asked about as a whole, and how many it was fitted on without. */
    private record Asking(List<Integer> settled, List<Integer> unsettled) implements FeaturePipeline {
        @Override
        public FittedPipeline fit(Schema schema, List<Row> rows) {
            unsettled.add(rows.size());
            return new Raw(schema);
        }

        @Override
        public FeaturePipeline settled(Schema schema, List<Row> rows) {
            settled.add(rows.size());
            return (all, part) -> new Raw(all);
        }
    }

    @Test
    void a_recipe_is_settled_once_on_all_rows_and_then_fitted_in_every_part() {
        Schema schema = Schema.builder().number("x").build();
        List<Row> rows = new ArrayList<>();
        boolean[] labels = new boolean[40];
        for (int i = 0; i < 40; i++) {
            Row row = new Row(schema);
            row.setNumber(0, i);
            rows.add(row);
            labels[i] = i % 3 == 0;
        }
        Asking recipe = new Asking(new ArrayList<>(), new ArrayList<>());

        CrossValidation.of(
                new Candidate("line", recipe, LogisticRegression.classifier()),
                rows,
                labels,
                Splits.stratified(4),
                1,
                Progress.NONE);

        assertThat(recipe.settled()).containsExactly(40);
        assertThat(recipe.unsettled()).isEmpty();
    }
}
