// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers in processes of their own, killed at random points, 200 times, each going on where the last one died. */
class KilledWriterIT {
    private static final int KILLS = Integer.getInteger("nba.kills", 200);

    @TempDir
    Path folder;

    @Test
    void a_killed_writer_loses_nothing_acknowledged() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        int torn = 0;
        int before = 0;
        Process writer = start(Sync.NONE, 0);
        for (int kill = 0; kill < KILLS; kill++) {
            // The next writer starts while this one is killed: two folders in turn, so that no time is lost.
            Process next = start(kill % 3 == 0 ? Sync.GROUP : Sync.NONE, (kill + 1) % 2);
            int acknowledged = killAfter(writer, random.nextInt(60), random.nextInt(300_000));
            try (FileLog log = FileLog.open(folder(kill % 2), Sync.NONE, 4096)) {
                List<byte[]> kept = new ArrayList<>();
                log.read("", entry -> kept.add(entry.content()));
                assertThat(kept.size()).isGreaterThan(acknowledged);
                for (int i = 0; i < kept.size(); i++) {
                    assertThat(kept.get(i)).isEqualTo(KilledWriter.content(i));
                }
                torn += log.torn().size();
                before = Math.max(before, kept.size());
            }
            writer = next;
        }
        killAfter(writer, 0, 0);
        System.out.println(KILLS + " kills, " + torn + " torn ends cut off, up to " + before + " entries");
        assertThat(before).isGreaterThan(KILLS);
    }

    private Path folder(int of) {
        return folder.resolve("log" + of);
    }

    private Process start(Sync sync, int of) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        classes(),
                        KilledWriter.class.getName(),
                        folder(of).toString(),
                        sync.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Only what the writer needs: a long class path would take longer to look at than the writing takes. */
    private static String classes() {
        return String.join(
                File.pathSeparator,
                List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                        .filter(part -> part.contains("nba-core") || part.contains("jspecify"))
                        .toList());
    }

    /** The number of the last entry the writer told before it died. */
    private static int killAfter(Process writer, int entries, int nanos) throws IOException, InterruptedException {
        try (InputStream told = writer.getInputStream();
                DataInputStream in = new DataInputStream(told)) {
            int last = in.readInt();
            for (int i = 0; i < entries; i++) {
                last = in.readInt();
            }
            long until = System.nanoTime() + nanos;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            // The handle leaves the pipe open, so that what the writer told last can still be read.
            writer.toHandle().destroyForcibly();
            try {
                while (true) {
                    last = in.readInt();
                }
            } catch (EOFException e) {
                writer.waitFor();
                return last;
            }
        }
    }
}
