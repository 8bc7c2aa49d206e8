// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

/** When an entry in a file counts as kept. */
public enum Sync {
    /** When the disk has it, one force for each entry, one after the other: survives loss of power. */
    EACH,
    /** When the disk has it, one force for all entries that waited for the last one: as safe as {@link #EACH}, for many threads. */
    GROUP,
    /** When the operating system has it: survives the end of the process, not loss of power. */
    NONE
}
