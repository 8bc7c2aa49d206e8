// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.security;

import io.nextbestaction.examples.bank.BankProperties;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that open the service, kept as hashes. */
final class ApiKeys {
    @SuppressWarnings("ArrayRecordComponent") // a hash, compared by MessageDigest only
    private record Entry(byte[] hash, Caller caller) {}

    /** Who asks: a name for limits and logs that does not give the key away, and what the key is for. */
    record Caller(String name, Role role) {}

    private final List<Entry> entries = new ArrayList<>();

    ApiKeys(BankProperties.Keys keys) {
        add(keys.decide(), Role.DECIDE);
        add(keys.administer(), Role.ADMINISTER);
    }

    private void add(List<String> keys, Role role) {
        for (int i = 0; i < keys.size(); i++) {
            entries.add(new Entry(hash(keys.get(i)), new Caller(role.name() + " key " + (i + 1), role)));
        }
    }

    /** Whose key it is, null for nobody's; every key is compared to its end, so that time tells nothing. */
    @Nullable
    Caller caller(String key) {
        byte[] presented = hash(key);
        Caller found = null;
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.hash(), presented)) {
                found = entry.caller();
            }
        }
        return found;
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
