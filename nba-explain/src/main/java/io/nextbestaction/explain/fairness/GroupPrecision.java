// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.fairness;

import io.nextbestaction.explain.Interval;

/**
 * How often selections of a group are right, next to the reference group: predictive parity (Chouldechova 2017). NaN where no
 * one is selected.
 *
 * @param group its name
 * @param selected how many are selected
 * @param precision the share of them whose outcome is yes, with Wilson's interval
 * @param difference precision less that of the reference, with Newcombe's interval
 */
public record GroupPrecision(String group, long selected, Interval precision, Interval difference) {}
