// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.selection;

/**
 * One bin of a field, and how much safer than the average its customers are.
 *
 * @param label the bin in words, such as {@code "up to 42"}, a level, {@code other} or {@code missing}
 * @param goods customers without the event
 * @param bads customers with the event
 * @param weight weight of evidence, ln of the bin's share of the goods over its share of the bads: above 0 where the event
 *     is rarer than on average
 */
public record WoeBin(String label, int goods, int bads, double weight) {}
