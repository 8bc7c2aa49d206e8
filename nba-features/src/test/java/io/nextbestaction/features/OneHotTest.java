// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OneHotTest {
    private static final Schema SCHEMA = Schema.builder().category("c").build();

    private static Row row(@Nullable String level) {
        Row row = new Row(SCHEMA);
        row.setText(0, level);
        return row;
    }

    private static List<Row> rows(@Nullable String... levels) {
        List<Row> rows = new ArrayList<>();
        for (String level : levels) {
            rows.add(row(level));
        }
        return rows;
    }

    private static List<String> names(FittedPipeline fitted) {
        return fitted.features().features().stream().map(Feature::name).toList();
    }

    private static double[] encode(FittedPipeline fitted, @Nullable String level) {
        // The buffer is dirty, as a reused one is.
        double[] out = {9, 9, 9, 9, 9};
        fitted.transform(row(level), out);
        return java.util.Arrays.copyOf(out, fitted.features().size());
    }

    @Test
    void all_levels_are_kept_in_the_order_of_names() {
        FittedPipeline fitted = Features.all().fit(SCHEMA, rows("b", "b", "c", "a"));

        assertThat(names(fitted)).containsExactly("c=a", "c=b", "c=c");
        assertThat(encode(fitted, "b")).containsExactly(0, 1, 0);
    }

    @Test
    void an_unseen_level_and_a_missing_value_never_seen_are_zero_everywhere() {
        FittedPipeline fitted = Features.all().fit(SCHEMA, rows("a", "b"));

        assertThat(encode(fitted, "z")).containsExactly(0, 0);
        assertThat(encode(fitted, null)).containsExactly(0, 0);
    }

    @Test
    void a_missing_value_seen_in_training_is_a_level_of_its_own() {
        FittedPipeline fitted = Features.all().fit(SCHEMA, rows("a", null, "missing"));

        assertThat(names(fitted)).containsExactly("c=a", "c=missing");
        assertThat(encode(fitted, null)).containsExactly(0, 1);
        assertThat(encode(fitted, "missing")).containsExactly(0, 1);
        assertThat(encode(fitted, "z")).containsExactly(0, 0);
    }

    @Test
    void a_blank_text_is_missing() {
        FittedPipeline fitted = Features.all().fit(SCHEMA, rows("a", "", " "));

        assertThat(names(fitted)).containsExactly("c=a", "c=missing");
        assertThat(encode(fitted, "")).containsExactly(0, 1);
        assertThat(encode(fitted, null)).containsExactly(0, 1);
    }

    @Test
    void rare_levels_share_the_column_other_and_so_do_levels_first_seen_later() {
        FittedPipeline fitted = Features.all()
                .oneHot("c", Levels.defaults().withMinimumRows(2))
                .fit(SCHEMA, rows("a", "a", "b", "b", "x", "y", null));

        assertThat(names(fitted)).containsExactly("c=a", "c=b", "c=other", "c=missing");
        assertThat(encode(fitted, "x")).containsExactly(0, 0, 1, 0);
        assertThat(encode(fitted, "z")).containsExactly(0, 0, 1, 0);
        assertThat(encode(fitted, null)).containsExactly(0, 0, 0, 1);
    }

    @Test
    void imputed_rows_count_for_the_level_they_take() {
        FittedPipeline fitted = Features.all()
                .impute("c", Impute.mostFrequent())
                .oneHot("c", Levels.defaults().withMinimumRows(4))
                .fit(SCHEMA, rows("a", "a", "a", "b", "b", null));

        assertThat(names(fitted)).containsExactly("c=a", "c=other");
        assertThat(encode(fitted, null)).containsExactly(1, 0);
        assertThat(encode(fitted, "b")).containsExactly(0, 1);
    }

    @Test
    void the_most_frequent_levels_are_kept_and_ties_go_by_name() {
        FittedPipeline fitted =
                Features.all().oneHot("c", Levels.defaults().withMaximum(2)).fit(SCHEMA, rows("d", "d", "b", "c", "a"));

        assertThat(names(fitted)).containsExactly("c=a", "c=d", "c=other");
    }

    @Test
    void a_level_called_other_joins_the_shared_column() {
        FittedPipeline pooled = Features.all()
                .oneHot("c", Levels.defaults().withMaximum(2))
                .fit(SCHEMA, rows("other", "other", "a", "a", "b"));
        FittedPipeline plain = Features.all().fit(SCHEMA, rows("other", "a"));

        assertThat(names(pooled)).containsExactly("c=a", "c=other");
        assertThat(encode(pooled, "other")).containsExactly(0, 1);
        assertThat(names(plain)).containsExactly("c=a", "c=other");
        assertThat(encode(plain, "z")).containsExactly(0, 0);
    }

    @Test
    void fifty_levels_are_kept_by_default() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(row("level" + i % 60));
        }
        FittedPipeline fitted = Features.all().fit(SCHEMA, rows);

        assertThat(fitted.features().size()).isEqualTo(51);
        assertThat(fitted.features().name(50)).isEqualTo("c=other");
    }

    @Test
    void an_identifier_is_refused_unless_one_hot_is_asked_for() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            rows.add(row("id" + Math.min(i, 50)));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Features.all().fit(SCHEMA, rows))
                .withMessage("The field \"c\" (51 levels in 101 rows) of the recipe must be a category, not an"
                        + " identifier.\nMaybe leave it out with .ignore(\"c\").");
        assertThat(Features.all().oneHot("c").fit(SCHEMA, rows).features().size())
                .isEqualTo(51);

        rows.add(row("id50"));
        assertThat(Features.all().fit(SCHEMA, rows).features().size()).isEqualTo(51);
    }
}
