// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

/** Where the acceptance probabilities behind an expected value come from. */
public enum Basis {
    /** Both were declared in the catalogue. */
    DECLARED,
    /** The response to a contact was learnt, what happens anyway was declared. */
    GROSS,
    /** Both were learnt, the second from customers held out. */
    INCREMENTAL
}
