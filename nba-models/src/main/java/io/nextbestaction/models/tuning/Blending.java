// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.data.Numbers;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.Link;
import io.nextbestaction.models.calibration.Platt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Combines trials without training anything: means of the best, a mean whose weights are chosen greedily, and a stack.
 * What a held-out part is judged by (calibrations of the members, weights, calibration of the whole) is learnt from those
 * parts alone that inform it; calibrations learnt with the part itself would tell the later steps of it.
 */
final class Blending {
    private static final int LARGEST = 5;
    private static final int CANDIDATES = 20;

    private final Folds folds;
    /** Of each trial, its calibration for each part, then that for new rows; null where there is none. */
    private final Map<Trial, @Nullable Calibration[]> calibrations = new HashMap<>();

    Blending(Folds folds) {
        this.folds = folds;
    }

    /** The members' scores on some parts, each calibrated: [members × rows]. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Scores(double[][] probabilities, boolean[] labels) {}

    /**
     * All combinations of trials.
     *
     * @param ranked complete trials, the best first
     */
    List<Trial> of(List<Trial> ranked) {
        List<Trial> useful =
                ranked.stream().filter(ModelSelection::carriesSignal).toList();
        Set<String> families = new HashSet<>();
        List<Trial> bestOfFamilies =
                useful.stream().filter(trial -> families.add(trial.family())).toList();
        List<Trial> blends = new ArrayList<>();
        Set<List<Trial>> known = new HashSet<>();
        for (List<Trial> order : List.of(useful, bestOfFamilies)) {
            for (int size = 2; size <= Math.min(LARGEST, order.size()); size++) {
                List<Trial> members = order.subList(0, size);
                if (known.add(members)) {
                    blends.add(combined("blend", members, (p, labels) -> MemberWeights.equal(p.length)));
                }
            }
        }
        List<Trial> candidates = new ArrayList<>(useful.subList(0, Math.min(CANDIDATES, useful.size())));
        bestOfFamilies.stream().filter(trial -> !candidates.contains(trial)).forEach(candidates::add);
        if (candidates.size() > 1) {
            Trial weighted =
                    combined("weighted blend", candidates, (p, labels) -> MemberWeights.greedy(p, labels, LARGEST));
            if (weighted.members().size() > 1) {
                blends.add(weighted);
            }
        }
        List<Trial> stacked = bestOfFamilies.subList(0, Math.min(LARGEST, bestOfFamilies.size()));
        // Log-odds are added inside one scorer, which reads one set of features.
        if (stacked.size() > 1 && Trial.oneRecipe(stacked)) {
            Trial stack = combined("stack", stacked, MemberWeights::stack);
            if (stack.members().size() > 1) {
                blends.add(stack);
            }
        }
        return blends;
    }

    /** Learns weights from calibrated probabilities [members × rows]. */
    private interface Weigher {
        MemberWeights fit(double[][] probabilities, boolean[] labels);
    }

    private Trial combined(String family, List<Trial> members, Weigher weigher) {
        double[][] judged = new double[folds.count()][];
        for (int part = 0; part < judged.length; part++) {
            judged[part] = judged(part, members, weigher);
        }
        int all = folds.count();
        int[] every = new int[all];
        Arrays.setAll(every, part -> part);
        Scores scores = scores(members, every, all);
        MemberWeights weights = weigher.fit(scores.probabilities, scores.labels);
        double[][] raw = new double[all][];
        for (int part = 0; part < all; part++) {
            raw[part] = weights.combine(scores(members, new int[] {part}, all).probabilities);
        }
        List<Trial> kept = new ArrayList<>();
        double seconds = 0;
        for (int m = 0; m < members.size(); m++) {
            if (weights.of(m) > 0) {
                kept.add(members.get(m));
                seconds += members.get(m).seconds();
            }
        }
        MemberWeights left = weights.withoutIdle();
        CrossValidation validation = new CrossValidation(folds, Platt.scaling(), raw, judged, seconds);
        return Trial.blend(family, words(kept, left), kept, left, validation);
    }

    /** The probabilities of a part by what the parts that inform it tell. */
    private double[] judged(int part, List<Trial> members, Weigher weigher) {
        int[] informants = folds.informants(part);
        double[][] own = scores(members, new int[] {part}, part).probabilities;
        if (informants.length == 0) {
            return MemberWeights.equal(members.size()).combine(own);
        }
        Scores known = scores(members, informants, part);
        MemberWeights weights = weigher.fit(known.probabilities, known.labels);
        double[] judged = weights.combine(own);
        try {
            Calibration calibration =
                    Platt.scaling().fit(weights.combine(known.probabilities), known.labels, "the other parts");
            for (int i = 0; i < judged.length; i++) {
                judged[i] = calibration.apply(judged[i]);
            }
        } catch (IllegalArgumentException e) {
            // Scores that do not rise with the event have no calibration; their ranking is still to be judged.
            return judged;
        }
        return judged;
    }

    private Scores scores(List<Trial> members, int[] parts, int judgedPart) {
        int size = 0;
        for (int part : parts) {
            size += folds.split(part).heldOut().length;
        }
        double[][] probabilities = new double[members.size()][size];
        boolean[] labels = new boolean[size];
        int next = 0;
        for (int part : parts) {
            boolean[] own = folds.heldOutLabels(part);
            System.arraycopy(own, 0, labels, next, own.length);
            for (int m = 0; m < probabilities.length; m++) {
                double[] raw = members.get(m).validation().raw(part);
                Calibration calibration = calibration(members.get(m), judgedPart);
                for (int i = 0; i < raw.length; i++) {
                    probabilities[m][next + i] = calibration == null ? raw[i] : calibration.apply(raw[i]);
                }
            }
            next += own.length;
        }
        return new Scores(probabilities, labels);
    }

    private @Nullable Calibration calibration(Trial trial, int judgedPart) {
        return calibrations.computeIfAbsent(trial, this::calibrations)[judgedPart];
    }

    private @Nullable Calibration[] calibrations(Trial trial) {
        @Nullable Calibration[] own = new Calibration[folds.count() + 1];
        for (int part = 0; part < folds.count(); part++) {
            own[part] = trial.validation().calibrationFor(part);
        }
        own[folds.count()] = trial.validation().calibration();
        return own;
    }

    private static String words(List<Trial> members, MemberWeights weights) {
        List<String> names = new ArrayList<>();
        for (int m = 0; m < members.size(); m++) {
            String name = members.get(m).family();
            names.add(weights.even() ? name : Numbers.display(Math.round(100 * weights.of(m)) / 100.0) + " × " + name);
        }
        return (weights.link() == Link.LOGISTIC ? "log-odds of " : "mean of ") + String.join(", ", names);
    }
}
