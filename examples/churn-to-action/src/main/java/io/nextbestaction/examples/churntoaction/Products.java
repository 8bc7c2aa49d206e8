// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.churntoaction;

import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.examples.support.Study;
import io.nextbestaction.features.Features;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What there is to learn: who left, and which product those have who stayed.
 *
 * @param classes "left", then the products in order
 * @param labels the class of each row of the table
 * @param features how customers become features, without what tells the product
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Products(List<String> classes, int[] labels, Features features) {
    static final String LEFT = "left";
    private static final String OTHER = "other";
    private static final int FEW = 30;
    private static final int MOST = 12;

    /** The values of a column; those with fewer than 30 active customers are one product, "other". */
    static Products column(Study study, String column) {
        Schema schema = study.table().schema();
        int field = schema.indexOf(column);
        return of(study, row -> row.display(field), study.features().ignore(column), column);
    }

    /** The synthetic bank's main product of each customer, from the flags of what is held. */
    static Products synthetic(Study study) {
        List<String> flags = List.of("hasMortgage", "hasInvestments", "hasLoan", "hasInsurance", "hasCreditCard");
        List<String> names = List.of("mortgage", "investments", "loan", "insurance", "credit card");
        Schema schema = study.table().schema();
        Function<Row, String> product = row -> {
            for (int i = 0; i < flags.size(); i++) {
                if (row.number(schema.indexOf(flags.get(i))) == 1) {
                    return names.get(i);
                }
            }
            return "account only";
        };
        Features features =
                study.features().ignore(flags.toArray(String[]::new)).ignore("products");
        return of(study, product, features, "main product");
    }

    private static Products of(Study study, Function<Row, String> product, Features features, String name) {
        List<Row> rows = study.table().rows();
        Map<String, Integer> active = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!study.table().labels()[i]) {
                active.merge(product.apply(rows.get(i)), 1, Integer::sum);
            }
        }
        List<String> classes = new ArrayList<>(List.of(LEFT));
        int rare = 0;
        for (Map.Entry<String, Integer> entry : active.entrySet()) {
            if (entry.getValue() >= FEW) {
                classes.add(entry.getKey());
            } else {
                rare += entry.getValue();
            }
        }
        if (rare >= FEW) {
            classes.add(OTHER);
        }
        if (classes.size() < 3 || classes.size() > MOST + 1) {
            throw new IllegalArgumentException("The products (" + (classes.size() - 1) + ") of \"" + name
                    + "\" must be 2 to " + MOST + ", of " + FEW + " active customers each.\n"
                    + "Maybe name another column by --product.");
        }
        int[] labels = new int[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            int known = classes.indexOf(product.apply(rows.get(i)));
            // The very few of a rare product, where they are not enough for a class of their own, go to the first.
            int fallback = rare >= FEW ? classes.size() - 1 : 1;
            labels[i] = study.table().labels()[i] ? 0 : known > 0 ? known : fallback;
        }
        return new Products(
                List.copyOf(classes), labels, features.settled(study.table().schema(), rows));
    }
}
