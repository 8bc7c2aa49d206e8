// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Folds that hold whole groups: the largest group first, each to the fold it leaves least full. */
record GroupedSplits(List<String> groups, int folds) implements Splits {

    GroupedSplits {
        groups = List.copyOf(groups);
        SplitChecks.folds(folds, 2);
    }

    @Override
    public List<Split> of(boolean[] labels, int[] among, long seed) {
        SplitChecks.covers("groups", groups.size(), labels);
        Map<String, Group> byName = new LinkedHashMap<>();
        int events = 0;
        for (int i = 0; i < among.length; i++) {
            Group group = byName.computeIfAbsent(groups.get(among[i]), name -> new Group());
            group.places.add(i);
            group.events += labels[among[i]] ? 1 : 0;
            events += labels[among[i]] ? 1 : 0;
        }
        SplitChecks.enough("groups", byName.size(), folds);
        List<Group> order = new ArrayList<>(byName.values());
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, random.nextInt(i + 1));
        }
        order.sort(Comparator.comparingInt((Group group) -> -group.places.size()));

        int[] foldOf = new int[among.length];
        int[] foldRows = new int[folds];
        int[] foldEvents = new int[folds];
        for (Group group : order) {
            int fold = emptiest(group, foldRows, foldEvents, among.length, events);
            foldRows[fold] += group.places.size();
            foldEvents[fold] += group.events;
            for (int place : group.places) {
                foldOf[place] = fold;
            }
        }
        return SplitChecks.ofFolds(labels, among, foldOf, folds);
    }

    /** Where the fuller of both classes is least full after the group has come; of equals the one with fewest rows. */
    private int emptiest(Group group, int[] foldRows, int[] foldEvents, int rows, int events) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int fold = 0; fold < folds; fold++) {
            int with = foldEvents[fold] + group.events;
            int without = foldRows[fold] + group.places.size() - with;
            double fill = Math.max((double) with / Math.max(1, events), (double) without / Math.max(1, rows - events));
            if (fill < least || (fill == least && foldRows[fold] < foldRows[best])) {
                least = fill;
                best = fold;
            }
        }
        return best;
    }

    private static final class Group {
        private final List<Integer> places = new ArrayList<>();
        private int events;
    }
}
