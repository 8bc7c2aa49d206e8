// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.artifact.Manifest;
import io.nextbestaction.artifact.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole artifact in memory: its manifest and the bytes of every entry, checked against it. Immutable. */
public final class ArtifactContents {
    private final String file;
    private final byte[] manifestBytes;
    private final Manifest manifest;
    private final Map<String, byte[]> entries;

    ArtifactContents(String file, byte[] manifestBytes, Manifest manifest, Map<String, byte[]> entries) {
        this.file = file;
        this.manifestBytes = manifestBytes;
        this.manifest = manifest;
        this.entries = entries;
    }

    /**
     * Starts an artifact of the current format.
     *
     * @param library the library's version
     * @param created the time, from a clock
     */
    public static Builder builder(String library, Instant created, Provenance provenance) {
        return new Builder(library, created, provenance);
    }

    /** The file it was read from, or "(not saved)". */
    public String file() {
        return file;
    }

    /** The table of contents. */
    public Manifest manifest() {
        return manifest;
    }

    /** What tells this artifact from every other: the SHA-256 of its manifest, which holds that of every entry. */
    public String id() {
        return Sha256.hex(manifestBytes);
    }

    /** Whether there is an entry of this name. */
    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /**
     * An entry.
     *
     * @throws ArtifactException if there is none of this name
     */
    public ArtifactEntry entry(String name) {
        byte[] bytes = entries.get(name);
        if (bytes == null) {
            throw new ArtifactException(
                    file,
                    "The entry \"" + name + "\" of artifact " + file + " must be present.\n"
                            + "Maybe it was saved by another version of the library: fit and save again.",
                    null);
        }
        return new ArtifactEntry(file, name, bytes);
    }

    byte[] manifestBytes() {
        return manifestBytes;
    }

    byte[] bytes(Manifest.Entry entry) {
        return entry(entry.name()).bytes();
    }

    /** Collects entries in order; not thread-safe. */
    public static final class Builder {
        private final String library;
        private final Instant created;
        private final Provenance provenance;
        private final List<Manifest.Entry> table = new ArrayList<>();
        private final Map<String, byte[]> entries = new LinkedHashMap<>();

        private Builder(String library, Instant created, Provenance provenance) {
            this.library = library;
            this.created = created;
            this.provenance = provenance;
        }

        /**
         * Adds an entry; the bytes are copied.
         *
         * @throws IllegalArgumentException if the name breaks the rules of {@link Manifest.Entry} or was used before
         */
        public Builder put(String name, byte[] bytes) {
            Manifest.Entry entry = new Manifest.Entry(name, bytes.length, Sha256.hex(bytes));
            if (name.equals(StoredZip.MANIFEST) || entries.put(name, bytes.clone()) != null) {
                throw new IllegalArgumentException("The entry \"" + name + "\" of an artifact must be put once.");
            }
            table.add(entry);
            return this;
        }

        /**
         * The artifact.
         *
         * @throws IllegalArgumentException if it is larger than a reader accepts
         */
        public ArtifactContents build() {
            Manifest manifest = new Manifest(Manifest.FORMAT, library, created, provenance, table);
            byte[] bytes = ManifestCodec.encode(manifest);
            long size = bytes.length
                    + table.stream().mapToLong(e -> e.size() + 400L).sum();
            if (size > ArtifactReader.MAX_FILE
                    || table.size() > ArtifactReader.MAX_ENTRIES
                    || bytes.length > ArtifactReader.MAX_MANIFEST) {
                throw new IllegalArgumentException("The artifact (" + table.size() + " entries, " + size
                        + " bytes) must be at most " + ArtifactReader.MAX_ENTRIES + " entries and "
                        + ArtifactReader.MAX_FILE + " bytes.\nMaybe train fewer or shallower trees.");
            }
            return new ArtifactContents("(not saved)", bytes, manifest, Map.copyOf(entries));
        }
    }
}
