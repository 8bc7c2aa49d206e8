// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.selection;

import java.util.List;

/**
 * Which fields stay and which were left out.
 *
 * @param kept names of the fields that stay, in the schema's order
 * @param removals the others, in the order they were left out
 */
public record SelectionReport(List<String> kept, List<Removal> removals) {

    /** Copies the lists. */
    public SelectionReport {
        kept = List.copyOf(kept);
        removals = List.copyOf(removals);
    }

    /** The names left out, for {@code Features.all().ignore(…)}. */
    public String[] ignored() {
        return removals.stream().map(Removal::field).toArray(String[]::new);
    }
}
