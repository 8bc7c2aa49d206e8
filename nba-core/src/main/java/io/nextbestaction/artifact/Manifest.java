// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.artifact;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The table of contents of an artifact. Immutable.
 *
 * @param format the version of the file format, at least 1
 * @param library the version of the library that wrote it
 * @param created when it was made
 * @param provenance from what and how its models were trained
 * @param entries what the file holds besides the manifest, in order
 */
public record Manifest(int format, String library, Instant created, Provenance provenance, List<Entry> entries) {

    /** The newest format this library reads, and the one it writes. */
    public static final int FORMAT = 1;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the format is below 1, or two entries share a name or one has the manifest's own
     */
    public Manifest {
        if (format < 1) {
            throw new IllegalArgumentException("The format (" + format + ") of a manifest must be at least 1.");
        }
        entries = List.copyOf(entries);
        Set<String> names = new HashSet<>(Set.of("manifest.json")); // itself
        for (Entry entry : entries) {
            if (!names.add(entry.name())) {
                throw new IllegalArgumentException(
                        "The entry \"" + entry.name() + "\" of a manifest must be listed once, and not be itself.");
            }
        }
    }

    /** The version of the library that is running, or "development" outside a packaged one. */
    public static String running() {
        String version = Manifest.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /**
     * One part of an artifact.
     *
     * @param name letters, digits, dot, dash, underscore and slash; relative, at most 100 characters
     * @param size its bytes, not negative
     * @param sha256 the SHA-256 of its bytes, 64 lower-case hexadecimal digits
     */
    public record Entry(String name, int size, String sha256) {

        /**
         * Checks all three.
         *
         * @throws IllegalArgumentException if one breaks its rule
         */
        public Entry {
            if (!isName(name)) {
                throw new IllegalArgumentException(
                        "The name (" + name.length() + " characters) of an entry must be a relative path of letters,"
                                + " digits, dot, dash and underscore, at most 100 characters.");
            }
            if (size < 0) {
                throw new IllegalArgumentException(
                        "The size (" + size + ") of entry \"" + name + "\" must not be negative.");
            }
            if (sha256.length() != 64 || !sha256.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0)) {
                throw new IllegalArgumentException("The checksum (" + sha256.length() + " characters) of entry \""
                        + name + "\" must be 64 hexadecimal digits.");
            }
        }

        /** Every part between slashes starts with a letter or digit, so none is "..", none empty, none hidden. */
        private static boolean isName(String name) {
            if (name.length() > 100) {
                return false;
            }
            boolean start = true;
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
                if (!letter && (start || (c != '.' && c != '-' && c != '_' && c != '/'))) {
                    return false;
                }
                start = c == '/';
            }
            return !start;
        }
    }
}
