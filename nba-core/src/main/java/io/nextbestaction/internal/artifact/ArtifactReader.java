// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.artifact.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an artifact that may be damaged, foreign or hostile.
 *
 * <p>A zip file can be read by its local headers or by the directory at its end, and a hostile one can show each reader
 * other contents. Here there is one reading: headers are followed from the first byte on, and each header and the whole
 * directory must be, byte for byte, what {@link StoredZip} makes of the entries found. Nothing is decompressed, so
 * nothing can grow; memory is at most twice the size of the file, whatever its headers say.
 */
public final class ArtifactReader {
    static final int MAX_FILE = 256 << 20;
    static final int MAX_MANIFEST = 4 << 20;
    static final int MAX_ENTRIES = 4096;

    private static final String DAMAGED = "the file was damaged on its way: copy or save it again";

    private final String file;
    private final byte[] data;
    private final ByteBuffer buffer;
    private final StoredZip zip = new StoredZip();
    private int position;

    private ArtifactReader(String file, byte[] data) {
        this.file = file;
        this.data = data;
        this.buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads and checks a file.
     *
     * @throws ArtifactException if it is absent or not a whole, unchanged artifact of a format this library reads
     */
    public static ArtifactContents read(Path file) {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw error(name, "artifact (" + name + ")", "be a file, not a folder", "name the file inside it");
        }
        if (!Files.exists(file)) {
            throw error(name, "artifact (" + name + ")", "exist", "the path is wrong, or nothing was saved yet");
        }
        if (!Files.isRegularFile(file)) {
            throw error(name, "artifact (" + name + ")", "be an ordinary file", "copy it to one first");
        }
        try (InputStream in = Files.newInputStream(file)) {
            checkSize(Files.size(file), name);
            byte[] data = in.readNBytes(MAX_FILE + 1); // the file may have grown since
            return read(data, name);
        } catch (IOException e) {
            throw new ArtifactException(
                    name,
                    "The artifact (" + name + ") must be readable ("
                            + e.getClass().getSimpleName() + ").\nMaybe the permissions of the file are missing.",
                    e);
        }
    }

    /**
     * Reads and checks the bytes of a file; they are not kept.
     *
     * @param file what messages call them
     * @throws ArtifactException if they are not a whole, unchanged artifact of a format this library reads
     */
    public static ArtifactContents read(byte[] data, String file) {
        checkSize(data.length, file);
        return new ArtifactReader(file, data).contents();
    }

    private static void checkSize(long size, String file) {
        if (size == 0) {
            throw error(file, "artifact (" + file + ")", "not be empty", "a copy broke off: copy or save it again");
        }
        if (size > MAX_FILE) {
            String rule = "be at most " + MAX_FILE + " bytes";
            throw error(file, "size (" + size + " bytes) of artifact " + file, rule, "it is another kind of file");
        }
    }

    private ArtifactContents contents() {
        if (data.length < 4 || buffer.getInt(0) != StoredZip.LOCAL) {
            String start = HexFormat.of().formatHex(data, 0, Math.min(4, data.length));
            throw wrong("start (" + start + ")", "be that of a zip file (504b0304)", "it is another kind of file");
        }
        Found first = next(null);
        if (!first.name.equals(StoredZip.MANIFEST)) {
            throw wrong(
                    "first entry (" + shown(first.name) + ")",
                    "be \"manifest.json\"",
                    "it is a zip file of another program");
        }
        if (first.bytes.length > MAX_MANIFEST) {
            throw wrong(
                    "manifest (" + first.bytes.length + " bytes)", "be at most " + MAX_MANIFEST + " bytes", DAMAGED);
        }
        if ((int) StoredZip.crc(first.bytes) != first.crc) {
            throw wrong("manifest", "match the checksum beside it", DAMAGED);
        }
        Manifest manifest = new ArtifactEntry(file, first.name, first.bytes).decode(ManifestCodec::decode);
        if (manifest.entries().size() > MAX_ENTRIES) {
            String thing = "manifest (" + manifest.entries().size() + " entries)";
            throw wrong(thing, "list at most " + MAX_ENTRIES + " entries", "it is another kind of file");
        }
        checkHeader(first);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (Manifest.Entry entry : manifest.entries()) {
            Found found = next(entry);
            check(entry, found, entries);
            entries.put(entry.name(), found.bytes);
        }
        checkEnd();
        return new ArtifactContents(file, first.bytes, manifest, Map.copyOf(entries));
    }

