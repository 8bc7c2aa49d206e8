// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.TrainingFeatures;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.Split;
import io.nextbestaction.model.Splits;
import io.nextbestaction.model.TrainingSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Rows with their splits, on which candidates are fitted and scored. The features of a recipe are kept while the values of
 * all splits stay below a limit, so that trials of one recipe fit it once; beyond, they are made anew.
 */
final class Folds {
    /** 64 million values are half a gigabyte. */
    private static final long KEPT = 64_000_000;

    private final List<Row> rows;
    private final boolean[] labels;
    private final List<Split> splits;
    private final boolean ordered;
    private final long seed;
    private final Map<FeaturePipeline, List<Part>> kept = new HashMap<>();
    private final Map<FeaturePipeline, String> hashes = new HashMap<>();
    /** What is a question to all rows, asked of each recipe once. */
    private final Map<FeaturePipeline, FeaturePipeline> settled = new HashMap<>();

    private long keptValues;

    Folds(List<Row> rows, boolean[] labels, Splits splits, long seed) {
        if (rows.size() != labels.length) {
            throw new IllegalArgumentException(
                    "The labels (" + labels.length + ") must be as many as the rows (" + rows.size() + ").");
        }
        this.rows = List.copyOf(rows);
        this.labels = labels.clone();
        this.splits = List.copyOf(splits.of(labels, seed));
        this.ordered = splits.ordered();
        this.seed = seed;
    }

    /** What a recipe makes of one split. */
    private record Part(TrainingSet training, FeatureMatrix heldOut) {}

    /**
     * Fits and scores a candidate on every split.
     *
     * @param rowShare the part of each split's training rows that is learnt from, above 0 to 1
     */
    CrossValidation validate(Candidate candidate, double rowShare, Progress progress) {
        double[][] raw = new double[splits.size()][];
        double seconds = 0;
        for (int s = 0; s < raw.length; s++) {
            progress.update(candidate.name(), s, raw.length);
            Part part = part(candidate.recipe(), s);
            long start = System.nanoTime();
            TrainingSet training = rowShare < 1 ? sample(part.training, rowShare, s) : part.training;
            Scorer scorer = candidate.trainer().train(training, seed, progress.within(candidate.name(), s, raw.length));
            raw[s] = scorer.probabilities(part.heldOut);
            seconds += (System.nanoTime() - start) / 1e9;
        }
        progress.update(candidate.name(), raw.length, raw.length);
        return new CrossValidation(this, candidate.trainer().calibrator(), raw, seconds);
    }

    private Part part(FeaturePipeline recipe, int split) {
        List<Part> known = kept.get(recipe);
        if (known != null) {
            return known.get(split);
        }
        if (split > 0 || keptValues >= KEPT) {
            return make(recipe, splits.get(split));
        }
        // The first split tells how large they all are.
        Part first = make(recipe, splits.get(0));
        long size = splits.size() * ((long) first.training.features().values().length + first.heldOut.values().length);
        if (keptValues + size <= KEPT) {
            keptValues += size;
            List<Part> parts = new ArrayList<>(List.of(first));
            for (int s = 1; s < splits.size(); s++) {
                parts.add(make(recipe, splits.get(s)));
            }
            kept.put(recipe, parts);
        }
        return first;
    }

    private Part make(FeaturePipeline recipe, Split split) {
        boolean[] known = pick(labels, split.training());
        FeaturePipeline asked = settled.computeIfAbsent(recipe, each -> each.settled(schema(), rows));
        TrainingFeatures fitted = asked.fit(schema(), pick(rows, split.training()), known, seed);
        return new Part(
                new TrainingSet(fitted.features(), known), fitted.pipeline().transform(pick(rows, split.heldOut())));
    }

