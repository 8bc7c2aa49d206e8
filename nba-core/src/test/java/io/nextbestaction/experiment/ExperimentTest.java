// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentTest {
    private static final Experiment HOLDOUT = new Experiment(
            "engine 2026", List.of(new Experiment.Arm("random", 200), new Experiment.Arm("engine", 9_800)));

    /** The vectors published for MurmurHash3_x86_32. */
    @Test
    void the_hash_has_the_published_values() {
        assertThat(hash("", 0)).isZero();
        assertThat(hash("", 1)).isEqualTo(0x514E28B7);
        assertThat(hash("", 0xffffffff)).isEqualTo(0x81F16F39);
        assertThat(Murmur3.hash(new byte[] {-1, -1, -1, -1}, 0)).isEqualTo(0x76293B50);
        assertThat(Murmur3.hash(new byte[] {0x21, 0x43, 0x65, (byte) 0x87}, 0)).isEqualTo(0xF55B516B);
        assertThat(Murmur3.hash(new byte[] {0x21, 0x43, 0x65, (byte) 0x87}, 0x5082EDEE))
                .isEqualTo(0x2362F9DE);
        assertThat(Murmur3.hash(new byte[] {0x21, 0x43, 0x65}, 0)).isEqualTo(0x7E4A8634);
        assertThat(Murmur3.hash(new byte[] {0x21, 0x43}, 0)).isEqualTo(0xA0F7B07A);
        assertThat(Murmur3.hash(new byte[] {0x21}, 0)).isEqualTo(0x72661CF4);
        assertThat(Murmur3.hash(new byte[4], 0)).isEqualTo(0x2362F9DE);
        assertThat(Murmur3.hash(new byte[3], 0)).isEqualTo(0x85F0B427);
        assertThat(Murmur3.hash(new byte[2], 0)).isEqualTo(0x30F4C306);
        assertThat(Murmur3.hash(new byte[1], 0)).isEqualTo(0x514E28B7);
        assertThat(hash("aaaa", 0x9747b28c)).isEqualTo(0x5A97808A);
        assertThat(hash("aaa", 0x9747b28c)).isEqualTo(0x283E0130);
        assertThat(hash("aa", 0x9747b28c)).isEqualTo(0x5D211726);
        assertThat(hash("a", 0x9747b28c)).isEqualTo(0x7FA09EA6);
        assertThat(hash("abcd", 0x9747b28c)).isEqualTo(0xF0478627);
        assertThat(hash("abc", 0x9747b28c)).isEqualTo(0xC84A62DD);
        assertThat(hash("ab", 0x9747b28c)).isEqualTo(0x74875592);
        assertThat(hash("Hello, world!", 0x9747b28c)).isEqualTo(0x24884CBA);
        assertThat(hash("The quick brown fox jumps over the lazy dog", 0x9747b28c))
                .isEqualTo(0x2FA826CD);
    }

    private static int hash(String text, int seed) {
        return Murmur3.hash(text.getBytes(StandardCharsets.UTF_8), seed);
    }

    @Test
    void customers_stay_in_their_arm_and_move_only_with_period_or_salt() {
        Experiment other = new Experiment("engine 2027", HOLDOUT.arms());
        int moved = 0;
        int together = 0;
        for (int i = 0; i < 20_000; i++) {
            String customer = "c" + i;
            assertThat(HOLDOUT.arm(customer, "2026-03")).isSameAs(HOLDOUT.arm(customer, "2026-03"));
            moved += HOLDOUT.bucket(customer, "2026-03") == HOLDOUT.bucket(customer, "2026-04") ? 0 : 1;
            together += HOLDOUT.bucket(customer, "") < 5_000 == other.bucket(customer, "") < 5_000 ? 1 : 0;
        }
        assertThat(moved).isGreaterThan(19_950);
        // Independent salts: half of the halves agree, give or take 4 standard errors.
        assertThat(together).isBetween(10_000 - 283, 10_000 + 283);
    }

    @Test
    void shares_are_kept_and_buckets_even() {
        int n = 200_000;
        int[] buckets = new int[100];
        int random = 0;
        for (int i = 0; i < n; i++) {
            buckets[HOLDOUT.bucket(Integer.toString(i), "") / 100]++;
            random += HOLDOUT.arm(Integer.toString(i), "").name().equals("random") ? 1 : 0;
        }
        assertThat((double) random / n).isBetween(0.02 - 0.00125, 0.02 + 0.00125);
        double chiSquare = 0;
        for (int count : buckets) {
            chiSquare += (count - n / 100.0) * (count - n / 100.0) / (n / 100.0);
        }
        // 99 degrees of freedom: mean 99, standard deviation 14.
        assertThat(chiSquare).isBetween(99 - 56.0, 99 + 56.0);
        assertThat(HOLDOUT.chance("random")).isEqualTo(0.02);
        assertThat(HOLDOUT.chance("nobody")).isZero();
    }

    @Test
    void parts_of_the_key_do_not_run_together() {
        Experiment one = new Experiment("b", HOLDOUT.arms());
        Experiment two = new Experiment("ab", HOLDOUT.arms());
        assertThat(one.bucket("xa", "1")).isNotEqualTo(two.bucket("x", "1"));
        assertThatThrownBy(() -> one.bucket("a\u001fb", ""))
                .hasMessage("The customer and the period of a bucket must not hold U+001F, which separates them.\n"
                        + "Maybe replace it.");
    }

    @Test
    void wrong_input_is_refused() {
        assertThatThrownBy(() -> new Experiment(" ", HOLDOUT.arms()))
                .hasMessage("The salt (\" \") of an experiment must be text.\n"
                        + "Maybe take the experiment's name and the date it began.");
        assertThatThrownBy(() -> new Experiment("s", List.of(new Experiment.Arm("all", 10_000))))
                .hasMessage("The arms [Arm[name=all, buckets=10000]] of an experiment must be at least two of different"
                        + " names, with shares of at least 1 that add up to 10000.\nMaybe the control is missing.");
        assertThatThrownBy(() ->
                        new Experiment("s", List.of(new Experiment.Arm("a", 10_001), new Experiment.Arm("b", -1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
