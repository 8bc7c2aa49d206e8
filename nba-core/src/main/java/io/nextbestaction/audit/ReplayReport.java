// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an engine decides otherwise than was recorded.
 *
 * @param records how many were given
 * @param identical how many came out the same to the bit
 * @param sameAction how many have the same action, whatever their numbers
 * @param failed how many could not be decided again
 * @param recordedValue the sum of recorded expected values, of those decided again
 * @param replayedValue the sum of expected values by the replaying engine, of the same
 * @param changes how often each action gave way to each other one, by action id
 */
public record ReplayReport(
        long records,
        long identical,
        long sameAction,
        long failed,
        double recordedValue,
        double replayedValue,
        Map<String, Map<String, Long>> changes) {
    /** Keeps the changes from changing. */
    public ReplayReport {
        Map<String, Map<String, Long>> copy = new TreeMap<>();
        changes.forEach((from, to) -> copy.put(from, Collections.unmodifiableMap(new TreeMap<>(to))));
        changes = Collections.unmodifiableMap(copy);
    }

    /** The report in a few lines, for people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d records: %d identical, %d same action, %d failed%nexpected value %.2f recorded, %.2f replayed",
                records,
                identical,
                sameAction,
                failed,
                recordedValue,
                replayedValue));
        changes.forEach((from, to) -> to.forEach(
                (now, count) -> text.append(String.format(Locale.ROOT, "%n  %s → %s  %d", from, now, count))));
        return text.toString();
    }
}
