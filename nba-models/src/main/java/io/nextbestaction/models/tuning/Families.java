// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Resampled;
import io.nextbestaction.model.Sampler;
import io.nextbestaction.models.DecisionTree;
import io.nextbestaction.models.GaussianNaiveBayes;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.LinearSvm;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.MultilayerPerceptron;
import io.nextbestaction.models.NearestNeighbors;
import io.nextbestaction.models.RandomForest;
import io.nextbestaction.models.RbfSvm;
import java.util.List;

/** The families a search tries unless told otherwise, each with its space. */
public final class Families {
    private Families() {}

    /**
     * Every family, in the order in which they are tried. Forests, boosting and the perceptron take most of the time.
     *
     * <p>Tribuo's factorization machine is not among them: the best of eight settings, chosen on the folds that score it,
     * has a mean AUC of 0.736 on German credit, 0.989 on the loan campaign and 0.783 on churn, where the perceptron has
     * 0.782, 0.989 and 0.858, boosting 0.787, 0.998 and 0.868.
     */
    public static List<Family> all() {
        return List.of(
                gradientBoosting(),
                earlyStopped(),
                randomForest(),
                logisticRegression(),
                Family.of(
                        "weighted logistic regression",
                        LogisticRegression.classifier(
                                LogisticRegression.Parameters.defaults().withBalancedClasses())),
                decisionTree(),
                Family.of("naive Bayes", GaussianNaiveBayes.classifier()),
                Family.of("linear SVM", LinearSvm.classifier()),
                Family.of("RBF SVM", RbfSvm.classifier()),
                Family.of("nearest neighbours", NearestNeighbors.classifier()),
                perceptron());
    }

    /** Boosted trees: the usual settings, then 9 draws around slow learning with shallow trees. */
    public static Family gradientBoosting() {
        return Family.of("gradient boosting", GradientBoosting.classifier())
                .tuned(
                        9,
                        choose -> GradientBoosting.classifier(GradientBoosting.Parameters.defaults()
                                .withRounds(choose.rounds("rounds", 200, 600))
                                .withLearningRate(choose.scaled("rate", 0.02, 0.06))
                                .withDepth(choose.whole("depth", 3, 6))
                                .withMinChildWeight(choose.scaled("child", 0.1, 8))
                                .withRowShare(choose.real("rows", 0.6, 1))
                                .withColumnShare(choose.oneOf("columns", List.of(0.5, 0.7, 1.0)))
                                .withLambda(choose.scaled("lambda", 0.5, 8))));
    }

    /** Boosted trees of as many rounds as a part of the training rows that judges them asks for, at most 3,000. */
    public static Family earlyStopped() {
        return Family.of(
                "early-stopped boosting",
                GradientBoosting.classifier(GradientBoosting.Parameters.defaults()
                        .withRounds(3_000)
                        .withEarlyStopping(new GradientBoosting.EarlyStopping(0.2, 50, true))));
    }

    /**
     * A family trained on rows that a sampler changed, such as SMOTE. Not among {@link #all}: on most tables resampling
     * costs log loss.
     */
    public static Family resampled(String name, Sampler sampler, ClassifierTrainer trainer) {
        return Family.of(name, Resampled.of(sampler, trainer));
    }

    /** A random forest: the usual settings, then 2 draws of leaves and columns. */
    public static Family randomForest() {
        return Family.of("random forest", RandomForest.classifier())
                .tuned(
                        2,
                        choose -> RandomForest.classifier(RandomForest.Parameters.defaults()
                                .withLeafRows(choose.oneOf("leaf", List.of(1, 2, 5, 10)))
                                .withColumnShare(choose.real("columns", 0.2, 0.8))));
    }

    /** A single tree: the usual settings, then 8 draws of depth and leaves. */
    public static Family decisionTree() {
        return Family.of("decision tree", DecisionTree.classifier())
                .tuned(
                        8,
                        choose -> DecisionTree.classifier(DecisionTree.Parameters.defaults()
                                .withDepth(choose.whole("depth", 3, 8))
                                .withLeafRows(choose.oneOf("leaf", List.of(5, 10, 20, 40, 80)))));
    }

    /** Logistic regression: C 1, then 3 draws of it. */
    public static Family logisticRegression() {
        return Family.of("logistic regression", LogisticRegression.classifier())
                .tuned(
                        3,
                        choose -> LogisticRegression.classifier(
                                LogisticRegression.Parameters.defaults().withCost(choose.scaled("C", 0.01, 10))));
    }

    /** A small network: the usual settings, then 2 draws of its penalty. */
    public static Family perceptron() {
        return Family.of("perceptron", MultilayerPerceptron.classifier())
                .tuned(
                        2,
                        choose -> MultilayerPerceptron.classifier(MultilayerPerceptron.Parameters.defaults()
                                .withPenalty(choose.scaled("penalty", 1e-3, 0.03))));
    }
}
