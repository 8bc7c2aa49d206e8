// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.examples.bank.BankProperties.Keys;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final String DECIDE = "a key to decide with";
    private static final String ADMINISTER = "a key to administer with";

    @Test
    void a_key_names_its_role_and_not_itself() {
        ApiKeys keys = new ApiKeys(new Keys(List.of("another key, a longer one", DECIDE), List.of(ADMINISTER)));

        assertThat(keys.caller(DECIDE)).isEqualTo(new ApiKeys.Caller("DECIDE key 2", Role.DECIDE));
        assertThat(keys.caller(ADMINISTER)).isEqualTo(new ApiKeys.Caller("ADMINISTER key 1", Role.ADMINISTER));
        assertThat(keys.caller(DECIDE + " ")).isNull();
        assertThat(keys.caller("")).isNull();
        assertThat(new ApiKeys(new Keys(List.of(), List.of())).isEmpty()).isTrue();
    }

    @Test
    void keys_are_long_and_of_one_role() {
        assertThatThrownBy(() -> new Keys(List.of("short"), List.of()))
                .hasMessage(
                        "An API key (5 characters) must have at least 16.\nMaybe make one with: openssl rand -hex 24");
        assertThatThrownBy(() -> new Keys(List.of(DECIDE), List.of(DECIDE)))
                .hasMessageStartingWith("An API key must have one role.");
    }
}
