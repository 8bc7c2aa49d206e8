// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

/**
 * A row that was left out of a batch, and why.
 *
 * @param row the row's number in the batch, from 1
 * @param field the field at fault, empty if it was not one field
 * @param message what was wrong and what may mend it
 */
public record RowError(long row, String field, String message) {}
