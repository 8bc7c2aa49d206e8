// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import io.nextbestaction.explain.Interval;

/**
 * A figure of explanations beside the same figure of random ones on the same rows, without which it can hardly be read.
 *
 * @param measured of the explanations
 * @param random with the fields in a random order, or the contributions dealt to the fields at random
 * @param difference measured − random, row by row, so that its interval tells whether it is more than chance
 */
public record AgainstRandom(Interval measured, Interval random, Interval difference) {}
