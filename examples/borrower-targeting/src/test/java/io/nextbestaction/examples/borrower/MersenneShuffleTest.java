// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.borrower;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MersenneShuffleTest {

    @Test
    void the_test_rows_are_those_of_the_earlier_project() {
        int[] test = Arrays.copyOf(MersenneShuffle.of(4980, 1), 1494);

        assertThat(test).startsWith(4358, 248, 3886, 4079, 2991);
        assertThat(Arrays.stream(test).asLongStream().sum()).isEqualTo(3_688_363);
    }
}
