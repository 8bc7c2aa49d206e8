// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

import io.nextbestaction.action.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Picks the slate of one decision after the other over one catalogue. Immutable and thread-safe; allocates nothing. */
public final class SlatePicker {
    private final Slate slate;
    private final int[] issues;
    private final int[] groups;
    private final int[] families;
    private final int[] channels;

    /** A picker over the candidates of a catalogue. */
    public SlatePicker(Slate slate, List<Action> actions) {
        this.slate = slate;
        this.issues = codes(actions, Action::issue);
        // Groups of one name in two issues are two groups.
        this.groups = codes(actions, action -> action.issue() + "\n" + action.group());
        this.families = codes(actions, Action::family);
        this.channels = codes(actions, Action::channel);
    }

    private static int[] codes(List<Action> actions, Function<Action, String> key) {
        List<String> seen = new ArrayList<>();
        int[] codes = new int[actions.size()];
        for (int i = 0; i < codes.length; i++) {
            String value = key.apply(actions.get(i));
            if (!seen.contains(value)) {
                seen.add(value);
            }
            codes[i] = seen.indexOf(value);
        }
        return codes;
    }

    /** The most that are ever picked. */
    public int size() {
        return Math.min(slate.size(), issues.length);
    }

    /**
     * Picks; nothing worth no more than nothing is picked.
     *
     * @param ranking candidates, best first
     * @param count how many there are
     * @param scores by candidate
     * @param picked at least {@link #size()} long, filled from the front
     * @return how many were picked
     */
    public int pick(int[] ranking, int count, double[] scores, int[] picked) {
        return fill(0, ranking, count, scores, picked);
    }

    /** The same, starting with a candidate that is taken whatever its score. */
    public int pick(int first, int[] ranking, int count, double[] scores, int[] picked) {
        picked[0] = first;
        return fill(1, ranking, count, scores, picked);
    }

    private int fill(int already, int[] ranking, int count, double[] scores, int[] picked) {
        int size = already;
        while (size < size()) {
            int best = -1;
            double highest = 0;
            for (int place = 0; place < count; place++) {
                int candidate = ranking[place];
                if (!fits(candidate, picked, size)) {
                    continue;
                }
                double score = scores[candidate];
                for (int i = 0; i < size && slate.diversity() < 1; i++) {
                    score *= groups[picked[i]] == groups[candidate] ? slate.diversity() : 1;
                }
                if (score > highest) {
                    best = candidate;
                    highest = score;
                }
            }
            if (best < 0) {
                break;
            }
            picked[size++] = best;
        }
        return size;
    }

    private boolean fits(int candidate, int[] picked, int size) {
        int issue = 0;
        int group = 0;
        int family = 0;
        int channel = 0;
        for (int i = 0; i < size; i++) {
            int other = picked[i];
            if (other == candidate) {
                return false;
            }
            issue += issues[other] == issues[candidate] ? 1 : 0;
            group += groups[other] == groups[candidate] ? 1 : 0;
            family += families[other] == families[candidate] ? 1 : 0;
            channel += channels[other] == channels[candidate] ? 1 : 0;
        }
        return issue < slate.perIssue()
                && group < slate.perGroup()
                && family < slate.perAction()
                && channel < slate.perChannel();
    }
}
