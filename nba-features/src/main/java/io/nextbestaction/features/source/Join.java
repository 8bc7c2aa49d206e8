// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

/**
 * A joined table, and what the join met.
 *
 * @param table the rows of the left table in order, with the other's fields
 * @param report what matched, what did not, and where the tables disagree
 */
public record Join(Table table, JoinReport report) {}
