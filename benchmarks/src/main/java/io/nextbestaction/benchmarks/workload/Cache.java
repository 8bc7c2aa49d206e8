// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/** Files made once and read by every fork, so that each does not train anew. */
public final class Cache {
    private Cache() {}

    /** The folder: the system property {@code nba.benchmarks.cache}, else {@code target/benchmarks} where the JVM runs. */
    public static Path directory() {
        return Path.of(System.getProperty("nba.benchmarks.cache", "target/benchmarks"));
    }

    /** The file of that name, written first if it is not there. */
    public static Path file(String name, Consumer<Path> writer) {
        Path file = directory().resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(directory());
                Path part = Files.createTempFile(directory(), name, ".part");
                writer.accept(part);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
