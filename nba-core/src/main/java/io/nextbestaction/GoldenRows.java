// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.Credit;
import io.nextbestaction.action.EffectiveRule;
import io.nextbestaction.action.Retention;
import io.nextbestaction.arbitration.Lever;
import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.internal.artifact.GoldenRow;
import io.nextbestaction.policy.Condition;
import io.nextbestaction.policy.Source;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Made-up customers and what was decided for them when the engine was fitted, replayed to the bit whenever it is loaded.
 * Every value is drawn on its own, numbers between the fifth and the ninety-fifth percentile and rounded, so that no row
 * is a customer; a level must be shared by {@value #COMMON} customers and a number field known for {@value #KNOWN}. What is
 * rarer stays missing, as do the fields no part of the engine reads.
 */
final class GoldenRows {
    private static final int COUNT = 32;
    private static final int COMMON = 10;
    private static final int KNOWN = 40;
    private static final int WARM_UP_ROUNDS = 400;
    private static final long WARM_UP_NANOS = 2_000_000_000L;
    private static final MathContext ROUGH = new MathContext(3);

    private GoldenRows() {}

    /** Draws rows like the training rows. */
    static List<Row> draw(Engine engine, List<Row> training, long seed) {
        Schema schema = engine.schema();
        Set<String> used = usedFields(engine);
        List<Row> drawn = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        double[][] numbers = new double[schema.size()][];
        for (int i = 0; i < COUNT; i++) {
            drawn.add(new Row(schema));
        }
        for (int f = 0; f < schema.size(); f++) {
            if (!used.contains(schema.field(f).name())) {
                continue;
            }
            int field = f;
            FieldType type = schema.field(f).type();
            if (type.isNumeric()) {
                numbers[f] = training.stream()
                        .mapToDouble(row -> row.number(field))
                        .filter(v -> !Double.isNaN(v))
                        .sorted()
                        .toArray();
            }
            Map<String, Integer> levels = type.isNumeric() ? Map.of() : levels(training, f);
            for (Row row : drawn) {
                Row donor = training.get(random.nextInt(training.size()));
                double position = random.nextDouble();
                if (donor.isMissing(f)) {
                    continue;
                }
                String level = donor.text(f);
                if (level != null) {
                    row.setText(f, levels.getOrDefault(level, 0) >= COMMON ? level : null);
                } else if (numbers[f].length >= KNOWN) {
                    row.setNumber(f, between(numbers[f], position, type));
                }
            }
        }
        return drawn;
    }

    private static Map<String, Integer> levels(List<Row> training, int field) {
        Map<String, Integer> levels = new HashMap<>();
        for (Row row : training) {
            String level = row.text(field);
            if (level != null) {
                levels.merge(level, 1, Integer::sum);
            }
        }
        return levels;
    }

    private static double between(double[] sorted, double position, FieldType type) {
        int last = sorted.length - 1;
        double low = sorted[(int) (0.05 * last)];
        double high = sorted[(int) Math.ceil(0.95 * last)];
        if (type == FieldType.BOOLEAN) {
            return position < Arrays.stream(sorted).average().orElse(0) ? 1 : 0;
        }
        double value = low + position * (high - low);
        boolean whole = type == FieldType.DATE || Arrays.stream(sorted).allMatch(v -> v == Math.rint(v));
        if (whole) {
            return Math.rint(value);
        }
        return new BigDecimal(value).round(ROUGH).doubleValue();
    }

    /** The fields behind features, rules and amounts: the others, such as names and numbers of accounts, tell nothing. */
    private static Set<String> usedFields(Engine engine) {
        Set<String> used = new HashSet<>(engine.pipeline().features().sources());
        for (Action action : engine.catalog().actions()) {
            for (EffectiveRule effective : engine.catalog().effectivePolicy(action.id())) {
                addFields(used, effective.rule().condition());
            }
            used.addAll(action.value().perField().keySet());
            Credit credit = action.credit();
            if (credit != null) {
                used.addAll(credit.defaultProbability().perField().keySet());
                used.addAll(credit.exposure().perField().keySet());
            }
            Retention retention = action.retention();
            if (retention != null) {
                used.addAll(retention.lifetimeValue().perField().keySet());
            }
        }
        for (Lever lever : engine.arbiter().arbitration().levers()) {
            Condition when = lever.when();
            if (when != null) {
                addFields(used, when);
            }
        }
        ContactPolicy contacts = engine.contacts();
        if (contacts != null) {
            contacts.fatigue()
                    .values()
                    .forEach(fatigue ->
                            used.addAll(fatigue.channelValue().perField().keySet()));
        }
        return used;
    }

    private static void addFields(Set<String> used, Condition condition) {
        for (Condition.Comparing leaf : condition.leaves()) {
            if (leaf.source() == Source.FIELD) {
                used.add(leaf.field());
            }
        }
    }

    /** Decides for drawn rows as of a day. */
    static List<GoldenRow> record(Engine engine, List<Row> rows, long day) {
        Workspace ws = new Workspace(engine);
        List<GoldenRow> golden = new ArrayList<>();
        for (Row row : rows) {
            golden.add(GoldenRow.of(row, outcome(engine, row, golden.size(), day, ws)));
        }
        return List.copyOf(golden);
    }

    private static GoldenRow.Outcome outcome(Engine engine, Row row, int position, long day, Workspace ws) {
        // Exploration draws by the decision's id.
        Context given = engine.explorer() == null ? Context.NONE : Context.NONE.decision("golden " + position);
        int action = engine.decide(row, given, Engine.noon(day), day, ws);
        double[] contributions = new double[0];
        ChurnReasons reasons = engine.reasons();
        if (reasons != null) {
            reasons.contributions(ws);
            contributions = ws.contributions.clone();
        }
        return new GoldenRow.Outcome(
                ws.churn,
                ws.segment,
                action,
                action < 0 ? 0 : ws.expected[action],
                contributions,
                ws.probabilities.clone());
    }

    /** Decides through both doors until the JIT compiler has done its work, for two seconds at most. */
    static void warmUp(Engine engine, List<GoldenRow> golden, long day) {
        Workspace ws = new Workspace(engine);
        List<Row> rows = golden.stream().map(row -> row.row(engine.schema())).toList();
        long started = System.nanoTime();
        for (int i = 0; i < WARM_UP_ROUNDS && System.nanoTime() - started < WARM_UP_NANOS; i++) {
            for (Row row : rows) {
                engine.decide(row, day, ws);
                engine.explain(row, day, ws, engine.catalog().currency(), NextBestAction.UNSAVED);
            }
        }
    }

    /**
     * Decides anew and compares every bit.
     *
     * @throws ArtifactException if one decision differs
     */
    static void verify(Engine engine, List<GoldenRow> golden, long day, String file) {
        if (golden.isEmpty()) {
            throw new ArtifactException(
                    file,
                    "The golden rows (none) of artifact " + file + " must be at least one.\n"
                            + "Maybe the file was not written by this library.",
                    null);
        }
        Workspace ws = new Workspace(engine);
        for (int i = 0; i < golden.size(); i++) {
            GoldenRow row = golden.get(i);
            String difference = row.expected().difference(outcome(engine, row.row(engine.schema()), i, day, ws));
            if (difference != null) {
                throw new ArtifactException(
                        file,
                        "The " + difference + " of golden row " + (i + 1) + " of artifact " + file
                                + " must be what it was when the engine was fitted.\n"
                                + "Maybe the library's version changed the arithmetic: fit and save again.",
                        null);
            }
        }
    }
}
