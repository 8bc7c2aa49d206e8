// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.contact;

import io.nextbestaction.history.InteractionType;
import java.util.ArrayList;
import java.util.List;

/** Answers every question anew from the full history, in the order it happened. */
final class BruteForce {
    private BruteForce() {}

    record Event(Target target, InteractionType type, long time) {}

    static boolean blocks(ContactRule rule, List<Event> history, Target target, long now) {
        if (!rule.only().isEmpty() && !rule.only().equals(target.key(rule.scope()))) {
            return false;
        }
        List<Event> relevant = history.stream()
                .filter(event -> event.target().key(rule.scope()).equals(target.key(rule.scope())))
                .toList();
        int start = 0;
        for (int i = 0; i < relevant.size(); i++) {
            if (rule.cleared().contains(relevant.get(i).type())) {
                // The clearing interaction may itself count, as the first of a new count.
                start = i;
            }
        }
        List<Long> counted = relevant.subList(start, relevant.size()).stream()
                .filter(event -> rule.counted().contains(event.type()))
                .map(Event::time)
                .toList();
        if (rule.rest() == null) {
            return counted.stream()
                            .filter(time -> now - time < rule.window().toMillis())
                            .count()
                    >= rule.cap();
        }
        long restUntil = Long.MIN_VALUE;
        List<Long> open = new ArrayList<>();
        for (long time : counted) {
            open.add(time);
            open.removeIf(earlier -> time - earlier >= rule.window().toMillis());
            if (open.size() == rule.cap()) {
                restUntil = Math.max(restUntil, time + rule.rest().toMillis());
                open.clear();
            }
        }
        return now < restUntil;
    }

    static double pressure(Fatigue fatigue, List<Event> history, String channel, long now) {
        double sum = 0;
        for (Event event : history) {
            if (event.target().channel().equals(channel)) {
                sum += fatigue.weights().getOrDefault(event.type(), 0.0)
                        * Math.pow(
                                2,
                                -(double) (now - event.time())
                                        / fatigue.halfLife().toMillis());
            }
        }
        return sum;
    }
}
