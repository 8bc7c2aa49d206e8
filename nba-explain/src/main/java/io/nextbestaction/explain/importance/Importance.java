// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.importance;

import io.nextbestaction.explain.Interval;
import java.util.Comparator;
import java.util.List;

/**
 * How much a group of features matters.
 *
 * @param feature the group's name
 * @param value how much, in the unit of the method, with its interval
 */
public record Importance(String feature, Interval value) {

    /** The strongest first, equal ones as they came. */
    static List<Importance> strongestFirst(List<Importance> found) {
        return found.stream()
                .sorted(Comparator.comparingDouble(
                                (Importance one) -> one.value().estimate())
                        .reversed())
                .toList();
    }
}
