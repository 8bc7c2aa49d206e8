// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.TrainingFeatures;
import io.nextbestaction.features.profile.DataProfile;
import io.nextbestaction.features.sampling.Smote;
import io.nextbestaction.features.selection.InformationValue;
import io.nextbestaction.features.selection.LeakageGuard;
import io.nextbestaction.features.selection.Removal;
import io.nextbestaction.features.selection.Selection;
import io.nextbestaction.features.selection.SelectionReport;
import io.nextbestaction.features.selection.Suspect;
import io.nextbestaction.features.source.CsvTable;
import io.nextbestaction.features.source.Join;
import io.nextbestaction.features.source.LabelledRows;
import io.nextbestaction.features.source.Table;
import io.nextbestaction.model.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as they come, through the public face: a clear message, or a sound result. */
class BadTablesTest {
    private static final Schema CITY = Schema.builder().category("city").build();

    @TempDir
    private Path folder;

    private CsvTable csv(String text) throws IOException {
        return CsvTable.read(Files.writeString(folder.resolve("customers.csv"), text));
    }

    /** Rows of one category, {@code levels} of them in turn. */
    private static List<Row> cities(int rows, int levels) {
        List<Row> cities = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            Row row = new Row(CITY);
            row.setText(0, "city" + i % levels);
            cities.add(row);
        }
        return cities;
    }

    @Test
    void keys_of_which_few_match_are_counted() throws IOException {
        Table left = csv("id,x\n1,5\n2,6\n3,7\n").table();
        Table right = csv("id,y\n3,1\n4,2\n5,3\n6,4\n").table();

        Join join = left.join(right, "id");

        assertThat(join.report().matched()).isEqualTo(1);
        assertThat(join.report().leftOnly()).isEqualTo(2);
        assertThat(join.report().rightOnly()).isEqualTo(3);
        assertThat(join.report().isClean()).isFalse();
    }

    @Test
    void a_label_that_leaked_into_the_features_is_named() throws IOException {
        StringBuilder text = new StringBuilder("age,status,left\n");
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 300; i++) {
            boolean left = random.nextInt(4) == 0;
            text.append(random.nextInt(20, 80)).append(left ? ",closed,1\n" : ",open,0\n");
        }
        LabelledRows data = csv(text.toString()).label("left");

        List<Suspect> suspects = LeakageGuard.defaults().check(data.schema(), data.rows(), data.labels());

        assertThat(suspects).extracting(Suspect::field).containsExactly("status");
        InformationValue first =
                InformationValue.of(data.schema(), data.rows(), data.labels()).get(0);
        assertThat(first.field()).isEqualTo("status");
        assertThat(first.strength()).isEqualTo(InformationValue.Strength.SUSPECT);
    }

    @Test
    void a_category_of_fifty_thousand_levels_is_an_identifier_or_keeps_few_columns() {
        List<Row> once = cities(50_000, 50_000);
        assertThatThrownBy(() -> Features.all().fit(CITY, once))
                .hasMessage("The field \"city\" (50000 levels in 50000 rows) of the recipe must be a category, not an"
                        + " identifier.\nMaybe leave it out with .ignore(\"city\").");

        List<Row> thrice = cities(150_000, 50_000);
        boolean[] labels = new boolean[thrice.size()];
        for (int i = 0; i < labels.length; i += 7) {
            labels[i] = true;
        }
        assertThat(Features.all().fit(CITY, thrice).features().size()).isEqualTo(51);
        for (Features recipe : List.of(
                Features.all().target("city"),
                Features.all().weightOfEvidence("city"),
                Features.all().frequency("city"))) {
            TrainingFeatures fitted = recipe.fit(CITY, thrice, labels, 1);
            assertThat(fitted.features().columns()).isEqualTo(1);
            assertThat(Arrays.stream(fitted.features().values()).allMatch(Double::isFinite))
                    .isTrue();
        }
    }

    @Test
    void a_date_in_three_forms_is_told() throws IOException {
        CsvTable table = csv("since,x\n2024-05-31,1\n31.05.2024,2\n5/31/24,3\n2023-01-02,4\n02.01.2023,5\n");

        assertThat(table.warnings())
                .containsExactly(
                        "The column \"since\" of \"customers.csv\" was read as a category, though it holds dates"
                                + " in other forms than 2024-05-31.\nMaybe write every date of the column as year-month-day.");
        assertThat(csv("since,x\n31-May-2024,1\n1-Jun-2024,2\n").warnings()).hasSize(1);
        assertThat(csv("code,x\n1.2.3,1\nA-12,2\n10.0.0.1,3\nB/C/D,4\n").warnings())
                .isEmpty();
    }

    @Test
    void a_constant_column_does_no_harm_and_leaves_if_asked() throws IOException {
        StringBuilder text = new StringBuilder("same,none,word,x,left\n");
        for (int i = 0; i < 40; i++) {
            text.append("5,,w,").append(i).append(i % 4 == 0 ? ",1\n" : ",0\n");
        }
        LabelledRows data = csv(text.toString()).label("left");

        TrainingFeatures fitted = Features.all()
                .scale("same", "none")
                .target("word")
                .interaction("same", "none")
                .fit(data.schema(), data.rows(), data.labels(), 1);
        assertThat(fitted.features().get(3, 0)).isZero();
        assertThat(fitted.features().get(3, 1)).isNaN();
        assertThat(fitted.features().get(3, 2)).isBetween(0.2, 0.3);
        for (String field : List.of("same", "none", "word")) {
            TrainingFeatures woe = Features.all()
                    .only(field)
                    .weightOfEvidence(field)
                    .fit(data.schema(), data.rows(), data.labels(), 1);
            double[] out = new double[1];
            woe.pipeline().transform(data.rows().get(0), out);
            assertThat(out[0]).isBetween(-1e-12, 1e-12);
        }
        TrainingSet sampled = Smote.plain().sample(new TrainingSet(fitted.features(), data.labels()), 1);
        assertThat(sampled.positives()).isEqualTo(30);
        DataProfile profile = DataProfile.of(data.schema(), data.rows(), data.labels());
        assertThat(profile.field("same").isConstant()).isTrue();
        assertThat(profile.field("none").isConstant()).isTrue();
        assertThat(Selection.none().constant().apply(data.schema(), data.rows()).ignored())
                .containsExactly("same", "none", "word");
    }

    @Test
    void two_identical_columns_do_no_harm_and_one_leaves_if_asked() throws IOException {
        StringBuilder text = new StringBuilder("a,b,c,left\n");
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 60; i++) {
            int a = random.nextInt(100);
            text.append(a)
                    .append(',')
                    .append(a)
                    .append(',')
                    .append(random.nextInt(100))
                    .append(i % 3 == 0 ? ",1\n" : ",0\n");
        }
        LabelledRows data = csv(text.toString()).label("left");

        FittedPipeline fitted = Features.all().interaction("a", "b").fit(data.schema(), data.rows());
        assertThat(fitted.features().size()).isEqualTo(4);
        for (Selection selection : List.of(
                Selection.none().duplicates(),
                Selection.none().correlation(0.95),
                Selection.none().varianceInflation(10))) {
            SelectionReport report = selection.apply(data.schema(), data.rows());
            assertThat(report.removals()).extracting(Removal::field).hasSize(1).containsAnyOf("a", "b");
        }
    }

    @Test
    void a_thousand_rows_with_one_event_say_what_is_missing() {
        List<Row> rows = cities(1_000, 10);
        boolean[] labels = new boolean[1_000];
        labels[500] = true;

        assertThat(DataProfile.of(CITY, rows, labels).balance()).isNotNull();
        assertThat(InformationValue.of(CITY, rows, labels)).hasSize(1);
        assertThatThrownBy(() -> Features.all().target("city").fit(CITY, rows, labels, 1))
                .hasMessage(
                        "The labels (1 events in 1000 rows) of an encoding by the label must have two of each outcome"
                                + " at least.\nMaybe encode the field without labels, such as with .frequency(…).");
        TrainingSet data = new TrainingSet(Features.all().fit(CITY, rows).transform(rows), labels);
        assertThatThrownBy(() -> Smote.mixed().sample(data, 1))
                .hasMessage("The rows of the rare outcome (1) for SMOTE-NC must be more than its neighbours (5).\n"
                        + "Maybe use RandomOversampling, or class weights.");
    }

    @Test
    void fewer_rows_than_parts_are_enough_to_encode_out_of_fold() {
        List<Row> rows = cities(4, 2);
        boolean[] labels = {true, false, false, true};

        TrainingFeatures fitted = Features.all().target("city", 1).fit(CITY, rows, labels, 1);

        // The other three rows hold one of the same level, of the other outcome, and a rate of a third or two thirds.
        assertThat(fitted.features().get(0, 0)).isEqualTo((0 + 1.0 / 3) / 2);
        assertThat(fitted.features().get(2, 0)).isEqualTo((1 + 2.0 / 3) / 2);
    }
}
