// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

/**
 * One field's part in a score.
 *
 * @param field its name
 * @param value its value in words
 * @param margin by how much it moves the margin
 * @param probability by how much it moves the calibrated probability
 */
public record FieldPart(String field, String value, double margin, double probability) {}
