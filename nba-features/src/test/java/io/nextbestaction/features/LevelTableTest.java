// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelTableTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 31, 32, 33, 1000})
    void finds_what_a_hash_map_finds(int size) {
        SplittableRandom random = new SplittableRandom(size);
        Map<String, Integer> reference = new HashMap<>();
        List<String> levels = new ArrayList<>();
        while (levels.size() < size) {
            // "Aa" and "BB" have one hash code: many of these collide.
            StringBuilder level = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                level.append(random.nextBoolean() ? "Aa" : "BB");
            }
            if (reference.putIfAbsent(level.toString(), levels.size()) == null) {
                levels.add(level.toString());
            }
        }
        LevelTable table = new LevelTable(levels);

        for (String level : levels) {
            assertThat(table.find(new String(level.toCharArray()))).isEqualTo(reference.get(level));
        }
        assertThat(table.find("AaAa")).isEqualTo(-1);
        assertThat(table.find("")).isEqualTo(-1);
    }
}
