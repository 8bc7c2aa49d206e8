// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.quality.Agreement;
import io.nextbestaction.explain.quality.ExplanationQuality;
import io.nextbestaction.explain.quality.QualityMeasures;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.source.CsvOptions;
import io.nextbestaction.features.source.CsvTable;
import io.nextbestaction.features.source.LabelledRows;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.models.GradientBoosting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Explanations of a model of a real bank table, on customers it never saw. */
class ExplanationQualityIT {
    private static final Path DATA = Path.of(System.getProperty("nba.data", "../../../shared/data"));
    private static final int HELD_OUT = 2000;

    @Test
    void explanations_of_churn_tell_more_than_chance_and_change_with_the_labels() {
        Path file = DATA.resolve("churn_modelling/Churn_Modelling.csv");
        assumeTrue(Files.exists(file), () -> "real data is absent: " + file + " (set -Dnba.data)");
        LabelledRows table = CsvTable.read(
                        file, CsvOptions.defaults().withDropped("RowNumber", "CustomerId", "Surname"))
                .label("Exited");
        List<Row> learnt = table.rows().subList(HELD_OUT, table.rows().size());
        FittedPipeline pipeline = Features.of(table.schema()).fit(table.schema(), learnt);
        FeatureMatrix training = pipeline.transform(learnt);
        List<Boolean> labels = IntStream.range(HELD_OUT, table.labels().length)
                .mapToObj(i -> table.labels()[i])
                .toList();
        Scorer scorer = train(training, labels);
        Scorer ofShuffled = train(training, shuffled(labels));
        FeatureMatrix background = training.select(every(training.rows(), 100));
        FeatureMatrix rows = pipeline.transform(table.rows().subList(0, HELD_OUT));
        Shapley interventional = Shapley.interventional(background);

        QualityMeasures measures = ExplanationQuality.of(scorer, interventional.bind(scorer), background)
                .madeBy((against, seed) -> Shapley.interventional(against))
                .against(Shapley.values().bind(scorer))
                .againstShuffled(interventional.bind(ofShuffled))
                .measure(rows.select(every(rows.rows(), 100)), 42);

        assertThat(measures.completeness()).isLessThan(1e-9);
        assertThat(measures.unexplained().measured().high()).isLessThan(0.1);
        assertThat(measures.faithfulness().measured().low()).isGreaterThan(0.9);
        assertThat(measures.deletion().area().difference().high()).isNegative();
        assertThat(measures.insertion().area().difference().low()).isPositive();
        Agreement backgrounds = requireNonNull(measures.otherBackgrounds());
        Agreement method = requireNonNull(measures.otherMethod());
        Agreement noise = requireNonNull(measures.shuffledLabels());
        assertThat(backgrounds.top().estimate()).isGreaterThan(0.75);
        assertThat(method.kendall().low()).isGreaterThan(noise.kendall().high());
        assertThat(noise.distance().low()).isGreaterThan(0.5);
        assertThat(requireNonNull(measures.axioms()).worst()).isLessThan(1e-9);
    }

    private static Scorer train(FeatureMatrix features, List<Boolean> labels) {
        boolean[] given = new boolean[labels.size()];
        for (int i = 0; i < given.length; i++) {
            given[i] = labels.get(i);
        }
        return GradientBoosting.classifier().train(new TrainingSet(features, given), 1, Progress.NONE);
    }

    private static List<Boolean> shuffled(List<Boolean> labels) {
        List<Boolean> shuffled = new ArrayList<>(labels);
        Collections.shuffle(shuffled, new Random(1));
        return shuffled;
    }

    /** So many positions, evenly spread. */
    private static int[] every(int rows, int count) {
        return IntStream.range(0, count).map(i -> i * (rows / count)).toArray();
    }
}
