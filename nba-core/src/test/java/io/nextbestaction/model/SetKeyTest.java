// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SetKeyTest {

    @Test
    void every_set_has_a_place_of_its_own_in_a_table_as_small_as_found() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 300; i++) {
            long[] sets = random.longs(1 + random.nextInt(i < 200 ? 40 : 512), 0, 1 << 16)
                    .distinct()
                    .toArray();
            SetKey key = SetKey.of(sets);
            assertThat(LongStream.of(sets).mapToInt(key::place).distinct().count())
                    .isEqualTo(sets.length);
            assertThat(LongStream.of(sets).mapToInt(key::place)).allMatch(place -> place >= 0 && place < key.places());
            assertThat(key.places()).isGreaterThan(sets.length).isLessThanOrEqualTo(1 << 16);
        }
        assertThat(SetKey.of(new long[1]).places()).isEqualTo(4);
    }

    @Test
    void sets_that_no_factor_parts_in_less_are_their_own_places() {
        long[] all = LongStream.range(0, 1 << 15).map(set -> 2 * set + 1).toArray();
        SetKey key = SetKey.of(all);
        assertThat(key.places()).isEqualTo(1 << 16);
        assertThat(key.place(0xabcd)).isEqualTo(0xabcd);
        // the other trees of a word do not matter
        assertThat(key.place(0x1234_5678_9abcL)).isEqualTo(0x9abc);
    }
}
