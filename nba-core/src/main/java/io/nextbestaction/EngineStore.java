// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.data.Field;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.data.Schema;
import io.nextbestaction.internal.artifact.ArtifactContents;
import io.nextbestaction.internal.artifact.ArtifactReader;
import io.nextbestaction.internal.artifact.ArtifactWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/** Engines in files: whatever goes wrong is told as an {@link ArtifactException}. */
final class EngineStore {
    private EngineStore() {}

    /** Loads an engine and proves it. */
    static <C> NextBestAction<C> load(Path file, RowBinder<C> binder, Clock clock) {
        ArtifactContents contents = ArtifactReader.read(file);
        try {
            EngineFile.Saved saved = EngineFile.decode(contents);
            checkFields(contents.file(), saved.engine().schema(), binder.schema());
            NextBestAction<C> loaded = new NextBestAction<>(binder, saved, clock, contents.file(), contents.id());
            loaded.verify();
            return loaded;
        } catch (ArtifactException e) {
            throw e;
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Parts that are sound alone but do not fit together: only a file made by hand can hold them.
            throw new ArtifactException(
                    contents.file(),
                    "The parts of artifact " + contents.file() + " must fit together: " + e.getMessage(),
                    e);
        }
    }

    private static void checkFields(String file, Schema fitted, Schema bound) {
        if (fitted.equals(bound)) {
            return;
        }
        String difference = "fields in another order";
        for (Field field : fitted.fields()) {
            if (!bound.has(field.name())) {
                difference = "no field \"" + field.name() + "\"";
                break;
            }
            if (bound.field(field.name()).type() != field.type()) {
                difference = "\"" + field.name() + "\" as "
                        + bound.field(field.name()).type() + ", not " + field.type();
                break;
            }
        }
        if (bound.size() > fitted.size()) {
            difference = bound.size() + " fields, not " + fitted.size();
        }
        throw new ArtifactException(
                file,
                "The customers (" + difference + ") for artifact " + file
                        + " must have the fields it was fitted on.\nMaybe the customer type changed: fit and save again.",
                null);
    }

    /** Saves an engine whole or not at all. */
    static void save(EngineFile.Saved saved, Instant created, Path file) {
        ArtifactContents contents;
        try {
            contents = EngineFile.encode(saved, created);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ArtifactException(
                    file.toString(), "The engine must fit into artifact " + file + ": " + e.getMessage(), e);
        }
        ArtifactWriter.write(contents, file);
    }
}
