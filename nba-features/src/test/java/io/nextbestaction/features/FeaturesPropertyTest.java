// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random schemas, recipes and rows against a reference that is as naive as it can be written. */
class FeaturesPropertyTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);
    private static final List<FieldType> TYPES = List.of(FieldType.values());
    private static final List<String> ORDER = List.of("l3", "l1", "l0", "l7");

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** A field with the steps chosen for it. */
    private record Plan(
            Field field, int position, boolean log, boolean scale, String impute, boolean ordinal, Levels levels) {}

    private final List<Plan> plans = new ArrayList<>();
    private Features recipe = Features.all().asOf(DAY);

    @ParameterizedTest
    @MethodSource("seeds")
    void transform_equals_the_naive_reference(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Schema schema = plan(random);
        List<Row> training = rows(schema, random, 1 + random.nextInt(60), 6);
        List<Row> later = rows(schema, random, 20, 9);
        FittedPipeline fitted = recipe.fit(schema, training);

        List<Row> all = new ArrayList<>(training);
        all.addAll(later);
        double[] out = new double[fitted.features().size()];
        for (Row row : all) {
            java.util.Arrays.fill(out, -77);
            fitted.transform(row, out);
            Map<String, Double> expected = new LinkedHashMap<>();
            plans.forEach(plan -> reference(plan, training, row, expected));

            assertThat(fitted.features().features())
                    .extracting(Feature::name)
                    .containsExactlyElementsOf(expected.keySet());
            int column = 0;
            for (double value : expected.values()) {
                if (Double.isNaN(value)) {
                    assertThat(out[column]).isNaN();
                } else {
                    assertThat(out[column]).isCloseTo(value, within(1e-9 * Math.max(1, Math.abs(value))));
                }
                column++;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_restored_pipeline_is_equal_and_gives_the_same_bits(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Schema schema = plan(random);
        FittedPipeline fitted = recipe.fit(schema, rows(schema, random, 1 + random.nextInt(60), 6));
        FittedPipeline restored = new FeaturesProvider().restore(schema, fitted.state());

        assertThat(restored).isEqualTo(fitted).hasSameHashCodeAs(fitted);
        assertThat(restored.state()).isEqualTo(fitted.state());
        assertThat(restored.features()).isEqualTo(fitted.features());
        List<Row> later = rows(schema, random, 50, 9);
        double[] before = fitted.transform(later).values();
        double[] after = restored.transform(later).values();
        for (int i = 0; i < before.length; i++) {
            assertThat(Double.doubleToRawLongBits(after[i])).isEqualTo(Double.doubleToRawLongBits(before[i]));
        }
    }

    private Schema plan(SplittableRandom random) {
        List<Field> fields = new ArrayList<>();
        int size = 1 + random.nextInt(8);
        for (int i = 0; i < size; i++) {
            FieldType type = TYPES.get(random.nextInt(4));
            Field field = new Field("f" + i, type);
            fields.add(field);
            boolean measure = type == FieldType.NUMBER || type == FieldType.DATE;
            boolean category = type == FieldType.CATEGORY;
            boolean log = measure && random.nextBoolean();
            boolean scale = measure && random.nextBoolean();
            boolean ordinal = category && random.nextInt(3) == 0;
            String impute = random.nextInt(3) != 0 || category ? "" : "constant";
            Levels levels = new Levels(1 + random.nextInt(3), 1 + random.nextInt(5));
            plans.add(new Plan(field, i, log, scale, impute, ordinal, levels));
            recipe = log ? recipe.log(field.name()) : recipe;
            recipe = scale ? recipe.scale(field.name()) : recipe;
            recipe = ordinal ? recipe.ordinal(field.name(), ORDER) : recipe;
            recipe = category && !ordinal ? recipe.oneHot(field.name(), levels) : recipe;
            recipe = impute.isEmpty()
                    ? recipe
                    : recipe.impute(field.name(), Impute.constant(4).withIndicator());
        }
        return Schema.of(fields);
    }

    private static List<Row> rows(Schema schema, SplittableRandom random, int count, int levels) {
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            Row row = new Row(schema);
            for (int i = 0; i < schema.size(); i++) {
                if (random.nextInt(5) == 0) {
                    continue;
                }
                switch (schema.field(i).type()) {
                    case NUMBER -> row.setNumber(i, Math.rint(random.nextDouble() * 2000 - 1000) / 4);
                    case BOOLEAN -> row.setNumber(i, random.nextInt(2));
                    case DATE -> row.setNumber(i, (double) (DAY.toEpochDay() + random.nextInt(-3000, 100)));
                    case CATEGORY -> row.setText(i, "l" + random.nextInt(levels));
                }
            }
            rows.add(row);
        }
        return rows;
    }

    private static void reference(Plan plan, List<Row> training, Row row, Map<String, Double> out) {
        String name = plan.field.name();
        if (plan.field.type() != FieldType.CATEGORY) {
            double sum = 0;
            double squares = 0;
            int n = 0;
            for (Row other : training) {
                double x = chain(plan, other);
                if (!Double.isNaN(x)) {
                    n++;
                    sum += x;
                }
            }
            for (Row other : training) {
                double x = chain(plan, other);
                squares += Double.isNaN(x) ? 0 : Math.pow(x - sum / n, 2);
            }
            double x = chain(plan, row);
            double sd = Math.sqrt(squares / n);
            String column = plan.field.type() == FieldType.DATE ? "days since " + name : name;
            column = plan.log ? "log(" + column + ")" : column;
            column = plan.scale ? "scaled(" + column + ")" : column;
            double scaled = Double.isNaN(x) ? x : n == 0 || sd < 1e-9 ? 0 : (x - sum / n) / sd;
            out.put(column, plan.scale ? scaled : x);
            if (!plan.impute.isEmpty()) {
                out.put(name + " missing", row.isMissing(plan.position) ? 1.0 : 0.0);
            }
        } else if (plan.ordinal) {
            int rank = row.text(plan.position) == null ? -1 : ORDER.indexOf(row.text(plan.position));
            out.put(name, rank < 0 ? Double.NaN : rank);
        } else {
            oneHot(plan, training, row, out);
        }
    }

    private static double chain(Plan plan, Row row) {
        double x = row.number(plan.position);
        if (plan.field.type() == FieldType.DATE) {
            x = DAY.toEpochDay() - x;
        }
        if (Double.isNaN(x) && !plan.impute.isEmpty()) {
            x = 4;
        }
        return plan.log ? Math.signum(x) * Math.log(1 + Math.abs(x)) : x;
    }

    private static void oneHot(Plan plan, List<Row> training, Row row, Map<String, Double> out) {
        String name = plan.field.name();
        TreeMap<String, Integer> counts = new TreeMap<>();
        boolean missing = false;
        for (Row other : training) {
            String level = other.text(plan.position);
            if (level == null) {
                missing = true;
            } else {
                counts.merge(level, 1, Integer::sum);
            }
        }
        TreeMap<String, Integer> kept = new TreeMap<>();
        while (kept.size() < plan.levels.maximum()) {
            String best = null;
            int most = plan.levels.minimumRows() - 1;
            for (Map.Entry<String, Integer> level : counts.entrySet()) {
                if (level.getValue() > most && !kept.containsKey(level.getKey())) {
                    best = level.getKey();
                    most = level.getValue();
                }
            }
            if (best == null) {
                break;
            }
            kept.put(best, 1);
        }
        String level = row.text(plan.position);
        for (String known : kept.keySet()) {
            out.put(name + "=" + known, known.equals(level) ? 1.0 : 0.0);
        }
        if (kept.size() < counts.size()) {
            out.put(name + "=other", level != null && !kept.containsKey(level) ? 1.0 : 0.0);
        }
        if (missing) {
            out.put(name + "=missing", level == null ? 1.0 : 0.0);
        }
    }
}
