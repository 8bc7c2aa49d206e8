// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Blend;
import io.nextbestaction.model.KernelMachine;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Neighbors;
import io.nextbestaction.model.Network;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Scorer;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The reference that a scorer itself holds: the training means of its inputs. */
final class Baseline {
    private Baseline() {}

    /**
     * The training means; of a blend, those of the first member that holds any.
     *
     * @throws IllegalArgumentException if there are none
     */
    static double[] of(Scorer scorer) {
        double[] means = means(scorer);
        if (means == null) {
            throw new IllegalArgumentException(
                    "The scorer (" + scorer.getClass().getSimpleName()
                            + ") of Shapley values without a background must hold the training means, or have a member that"
                            + " does.\nMaybe Shapley.interventional(background): it explains every scorer.");
        }
        return means;
    }

    private static double @Nullable [] means(Scorer scorer) {
        if (scorer instanceof LinearModel linear) {
            return numbers(scorer, linear::mean);
        }
        if (scorer instanceof Network network) {
            return numbers(scorer, network::mean);
        }
        if (scorer instanceof KernelMachine machine) {
            return numbers(scorer, machine::mean);
        }
        if (scorer instanceof Neighbors neighbors) {
            return numbers(scorer, neighbors::mean);
        }
        if (scorer instanceof Blend blend) {
            for (ProbabilityModel member : blend.members()) {
                double[] means = means(member.scorer());
                if (means != null) {
                    return means;
                }
            }
        }
        return null;
    }

    private static double[] numbers(Scorer scorer, IntToDoubleFunction mean) {
        double[] means = new double[scorer.inputs()];
        Arrays.setAll(means, mean);
        return means;
    }
}
