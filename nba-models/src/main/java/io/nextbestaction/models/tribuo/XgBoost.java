// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tribuo;

import io.nextbestaction.data.Progress;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.model.RegressionSet;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.internal.BoosterJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;
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
     * @param parameters XGBoost's own names and values, without objective, booster and seed; {@code monotone_constraints}
     *     as an {@code int[]} by our columns
     */
    public static Forest boosted(
            TrainingSet data, Map<String, Object> parameters, int rounds, long seed, Progress progress) {
        try (XgBoostMatrix matrix = matrix(data)) {
            Map<String, Object> settings = settings(parameters, "binary:logistic", new SplittableRandom(seed));
            constrain(settings, matrix.columnOf());
            return forest(data, matrix, train(matrix, settings, rounds, rounds, progress), rounds);
        } catch (XGBoostError e) {
            throw failed(e);
        }
    }

    /**
     * Boosted trees up to the round of least log loss on other rows.
     *
     * @param forest the trees up to that round
     * @param rounds that round
     */
    public record Stopped(Forest forest, int rounds) {}

    /**
     * The same, ended when so many rounds in a row have not lowered the log loss of other rows.
     *
     * @param validation rows of the same columns, both classes
     */
    public static Stopped boosted(
            TrainingSet data,
            TrainingSet validation,
            Map<String, Object> parameters,
            int rounds,
            int patience,
            long seed,
            Progress progress) {
        try (XgBoostMatrix matrix = matrix(data);
                XgBoostMatrix held = XgBoostMatrix.of(
                        validation.features(), numbers(validation.labels()), validation.weights(), matrix.columnOf())) {
            Map<String, Object> settings = settings(parameters, "binary:logistic", new SplittableRandom(seed));
            constrain(settings, matrix.columnOf());
            Patience stop = new Patience(held.matrix(), patience);
            settings.put("eval_metric", "logloss");
            BoosterJson model = train(matrix, settings, rounds, rounds, progress, stop);
            return new Stopped(forest(data, matrix, model, stop.best()), stop.best());
        } catch (XGBoostError e) {
            throw failed(e);
        }
    }

    private static Forest forest(TrainingSet data, XgBoostMatrix matrix, BoosterJson model, int rounds) {
        Forest.Builder forest = Forest.builder(data.features().columns(), Link.LOGISTIC, model.base(Link.LOGISTIC));
        model.addTo(forest, matrix.columnOf(), 1, 0, 1, rounds);
        return forest.build();
    }

    /**
     * Boosted trees for the margins of several classes, one tree a class and round; the softmax of the margins is the
     * probability.
     *
     * @param data checked: rows, no infinite value
     * @param parameters as for two classes
     */
    public static List<Forest> softmax(
            MulticlassSet data, Map<String, Object> parameters, int rounds, long seed, Progress progress) {
        int classes = data.classes().size();
        float[] labels = new float[data.rows()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = data.labels()[i];
        }
        try (XgBoostMatrix matrix = XgBoostMatrix.of(data.features(), labels, data.weights())) {
            Map<String, Object> settings = settings(parameters, "multi:softprob", new SplittableRandom(seed));
            constrain(settings, matrix.columnOf());
            settings.put("num_class", classes);
            BoosterJson model = train(matrix, settings, rounds, Math.multiplyExact(rounds, classes), progress);
            List<Forest> forests = new ArrayList<>();
            for (int c = 0; c < classes; c++) {
                Forest.Builder forest =
                        Forest.builder(data.features().columns(), Link.LOGISTIC, model.base(Link.IDENTITY));
                model.addTo(forest, matrix.columnOf(), 1, c, classes, rounds);
                forests.add(forest.build());
            }
            return forests;
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
        float[] targets = new float[data.rows()];
        for (int i = 0; i < targets.length; i++) {
            double left = data.targets()[i] - mean;
            targets[i] = (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, left));
        }
        // Of mean 1, so that the settings mean the same for every scale of weights.
        double[] weights = data.weights().clone();
        double scale = data.rows() / data.totalWeight();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= scale;
        }
        try (XgBoostMatrix matrix = XgBoostMatrix.of(data.features(), targets, weights)) {
            constrain(settings, matrix.columnOf());
            Forest.Builder forest = Forest.builder(data.features().columns(), Link.IDENTITY, mean);
            train(matrix, settings, rounds, rounds, progress).addTo(forest, matrix.columnOf(), 1);
            return forest.build();
        } catch (XGBoostError e) {
            throw failed(e);
        }
    }

    private static XgBoostMatrix matrix(TrainingSet data) throws XGBoostError {
        return XgBoostMatrix.of(data.features(), numbers(data.labels()), data.weights());
    }

    private static float[] numbers(boolean[] labels) {
        float[] numbers = new float[labels.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = labels[i] ? 1 : 0;
        }
        return numbers;
    }

    /** Constraints by the booster's columns, as XGBoost reads them. */
    private static void constrain(Map<String, Object> settings, int[] columnOf) {
        if (settings.get("monotone_constraints") instanceof int[] ours) {
            StringJoiner theirs = new StringJoiner(",", "(", ")");
            for (int column : columnOf) {
                theirs.add(Integer.toString(ours[column]));
            }
            settings.put("monotone_constraints", theirs.toString());
        }
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
        return train(matrix, settings, rounds, trees, progress, BinaryXgBoostTrainer.Stop.NEVER);
    }

    private static BoosterJson train(
            XgBoostMatrix matrix,
            Map<String, Object> settings,
            int rounds,
            int trees,
            Progress progress,
            BinaryXgBoostTrainer.Stop stop)
            throws XGBoostError {
        Booster booster = new BinaryXgBoostTrainer(rounds, settings, progress).boost(matrix, stop);
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
