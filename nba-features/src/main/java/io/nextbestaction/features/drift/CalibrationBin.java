// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.drift;

/**
 * Customers of about equal probability, and how many of them had the event.
 *
 * @param lower the least probability of the bin
 * @param upper the end of the bin, not in it but for 1
 * @param rows customers in it
 * @param meanProbability their mean probability; NaN of none
 * @param eventRate the share of them with the event; NaN of none
 */
public record CalibrationBin(double lower, double upper, int rows, double meanProbability, double eventRate) {}
