// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.features.source.CsvTable;
import io.nextbestaction.features.source.LabelledRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DataProfileTest {
    private static final Path DATA = Path.of(System.getProperty("nba.data", "../../shared/data"));
    private static final Schema SCHEMA = Schema.builder()
            .number("x")
            .category("city")
            .number("empty")
            .flag("one")
            .build();

    private static List<Row> rows() {
        double[] numbers = {1, 2, 3, 4, 0, 100, Double.NaN, 2, 3, 3};
        String[] cities = {"b", "a", "b", "a", " ", "c", "c", "d", null, "b"};
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            Row row = new Row(SCHEMA);
            row.setNumber(0, numbers[i]);
            row.setText(1, cities[i]);
            row.setNumber(3, 1);
            rows.add(row);
        }
        return rows;
    }

    @Test
    void fields_are_counted_and_summarised() {
        boolean[] labels = new boolean[10];
        labels[3] = true;

        DataProfile profile = DataProfile.of(SCHEMA, rows(), labels);

        FieldProfile x = profile.field("x");
        assertThat(x.present()).isEqualTo(9);
        assertThat(x.missing()).isEqualTo(1);
        assertThat(x.missingShare()).isEqualTo(0.1);
        assertThat(x.distinct()).isEqualTo(6);
        NumberSummary numbers = Objects.requireNonNull(x.numbers());
        // As NumPy's: numpy.quantile([0, 1, 2, 2, 3, 3, 3, 4, 100], …)
        assertThat(numbers.q05()).isCloseTo(0.4, within(1e-12));
        assertThat(numbers.q25()).isEqualTo(2);
        assertThat(numbers.median()).isEqualTo(3);
        assertThat(numbers.q75()).isEqualTo(3);
        assertThat(numbers.q95()).isCloseTo(61.6, within(1e-12));
        assertThat(numbers.mean()).isCloseTo(118.0 / 9, within(1e-12));
        assertThat(numbers.minimum()).isEqualTo(0);
        assertThat(numbers.maximum()).isEqualTo(100);
        assertThat(numbers.zeros()).isEqualTo(1);
        assertThat(numbers.outliers()).as("0 and 100 lie outside 0.5 to 4.5").isEqualTo(2);
        FieldProfile city = profile.field("city");
        assertThat(city.levels())
                .containsExactly(
                        new LevelCount("b", 3), new LevelCount("a", 2), new LevelCount("c", 2), new LevelCount("d", 1));
        assertThat(city.missing()).isEqualTo(2);
        assertThat(city.numbers()).isNull();
        assertThat(profile.field("empty").isConstant()).isTrue();
        assertThat(profile.field("empty").numbers()).isNull();
        assertThat(profile.field("one").isConstant()).isTrue();
        assertThat(x.isConstant()).isFalse();
        assertThat(profile.balance()).isEqualTo(new ClassBalance(1, 9));
        assertThat(profile.correlations()).hasSize(3).allMatch(correlation -> Double.isNaN(correlation.value()));
    }

    @Test
    void wrong_input_is_refused() {
        assertThatThrownBy(() -> DataProfile.of(SCHEMA, List.of()))
                .hasMessage("The rows (0) of a profile must be at least one.\nMaybe a filter left none.");
        assertThatThrownBy(() -> DataProfile.of(SCHEMA, rows(), new boolean[3]))
                .hasMessage("The labels (3) of a profile must be as many as the rows (10).\n"
                        + "Maybe they come from another file.");
        assertThatThrownBy(() -> DataProfile.of(SCHEMA, rows()).field("town"))
                .hasMessageStartingWith("The field \"town\" must be one of the profile's 4 fields.\n");
    }

    @Test
    void churn_is_as_known() {
        assumeTrue(Files.isDirectory(DATA), "the real data sets are not at " + DATA);
        LabelledRows churn = CsvTable.read(DATA.resolve("churn_modelling/Churn_Modelling.csv"))
                .label("Exited");

        DataProfile profile = DataProfile.of(churn.schema(), churn.rows(), churn.labels());

        assertThat(profile.balance()).isEqualTo(new ClassBalance(2037, 7963));
        assertThat(profile.field("Geography").levels())
                .containsExactly(
                        new LevelCount("France", 5014), new LevelCount("Germany", 2509), new LevelCount("Spain", 2477));
        NumberSummary age = Objects.requireNonNull(profile.field("Age").numbers());
        assertThat(age.minimum()).isEqualTo(18);
        assertThat(age.maximum()).isEqualTo(92);
        NumberSummary balance = Objects.requireNonNull(profile.field("Balance").numbers());
        assertThat(balance.zeros()).isEqualTo(3617);
        assertThat(profile.fields()).allMatch(field -> field.missing() == 0);
    }
}
