// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.FieldType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random files: what is well-formed comes back cell by cell, and what is not is a {@link CsvException}. */
class CsvPropertyTest {
    private static final String[] TEXTS = {"x", "a,b", "say \"hi\"", "two\nlines", "cr\rlf\r\n", " é ", ";", "'", "Ω"};

    @TempDir
    Path folder;

    @Test
    void what_is_quoted_by_the_rules_comes_back() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int columns = 1 + random.nextInt(5);
            int rows = 1 + random.nextInt(20);
            String end = random.nextBoolean() ? "\n" : "\r\n";
            CsvOptions options = CsvOptions.defaults();
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
            for (int c = 0; c < columns; c++) {
                text.append(c == 0 ? "" : ",").append("c").append(c);
                options = options.withType("c" + c, FieldType.CATEGORY);
            }
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < rows * columns; i++) {
                String cell = TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)];
                cells.add(cell);
                text.append(i % columns == 0 ? end : ",");
                text.append('"').append(cell.replace("\"", "\"\"")).append('"');
            }
            CsvTable table = CsvTable.read(Files.writeString(folder.resolve("c.csv"), text), options);

            assertThat(table.rows()).hasSize(rows);
            for (int i = 0; i < cells.size(); i++) {
                assertThat(table.rows().get(i / columns).text(i % columns)).isEqualTo(cells.get(i));
            }
        }
    }

    @Test
    void whatever_the_bytes_there_is_a_table_or_a_clear_error() throws IOException {
        byte[] alphabet = {
            'a', 'b', '1', '2', ',', ',', ',', '"', '\n', '\n', '\r', ' ', '-', '.', 0, (byte) 0xC3, (byte) 0xA9
        };
        int tables = 0;
        int errors = 0;
        for (int seed = 0; seed < 1_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            // Half the files begin well, or hardly one would be a table.
            bytes.writeBytes((seed % 2 == 0 ? "a,b\n1," : "").getBytes(StandardCharsets.UTF_8));
            for (int i = random.nextInt(20); i > 0; i--) {
                // The last three bytes of the alphabet are rare, or hardly a file would be UTF-8.
                bytes.write(alphabet[random.nextInt(random.nextInt(8) == 0 ? alphabet.length : alphabet.length - 3)]);
            }
            Path file = Files.write(folder.resolve("c.csv"), bytes.toByteArray());
            try {
                CsvTable table = CsvTable.read(file);
                assertThat(table.rows()).isNotEmpty();
                tables++;
            } catch (CsvException e) {
                assertThat(e.getMessage()).startsWith("The ").contains("must").contains("\nMaybe ");
                errors++;
            }
        }
        assertThat(tables).isGreaterThan(50);
        assertThat(errors).isGreaterThan(100);
    }
}
