// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain;

/** How one tree is explained. */
public enum TreeKernel {
    /** By tables of decision patterns, neighbouring leaves together. */
    TABLE,
    /** By quadrature along every path; path-dependent values and interactions. */
    QUADRATURE,
    /** By sets of background rows, in time that grows with the background; interventional values and interactions. */
    BITSET
}