    /** A part of the rows of each class, at least two of either, in their order. */
    private TrainingSet sample(TrainingSet training, double share, int split) {
        SplittableRandom random = new SplittableRandom(seed + split);
        int[] left = {training.rows() - training.positives(), training.positives()};
        int[] wanted = {
            Math.max(Math.min(2, left[0]), (int) Math.round(share * left[0])),
            Math.max(Math.min(2, left[1]), (int) Math.round(share * left[1]))
        };
        int[] chosen = new int[wanted[0] + wanted[1]];
        int next = 0;
        for (int i = 0; i < training.rows(); i++) {
            int label = training.labels()[i] ? 1 : 0;
            // Selection sampling: each row with the chance that fills the quota exactly.
            if (random.nextInt(left[label]) < wanted[label]) {
                chosen[next++] = i;
                wanted[label]--;
            }
            left[label]--;
        }
        return training.select(chosen);
    }

    /** Names a trial by everything that decides its scores: features, splits, seed, settings and rows learnt from. */
    String key(Candidate candidate, String settings, double rowShare) {
        String features = hashes.computeIfAbsent(candidate.recipe(), recipe -> hash(part(recipe, 0)));
        ClassifierTrainer trainer = candidate.trainer();
        // A record names every setting; a description may leave some out.
        String exact = trainer instanceof Record ? trainer.toString() : trainer.describe();
        String text = String.join("\n", features, candidate.name(), settings, exact, Double.toString(rowShare));
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String hash(Part part) {
        MessageDigest digest = digest();
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES);
        digest.update(buffer.putLong(0, seed).array());
        for (Split split : splits) {
            digest.update(buffer.putLong(0, split.repetition()).array());
            for (int[] rows : new int[][] {split.training(), split.heldOut()}) {
                for (int row : rows) {
                    digest.update(buffer.putLong(0, row).array());
                }
                digest.update(buffer.putLong(0, -1).array());
            }
        }
        digest.update(part.training.features().names().toString().getBytes(StandardCharsets.UTF_8));
        for (double value : part.training.features().values()) {
            digest.update(buffer.putLong(0, Double.doubleToLongBits(value)).array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** Whether these are the probabilities of the held-out rows. */
    boolean fits(double[][] raw) {
        if (raw.length != splits.size()) {
            return false;
        }
        for (int part = 0; part < raw.length; part++) {
            if (raw[part].length != splits.get(part).heldOut().length) {
                return false;
            }
            for (double p : raw[part]) {
                if (!(p >= 0 && p <= 1)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Lets go of all features; they are made anew when wanted. */
    void forget() {
        kept.clear();
        keptValues = 0;
    }

    List<Row> rows() {
        return rows;
    }

    Schema schema() {
        return schema(rows);
    }

    /** The schema of rows, which are at least one. */
    static Schema schema(List<Row> rows) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "The rows (0) of a search must be at least 1.\n" + "Maybe a filter or a join removed them all.");
        }
        return rows.get(0).schema();
    }

    boolean[] labels() {
        return labels;
    }

    long seed() {
        return seed;
    }

    int count() {
        return splits.size();
    }

    Split split(int part) {
        return splits.get(part);
    }

    /** The parts whose scores may be learnt from to judge one: the others of its repetition, the earlier ones if ordered. */
    int[] informants(int part) {
        int repetition = splits.get(part).repetition();
        return IntStream.range(0, ordered ? part : splits.size())
                .filter(other -> other != part && splits.get(other).repetition() == repetition)
                .toArray();
    }

    boolean[] heldOutLabels(int part) {
        return pick(labels, splits.get(part).heldOut());
    }

    /** Rows held out by rows learnt from, the mean over splits. */
    double heldOutShare() {
        double sum = 0;
        for (Split split : splits) {
            sum += (double) split.heldOut().length / split.training().length;
        }
        return sum / splits.size();
    }

    static List<Row> pick(List<Row> rows, int[] positions) {
        List<Row> picked = new ArrayList<>(positions.length);
        for (int position : positions) {
            picked.add(rows.get(position));
        }
        return picked;
    }

    static boolean[] pick(boolean[] labels, int[] positions) {
        boolean[] picked = new boolean[positions.length];
        for (int i = 0; i < positions.length; i++) {
            picked[i] = labels[positions[i]];
        }
        return picked;
    }
}
