// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

/**
 * What a policy is truly worth on some customers of the synthetic bank: an expectation, not a draw.
 *
 * @param total expected value over contacting nobody, EUR
 * @param customers how many customers the policy was asked about
 * @param contacted how many it contacts
 * @param refused for how many it chose an action they are not eligible for; they are not contacted and count 0 EUR
 */
public record PolicyValue(double total, int customers, int contacted, int refused) {

    /** Expected value over contacting nobody, EUR a customer; 0 for no customers. */
    public double perCustomer() {
        return customers == 0 ? 0 : total / customers;
    }
}
