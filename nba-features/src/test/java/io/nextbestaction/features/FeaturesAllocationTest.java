// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FeaturesAllocationTest {

    private static Schema schema() {
        return Schema.builder()
                .number("raw")
                .number("amount")
                .flag("active")
                .date("joined")
                .category("country")
                .category("level")
                .category("segment")
                .number("bent")
                .number("cut")
                .category("shared")
                .category("rated")
                .number("weighed")
                .build();
    }

    private static List<Row> rows(Schema schema) {
        SplittableRandom random = new SplittableRandom(7);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Row row = new Row(schema);
            for (int f = 0; f < schema.size(); f++) {
                if (random.nextInt(6) == 0) {
                    continue;
                }
                if (schema.field(f).type().isNumeric()) {
                    row.setNumber(f, random.nextInt(1000));
                } else {
                    row.setText(f, "level" + random.nextInt(i < 250 ? 20 : 40));
                }
            }
            rows.add(row);
        }
        return rows;
    }

    private static FittedPipeline fitted(Schema schema, List<Row> rows) {
        return Features.of(schema)
                .asOf(LocalDate.of(2026, 1, 31))
                .impute("amount", Impute.median().withIndicator())
                .log("amount")
                .scale("amount", "joined")
                .oneHot("segment", Levels.defaults().withMaximum(5))
                .ordinal("level", List.of("level1", "level2", "level3"))
                .power("bent")
                .bins("cut", 20)
                .frequency("shared")
                .target("rated")
                .weightOfEvidence("weighed")
                .interaction("raw", "amount")
                .interaction("country", "level")
                .dateParts("joined")
                .fit(schema, rows.subList(0, 250), labels(), 1)
                .pipeline();
    }

    private static boolean[] labels() {
        boolean[] labels = new boolean[250];
        for (int i = 0; i < labels.length; i += 3) {
            labels[i] = true;
        }
        return labels;
    }

    @Test
    void transform_allocates_nothing() {
        Schema schema = schema();
        List<Row> rows = rows(schema);
        FittedPipeline fitted = fitted(schema, rows);
        // An equal schema that is not the same object is compared field by field, which must not allocate either.
        FittedPipeline restored = new FeaturesProvider().restore(schema(), fitted.state());
        double[] out = new double[fitted.features().size()];
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        run(fitted, restored, rows, out, 40);
        threads.getThreadAllocatedBytes(self);

        long before = threads.getThreadAllocatedBytes(self);
        run(fitted, restored, rows, out, 40);
        long allocated = threads.getThreadAllocatedBytes(self) - before;

        // 40,000 rows: one object for each would be at least 640,000 bytes; the measurement itself takes a few.
        assertThat(allocated).isLessThan(1_000);
    }

    private static void run(FittedPipeline fitted, FittedPipeline restored, List<Row> rows, double[] out, int repeats) {
        for (int r = 0; r < repeats; r++) {
            for (int i = 0; i < rows.size(); i++) {
                fitted.transform(rows.get(i), out);
                restored.transform(rows.get(i), out);
            }
        }
    }

    @Test
    void a_short_buffer_and_a_foreign_row_are_refused() {
        Schema schema = schema();
        List<Row> rows = rows(schema);
        FittedPipeline fitted = fitted(schema, rows);
        int columns = fitted.features().size();
        Row foreign = new Row(Schema.builder().number("raw").build());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> fitted.transform(rows.get(0), new double[columns - 1]))
                .withMessage("The output (" + (columns - 1) + " elements) of the pipeline must hold " + columns
                        + " features.\nMaybe size it by features().size().");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fitted.transform(foreign, new double[columns]))
                .withMessage("The row (1 fields) must have the schema of the pipeline (12 fields).\n"
                        + "Maybe it was read with another schema.");
    }
}
