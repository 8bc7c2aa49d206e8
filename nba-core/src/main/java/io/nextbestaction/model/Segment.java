// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

/**
 * A group of customers that are alike.
 *
 * @param index the position of its centre
 * @param name what sets it apart, in words, unique among its siblings
 * @param size the training customers in it
 * @param share its part of all training customers, in [0, 1]
 */
public record Segment(int index, String name, long size, double share) {}
