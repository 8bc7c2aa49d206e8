// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.DecisionBatch;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.NextBestActionBuilder;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.explain.counterfactual.AllowedChanges;
import io.nextbestaction.explain.reason.ReasonCode;
import io.nextbestaction.history.History;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One bank to decide for: customers to learn from, customers held out, and a way to say what a policy is worth on them.
 *
 * @param <C> the customer type
 */
interface Study<C> {

    /** What is studied, in words. */
    String title();

    /** An engine with every part but the seed and the progress. */
    NextBestActionBuilder<C> engine();

    /** Binds the customers of this study when the saved engine is loaded again. */
    RowBinder<C> binder();

    /** What the engine may learn from. */
    History<C> training();

    /** Customers the engine never sees while fitting. */
    History<C> heldOut();

    /** What the customer at a position of the held-out ones is called, such as an id or a line of the file. */
    String name(int heldOut);

    /** What policies are worth on the held-out customers, the engine's own decisions among them. */
    List<PolicyResult> policies(NextBestAction<C> engine, DecisionBatch decisions);

    /** How those values were found, in one sentence. */
    String valuation();

    /** What to know of the actions decided by, empty where nothing. */
    default String remark() {
        return "";
    }

    /** Fields a customer cannot change, such as age. */
    List<String> unchangeable();

    /**
     * What may change in a search for the smallest changes.
     *
     * @param none allows nothing yet
     */
    default AllowedChanges changes(AllowedChanges none) {
        return none;
    }

    /** What keeping in touch with leavers is taken to earn, for the page on performance. */
    default Worth worth() {
        return new Worth(100, -20);
    }

    /**
     * The reason codes of the churn score, for every field the model uses; unless declared, each field is its own code.
     *
     * @param names of the model's features
     */
    default List<ReasonCode> reasons(FeatureNames names) {
        List<String> fields = names.sources();
        return IntStream.range(0, fields.size())
                .mapToObj(f -> ReasonCode.of(String.format(Locale.ROOT, "F%02d", f + 1), fields.get(f), fields.get(f))
                        .directed("High value of " + fields.get(f), "Low value of " + fields.get(f)))
                .toList();
    }

    /** Whether the study declares its reason codes. */
    default boolean declaresReasons() {
        return false;
    }

    /** Fields that are protected or stand in for protected ones: reasons that name them are warned of. */
    default List<String> protectedFields() {
        return List.of();
    }

    /** The groups to compare for fairness: what each grouping is called, and how a customer's group is told. */
    default Map<String, Function<Row, String>> groups() {
        return Map.of();
    }

    /**
     * What contacting a customer earns over not contacting, an assumption to be replaced by the bank's own figures.
     *
     * @param onLeaver for one who would leave, above 0: what is kept on average, less the contact
     * @param onStayer for one who would stay anyway, below 0: the cost of the contact
     */
    record Worth(double onLeaver, double onStayer) {

        /** The probability from which contacting pays. */
        double cutoff() {
            return -onStayer / (onLeaver - onStayer);
        }

        /** The assumption in a few words. */
        String assumed() {
            return String.format(
                    Locale.ROOT,
                    "from which contacting pays, assumed to earn %.0f with a leaver and to cost %.0f with a stayer",
                    onLeaver,
                    -onStayer);
        }

        /** The assumption in words. */
        String told(String currency) {
            return String.format(
                    Locale.ROOT,
                    "Assumed: contacting a customer who would leave earns %.0f %s on average, contacting one who would stay"
                            + " costs %.0f %s; so contacting pays from a probability of %.1f %%.",
                    onLeaver,
                    currency,
                    -onStayer,
                    currency,
                    100 * cutoff());
        }
    }

    /**
     * The value of one policy.
     *
     * @param policy its name
     * @param perCustomer expected value over contacting nobody, a customer, in the catalogue's currency
     * @param contacted the share of customers it contacts
     */
    record PolicyResult(String policy, double perCustomer, double contacted) {}
}
