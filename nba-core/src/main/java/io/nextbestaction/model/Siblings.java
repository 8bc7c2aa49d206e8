// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.List;
import java.util.Objects;

/** What scorers that are combined must have in common. */
final class Siblings {
    private Siblings() {}

    /** Demands a scorer for each class, all of as many inputs. */
    static void check(List<String> classes, List<? extends Scorer> scorers) {
        MulticlassSet.checkClasses(classes);
        if (scorers.size() != classes.size()) {
            throw new IllegalArgumentException(
                    "The scorers (" + scorers.size() + ") must be as many as the classes (" + classes.size() + ").");
        }
        for (Scorer scorer : scorers) {
            checkInputs(scorer.inputs(), scorers.get(0).inputs());
        }
    }

    static void checkInputs(int inputs, int expected) {
        if (inputs != expected) {
            throw new IllegalArgumentException("The inputs (" + inputs + ") of a scorer must be those of its siblings ("
                    + expected + ").\nMaybe they were trained behind different pipelines.");
        }
    }

    /** Demands room for so many classes. */
    static void checkRoom(double[] out, int classes) {
        Objects.checkFromIndexSize(0, classes, out.length);
    }
}
