// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.util.ArrayList;
import java.util.List;

/** Adds aggregates of the detail rows of each key; one use. */
final class OneToManyJoin {
    private final Table left;
    private final String key;
    private final Table details;
    private final String detailKey;
    private final List<Aggregate> aggregates;
    private final Schema schema;

    OneToManyJoin(Table left, String key, Table details, String detailKey, List<Aggregate> aggregates) {
        this.left = left;
        this.key = key;
        this.details = details;
        this.detailKey = detailKey;
        this.aggregates = aggregates;
        KeyIndex.checkTypes(left, key, details, detailKey);
        if (aggregates.isEmpty()) {
            throw new IllegalArgumentException(
                    "The aggregates (0) of a one-to-many join must be at least one.\nMaybe add Aggregate.count().");
        }
        List<Field> fields = new ArrayList<>(left.schema().fields());
        for (Aggregate aggregate : aggregates) {
            Field field = aggregate.result(details.schema());
            if (fields.stream().anyMatch(known -> known.name().equals(field.name()))) {
                throw new IllegalArgumentException("The aggregate \"" + field.name()
                        + "\" of a one-to-many join must have a name of its own.\nMaybe add .as(\"" + details.name()
                        + " " + field.name() + "\").");
            }
            fields.add(field);
        }
        this.schema = Schema.of(fields);
    }

    Join run() {
        KeyIndex index = new KeyIndex(left, key, "leave the repeated rows out");
        int size = left.rows().size();
        List<Accumulator> accumulators = new ArrayList<>();
        for (Aggregate aggregate : aggregates) {
            refuseLater(aggregate);
            accumulators.add(new Accumulator(aggregate, details, size));
        }
        boolean[] met = new boolean[size];
        int matched = 0;
        int orphans = 0;
        int position = details.schema().indexOf(detailKey);
        for (Row detail : details.rows()) {
            int target = index.find(KeyIndex.key(detail, position));
            if (target < 0) {
                orphans++;
                continue;
            }
            matched += met[target] ? 0 : 1;
            met[target] = true;
            for (Accumulator accumulator : accumulators) {
                accumulator.add(target, detail);
            }
        }
        KeyIndex.requireMatches(matched, left, key, details, detailKey);
        Table table = new Table(left.name() + " + " + details.name(), schema, rows(accumulators));
        return new Join(table, new JoinReport(matched, size - matched, orphans, List.of()));
    }

    private List<Row> rows(List<Accumulator> accumulators) {
        List<Row> rows = new ArrayList<>(left.rows().size());
        int width = left.schema().size();
        for (Row row : left.rows()) {
            Row joined = new Row(schema);
            for (int i = 0; i < width; i++) {
                Cells.copy(row, i, joined, i);
            }
            for (int i = 0; i < accumulators.size(); i++) {
                accumulators.get(i).write(rows.size(), joined, width + i);
            }
            rows.add(joined);
        }
        return rows;
    }

    private void refuseLater(Aggregate aggregate) {
        if (aggregate.kind() != Aggregate.Kind.DAYS_SINCE) {
            return;
        }
        int position = aggregate.position(details.schema());
        for (int i = 0; i < details.rows().size(); i++) {
            if (details.rows().get(i).number(position) > aggregate.asOf()) {
                String field = details.schema().field(position).name();
                throw new IllegalArgumentException("The date \"" + field + "\" in row " + (i + 1) + " of \""
                        + details.name() + "\" must not lie after the day from which days are counted.\n"
                        + "Maybe leave later rows out with .before(\"" + field + "\", …).");
            }
        }
    }
}
