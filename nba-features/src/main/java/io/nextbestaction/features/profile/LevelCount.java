// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.profile;

/**
 * A level of a category, and how many rows have it.
 *
 * @param level the text
 * @param rows the count, 1 or more
 */
public record LevelCount(String level, int rows) {}
