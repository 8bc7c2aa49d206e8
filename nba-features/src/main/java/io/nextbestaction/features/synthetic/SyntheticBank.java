// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

import io.nextbestaction.history.History;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A made-up retail bank whose truth is known: for every customer the probability of each outcome under each action, so
 * that a policy can be scored against an oracle instead of against noisy outcomes. Immutable and thread-safe.
 *
 * <p>Determinism: the same seed gives the same bits on every machine and JDK, and customer i is the same whatever the size
 * of the bank; outcomes in {@link #history()} are drawn once and for all from the seed as well. Customers are independent
 * and identically distributed, so that any range of them is a fair sample: train on the first, evaluate on the rest.
 *
 * <p>The structural equations are in the package's description. A bank keeps some 300 bytes a customer; everything else is
 * evaluated when asked for.
 */
public final class SyntheticBank {
    /** The day on which customers are as they are. */
    public static final LocalDate SNAPSHOT = LocalDate.of(2026, 1, 1);

    private static final String CATALOG = "action-catalog.json";

    private final long seed;
    private final List<BankCustomer> customers;
    private final Traits[] traits;

    private SyntheticBank(long seed, List<BankCustomer> customers, Traits[] traits) {
        this.seed = seed;
        this.customers = customers;
        this.traits = traits;
    }

    /**
     * A bank of so many customers; takes a few microseconds each, on the calling thread.
     *
     * @throws IllegalArgumentException if there is not at least one customer
     */
    public static SyntheticBank generate(int customers, long seed) {
        if (customers < 1) {
            throw new IllegalArgumentException("The number of customers (" + customers
                    + ") of the synthetic bank must be at least 1.\nMaybe ask for 20000.");
        }
        BankCustomer[] drawn = new BankCustomer[customers];
        Traits[] traits = new Traits[customers];
        for (int i = 0; i < customers; i++) {
            Draws draws = new Draws(seed, i, Draws.Purpose.CUSTOMER);
            traits[i] = Traits.draw(draws);
            drawn[i] = CustomerModel.draw(i, traits[i], draws);
        }
        return new SyntheticBank(seed, List.of(drawn), traits);
    }

    /** The action catalogue as JSON text, the money and the rules that the truth follows. */
    public static String catalogJson() {
        try (InputStream stream = SyntheticBank.class.getResourceAsStream(CATALOG)) {
            return new String(Objects.requireNonNull(stream, CATALOG).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids of the eight actions, in catalogue order. */
    public static List<String> actions() {
        return BankAction.IDS;
    }

    /** The customers, in order of generation. */
    public List<BankCustomer> customers() {
        return customers;
    }

    /** How many customers there are. */
    public int size() {
        return customers.size();
    }

    /**
     * The truth about a customer, by position.
     *
     * @throws IndexOutOfBoundsException if there is no such customer
     */
    public Truth truth(int customer) {
        return new Truth(customers.get(customer), traits[customer]);
    }

    /** What the bank knows of all its customers: {@link #history(int, int)} from first to last. */
    public History<BankCustomer> history() {
        return history(0, size());
    }

    /**
     * What the bank knows of the customers in a range of positions: who left (of their own accord: nobody was contacted in
     * the churn window), and the old campaigns.
     *
     * <p>Half the customers were in a randomised trial of four waves: an eligible action chosen uniformly, contacted with
     * probability 0.7 (the recorded propensity) and otherwise held out, {@code contacted} false with the outcome of
     * itself. The other half were in two waves of a rule of thumb, contacted if an adviser liked them: confounded by what
     * no field shows, propensity NaN. Outcomes are drawn from the {@linkplain #truth(int) truth}.
     *
     * @param from first position
     * @param to position after the last
     * @throws IndexOutOfBoundsException if the range is not within the bank
     */
    public History<BankCustomer> history(int from, int to) {
        Objects.checkFromToIndex(from, to, size());
        History.Builder<BankCustomer> history = History.builder();
        for (int i = from; i < to; i++) {
            BankCustomer customer = customers.get(i);
            boolean churned = new Draws(seed, i, Draws.Purpose.CHURN).chance(truth(i).churn());
            history.customer(customer, churned);
            Campaign.run(customer, traits[i], new Draws(seed, i, Draws.Purpose.CAMPAIGN), history);
        }
        return history.build();
    }

    /** The ids of the actions a customer is eligible for under the catalogue's rules, in catalogue order. */
    public List<String> eligible(int customer) {
        BankCustomer candidate = customers.get(customer);
        List<String> ids = new ArrayList<>();
        for (BankAction action : BankAction.ALL) {
            if (action.allows(candidate)) {
                ids.add(action.id);
            }
        }
        return List.copyOf(ids);
    }

    /** The best eligible action of a customer, or doing nothing, for one who knows the truth. */
    public BestAction oracle(int customer) {
        Truth truth = truth(customer);
        String best = null;
        double value = 0;
        for (int action = 0; action < BankAction.ALL.size(); action++) {
            if (truth.eligible(action)) {
                double candidate = truth.value(action);
                if (candidate > value) {
                    value = candidate;
                    best = BankAction.at(action).id;
                }
            }
        }
        return new BestAction(best, value);
    }

    /** A policy that gives each customer one of the eligible actions by chance, or nothing if there is none. */
    public IntFunction<@Nullable String> randomEligible(long policySeed) {
        return customer -> {
            List<String> eligible = eligible(customer);
            return eligible.isEmpty()
                    ? null
                    : eligible.get(new Draws(policySeed, customer, Draws.Purpose.POLICY).below(eligible.size()));
        };
    }

    /**
     * What a policy is truly worth on some customers, a repeated one counting again.
     *
     * @param of positions of the customers
     * @param policy from a customer's position to an action's id, or null for doing nothing
     * @throws IllegalArgumentException if the policy names an action that does not exist
     * @throws IndexOutOfBoundsException if there is no such customer
     */
    public PolicyValue value(int[] of, IntFunction<? extends @Nullable String> policy) {
        double total = 0;
        int contacted = 0;
        int refused = 0;
        for (int customer : of) {
            Truth truth = truth(customer);
            String action = policy.apply(customer);
            if (action == null) {
                continue;
            }
            if (truth.eligible(action)) {
                total += truth.value(action);
                contacted++;
            } else {
                refused++;
            }
        }
        return new PolicyValue(total, of.length, contacted, refused);
    }
}
