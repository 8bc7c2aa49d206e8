// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Action;
import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.model.Calibration;
import io.nextbestaction.model.JointModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * How the actions of a catalogue look to a joint model: the log-odds of the declared rate, then a column of 0 and 1 for each
 * action, and for each family of treatments, group, issue and channel, unless all actions share it or it parts them as one
 * before does.
 */
final class ActionColumns {
    private static final double EDGE = 1e-6;

    private final List<Action> actions;
    private final List<String> names = new ArrayList<>();
    private final Set<List<Integer>> parted = new HashSet<>();
    private final List<List<Double>> values = new ArrayList<>();

    /**
     * Columns of actions.
     *
     * @param declared the declared rate of an action
     */
    ActionColumns(List<Action> actions, Function<Action, Double> declared) {
        this.actions = actions;
        names.add("action: log-odds of the declared rate");
        for (Action action : actions) {
            values.add(new ArrayList<>(List.of(Link.logit(clip(declared.apply(action))))));
        }
        part("id", Action::id);
        part("family", Action::family);
        part("group", Action::group);
        part("issue", Action::issue);
        part("channel", Action::channel);
    }

    /** A rate away from 0 and 1, where log-odds are infinite. */
    static double clip(double rate) {
        return Math.max(EDGE, Math.min(1 - EDGE, rate));
    }

    private void part(String what, Function<Action, String> name) {
        List<String> levels = actions.stream().map(name).distinct().toList();
        List<Integer> parts = actions.stream().map(name).map(levels::indexOf).toList();
        if (levels.size() < 2 || !parted.add(parts)) {
            return;
        }
        levels.forEach(level -> names.add("action: " + what + " = " + level));
        for (int a = 0; a < actions.size(); a++) {
            for (int level = 0; level < levels.size(); level++) {
                values.get(a).add(parts.get(a) == level ? 1.0 : 0.0);
            }
        }
    }

    /** The features of customers, each followed by the columns of an action. */
    FeatureMatrix widen(FeatureMatrix customers, int[] actionOf) {
        int before = customers.columns();
        int width = before + names.size();
        double[] widened = new double[Math.multiplyExact(customers.rows(), width)];
        for (int row = 0; row < actionOf.length; row++) {
            System.arraycopy(customers.values(), row * before, widened, row * width, before);
            List<Double> own = values.get(actionOf[row]);
            for (int c = 0; c < own.size(); c++) {
                widened[row * width + before + c] = own.get(c);
            }
        }
        List<Feature> features = new ArrayList<>(customers.names().features());
        names.forEach(name -> features.add(new Feature(name, name)));
        return FeatureMatrix.of(FeatureNames.of(features), widened);
    }

    /** A joint model of these actions. */
    JointModel model(Scorer scorer, Calibration[] calibrations) {
        List<JointModel.Member> members = new ArrayList<>();
        for (int a = 0; a < actions.size(); a++) {
            members.add(new JointModel.Member(actions.get(a).id(), values.get(a), calibrations[a]));
        }
        return JointModel.of(scorer, names, members);
    }

    /** A joint model with one calibration for all. */
    JointModel model(Scorer scorer, Calibration calibration) {
        Calibration[] same = new Calibration[actions.size()];
        Arrays.fill(same, calibration);
        return model(scorer, same);
    }
}
