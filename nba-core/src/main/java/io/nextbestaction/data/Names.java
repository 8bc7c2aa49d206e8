// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import java.util.Collection;
import java.util.Locale;

/** Finds the name a user most likely meant. */
public final class Names {
    private Names() {}

    /** A "Maybe …" line that names the known name nearest to an unknown one. */
    public static String suggestion(String unknown, Collection<String> known) {
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        for (String name : known) {
            int distance = distance(unknown.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < bestDistance || (distance == bestDistance && name.compareTo(best) < 0)) {
                best = name;
                bestDistance = distance;
            }
        }
        return bestDistance <= Math.max(2, unknown.length() / 3)
                ? "Maybe \"" + best + "\" was meant."
                : "Maybe use one of " + known.stream().sorted().limit(20).toList() + ".";
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
