// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/**
 * Rows to learn from and other rows to be judged by, by position.
 *
 * @param repetition which pass over the rows it belongs to, from 0; one pass holds out no row twice
 * @param training the positions to learn from
 * @param heldOut the positions to be judged by
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of large arrays, never compared
public record Split(int repetition, int[] training, int[] heldOut) {}
