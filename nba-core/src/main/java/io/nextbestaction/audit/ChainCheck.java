// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

/**
 * Whether a store holds what was put into it. A chain proves order and content up to its head; whoever can rewrite the
 * whole store can rewrite the chain, too, so note the head elsewhere from time to time.
 *
 * @param entries how many links hold, from the first
 * @param head the hash of the last of them, 64 hexadecimal digits
 * @param broken what is wrong with the next one, empty if nothing is
 */
public record ChainCheck(long entries, String head, String broken) {
    /** Whether every link holds. */
    public boolean isWhole() {
        return broken.isEmpty();
    }
}
