// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** One pass over a file, record by record; every failure becomes a {@link CsvException}. Holds one record at a time. */
final class CsvScan {
    private static final int SMALLEST_BUFFER = 1 << 16;

    private final Path path;
    private final String file;
    private final CsvOptions options;

    CsvScan(Path path, CsvOptions options) {
        this.path = path;
        this.file = CsvException.name(path);
        this.options = options;
    }

    /** Hears of each record of data; the record is overwritten afterwards. */
    interface Visitor {
        void visit(CsvHeader header, CsvRecord record, long bytes);
    }

    /** The bytes of the file, -1 if unknown. */
    long size() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            return -1;
        }
    }

    /** Visits all records of data and returns the header. */
    CsvHeader run(Visitor visitor) {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new CsvException(
                    file,
                    "The file \"" + path + "\" must be a regular file.\n"
                            + "Maybe it is a folder, or a pipe, which cannot be read twice.");
        }
        CsvRecord record = new CsvRecord(file, options);
        try (Counting bytes = new Counting(Files.newInputStream(path));
                Reader text = reader(bytes);
                CsvReader<CsvRecord> records = parser(text, record)) {
            return visit(records, record, visitor, bytes);
        } catch (CsvParseException e) {
            throw e.getCause() instanceof CsvException known ? known : malformed(e, record);
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            throw unreadable(cause == null ? new IOException(e) : cause);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private CsvHeader visit(CsvReader<CsvRecord> records, CsvRecord record, Visitor visitor, Counting bytes)
            throws IOException {
        CloseableIterator<CsvRecord> next = records.iterator();
        CsvHeader header;
        if (!options.names().isEmpty()) {
            header = CsvHeader.of(file, 0, options.names(), options);
        } else if (next.hasNext()) {
            header = CsvHeader.of(file, next.next().line(), record.cells(), options);
        } else {
            throw new CsvException(
                    file, "The file \"" + file + "\" (empty) must have a header line.\nMaybe the export failed.");
        }
        record.setHeader(header);
        int expected = header.names().size();
        while (next.hasNext()) {
            next.next();
            if (record.count() != expected) {
                throw new CsvException(
                        file,
                        record.line(),
                        "",
                        "The line " + record.line() + " of \"" + file + "\" (" + record.count() + " cells) must have "
                                + expected + " cells, one for each column.\nMaybe a cell holds the separator '"
                                + options.separator() + "' and must be quoted, or a line break is missing.");
            }
            visitor.visit(header, record, bytes.count);
        }
        return header;
    }

    private CsvReader<CsvRecord> parser(Reader text, CsvRecord record) {
        // The parser wants room for a cell and for what it has read ahead; too small a buffer breaks it.
        int buffer = Math.max(SMALLEST_BUFFER, Integer.highestOneBit(options.maxCellLength()) * 4);
        return CsvReader.builder()
                .fieldSeparator(options.separator())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(buffer)
                .build(record, text);
    }

    private Reader reader(InputStream bytes) throws IOException {
        BufferedReader text = new BufferedReader(new InputStreamReader(bytes, decoder()));
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        return text;
    }

    private CharsetDecoder decoder() {
        return options.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private CsvException malformed(CsvParseException e, CsvRecord record) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("The maximum buffer size")) {
            return record.tooLong();
        }
        String fix = message.startsWith("Unclosed")
                ? "Maybe its closing quotation mark is missing."
                : "Maybe a quotation mark inside it must be doubled.";
        return new CsvException(
                file,
                record.line(),
                record.columnName(),
                "The quoted cell of column " + record.columnLabel() + " in the record of line " + record.line()
                        + " of \"" + file + "\" must end with a quotation mark before the next separator.\n" + fix);
    }

    private CsvException unreadable(IOException e) {
        if (e instanceof NoSuchFileException) {
            return new CsvException(
                    file, "The file \"" + path + "\" must exist.\nMaybe its name or folder is misspelt.");
        }
        if (e instanceof CharacterCodingException) {
            return wrongEncoding();
        }
        return new CsvException(
                file,
                "The file \"" + path + "\" must be readable (" + e.getClass().getSimpleName()
                        + ").\nMaybe it is a folder, or its permissions forbid it.");
    }

    /** Finds the first bytes that cannot be decoded: a pass of its own, as the reader runs ahead of the records. */
    private CsvException wrongEncoding() {
        long bytes = 0;
        long line = 1;
        try (InputStream in = Files.newInputStream(path)) {
            CharsetDecoder decoder = decoder();
            ByteBuffer buffer = ByteBuffer.allocate(1 << 13);
            CharBuffer text = CharBuffer.allocate(1 << 14);
            boolean end = false;
            boolean wrong = false;
            while (!end && !wrong) {
                int read = in.read(buffer.array(), buffer.position(), buffer.remaining());
                end = read < 0;
                buffer.position(buffer.position() + Math.max(0, read)).flip();
                CoderResult result = decoder.decode(buffer, text, end);
                wrong = result.isError();
                bytes += buffer.position();
                text.flip();
                line += text.chars().filter(c -> c == '\n').count();
                text.clear();
                buffer.compact();
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return new CsvException(
                file,
                line,
                "",
                "The text of \"" + file + "\" (line " + line + ", byte " + (bytes + 1) + ") must be "
                        + options.charset().name()
                        + ".\nMaybe the file has another encoding:"
                        + " CsvOptions.defaults().withCharset(StandardCharsets.ISO_8859_1).");
    }

    /** Counts the bytes that went through. */
    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
