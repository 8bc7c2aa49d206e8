// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.experiment;

/** MurmurHash3 x86 32-bit (Appleby 2011): spreads text evenly, the same on every machine. Not for secrets. */
final class Murmur3 {
    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private Murmur3() {}

    static int hash(byte[] bytes, int seed) {
        int hash = seed;
        int blocks = bytes.length & ~3;
        for (int i = 0; i < blocks; i += 4) {
            int block = (bytes[i] & 0xff)
                    | (bytes[i + 1] & 0xff) << 8
                    | (bytes[i + 2] & 0xff) << 16
                    | (bytes[i + 3] & 0xff) << 24;
            hash = Integer.rotateLeft(hash ^ scrambled(block), 13) * 5 + 0xe6546b64;
        }
        int tail = 0;
        for (int i = bytes.length - 1; i >= blocks; i--) {
            tail = tail << 8 | (bytes[i] & 0xff);
        }
        hash ^= scrambled(tail) ^ bytes.length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static int scrambled(int block) {
        return Integer.rotateLeft(block * C1, 15) * C2;
    }
}
