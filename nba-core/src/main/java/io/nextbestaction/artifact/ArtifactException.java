// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.artifact;

import org.jspecify.annotations.Nullable;

/** An artifact cannot be written, or is damaged, foreign or too new to be read. The message says the rule and the fix. */
public final class ArtifactException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String file;

    /** A broken rule of one file. */
    public ArtifactException(String file, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.file = file;
    }

    /** The file, as the caller named it. */
    public String file() {
        return file;
    }
}
