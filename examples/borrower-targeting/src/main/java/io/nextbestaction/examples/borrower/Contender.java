// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.borrower;

import io.nextbestaction.features.Features;
import io.nextbestaction.features.sampling.RandomUndersampling;
import io.nextbestaction.features.sampling.Smote;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.Resampled;
import io.nextbestaction.model.Sampler;
import io.nextbestaction.models.DecisionTree;
import io.nextbestaction.models.GaussianNaiveBayes;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.RandomForest;
import io.nextbestaction.models.RbfSvm;
import io.nextbestaction.models.SoftVoting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model that is measured.
 *
 * @param name what the table calls it
 * @param recipe what makes its features
 * @param trainer what it is trained by
 * @param earlier the accuracy the earlier project reported for its counterpart, null if it had none
 */
record Contender(
        String name,
        Features recipe,
        ClassifierTrainer trainer,
        @Nullable Double earlier) {
    private static final double LIKELY = 9; // the odds of the priors .1 and .9

    /**
     * The earlier project's models, then ours.
     *
     * @param plain features as they are
     * @param scaled features of which every number is standardised, flags too
     * @param odds of the event among the training rows
     * @param trees of each forest
     * @param rounds of boosting
     * @param tuned the support vector machine the grid search found
     */
    static List<Contender> all(
            Features plain, Features scaled, double odds, int trees, int rounds, ClassifierTrainer tuned) {
        List<Contender> all = new ArrayList<>();
        all.add(new Contender("logistic regression", plain, LogisticRegression.classifier(), 0.9451));
        all.add(new Contender(
                "logistic regression, borrowers x 2",
                plain,
                LogisticRegression.classifier(
                        LogisticRegression.Parameters.defaults().withPositiveWeight(2)),
                0.9444));
        all.add(new Contender("naive Bayes", plain, GaussianNaiveBayes.classifier(), 0.8809));
        all.add(new Contender(
                "naive Bayes, priors .1/.9",
                plain,
                GaussianNaiveBayes.classifier(
                        GaussianNaiveBayes.Parameters.defaults().withPositiveWeight(LIKELY / odds)),
                0.8173));
        RbfSvm.Parameters theirs = RbfSvm.Parameters.defaults().withCost(10).withGamma(0.25);
        // An SVM of unscaled columns is not to be had here: ours are always centred, numbers also scaled. no
        // counterpart of .8989.
        all.add(new Contender("SVM, C 10, gamma .25", plain, RbfSvm.classifier(theirs), null));
        all.add(new Contender("SVM, C 10, gamma .25, flags scaled", scaled, RbfSvm.classifier(theirs), 0.9746));
        DecisionTree.Parameters leaves = DecisionTree.Parameters.defaults().withLeafRows(1);
        all.add(new Contender("tree, full", plain, DecisionTree.classifier(leaves.withDepth(30)), 0.9813));
        all.add(new Contender("tree, depth 5", plain, DecisionTree.classifier(leaves.withDepth(5)), 0.9826));
        ClassifierTrainer forest =
                RandomForest.classifier(RandomForest.Parameters.defaults().withTrees(trees));
        all.add(new Contender("random forest", plain, forest, 0.9859));
        all.add(new Contender("SVM by grid search", plain, tuned, null));
        Sampler smote = Smote.mixed().withRatio(0.3).then(new RandomUndersampling(0.5));
        all.add(new Contender(
                "SVM, resampled in training", scaled, Resampled.of(smote, RbfSvm.classifier(theirs)), 0.9712));
        all.add(new Contender("random forest, resampled in training", plain, Resampled.of(smote, forest), 0.9853));
        ClassifierTrainer boosting = GradientBoosting.classifier(
                GradientBoosting.Parameters.defaults().withRounds(rounds));
        all.add(new Contender("gradient boosting", plain, boosting, null));
        all.add(new Contender(
                "gradient boosting, SMOTE in training", plain, Resampled.of(Smote.mixed(), boosting), null));
        all.add(new Contender(
                "soft vote (boosting, forest, SVM)", plain, SoftVoting.of(boosting, forest, tuned), null));
        return all;
    }
}
