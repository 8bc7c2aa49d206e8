// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.Decision;
import io.nextbestaction.DecisionBatch;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.NextBestActionBuilder;
import io.nextbestaction.RankedAction;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.counterfactual.AllowedChanges;
import io.nextbestaction.explain.counterfactual.Change;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.source.LabelledRows;
import io.nextbestaction.history.History;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.segment.KMeans;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A bank's own table: churn is in the file, so a retention action is credited with its declared save rate on the
 * customers who really left, and with nothing on those who stayed.
 */
final class CsvStudy implements Study<Row> {
    private static final int MOST_GROUPS = 20;

    private final Path file;
    private final LabelledRows table;
    private final ActionCatalog catalog;
    private final IntPredicate isHeldOut;
    private final long seed;
    private final String remark;
    private final List<String> groups;
    private final List<Change> changes;

    CsvStudy(Path file, LabelledRows table, ActionCatalog catalog, IntPredicate isHeldOut, long seed) {
        this(file, table, catalog, isHeldOut, seed, "", List.of(), List.of());
    }

    private CsvStudy(
            Path file,
            LabelledRows table,
            ActionCatalog catalog,
            IntPredicate isHeldOut,
            long seed,
            String remark,
            List<String> groups,
            List<Change> changes) {
        this.file = file;
        this.table = table;
        this.catalog = catalog;
        this.isHeldOut = isHeldOut;
        this.seed = seed;
        this.remark = remark;
        this.groups = groups;
        this.changes = changes;
    }

    /** The same study with a remark on its actions. */
    CsvStudy remarking(String words) {
        return new CsvStudy(file, table, catalog, isHeldOut, seed, words, groups, changes);
    }

    /**
     * The same study, comparing the groups of columns.
     *
     * @throws IllegalArgumentException if there is no such column, or it has too few or too many values to compare
     */
    CsvStudy comparing(String... columns) {
        for (String column : columns) {
            int position = table.schema().indexOf(column);
            long values = table.rows().stream()
                    .map(row -> row.display(position))
                    .distinct()
                    .count();
            if (values < 2 || values > MOST_GROUPS) {
                throw new IllegalArgumentException("The column \"" + column + "\" (" + values
                        + " different values) of --group must have 2 to " + MOST_GROUPS
                        + ".\nMaybe name another, or put its values into ranges in the file.");
            }
        }
        return new CsvStudy(file, table, catalog, isHeldOut, seed, remark, List.of(columns), changes);
    }

    /**
     * The same study with columns whose changes are searched: numbers within what the table holds, in round steps.
     *
     * @throws IllegalArgumentException if there is no such column, or it is a date
     */
    CsvStudy changing(String... columns) {
        List<Change> found = Arrays.stream(columns)
                .map(column -> ColumnChanges.of(table, column))
                .toList();
        return new CsvStudy(file, table, catalog, isHeldOut, seed, remark, groups, found);
    }

    /** Every fifth row of either class, by a seeded shuffle, is held out. */
    static IntPredicate stratifiedFifth(boolean[] labels, long seed) {
        boolean[] held = new boolean[labels.length];
        SplittableRandom random = new SplittableRandom(seed);
        int dealt = 0;
        for (boolean label : new boolean[] {true, false}) {
            int[] rows = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .toArray();
            for (int i = rows.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swap = rows[i];
                rows[i] = rows[j];
                rows[j] = swap;
            }
            for (int row : rows) {
                held[row] = dealt++ % 5 == 0;
            }
        }
        return i -> held[i];
    }

    @Override
    public String title() {
        return file.getFileName() + ", " + table.rows().size() + " customers";
    }

    @Override
    public NextBestActionBuilder<Row> engine() {
        Features features = Features.of(table.schema());
        LocalDate latest = latestDate();
        return NextBestAction.of(table.schema())
                .features(latest == null ? features : features.asOf(latest))
                .churn(GradientBoosting.classifier())
                .segments(KMeans.between(2, 10))
                .actions(catalog)
                .explain(Shapley.values());
    }

    private @Nullable LocalDate latestDate() {
        return IntStream.range(0, table.schema().size())
                .filter(f -> table.schema().field(f).type() == FieldType.DATE)
                .boxed()
                .flatMap(f -> table.rows().stream().map(row -> row.number(f)))
                .filter(day -> !Double.isNaN(day))
                .max(Comparator.naturalOrder())
                .map(day -> LocalDate.ofEpochDay(day.longValue()))
                .orElse(null);
    }

    @Override
    public RowBinder<Row> binder() {
        return RowBinder.ofRow(table.schema());
    }

    @Override
    public History<Row> training() {
        return part(i -> !isHeldOut.test(i));
    }

