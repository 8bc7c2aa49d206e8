// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import io.nextbestaction.artifact.ArtifactException;
import java.util.function.Function;

/**
 * The bytes of one entry of an artifact, and where they came from for messages.
 *
 * @param file the artifact's file
 * @param name the entry's name
 * @param bytes its content, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between container and codec, never compared
public record ArtifactEntry(String file, String name, byte[] bytes) {

    /** What messages call it. */
    public String owner() {
        return "entry \"" + name + "\" of artifact " + file;
    }

    /** Reads the bytes by a codec, whose every complaint becomes an {@link ArtifactException}. */
    public <T> T decode(Function<ArtifactEntry, T> codec) {
        try {
            return codec.apply(this);
        } catch (ArtifactException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            String message = reason.contains(owner()) ? reason : "The " + owner() + " must be readable: " + reason;
            String fix = reason.contains("\nMaybe ") ? "" : "\nMaybe the file was edited: save it again.";
            throw new ArtifactException(file, message + fix, e);
        }
    }

    /** "The thing of entry … of artifact … must rule. Maybe fix." */
    ArtifactException error(String thing, String rule, String fix) {
        return new ArtifactException(
                file, "The " + thing + " of " + owner() + " must " + rule + ".\nMaybe " + fix + ".", null);
    }
}
