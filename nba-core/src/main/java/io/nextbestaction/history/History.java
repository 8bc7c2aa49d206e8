// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a bank knows to learn from: customers, whether each churned, and past contacts. Immutable once built.
 *
 * @param <C> the user's customer type
 */
public final class History<C> {
    private final List<C> customers;
    private final BitSet churned;
    private final List<Contact<C>> contacts;

    private History(Builder<C> builder) {
        this.customers = List.copyOf(builder.customers);
        this.churned = (BitSet) builder.churned.clone();
        this.contacts = List.copyOf(builder.contacts);
    }

    /** Starts an empty history. */
    public static <C> Builder<C> builder() {
        return new Builder<>();
    }

    /** A history of customers without contacts. */
    public static <C> History<C> of(List<C> customers, Predicate<? super C> churned) {
        Builder<C> builder = builder();
        customers.forEach(customer -> builder.customer(customer, churned.test(customer)));
        return builder.build();
    }

    /** The customers, one for each observation of churn. */
    public List<C> customers() {
        return customers;
    }

    /** Whether the customer at a position churned. */
    public boolean churned(int position) {
        return churned.get(position);
    }

    /** The labels of all customers, in order. */
    public boolean[] labels() {
        boolean[] labels = new boolean[customers.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = churned.get(i);
        }
        return labels;
    }

    /** The past contacts, hold-outs included. */
    public List<Contact<C>> contacts() {
        return contacts;
    }

    /**
     * Collects observations; not thread-safe.
     *
     * @param <C> the user's customer type
     */
    public static final class Builder<C> {
        private final List<C> customers = new ArrayList<>();
        private final BitSet churned = new BitSet();
        private final List<Contact<C>> contacts = new ArrayList<>();

        private Builder() {}

        /** Adds a customer as known before the outcome window, and whether the customer churned within it. */
        public Builder<C> customer(C customer, boolean hasChurned) {
            if (customer == null) {
                throw new IllegalArgumentException("The customer " + (customers.size() + 1)
                        + " (null) of a history must be given.\nMaybe a look-up found nobody.");
            }
            churned.set(customers.size(), hasChurned);
            customers.add(customer);
            return this;
        }

        /** Adds a past contact or hold-out. */
        public Builder<C> contact(Contact<C> contact) {
            contacts.add(contact);
            return this;
        }

        /** The history. */
        public History<C> build() {
            return new History<>(this);
        }
    }
}