    /** The entry that starts here; only lengths that lie within the file are followed. */
    private Found next(Manifest.@Nullable Entry expected) {
        String after = expected == null ? "manifest" : "entry \"" + expected.name() + "\"";
        int left = data.length - position;
        if (left >= 4 && buffer.getInt(position) != StoredZip.LOCAL) {
            throw wrong(after, "be present", DAMAGED);
        }
        if (left < StoredZip.LOCAL_SIZE) {
            throw cutOff(after);
        }
        int method = buffer.getShort(position + 8) & 0xFFFF;
        int crc = buffer.getInt(position + 14);
        long size = buffer.getInt(position + 18) & 0xFFFF_FFFFL;
        int nameLength = buffer.getShort(position + 26) & 0xFFFF;
        int extraLength = buffer.getShort(position + 28) & 0xFFFF;
        int start = position + StoredZip.LOCAL_SIZE + nameLength + extraLength;
        if (start > data.length) {
            throw cutOff(after);
        }
        String name = new String(data, position + StoredZip.LOCAL_SIZE, nameLength, StandardCharsets.ISO_8859_1);
        if (method != 0) {
            throw wrong(
                    "compression (method " + method + ") of entry " + shown(name),
                    "be none (method 0)",
                    "another program packed it: keep the file as it was saved");
        }
        if (size > data.length - start) {
            throw cutOff("entry " + shown(name));
        }
        byte[] bytes = Arrays.copyOfRange(data, start, start + (int) size);
        Found found = new Found(name, crc, position, start, bytes);
        position = start + bytes.length;
        return found;
    }

    private void check(Manifest.Entry expected, Found found, Map<String, byte[]> before) {
        if (!found.name.equals(expected.name())) {
            boolean repeated = before.containsKey(found.name) || found.name.equals(StoredZip.MANIFEST);
            throw wrong(
                    "entry " + shown(found.name),
                    repeated ? "come once" : "be \"" + expected.name() + "\", the next its manifest lists",
                    "another program changed it: use the file as it was saved");
        }
        if (found.bytes.length != expected.size()) {
            throw wrong(
                    "size (" + found.bytes.length + " bytes) of entry " + shown(found.name),
                    "be " + expected.size() + " bytes as its manifest says",
                    DAMAGED);
        }
        String sha256 = Sha256.hex(found.bytes);
        if (!sha256.equals(expected.sha256())) {
            throw wrong(
                    "SHA-256 (" + sha256.substring(0, 12) + "…) of entry " + shown(found.name),
                    "be " + expected.sha256().substring(0, 12) + "… as its manifest says",
                    DAMAGED);
        }
        checkHeader(found);
    }

    private void checkHeader(Found found) {
        byte[] header = zip.header(found.name, found.bytes);
        if (!Arrays.equals(data, found.from, found.start, header, 0, header.length)) {
            throw wrong("header of entry " + shown(found.name), "be as this library writes it", DAMAGED);
        }
    }

    private void checkEnd() {
        byte[] directory = zip.directory();
        int left = data.length - position;
        if (left >= 4 && buffer.getInt(position) == StoredZip.LOCAL) {
            Found extra = next(null);
            throw wrong(
                    "entry " + shown(extra.name),
                    "be one its manifest lists",
                    "another program added it: use the file as it was saved");
        }
        if (left < directory.length) {
            throw cutOff("directory");
        }
        if (!Arrays.equals(data, position, data.length, directory, 0, directory.length)) {
            throw wrong("directory (" + left + " bytes)", "list exactly its entries and end the file", DAMAGED);
        }
    }

    private ArtifactException cutOff(String thing) {
        return wrong(thing, "be complete", "the file was cut off: copy or save it again");
    }

    private ArtifactException wrong(String thing, String rule, String fix) {
        return error(file, thing + " of artifact " + file, rule, fix);
    }

    private static ArtifactException error(String file, String thing, String rule, String fix) {
        return new ArtifactException(file, "The " + thing + " must " + rule + ".\nMaybe " + fix + ".", null);
    }

    private static String shown(String name) {
        String clean = name.length() > 100 ? name.substring(0, 100) + "…" : name;
        return "\"" + clean.replaceAll("[^ -~…]", "?") + "\"";
    }

    /** An entry as found; its header spans from, inclusive, to start. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier within this class, never compared
    private record Found(String name, int crc, int from, int start, byte[] bytes) {}
}
