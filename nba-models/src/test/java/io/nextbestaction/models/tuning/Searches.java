// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.features.Features;
import io.nextbestaction.model.Splits;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.LogisticRegression;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Small searches over one made-up table, and what one of them found. */
final class Searches {
    static final Tables TABLE = Tables.of(400, 1);
    static final Features RECIPE = Features.all().ignore("id");
    static final GradientBoosting.Parameters FEW =
            GradientBoosting.Parameters.defaults().withRounds(20).withLearningRate(0.2);

    /** Found once; immutable, so that every test may look at it. */
    private static final class Found {
        static final ModelSelection USUAL = search().within(
                        Duration.ofHours(1), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .run(TABLE.rows(), TABLE.labels());
    }

    private Searches() {}

    /** What {@link #search} finds on the table, with a clock that stands at the epoch. */
    static ModelSelection usual() {
        return Found.USUAL;
    }

    static Family linear() {
        return Family.of("linear", LogisticRegression.classifier())
                .tuned(
                        3,
                        choose -> LogisticRegression.classifier(
                                LogisticRegression.Parameters.defaults().withCost(choose.scaled("C", 0.001, 10))));
    }

    static Family boosting() {
        return Family.of("boosting", GradientBoosting.classifier(FEW))
                .tuned(
                        4,
                        choose -> GradientBoosting.classifier(
                                FEW.withRounds(choose.rounds("rounds", 9, 27)).withDepth(choose.whole("depth", 1, 4))));
    }

    static ModelSearch search() {
        return ModelSearch.of(RECIPE)
                .families(List.of(linear(), boosting()))
                .splits(Splits.stratified(3))
                .seed(5);
    }
}
