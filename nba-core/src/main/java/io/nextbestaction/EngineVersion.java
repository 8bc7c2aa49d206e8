// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.artifact.Manifest;
import io.nextbestaction.internal.artifact.ArtifactContents;
import io.nextbestaction.internal.artifact.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

/**
 * What tells one engine from every other, and which of its parts differ. The hashes are SHA-256 as 64 hexadecimal digits
 * of what a saved engine holds, so an engine has the same ones before it is saved and after it is loaded.
 *
 * @param id the engine's {@link NextBestAction#id()}
 * @param model the hash of schema, features, models, segments and explainer
 * @param catalog the hash of the action catalogue with its rules
 * @param policy the hash of contact policy, arbitration and exploration
 */
public record EngineVersion(String id, String model, String catalog, String policy) {
    private static final Set<String> CATALOG = Set.of(EngineFile.CATALOG);
    private static final Set<String> POLICY =
            Set.of(EngineFile.CONTACTS, EngineFile.ARBITRATION, EngineFile.EXPLORATION);
    /** Golden rows follow from the other parts, the engine's own entry names providers and their day. */
    private static final Set<String> DERIVED = Set.of(EngineFile.ENGINE, EngineFile.GOLDEN);

    static EngineVersion of(EngineFile.Saved saved, String id) {
        ArtifactContents contents = EngineFile.encode(saved, Instant.EPOCH);
        StringBuilder model = new StringBuilder();
        StringBuilder catalog = new StringBuilder();
        StringBuilder policy = new StringBuilder();
        for (Manifest.Entry entry : contents.manifest().entries()) {
            if (DERIVED.contains(entry.name())) {
                continue;
            }
            StringBuilder part =
                    CATALOG.contains(entry.name()) ? catalog : POLICY.contains(entry.name()) ? policy : model;
            part.append(entry.name()).append(' ').append(entry.sha256()).append('\n');
        }
        return new EngineVersion(id, hash(model), hash(catalog), hash(policy));
    }

    private static String hash(StringBuilder part) {
        return Sha256.hex(part.toString().getBytes(StandardCharsets.UTF_8));
    }
}
