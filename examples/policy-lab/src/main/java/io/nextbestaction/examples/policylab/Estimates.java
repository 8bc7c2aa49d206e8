// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.RankedAction;
import io.nextbestaction.arbitration.ExpectedValue;
import io.nextbestaction.data.Progress;
import io.nextbestaction.features.synthetic.BankCustomer;
import java.util.Arrays;

/** What the engine believes of every customer and action before the first day; NaN for one that is not allowed. */
final class Estimates {
    final int actions;
    final double[] expected;
    final float[] acceptance;
    final float[] value;
    final float[] retained;

    Estimates(World world, NextBestAction<BankCustomer> engine, Progress progress) {
        actions = world.actions;
        expected = new double[world.customers * actions];
        acceptance = new float[expected.length];
        value = new float[expected.length];
        retained = new float[expected.length];
        Arrays.fill(expected, Double.NaN);
        for (int c = 0; c < world.customers; c++) {
            Decision decision = engine.decide(world.customer(c));
            for (RankedAction ranked : decision.ranked()) {
                if (!ranked.action().isDoNothing()) {
                    ExpectedValue parts = ranked.value();
                    int at = c * actions + world.catalog.indexOf(ranked.action().id());
                    expected[at] = ranked.expectedValue();
                    acceptance[at] = (float) parts.acceptance();
                    value[at] = (float) parts.value();
                    retained[at] = (float) parts.retained();
                }
            }
            if ((c + 1) % 1000 == 0 || c + 1 == world.customers) {
                progress.update("decisions", c + 1L, world.customers);
            }
        }
    }

    boolean allowed(int c, int a) {
        return !Double.isNaN(expected[c * actions + a]);
    }
}
