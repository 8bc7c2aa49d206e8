// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.workload;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import io.nextbestaction.history.History;
import io.nextbestaction.model.TrainingSet;
import java.util.ArrayList;
import java.util.List;

/**
 * The synthetic bank as a table of 20 columns, all numbers and flags; four have missing values. Rows that are scored
 * come from a bank of another seed than rows trained on.
 */
public final class BankData {
    private static final long TRAINING_SEED = 20_261_121;
    private static final long SCORING_SEED = 7;

    private BankData() {}

    /** Customers with the churn label, for training. */
    public static TrainingSet training(int customers) {
        History<BankCustomer> history =
                SyntheticBank.generate(customers, TRAINING_SEED).history();
        return new TrainingSet(matrix(history.customers()), history.labels());
    }

    /** The features of customers nobody was trained on, [rows × 20]. */
    public static FeatureMatrix rows(int customers) {
        return matrix(SyntheticBank.generate(customers, SCORING_SEED).customers());
    }

    /** The rows of a matrix one by one, as an application has them. */
    public static double[][] each(FeatureMatrix matrix) {
        double[][] rows = new double[matrix.rows()][matrix.columns()];
        for (int i = 0; i < rows.length; i++) {
            matrix.row(i, rows[i]);
        }
        return rows;
    }

    private static FeatureMatrix matrix(List<BankCustomer> customers) {
        RowBinder<BankCustomer> binder = RowBinder.ofRecord(BankCustomer.class);
        List<Row> rows = new ArrayList<>(customers.size());
        for (BankCustomer customer : customers) {
            Row row = new Row(binder.schema());
            binder.bind(customer, row);
            rows.add(row);
        }
        FittedPipeline pipeline = Features.of(BankCustomer.class)
                .ignore("customerId", "region", "occupation", "joined")
                .fit(binder.schema(), rows);
        return pipeline.transform(rows);
    }
}