    @Override
    public History<Row> heldOut() {
        return part(isHeldOut);
    }

    @Override
    public String name(int heldOut) {
        int row = IntStream.range(0, table.labels().length)
                .filter(isHeldOut)
                .skip(heldOut)
                .findFirst()
                .orElseThrow();
        return "row " + (row + 1);
    }

    private History<Row> part(IntPredicate rows) {
        History.Builder<Row> history = History.builder();
        IntStream.range(0, table.labels().length)
                .filter(rows)
                .forEach(i -> history.customer(table.rows().get(i), table.labels()[i]));
        return history.build();
    }

    @Override
    public List<PolicyResult> policies(NextBestAction<Row> engine, DecisionBatch decisions) {
        boolean[] churned = heldOut().labels();
        String popular = mostPopular(engine.decideAll(training().customers()));
        SplittableRandom random = new SplittableRandom(seed);
        return List.of(
                new PolicyResult("nobody is contacted", 0, 0),
                result("random eligible action", decisions, churned, d -> {
                    List<RankedAction> actions = candidates(d);
                    return actions.isEmpty() ? null : actions.get(random.nextInt(actions.size()));
                }),
                result("everybody: " + popular + " (most popular)", decisions, churned, d -> candidates(d).stream()
                        .filter(r -> r.action().id().equals(popular))
                        .findFirst()
                        .orElse(null)),
                result("next best action", decisions, churned, d -> d.ranked().get(0)),
                oracle(decisions, churned));
    }

    private static List<RankedAction> candidates(Decision decision) {
        return decision.ranked().stream().filter(r -> !r.action().isDoNothing()).toList();
    }

    /** What an action really brings: its expected value with the churn that happened in place of the predicted one. */
    private static double realised(RankedAction action, Decision decision, boolean churned) {
        double retained = action.value().retained();
        return action.expectedValue() - retained + (churned ? retained / decision.churn() : 0);
    }

    private static PolicyResult result(
            String name,
            DecisionBatch decisions,
            boolean[] churned,
            Function<Decision, @Nullable RankedAction> policy) {
        double total = 0;
        int contacted = 0;
        for (DecisionBatch.RowDecision entry : decisions.decided()) {
            RankedAction chosen = policy.apply(entry.decision());
            if (chosen != null && !chosen.action().isDoNothing()) {
                total += realised(chosen, entry.decision(), churned[(int) entry.row() - 1]);
                contacted++;
            }
        }
        int n = decisions.decided().size();
        return new PolicyResult(name, total / n, (double) contacted / n);
    }

    private static PolicyResult oracle(DecisionBatch decisions, boolean[] churned) {
        double total = 0;
        int contacted = 0;
        for (DecisionBatch.RowDecision entry : decisions.decided()) {
            ToDoubleFunction<RankedAction> worth =
                    action -> realised(action, entry.decision(), churned[(int) entry.row() - 1]);
            double best = candidates(entry.decision()).stream()
                    .mapToDouble(worth)
                    .max()
                    .orElse(0);
            total += Math.max(0, best);
            contacted += best > 0 ? 1 : 0;
        }
        int n = decisions.decided().size();
        return new PolicyResult("oracle (knows who leaves)", total / n, (double) contacted / n);
    }

    /** The action the engine itself chooses most often; ties go to the earlier in the catalogue. */
    private String mostPopular(DecisionBatch decisions) {
        Map<String, Long> chosen = decisions.decided().stream()
                .collect(Collectors.groupingBy(d -> d.decision().action().id(), Collectors.counting()));
        String popular = catalog.actions().get(0).id();
        for (var action : catalog.actions()) {
            if (chosen.getOrDefault(action.id(), 0L) > chosen.getOrDefault(popular, 0L)) {
                popular = action.id();
            }
        }
        return popular;
    }

    @Override
    public List<String> unchangeable() {
        return List.of();
    }

    @Override
    public AllowedChanges changes(AllowedChanges none) {
        AllowedChanges allowed = none;
        for (Change change : changes) {
            allowed = allowed.with(change);
        }
        return allowed;
    }

    @Override
    public List<String> protectedFields() {
        return groups;
    }

    @Override
    public String remark() {
        return remark;
    }

    @Override
    public Map<String, Function<Row, String>> groups() {
        Map<String, Function<Row, String>> named = new LinkedHashMap<>();
        for (String column : groups) {
            int position = table.schema().indexOf(column);
            named.put(column, row -> row.display(position));
        }
        return named;
    }

    @Override
    public String valuation() {
        return "Declared save rates applied to the held-out customers who really left, over contacting nobody.";
    }
}
