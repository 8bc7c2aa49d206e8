// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tribuo;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.RegressionSet;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.internal.BoosterJson;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Trains trees with XGBoost, hosted by Tribuo, and compiles them. Not API. */
public final class XgBoost {
    /** Most trees of a random forest trained in one call, and most rows times trees: bounds the JSON of a call. */
    private static final int BATCH = 20;

    private static final int BATCH_ROWS = 2_000_000;

    private XgBoost() {}

    /**
     * Boosted trees for log-odds, one tree a round.
     *
     * @param data checked: rows, both classes, no infinite value
     * @param parameters XGBoost's own names and values, without objective, booster and seed
     */
    public static Forest boosted(
            TrainingSet data, Map<String, Object> parameters, int rounds, long seed, Progress progress) {
        Map<String, Object> settings = settings(parameters, "binary:logistic", new SplittableRandom(seed));
        try (XgBoostMatrix matrix = matrix(data)) {
            BoosterJson model = train(matrix, settings, rounds, rounds, progress);
            Forest.Builder forest = Forest.builder(data.features().columns(), Link.LOGISTIC, model.base(Link.LOGISTIC));
            model.addTo(forest, matrix.columnOf(), 1);
            return forest.build();
        } catch (XGBoostError e) {
            throw failed(e);
        }
    }

    /**
     * A random forest: the mean of trees whose leaves are the share of events among the training rows in them.
     *
     * @param data checked: rows, both classes, no infinite value
     * @param parameters XGBoost's own names and values, without objective, booster, seed and what makes it a forest
     */
    public static Forest averaged(
            TrainingSet data, Map<String, Object> parameters, int trees, long seed, Progress progress) {
        SplittableRandom random = new SplittableRandom(seed);
        Forest.Builder forest = Forest.builder(data.features().columns(), Link.IDENTITY, 0);
        try (XgBoostMatrix matrix = matrix(data)) {
            int most = Math.max(1, Math.min(BATCH, BATCH_ROWS / data.rows()));
            for (int done = 0; done < trees; done += most) {
                int batch = Math.min(most, trees - done);
                Map<String, Object> settings = settings(parameters, "reg:squarederror", random);
                settings.put("num_parallel_tree", batch);
                // With these a leaf is the class share; XGBoost itself divides it by the number of parallel trees.
                settings.put("base_score", 0);
                settings.put("eta", 1);
                settings.put("lambda", 0);
                train(matrix, settings, 1, batch, Progress.NONE)
                        .addTo(forest, matrix.columnOf(), (double) batch / trees);
                progress.update("training", done + batch, trees);
            }
            return forest.build();
        } catch (XGBoostError e) {
            throw failed(e);
        }
    }

    /**
     * Boosted trees for a number, one tree a round. What is boosted is the distance from the mean, so that the base is exact
     * in double and the targets lose the least as floats.
     *
     * @param data checked: rows, no infinite value, some weight
     * @param parameters XGBoost's own names and values, without objective, booster, seed and base score
     */
    public static Forest regression(
            RegressionSet data, Map<String, Object> parameters, int rounds, long seed, Progress progress) {
        Map<String, Object> settings = settings(parameters, "reg:squarederror", new SplittableRandom(seed));
        settings.put("base_score", 0);
        double mean = data.mean();
        try (XgBoostMatrix matrix = XgBoostMatrix.of(data, mean)) {
            Forest.Builder forest = Forest.builder(data.features().columns(), Link.IDENTITY, mean);
            train(matrix, settings, rounds, rounds, progress).addTo(forest, matrix.columnOf(), 1);
            return forest.build();
        } catch (XGBoostError e) {
            throw failed(e);
        }
    }

    private static XgBoostMatrix matrix(TrainingSet data) throws XGBoostError {
        return XgBoostMatrix.of(
                TribuoData.labelled(data.features().values(), data.features().columns(), data.labels()));
    }

    static Map<String, Object> settings(Map<String, Object> parameters, String objective, SplittableRandom random) {
        Map<String, Object> settings = new HashMap<>(parameters);
        settings.put("objective", objective);
        settings.put("booster", "gbtree");
        settings.put("tree_method", "hist");
        settings.put("verbosity", 0);
        settings.put("seed", random.nextInt(Integer.MAX_VALUE));
        return settings;
    }

    private static BoosterJson train(
            XgBoostMatrix matrix, Map<String, Object> settings, int rounds, int trees, Progress progress)
            throws XGBoostError {
        Booster booster = new BinaryXgBoostTrainer(rounds, settings, progress).boost(matrix);
        try {
            return BoosterJson.read(booster.toByteArray("json"), trees);
        } finally {
            booster.dispose();
        }
    }

    static IllegalStateException failed(XGBoostError e) {
        return new IllegalStateException(
                "The training by XGBoost must succeed.\nMaybe its own message tells why: " + e.getMessage(), e);
    }
}
