// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

/**
 * One column of a feature vector and the customer field it was made from.
 *
 * @param name the column's name, such as {@code country=FR} or {@code log(balance)}
 * @param source the name of the customer field behind it, such as {@code country}
 */
public record Feature(String name, String source) {}
