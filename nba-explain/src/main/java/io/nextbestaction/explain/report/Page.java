// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Sections that are shown together.
 *
 * @param heading empty for what stands before the first page
 */
record Page(String heading, List<Section> sections) {

    Page {
        sections = List.copyOf(sections);
    }

    Page with(Section section) {
        List<Section> longer = new ArrayList<>(sections);
        longer.add(section);
        return new Page(heading, longer);
    }

    /** Narrow sections stand in pairs; the last of an odd run has the row to itself. */
    boolean isBesideAnother(int index) {
        int first = index;
        while (first > 0 && sections.get(first - 1).isNarrow()) {
            first--;
        }
        boolean followed =
                index + 1 < sections.size() && sections.get(index + 1).isNarrow();
        return sections.get(index).isNarrow() && ((index - first) % 2 == 1 || followed);
    }
}
