// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Schema;
import io.nextbestaction.internal.json.Json;
import io.nextbestaction.internal.json.JsonValue;
import io.nextbestaction.internal.json.JsonWriter;
import io.nextbestaction.model.Centroids;
import io.nextbestaction.model.Segment;
import io.nextbestaction.model.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What people read in an artifact, as JSON: fields, feature names, segment names. Reading throws nothing but
 * {@link ArtifactException}.
 */
public final class NamesCodec {
    private static final List<String> TYPES =
            Stream.of(FieldType.values()).map(NamesCodec::word).toList();

    private NamesCodec() {}

    /** A schema as JSON. */
    public static byte[] encode(Schema schema) {
        JsonWriter out = JsonWriter.object().list("fields");
        for (Field field : schema.fields()) {
            out.addObject()
                    .put("name", field.name())
                    .put("type", word(field.type()))
                    .end();
        }
        return out.utf8();
    }

    /** The schema an entry holds. */
    public static Schema schema(ArtifactEntry entry) {
        return entry.decode(e -> {
            JsonValue root = Json.parse(e.bytes(), e.owner()).onlyKeys("fields");
            List<Field> fields = new ArrayList<>();
            for (JsonValue field : root.get("fields").list()) {
                field.onlyKeys("name", "type");
                String type = field.get("type").oneOf(TYPES);
                fields.add(new Field(field.get("name").text(), FieldType.valueOf(type.toUpperCase(Locale.ROOT))));
            }
            return Schema.of(fields);
        });
    }

    /** Feature names as JSON. */
    public static byte[] encode(FeatureNames names) {
        JsonWriter out = JsonWriter.object().list("features");
        for (Feature feature : names.features()) {
            out.addObject().put("name", feature.name());
            if (feature.sources().size() == 1) {
                out.put("source", feature.sources().get(0));
            } else {
                out.putTexts("sources", feature.sources());
            }
            out.end();
        }
        return out.utf8();
    }

    /** The feature names an entry holds. */
    public static FeatureNames featureNames(ArtifactEntry entry) {
        return entry.decode(e -> {
            JsonValue root = Json.parse(e.bytes(), e.owner()).onlyKeys("features");
            List<Feature> features = new ArrayList<>();
            for (JsonValue feature : root.get("features").list()) {
                feature.onlyKeys("name", "source", "sources");
                JsonValue several = feature.find("sources");
                List<String> sources =
                        several == null ? List.of(feature.get("source").text()) : several.texts();
                features.add(new Feature(feature.get("name").text(), sources));
            }
            return FeatureNames.of(features);
        });
    }

    /** The names and sizes of segments as JSON; their centroids are a binary entry of their own. */
    public static byte[] encode(Segmentation segmentation) {
        JsonWriter out =
                JsonWriter.object().put("choice", segmentation.choice()).list("segments");
        for (Segment segment : segmentation.segments()) {
            out.addObject()
                    .put("index", segment.index())
                    .put("name", segment.name())
                    .put("size", segment.size())
                    .put("share", segment.share())
                    .end();
        }
        return out.utf8();
    }

    /** The segmentation that one entry of names and one of centroids hold together. */
    public static Segmentation segmentation(ArtifactEntry names, ArtifactEntry centroids) {
        Centroids centres = KernelCodec.centroids(centroids);
        return names.decode(e -> {
            JsonValue root = Json.parse(e.bytes(), e.owner()).onlyKeys("choice", "segments");
            List<Segment> segments = new ArrayList<>();
            for (JsonValue segment : root.get("segments").list()) {
                segment.onlyKeys("index", "name", "size", "share");
                if (segment.get("index").integer() != segments.size()) {
                    throw segment.get("index").error("be " + segments.size() + ", its position", "it was edited");
                }
                segments.add(new Segment(
                        segments.size(),
                        segment.get("name").text(),
                        segment.get("size").longInteger(),
                        segment.get("share").anyNumber()));
            }
            return new Segmentation(centres, segments, root.get("choice").text());
        });
    }

    private static String word(FieldType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
