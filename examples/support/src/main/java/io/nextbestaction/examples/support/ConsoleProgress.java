// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.support;

import io.nextbestaction.data.Progress;
import java.io.PrintStream;
import java.util.Locale;

/** Prints a line when a task begins, about once a second while it runs, and when it ends. */
public final class ConsoleProgress implements Progress {
    private static final long STEP_NANOS = 1_000_000_000L;

    private final PrintStream out;
    private final long start = System.nanoTime();
    private String current = "";
    private long last;
    private boolean ended;

    /** Prints to the stream of the caller. */
    public ConsoleProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void update(String task, long done, long total) {
        long now = System.nanoTime();
        boolean first = !task.equals(current);
        boolean ends = done == total;
        // a reader may say the last row of its pass, and then that the pass is over
        boolean told = ends && ended && !first;
        ended = ends;
        if (!told && (first || ends || now - last >= STEP_NANOS)) {
            current = task;
            last = now;
            String share = total > 0 ? String.format(Locale.ROOT, "%3d %%", 100 * done / total) : "";
            out.printf(Locale.ROOT, "[%5.1f s] %-34s %s%n", (now - start) / 1e9, task, share);
        }
    }
}
