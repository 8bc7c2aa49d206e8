// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Finished trials, one a line, appended as they end: {@code crc32 key seconds scores}, the scores of each split as base64 of
 * big-endian doubles. What a kill leaves of a last line is dropped; any other damage is refused. The file holds scores and
 * hashes, no customer's values. One search at a time may use it.
 */
final class TrialFile implements AutoCloseable {
    private static final String MAGIC = "nba-trials 1 ";
    /** The longest line, in bytes: scores of 20 million held-out rows. */
    private static final int LONGEST = 250_000_000;

    private final Path path;
    private final FileChannel channel;
    private final Map<String, Saved> saved = new HashMap<>();

    /** The raw probabilities of a trial and how long it took. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Saved(double[][] raw, double seconds) {}

    private TrialFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Opens or begins the file of a search over the data named by a hash. */
    static TrialFile open(Path path, String data) {
        try {
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                TrialFile file = new TrialFile(path, channel);
                file.lock();
                file.read(MAGIC + data);
                return file;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The trial file (" + path + ") must be readable and writable: " + e.getMessage(), e);
        }
    }

    @Nullable
    Saved find(String key) {
        return saved.get(key);
    }

    int size() {
        return saved.size();
    }

    void append(String key, double[][] raw, double seconds) {
        StringBuilder text = new StringBuilder(key).append(' ').append(seconds).append(' ');
        for (int part = 0; part < raw.length; part++) {
            ByteBuffer bytes = ByteBuffer.allocate(raw[part].length * Double.BYTES);
            bytes.asDoubleBuffer().put(raw[part]);
            text.append(part == 0 ? "" : ",").append(Base64.getEncoder().encodeToString(bytes.array()));
        }
        String line = checksum(text.toString()) + ' ' + text + '\n';
        try {
            write(line);
        } catch (IOException e) {
            throw new UncheckedIOException("The trial file (" + path + ") must be writable: " + e.getMessage(), e);
        }
        saved.put(key, new Saved(raw, seconds));
    }

    private void write(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }

    private void lock() throws IOException {
        boolean free;
        try {
            free = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            free = false;
        }
        if (!free) {
            throw new IllegalArgumentException("The trial file (" + path + ") must be used by one search at a time.\n"
                    + "Maybe give the other search a file of its own.");
        }
    }

    private void read(String header) throws IOException {
        // Not closed: that would close the channel, which is still to be appended to.
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel.position(0)));
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long end = 0;
        int number = 0;
        for (long at = 0; ; at++) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            if (next != '\n') {
                line.write(next);
                if (line.size() > LONGEST) {
                    throw damaged(number + 1);
                }
                continue;
            }
            number++;
            String text = line.toString(StandardCharsets.ISO_8859_1);
            line.reset();
            if (number == 1) {
                checkHeader(text, header);
            } else {
                parse(text, number);
            }
            end = at + 1;
        }
        if (number == 0 && !header.startsWith(line.toString(StandardCharsets.ISO_8859_1))) {
            checkHeader(line.toString(StandardCharsets.ISO_8859_1), header);
        }
        channel.truncate(end);
        channel.position(end);
        if (end == 0) {
            write(header + '\n');
        }
    }

    private void checkHeader(String found, String header) {
        if (!found.startsWith(MAGIC)) {
            throw new IllegalArgumentException(
                    "The trial file (" + path + ") must begin as one.\nMaybe another file is meant.");
        }
        if (!found.equals(header)) {
            throw new IllegalArgumentException("The trial file (" + path
                    + ") must belong to the same rows, labels and seed.\nMaybe give this search a file of its own.");
        }
    }

    private void parse(String line, int number) {
        String[] words = line.split(" ", -1);
        if (words.length != 4 || !words[0].equals(checksum(line.substring(Math.min(9, line.length()))))) {
            throw damaged(number);
        }
        String[] parts = words[3].split(",", -1);
        double[][] raw = new double[parts.length][];
        try {
            for (int part = 0; part < parts.length; part++) {
                ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(parts[part]));
                raw[part] = new double[bytes.remaining() / Double.BYTES];
                bytes.asDoubleBuffer().get(raw[part]);
            }
            saved.put(words[1], new Saved(raw, Double.parseDouble(words[2])));
        } catch (IllegalArgumentException e) {
            throw damaged(number);
        }
    }

    private IllegalArgumentException damaged(int line) {
        return new IllegalArgumentException("The line " + line + " of the trial file (" + path
                + ") must be as it was written.\nMaybe the file was edited or damaged: delete it to begin anew.");
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The trial file (" + path + ") must be writable: " + e.getMessage(), e);
        }
    }
}
