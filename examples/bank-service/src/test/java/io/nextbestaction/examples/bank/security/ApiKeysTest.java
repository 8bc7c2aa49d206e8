// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.examples.bank.BankProperties;
import io.nextbestaction.examples.bank.BankProperties.Keys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ApiKeysTest {
    private static final String DECIDE = "a key to decide with";
    private static final String ADMINISTER = "a key to administer with";

    @Test
    void a_key_names_its_role_and_not_itself() {
        ApiKeys keys = new ApiKeys(new Keys(List.of("another key, a longer one", DECIDE), List.of(ADMINISTER), false));

        assertThat(keys.caller(DECIDE)).isEqualTo(new ApiKeys.Caller("DECIDE key 2", Role.DECIDE));
        assertThat(keys.caller(ADMINISTER)).isEqualTo(new ApiKeys.Caller("ADMINISTER key 1", Role.ADMINISTER));
        assertThat(keys.caller(DECIDE + " ")).isNull();
        assertThat(keys.caller("")).isNull();
    }

    @Test
    void keys_are_long_and_of_one_role() {
        assertThatThrownBy(() -> new Keys(List.of("short"), List.of(), false))
                .hasMessage(
                        "An API key (5 characters) must have at least 16.\nMaybe make one with: openssl rand -hex 24");
        assertThatThrownBy(() -> new Keys(List.of(DECIDE), List.of(DECIDE), false))
                .hasMessageStartingWith("An API key must have one role.");
    }

    @Test
    void without_a_key_to_decide_with_nothing_starts_unless_told_to() {
        assertThatThrownBy(() -> bound(Map.of("bank.keys.decide", "", "bank.keys.administer", ADMINISTER)))
                .rootCause()
                .hasMessage(
                        "The API keys to decide with (bank.keys.decide, none given) must be one or more, or nobody can"
                                + " decide.\nMaybe start with --bank.keys.decide=$(openssl rand -hex 24), or with"
                                + " --bank.keys.optional=true for a service that only shows its health.");
        assertThatThrownBy(() -> bound(Map.of())).rootCause().hasMessageStartingWith("The API keys to decide with");

        assertThat(bound(Map.of("bank.keys.optional", "true")).keys().decide()).isEmpty();
        assertThat(bound(Map.of("bank.keys.decide", DECIDE)).keys().decide()).containsExactly(DECIDE);
    }

    private static BankProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("bank", BankProperties.class);
    }
}
