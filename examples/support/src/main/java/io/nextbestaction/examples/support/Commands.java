// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs an example's command: bad input ends with one message and exit code 2. */
public final class Commands {
    private static final int BAD_INPUT = 2;

    private Commands() {}

    /** The console, in UTF-8 whatever the platform says. */
    public static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    /** Runs a command on the caller's streams and returns its exit code. */
    public static int run(Callable<Integer> command, PrintStream console, PrintStream errors, String... arguments) {
        return new CommandLine(command)
                .setOut(writer(console))
                .setErr(writer(errors))
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    if (e instanceof IllegalArgumentException || e instanceof UncheckedIOException) {
                        line.getErr().println(Advice.translate(String.valueOf(e.getMessage())));
                        return BAD_INPUT;
                    }
                    throw e;
                })
                .execute(arguments);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /**
     * Finds out before the work, not after it, where a result cannot go; null goes nowhere.
     *
     * @param option what names the file, such as {@code --json}
     * @throws IllegalArgumentException if the file is a folder, or cannot be written
     */
    public static void checkFile(String option, @Nullable Path file) {
        if (file == null) {
            return;
        }
        Path parent = file.toAbsolutePath().getParent();
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        boolean writable = parent != null && Files.isDirectory(parent) && Files.isWritable(parent);
        if (file.toString().isEmpty() || Files.isDirectory(file) || !writable) {
            throw new IllegalArgumentException("The file (" + file + ") of " + option
                    + " must be a file that can be written.\nMaybe it names a folder, or lies below a file.");
        }
    }

    /**
     * Finds out before the work, not after it, that results cannot go into a folder, which may not exist yet.
     *
     * @param option what names the folder, such as {@code --out}
     * @throws IllegalArgumentException if it is a file, lies below one, or cannot be written
     */
    public static void checkFolder(String option, Path folder) {
        Path there = folder.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new IllegalArgumentException("The folder (" + folder + ") of " + option
                    + " must be a folder that can be written.\nMaybe name another with " + option + " FOLDER.");
        }
    }

    /** Writes a result as one JSON object; beside the target first, so that a reader never sees half a file. */
    public static void writeJson(Path file, Object result) {
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            try {
                Files.write(
                        part,
                        new ObjectMapper()
                                .enable(SerializationFeature.INDENT_OUTPUT)
                                .writeValueAsBytes(result));
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file (" + file + ") must be writable: " + e.getMessage(), e);
        }
    }
}
