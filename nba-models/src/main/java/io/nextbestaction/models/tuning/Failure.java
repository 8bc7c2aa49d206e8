// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

/**
 * A candidate that could not be fitted, and why.
 *
 * @param family the family it belongs to
 * @param settings its settings in words
 * @param message what recipe or trainer said
 */
public record Failure(String family, String settings, String message) {}
