// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.Set;

/** One part of a report under its own heading. */
sealed interface Section
        permits TextSection,
                MetricsSection,
                TableSection,
                BarSection,
                IntervalSection,
                FunnelSection,
                CurveSection,
                ScatterSection,
                SwarmSection,
                WaterfallSection,
                PerformanceSection,
                ChoiceSection,
                WhatIfSection {

    String heading();

    /** Whether two such sections fit side by side on a wide screen. */
    boolean isNarrow();

    /** The scripts it needs beside those of every page. */
    default Set<String> scripts() {
        return Set.of();
    }

    /** Whether there is nothing to show. */
    boolean isEmpty();

    /**
     * Writes what stands below the heading; only called when not empty.
     *
     * @param id unique in the page
     */
    void write(Markup out, String id);
}
