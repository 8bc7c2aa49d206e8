// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.segment;

import io.nextbestaction.model.MulticlassModel;
import io.nextbestaction.model.Scratch;
import io.nextbestaction.model.Segment;
import io.nextbestaction.models.evaluation.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A classifier of new customers into segments, and whether it may be used. Where the interval of its AUC reaches down to 0.5
 * it has no signal: what is known of new customers does not tell their segment, {@link #assign} names none, and the model is
 * not to be deployed. Immutable and thread-safe.
 *
 * @param model the classifier, learnt from all rows
 * @param segments in the order of its classes
 * @param auc out of fold, one segment against the rest, the mean over segments (macro) and folds, with
 *     its interval
 * @param accuracy the share of rows whose most probable segment is theirs, out of fold
 * @param commonest the share of the largest segment: the accuracy of always naming it
 */
public record SegmentAssignment(
        MulticlassModel model, List<Segment> segments, Interval auc, double accuracy, double commonest) {

    /** Keeps the list from changing. */
    public SegmentAssignment {
        segments = List.copyOf(segments);
    }

    /** Whether the whole interval of the AUC lies above chance. */
    public boolean hasSignal() {
        return auc.low() > 0.5;
    }

    /**
     * The most probable segment of a new customer, or none where there is no signal.
     *
     * @param demographics the features it was learnt from
     */
    public Optional<Segment> assign(double[] demographics) {
        if (!hasSignal()) {
            return Optional.empty();
        }
        return Optional.of(segments.get(model.predicted(demographics, new double[segments.size()], new Scratch())));
    }

    /** The verdict in a sentence. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: AUC %.3f (%.0f %% interval %.3f to %.3f, chance 0.5), accuracy %.3f against %.3f of always naming the"
                        + " largest segment.%s",
                hasSignal() ? "Signal" : "No signal",
                auc.estimate(),
                100 * auc.level(),
                auc.low(),
                auc.high(),
                accuracy,
                commonest,
                hasSignal() ? "" : " Do not deploy it: what is known of new customers does not tell their segment.");
    }
}
