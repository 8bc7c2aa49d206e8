// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

/**
 * What is wrong with one field of a request; never its value, which may be a customer's.
 *
 * @param field the field
 * @param rule what it must be
 */
public record FieldProblem(String field, String rule) {}
