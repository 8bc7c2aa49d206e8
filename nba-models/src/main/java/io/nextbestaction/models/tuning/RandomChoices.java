// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import java.util.SplittableRandom;

/** Settings drawn at random. */
final class RandomChoices extends NotedChoices {
    private final SplittableRandom random;

    RandomChoices(long seed, double share) {
        super(share);
        this.random = new SplittableRandom(seed);
    }

    @Override
    double unit() {
        return random.nextDouble();
    }

    @Override
    int index(int size) {
        return random.nextInt(size);
    }
}
