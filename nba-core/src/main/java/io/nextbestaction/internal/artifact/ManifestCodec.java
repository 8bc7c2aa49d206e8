// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.artifact.Manifest;
import io.nextbestaction.artifact.Provenance;
import io.nextbestaction.internal.json.Json;
import io.nextbestaction.internal.json.JsonValue;
import io.nextbestaction.internal.json.JsonWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The manifest as JSON. The key "format" keeps its meaning in every format to come. */
final class ManifestCodec {
    private ManifestCodec() {}

    static byte[] encode(Manifest manifest) {
        Provenance provenance = manifest.provenance();
        JsonWriter out = JsonWriter.object()
                .put("format", manifest.format())
                .put("library", manifest.library())
                .put("created", manifest.created().toString())
                .object("provenance")
                .put("trained", provenance.trained().toString())
                .put("rows", provenance.rows())
                .put("positiveRate", provenance.positiveRate())
                .put("dataHash", provenance.dataHash())
                .put("seed", provenance.seed())
                .object("trainers");
        provenance.trainers().forEach(out::put);
        out.end().object("metrics");
        provenance.metrics().forEach(out::put);
        out.end().end().list("entries");
        for (Manifest.Entry entry : manifest.entries()) {
            out.addObject()
                    .put("name", entry.name())
                    .put("size", entry.size())
                    .put("sha256", entry.sha256())
                    .end();
        }
        return out.utf8();
    }

    static Manifest decode(ArtifactEntry source) {
        JsonValue root = Json.parse(source.bytes(), source.owner());
        int format = root.get("format").integer();
        if (format > Manifest.FORMAT) {
            throw new ArtifactException(
                    source.file(),
                    "The format (" + format + ") of artifact " + source.file() + " must be at most " + Manifest.FORMAT
                            + ", the newest this library reads.\nMaybe upgrade nba-core to the version that saved it.",
                    null);
        }
        root.onlyKeys("format", "library", "created", "provenance", "entries");
        List<Manifest.Entry> entries = new ArrayList<>();
        for (JsonValue entry : root.get("entries").list()) {
            entry.onlyKeys("name", "size", "sha256");
            entries.add(new Manifest.Entry(
                    entry.get("name").text(),
                    entry.get("size").integer(),
                    entry.get("sha256").text()));
        }
        return new Manifest(
                format,
                root.get("library").text(),
                instant(root.get("created")),
                provenance(root.get("provenance")),
                entries);
    }

    private static Provenance provenance(JsonValue object) {
        object.onlyKeys("trained", "rows", "positiveRate", "dataHash", "seed", "trainers", "metrics");
        Map<String, String> trainers = new LinkedHashMap<>();
        object.get("trainers").members().forEach((part, trainer) -> trainers.put(part, trainer.text()));
        Map<String, Double> metrics = new LinkedHashMap<>();
        object.get("metrics").members().forEach((name, metric) -> metrics.put(name, metric.anyNumber()));
        return new Provenance(
                instant(object.get("trained")),
                object.get("rows").longInteger(),
                object.get("positiveRate").anyNumber(),
                object.get("dataHash").text(),
                object.get("seed").longInteger(),
                trainers,
                metrics);
    }

    private static Instant instant(JsonValue value) {
        try {
            return Instant.parse(value.text());
        } catch (DateTimeException e) {
            throw value.error("be a time like 2026-01-31T12:00:00Z", "it was edited");
        }
    }
}
