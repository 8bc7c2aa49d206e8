// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.counterfactual;

/**
 * How unusual a changed customer would be among real ones.
 *
 * @param distance to the nearest real customer, 0 for one alike in every field; see {@link RealCustomers} for its unit
 * @param share of the real customers who are at least as far from their own nearest neighbour, in [0, 1]: near 0 for a customer
 *     who would be like nobody, 1 for one alike in every field
 */
public record Plausibility(double distance, double share) {}
