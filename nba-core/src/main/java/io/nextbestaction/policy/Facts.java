// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

import io.nextbestaction.data.Numbers;
import io.nextbestaction.data.Row;
import org.jspecify.annotations.Nullable;

/**
 * Everything rules may ask about one candidate: the customer, the context, what the models say. A buffer its owner fills
 * and may reuse; what was not set is missing. Not thread-safe.
 */
public final class Facts {
    private Row customer;
    private @Nullable Row context;
    private double churn = Double.NaN;
    private double propensity = Double.NaN;
    private @Nullable String segment;

    /** Facts about a customer, all else missing. */
    public Facts(Row customer) {
        this.customer = customer;
    }

    /** The customer's own fields. */
    public Facts customer(Row row) {
        this.customer = row;
        return this;
    }

    /** What was given with the decision, a row of the schema the policy was compiled with; null is all missing. */
    public Facts context(@Nullable Row row) {
        this.context = row;
        return this;
    }

    /** The churn probability and the name of the segment; NaN and null are missing. */
    public Facts scores(double churnProbability, @Nullable String segmentName) {
        this.churn = churnProbability;
        this.segment = segmentName;
        return this;
    }

    /** The probability that this candidate is accepted; NaN is missing. */
    public Facts propensity(double acceptance) {
        this.propensity = acceptance;
        return this;
    }

    double number(Source source, int position) {
        return switch (source) {
            case FIELD -> customer.number(position);
            case CONTEXT -> context == null ? Double.NaN : context.number(position);
            case MODEL -> position == 0 ? churn : position == 2 ? propensity : Double.NaN;
        };
    }

    @Nullable
    String text(Source source, int position) {
        return switch (source) {
            case FIELD -> customer.text(position);
            case CONTEXT -> context == null ? null : context.text(position);
            case MODEL -> position == 1 ? segment : null;
        };
    }

    /** A value in words; see {@link Row#display}. */
    String display(Source source, int position) {
        return switch (source) {
            case FIELD -> customer.display(position);
            case CONTEXT -> context == null ? "missing" : context.display(position);
            case MODEL ->
                position == 1 ? segment == null ? "missing" : segment : Numbers.display(number(Source.MODEL, position));
        };
    }
}
