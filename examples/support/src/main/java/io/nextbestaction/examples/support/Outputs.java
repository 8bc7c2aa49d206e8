// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.support;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where an example's results go, checked before the work and not after it. */
public final class Outputs {
    @Option(names = "--json", paramLabel = "FILE", description = "write the results as one JSON object")
    private @Nullable Path json;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "where the other files go (default: ${DEFAULT-VALUE})")
    private Path folder;

    private final String[] names;

    /**
     * Outputs of an example.
     *
     * @param example its name; files go to {@code target/NAME} unless told otherwise
     * @param names of the files it writes there
     */
    public Outputs(String example, String... names) {
        this.folder = Path.of("target", example);
        this.names = names.clone();
    }

    /**
     * Finds out that a file cannot be written.
     *
     * @throws IllegalArgumentException if the folder is a file, a file is a folder, or one of them cannot be written
     */
    public void check() {
        Commands.checkFile("--json", json);
        Commands.checkFolder("--out", folder);
        for (String name : names) {
            Commands.checkFile("--out", file(name));
        }
    }

    /** The folder, which may not exist yet. */
    public Path folder() {
        return folder;
    }

    /** A file in the folder. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** The JSON file, null for none. */
    public @Nullable Path json() {
        return json;
    }

    /** Writes the results as JSON if that was asked for. */
    public void writeJson(Object result) {
        if (json != null) {
            Commands.writeJson(json, result);
        }
    }
}
