// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import io.nextbestaction.artifact.Provenance;
import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.model.Centroids;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Segment;
import io.nextbestaction.model.Segmentation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Small, seeded contents of artifacts. */
final class Fixtures {
    static final Schema SCHEMA = Schema.builder()
            .number("age")
            .category("country")
            .flag("active")
            .date("since")
            .build();
    static final FeatureNames FEATURES =
            FeatureNames.of(List.of(new Feature("age", "age"), new Feature("country=FR", "country")));

    private Fixtures() {}

    static ArtifactContents artifact() {
        SplittableRandom random = new SplittableRandom(1);
        return ArtifactContents.builder("0.1.0", Instant.parse("2026-11-21T10:00:00Z"), provenance())
                .put("schema.json", NamesCodec.encode(SCHEMA))
                .put("features.json", NamesCodec.encode(FEATURES))
                .put("churn.model", KernelCodec.encode(new ProbabilityModel(forest(random, 2, 2, 3), calibration())))
                .put("segments.json", NamesCodec.encode(segmentation()))
                .put("segments.centroids", KernelCodec.encode(segmentation().centroids()))
                .put("golden.rows", GoldenRowCodec.encode(List.of(goldenRow())))
                .put("propensity/0.model", KernelCodec.encode(linear(random, 2)))
                .build();
    }

    static Provenance provenance() {
        Map<String, String> trainers = new LinkedHashMap<>();
        trainers.put("churn", "gradient boosting (100 rounds, depth 4)");
        trainers.put("segments", "k-means");
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("auc", 0.86);
        metrics.put("brier", 0.1);
        metrics.put("none", Double.NaN);
        return new Provenance(
                Instant.parse("2026-11-20T10:00:00.000000001Z"),
                8000,
                0.2037,
                "ab".repeat(32),
                Long.MIN_VALUE,
                trainers,
                metrics);
    }

    static PlattLine calibration() {
        return new PlattLine(1.1, -0.0, "5 out-of-fold parts, \uD83D\uDE00 \uD800", 8000);
    }

    static Segmentation segmentation() {
        Centroids centroids = Centroids.of(
                new double[][] {{1, -0.0}, {Double.MIN_VALUE, 1e300}}, new double[] {0, 2.5}, new double[] {40, 0.5});
        return new Segmentation(
                centroids,
                List.of(new Segment(0, "affluent, drifting", 10, 0.25), new Segment(1, "new", 30, 0.75)),
                "silhouette 0.41, best of 2 to 10");
    }

    static GoldenRow goldenRow() {
        Row row = new Row(SCHEMA);
        row.setNumber(0, 41.5);
        row.setText(1, "F\uD800R");
        row.setNumber(2, -0.0);
        return GoldenRow.of(row, new GoldenRow.Outcome(0.37, 1, -1, -0.0, new double[] {0.1, Double.MIN_VALUE}));
    }

    static LinearModel linear(SplittableRandom random, int inputs) {
        double[] weights = random.doubles(inputs, -1, 1).toArray();
        return LinearModel.of(weights, -0.0, random.doubles(inputs).toArray(), Link.LOGISTIC);
    }

    /** Trees of random shape, their nodes in random order, some a single leaf, some thresholds infinite. */
    static Forest forest(SplittableRandom random, int inputs, int trees, int depth) {
        Forest.Builder forest =
                Forest.builder(inputs, random.nextBoolean() ? Link.LOGISTIC : Link.IDENTITY, random.nextDouble());
        for (int t = 0; t < trees; t++) {
            List<int[]> children = new ArrayList<>();
            children.add(new int[] {-1, -1});
            grow(random, children, 0, depth);
            int size = children.size();
            int[] feature = new int[size];
            double[] value = new double[size];
            boolean[] missingLeft = new boolean[size];
            int[] left = new int[size];
            int[] right = new int[size];
            double[] cover = new double[size];
            for (int n = 0; n < size; n++) {
                boolean leaf = children.get(n)[0] < 0;
                feature[n] = random.nextInt(inputs);
                value[n] = !leaf && random.nextInt(20) == 0 ? Double.NEGATIVE_INFINITY : random.nextDouble(-1, 1);
                missingLeft[n] = random.nextBoolean();
                left[n] = children.get(n)[0];
                right[n] = children.get(n)[1];
                cover[n] = random.nextInt(100);
            }
            forest.tree(feature, value, missingLeft, left, right, cover);
        }
        return forest.build();
    }

    private static void grow(SplittableRandom random, List<int[]> children, int node, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return;
        }
        int first = children.size();
        boolean swapped = random.nextBoolean();
        children.add(new int[] {-1, -1});
        children.add(new int[] {-1, -1});
        children.set(node, swapped ? new int[] {first + 1, first} : new int[] {first, first + 1});
        grow(random, children, first, depth - 1);
        grow(random, children, first + 1, depth - 1);
    }
}
