// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.policy.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoldenRowsTest {
    private static final Schema SCHEMA =
            Schema.builder().number("balance").number("score").build();

    /** A hundred and one customers: 0, 1, … 100 and 0, 0.01, … 1, the last of them far from the others on both sides. */
    private static List<Row> training() {
        double[][] values = new double[101][];
        for (int i = 0; i <= 100; i++) {
            values[i] = new double[] {i, i / 100.0};
        }
        values[0] = new double[] {-1_000_000, -1_000_000.5};
        values[100] = new double[] {1_000_000, 1_000_000.5};
        return Fakes.rows(SCHEMA, values);
    }

    @Test
    void numbers_stay_between_the_fifth_and_the_ninety_fifth_percentile() {
        ProbabilityModel churn = new ProbabilityModel(
                LinearModel.of(new double[2], 0, new double[2], Link.LOGISTIC), new PlattLine(1, 0, "by hand", 1));
        ActionCatalog catalog =
                ActionCatalog.builder().add(Action.named("a", "A")).build();
        Engine engine = Fakes.engine(churn, catalog, SCHEMA);
        for (long seed = 0; seed < 20; seed++) {
            List<Row> drawn = GoldenRows.draw(engine, training(), seed);

            assertThat(drawn).hasSize(32).allSatisfy(row -> {
                assertThat(row.number(0)).isBetween(5.0, 95.0);
                assertThat(row.number(1)).isBetween(0.05, 0.95);
            });
            assertThat(drawn.stream().map(row -> row.number(0)).distinct()).hasSizeGreaterThan(10);
        }
    }

    @Test
    void a_level_or_number_that_few_customers_have_is_never_drawn() {
        Schema schema = Schema.builder()
                .number("balance")
                .category("name")
                .category("city")
                .build();
        ProbabilityModel churn = new ProbabilityModel(
                LinearModel.of(new double[1], 0, new double[1], Link.LOGISTIC), new PlattLine(1, 0, "by hand", 1));
        ActionCatalog catalog = ActionCatalog.builder()
                .add(Action.named("a", "A")
                        .eligible(Condition.field("name").notIn("x"), "name")
                        .eligible(Condition.field("city").notIn("x"), "city"))
                .build();
        Engine engine = Fakes.engine(churn, catalog, schema);
        double[][] balances = new double[100][];
        for (int i = 0; i < 100; i++) {
            balances[i] = new double[] {i < 39 ? i : Double.NaN};
        }
        List<Row> training = Fakes.rows(schema, balances);
        for (int i = 0; i < 100; i++) {
            training.get(i).setText(1, "customer " + i);
            training.get(i).setText(2, i < 9 ? "village" : "town");
        }
        for (long seed = 0; seed < 20; seed++) {
            List<Row> drawn = GoldenRows.draw(engine, training, seed);

            assertThat(drawn).allSatisfy(row -> {
                assertThat(row.number(0)).isNaN();
                assertThat(row.text(1)).isNull();
                assertThat(row.text(2)).isNotEqualTo("village");
            });
            assertThat(drawn).anySatisfy(row -> assertThat(row.text(2)).isEqualTo("town"));
        }
    }
}
