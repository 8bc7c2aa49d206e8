// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.GatedModel;
import io.nextbestaction.model.MulticlassModel;
import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.model.MulticlassTrainer;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Split;
import io.nextbestaction.models.internal.Checks;
import io.nextbestaction.models.internal.InnerFit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two steps: first the hard or the dominant class, the gate, against all others, then the others among themselves, learnt
 * from their rows only: P(c) = P(not gate) · P(c | not gate). Both steps are calibrated on out-of-fold scores of inner
 * folds of the training rows. Nobody is turned away at the gate: every class keeps its share of probability, and what a
 * hard gate would cost is told by {@code GateRegret}.
 *
 * <p>Where neither step ranks better than chance, {@link TwoStepReport} says so; nothing should then be deployed.
 */
public final class TwoStep {
    private static final int FOLDS = 5;

    private TwoStep() {}

    /** The most frequent class of the training rows first. */
    public static MulticlassTrainer dominant(ClassifierTrainer first, MulticlassTrainer rest) {
        return new Trainer(null, first, rest);
    }

    /** A named class first. */
    public static MulticlassTrainer gate(String name, ClassifierTrainer first, MulticlassTrainer rest) {
        return new Trainer(name, first, rest);
    }

    private record Trainer(@Nullable String name, ClassifierTrainer first, MulticlassTrainer rest)
            implements MulticlassTrainer {

        @Override
        public String describe() {
            return "two steps (" + (name == null ? "the most frequent class" : "\"" + name + "\"") + " by "
                    + first.describe() + ", then " + rest.describe() + ")";
        }

        @Override
        public MulticlassModel train(MulticlassSet data, long seed, Progress progress) {
            Checks.trainable(data, FOLDS);
            int classes = data.classes().size();
            if (classes < 3) {
                throw new IllegalArgumentException("The classes (" + classes + ") of two steps must be at least 3.\n"
                        + "Maybe a classifier of two classes is enough.");
            }
            int gate = gate(data);
            progress.update("steps", 0, 2);
            ProbabilityModel gateModel = InnerFit.calibrated(
                    first,
                    data.oneVersusRest(gate),
                    Split.stratified(data.labels(), FOLDS, seed),
                    seed,
                    progress.within("steps", 0, 2));
            progress.update("steps", 1, 2);
            MulticlassModel others = rest.train(others(data, gate), seed, progress.within("steps", 1, 2));
            progress.update("steps", 2, 2);
            return new GatedModel(data.classes(), gate, gateModel, others);
        }

        private int gate(MulticlassSet data) {
            if (name != null) {
                int gate = data.classes().indexOf(name);
                if (gate < 0) {
                    throw new IllegalArgumentException("The gate (\"" + name + "\") must be one of the "
                            + data.classes().size() + " classes.\nMaybe it is misspelt.");
                }
                return gate;
            }
            int[] counts = data.counts();
            int most = 0;
            for (int c = 1; c < counts.length; c++) {
                most = counts[c] > counts[most] ? c : most;
            }
            return most;
        }
    }

    /** The rows and classes beyond the gate. */
    static MulticlassSet others(MulticlassSet data, int gate) {
        int[] rows = IntStream.range(0, data.rows())
                .filter(i -> data.labels()[i] != gate)
                .toArray();
        MulticlassSet selected = data.select(rows);
        List<String> classes = new ArrayList<>(data.classes());
        classes.remove(gate);
        int[] labels = IntStream.of(selected.labels())
                .map(label -> label > gate ? label - 1 : label)
                .toArray();
        return new MulticlassSet(selected.features(), classes, labels, selected.weights());
    }
}
