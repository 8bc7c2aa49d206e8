// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import java.util.ArrayList;
import java.util.List;

/**
 * The points of a grid: every combination of the values of a list and of {@code levels} places on each range, ends included.
 * The last setting asked for turns fastest.
 */
final class GridChoices extends NotedChoices {
    private static final int MOST = 100_000;

    private final int levels;
    private final int[] point;
    /** How many places each setting asked for so far has. */
    private final List<Integer> sizes = new ArrayList<>();

    private GridChoices(int levels, int[] point) {
        super(1);
        this.levels = levels;
        this.point = point;
    }

    /** Every point of a space's grid, as choices to make a trainer with. */
    static List<GridChoices> of(Space space, int levels) {
        GridChoices probe = new GridChoices(levels, new int[0]);
        space.trainer(probe);
        long points = 1;
        for (int size : probe.sizes) {
            points = Math.min(MOST + 1L, points * size);
        }
        if (points > MOST) {
            throw new IllegalArgumentException("The points (more than " + MOST + ") of a grid must be at most " + MOST
                    + ".\nMaybe draw settings at random, or use fewer levels.");
        }
        List<GridChoices> all = new ArrayList<>();
        int[] point = new int[probe.sizes.size()];
        for (long i = 0; i < points; i++) {
            all.add(new GridChoices(levels, point.clone()));
            for (int d = point.length - 1; d >= 0 && ++point[d] == probe.sizes.get(d); d--) {
                point[d] = 0;
            }
        }
        return all;
    }

    @Override
    double unit() {
        return levels == 1 ? 0.5 : (double) index(levels) / (levels - 1);
    }

    @Override
    int index(int size) {
        int at = sizes.size();
        sizes.add(size);
        return at < point.length ? point[at] : 0;
    }
}
