// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamesTest {
    private static final List<String> KNOWN = List.of("balance", "country", "age", "ago");

    @Test
    void the_nearest_name_is_suggested() {
        check("balanse", "Maybe \"balance\" was meant.");
        check("BALANCE", "Maybe \"balance\" was meant.");
        check("contry", "Maybe \"country\" was meant.");
        check("ages", "Maybe \"age\" was meant.");
    }

    @Test
    void equally_near_names_are_decided_by_the_alphabet() {
        check("agx", "Maybe \"age\" was meant.");
    }

    @Test
    void far_from_all_the_known_names_are_listed() {
        check("postcode", "Maybe use one of [age, ago, balance, country].");
    }

    @Test
    void a_long_list_is_cut() {
        List<String> many = IntStream.range(10, 60).mapToObj(i -> "column" + i).toList();
        String suggestion = Names.suggestion("something else", many);
        assertThat(suggestion)
                .startsWith("Maybe use one of [column10, column11,")
                .endsWith("column29].");
    }

    private static void check(String unknown, String line) {
        assertThat(Names.suggestion(unknown, KNOWN)).isEqualTo(line);
    }
}
