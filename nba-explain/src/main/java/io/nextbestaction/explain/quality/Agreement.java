// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import io.nextbestaction.explain.Interval;

/**
 * How alike two explanations of the same rows are.
 *
 * @param kendall the mean rank correlation of the fields by size of contribution, tau-b, in [−1, 1]; 1 is the same order
 *     (Kendall 1945); rows whose contributions are all of one size are left out
 * @param top the mean share that the sets of strongest fields have in common, of all in either, in [0, 1] (Jaccard 1901);
 *     fields without contribution are in neither, rows without any are left out
 * @param distance Σ|φ − φ′| / Σ(|φ| + |φ′|) over fields and rows, in [0, 1]; 0 is the same contributions
 */
public record Agreement(Interval kendall, Interval top, Interval distance) {}
