// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import org.jspecify.annotations.Nullable;

/** An immutable map from text to a small int: open addressing, so that a look-up boxes and allocates nothing. */
final class LevelTable {
    private final @Nullable String[] keys;
    private final int[] codes;

    /** Maps each level to its position. */
    LevelTable(java.util.List<String> levels) {
        // At most half full, so that probes stay short.
        int capacity = Integer.highestOneBit(Math.max(1, levels.size()) * 2 - 1) * 2;
        keys = new @Nullable String[capacity];
        codes = new int[capacity];
        for (int i = 0; i < levels.size(); i++) {
            int slot = slot(levels.get(i));
            keys[slot] = levels.get(i);
            codes[slot] = i;
        }
    }

    /** The position of a level, or -1. */
    int find(String level) {
        int slot = slot(level);
        return keys[slot] == null ? -1 : codes[slot];
    }

    private int slot(String level) {
        int mask = keys.length - 1;
        int hash = level.hashCode();
        int slot = (hash ^ (hash >>> 16)) & mask;
        String key = keys[slot];
        while (key != null && !key.equals(level)) {
            slot = (slot + 1) & mask;
            key = keys[slot];
        }
        return slot;
    }
}
