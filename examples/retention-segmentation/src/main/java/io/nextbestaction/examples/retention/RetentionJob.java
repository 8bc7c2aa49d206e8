// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.retention;

import io.nextbestaction.Decision;
import io.nextbestaction.DecisionBatch;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.RankedAction;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.examples.support.Study;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.features.sampling.Smote;
import io.nextbestaction.history.History;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Resampled;
import io.nextbestaction.model.Segment;
import io.nextbestaction.model.Segmentation;
import io.nextbestaction.model.Splits;
import io.nextbestaction.models.RandomForest;
import io.nextbestaction.models.segment.ClusterMap;
import io.nextbestaction.models.segment.KMeans;
import io.nextbestaction.models.segment.KSelection;
import io.nextbestaction.models.segment.SegmentProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Compares forests, finds segments, decides for customers nobody saw, and moves an input of one of them. */
final class RetentionJob {
    private static final int POINTS = 2_000;
    private static final int TRAITS = 5;

    private final Study study;
    private final ActionCatalog catalog;
    private final Splits folds;
    private final int trees;
    private final long seed;
    private final Progress progress;

    RetentionJob(Study study, ActionCatalog catalog, Splits folds, int trees, long seed, Progress progress) {
        this.study = study;
        this.catalog = catalog;
        this.folds = folds;
        this.trees = trees;
        this.seed = seed;
        this.progress = progress;
    }

    Result run(Map<String, String> changes) {
        ClassifierTrainer forest =
                RandomForest.classifier(RandomForest.Parameters.defaults().withTrees(trees));
        Map<String, ClassifierTrainer> ways = new LinkedHashMap<>();
        ways.put("plain", forest);
        ways.put("weighted", new ClassWeighted(forest));
        ways.put("SMOTE", Resampled.of(Smote.mixed(), forest));
        List<Result.Forest> forests = new Comparison(study, folds, seed).of(ways, progress);

        List<Row> training = study.rows(study.training());
        FeaturePipeline recipe =
                study.features().settled(study.table().schema(), study.table().rows());
        FeatureMatrix features = recipe.fit(study.table().schema(), training).transform(training);
        KSelection selection = KMeans.between(2, 10).withRestarts(3).study(features, seed, progress);
        Segmentation found = KMeans.of(selection.recommended()).train(features, seed, progress);
        Segmentation segmentation = new Segmentation(found.centroids(), found.segments(), selection.reason());

        NextBestAction<Row> engine = NextBestAction.of(study.table().schema())
                .features(recipe)
                .churn(forest)
                .segments(new GivenSegments(segmentation))
                .actions(catalog)
                .explain(Shapley.values())
                .seed(seed)
                .progress(progress)
                .fit(history(study.training()));
        DecisionBatch batch = engine.decideAll(study.rows(study.heldOut()), progress);
        boolean[] left = study.labels(study.heldOut());
        List<SegmentProfile> profiles = SegmentProfile.of(segmentation, features);
        return new Result(
                study.title(),
                seed,
                study.training().length,
                study.heldOut().length,
                rate(left),
                forests,
                selection,
                groups(segmentation, profiles, features),
                ClusterMap.of(segmentation, features, POINTS, seed),
                decided(segmentation, batch, left),
                policies(batch, left),
                new WhatIf(study, engine, profiles).of(batch, changes));
    }

    private History<Row> history(int[] positions) {
        History.Builder<Row> history = History.builder();
        for (int i : positions) {
            history.customer(study.table().rows().get(i), study.table().labels()[i]);
        }
        return history.build();
    }

    private static double rate(boolean[] labels) {
        int positives = 0;
        for (boolean label : labels) {
            positives += label ? 1 : 0;
        }
        return (double) positives / labels.length;
    }

    private List<Result.Group> groups(
            Segmentation segmentation, List<SegmentProfile> profiles, FeatureMatrix features) {
        boolean[] left = study.labels(study.training());
        int[] churned = new int[segmentation.segments().size()];
        double[] row = new double[features.columns()];
        for (int i = 0; i < left.length; i++) {
            features.row(i, row);
            churned[segmentation.centroids().nearest(row)] += left[i] ? 1 : 0;
        }
        List<Result.Group> groups = new ArrayList<>();
        for (SegmentProfile profile : profiles) {
            Segment segment = profile.segment();
            groups.add(new Result.Group(
                    segment.name(),
                    segment.share(),
                    (double) churned[segment.index()] / profile.customers(),
                    profile.traits().stream()
                            .limit(TRAITS)
                            .map(SegmentProfile.Trait::toString)
                            .toList()));
        }
        return groups;
    }

    private static List<Result.Decided> decided(Segmentation segmentation, DecisionBatch batch, boolean[] left) {
        List<Result.Decided> rows = new ArrayList<>();
        for (Segment segment : segmentation.segments()) {
            Map<String, Integer> actions = new LinkedHashMap<>();
            int customers = 0;
            int churned = 0;
            double value = 0;
            for (DecisionBatch.RowDecision entry : batch.decided()) {
                if (entry.decision().segment().equals(segment.name())) {
                    actions.merge(entry.decision().action().toString(), 1, Integer::sum);
                    customers++;
                    churned += left[(int) entry.row() - 1] ? 1 : 0;
                    value += entry.decision().expectedValue();
                }
            }
            int n = Math.max(1, customers);
            rows.add(new Result.Decided(segment.name(), customers, (double) churned / n, actions, value / n));
        }
        return rows;
    }

    /** Declared save rates, applied to the customers who really left. */
    private List<Result.Policy> policies(DecisionBatch batch, boolean[] left) {
        List<Result.Policy> policies = new ArrayList<>();
        policies.add(new Result.Policy("nobody is contacted", 0, 0));
        for (var action : catalog.actions()) {
            policies.add(policy("everybody: " + action.title(), batch, left, d -> index(d, action.id())));
        }
        policies.add(policy("next best action", batch, left, d -> 0));
        return policies;
    }

    private static int index(Decision decision, String action) {
        for (int i = 0; i < decision.ranked().size(); i++) {
            if (decision.ranked().get(i).action().id().equals(action)) {
                return i;
            }
        }
        return -1;
    }

    private static Result.Policy policy(
            String name, DecisionBatch batch, boolean[] left, ToIntFunction<Decision> chosen) {
        double total = 0;
        int contacted = 0;
        for (DecisionBatch.RowDecision entry : batch.decided()) {
            int at = chosen.applyAsInt(entry.decision());
            if (at >= 0 && !entry.decision().ranked().get(at).action().isDoNothing()) {
                RankedAction action = entry.decision().ranked().get(at);
                double retained = action.value().retained();
                boolean churned = left[(int) entry.row() - 1];
                total += action.expectedValue()
                        - retained
                        + (churned ? retained / entry.decision().churn() : 0);
                contacted++;
            }
        }
        int n = batch.decided().size();
        return new Result.Policy(name, total / n, (double) contacted / n);
    }
}
