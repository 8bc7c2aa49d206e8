// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

import java.util.Comparator;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;

/**
 * The few largest parts of a sum, and what the others come to.
 *
 * @param told the parts worth telling, the largest first; equal ones keep their order
 * @param rest the sum of all others
 */
record Largest<T>(List<T> told, double rest) {

    static <T> Largest<T> of(List<T> parts, ToDoubleFunction<T> size, int most, DoublePredicate isTold) {
        List<T> sorted = parts.stream()
                .sorted(Comparator.comparingDouble((T part) -> Math.abs(size.applyAsDouble(part)))
                        .reversed())
                .toList();
        List<T> told = sorted.stream()
                .limit(most)
                .filter(part -> isTold.test(size.applyAsDouble(part)))
                .toList();
        return new Largest<>(
                told, sorted.stream().skip(told.size()).mapToDouble(size).sum());
    }
}
