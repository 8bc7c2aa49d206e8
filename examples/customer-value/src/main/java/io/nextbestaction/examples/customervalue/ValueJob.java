// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.features.rfm.Rfm;
import io.nextbestaction.features.rfm.RfmGrid;
import io.nextbestaction.features.rfm.RfmScores;
import io.nextbestaction.features.rfm.RfmSegment;
import io.nextbestaction.features.source.Table;
import io.nextbestaction.model.MulticlassModel;
import io.nextbestaction.model.MulticlassSet;
import io.nextbestaction.model.MulticlassTrainer;
import io.nextbestaction.model.Scratch;
import io.nextbestaction.model.Segment;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.TwoStep;
import io.nextbestaction.models.TwoStepReport;
import io.nextbestaction.models.evaluation.Average;
import io.nextbestaction.models.evaluation.GateRegret;
import io.nextbestaction.models.evaluation.MulticlassPredictions;
import io.nextbestaction.models.segment.SegmentAssigner;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Value classes from all transactions before the reference day; then, of customers observed for long enough, the class from
 * the day of their first purchase alone, in two steps. Every figure of a classifier is out of fold.
 */
final class ValueJob {
    private static final int QUANTILES = 5;
    private static final int FOLDS = 5;
    private static final int REPLICATES = 200;
    private static final int OBSERVED_DAYS = 180;
    private static final double HALF = 0.5;

    private final Table transactions;
    private final LocalDate asOf;
    private final int rounds;
    private final long seed;
    private final Progress progress;

    ValueJob(Table transactions, LocalDate asOf, int rounds, long seed, Progress progress) {
        this.transactions = transactions;
        this.asOf = asOf;
        this.rounds = rounds;
        this.seed = seed;
        this.progress = progress;
    }

    Result run() {
        Table measured = Rfm.of(Transactions.CUSTOMER, Transactions.DATE, Transactions.AMOUNT)
                .measure(transactions, asOf);
        List<RfmSegment> rfm = RfmGrid.classic().segments(measured, RfmScores.fit(measured, QUANTILES));
        ValueClasses value = ValueClasses.of(measured, seed, progress);
        FirstDays all = FirstDays.of(transactions, asOf);
        int[] observed = IntStream.range(0, all.days().length)
                .filter(i -> all.days()[i] <= asOf.toEpochDay() - OBSERVED_DAYS)
                .toArray();
        FirstDays first = all.select(observed);
        int[] labels = IntStream.of(observed).map(i -> value.labels()[i]).toArray();
        List<String> names =
                value.classes().stream().map(Result.ValueClass::name).toList();
        refuseRare(names, labels);
        MulticlassSet data = new MulticlassSet(first.features(), names, labels);

        GradientBoosting.Parameters small = GradientBoosting.Parameters.defaults()
                .withRounds(rounds)
                .withLearningRate(0.05)
                .withDepth(3);
        MulticlassTrainer trainer =
                TwoStep.dominant(GradientBoosting.classifier(small), GradientBoosting.multiclass(small));
        TwoStepReport report =
                TwoStepReport.crossFit(trainer, data, FOLDS, seed, task("two steps out of fold"));
        TwoStepReport control = TwoStepReport.crossFit(
                trainer,
                new MulticlassSet(first.features(), names, permuted(labels)),
                FOLDS,
                seed,
                task("the same on permuted classes"));
        boolean deploy = report.firstSignal() && report.restSignal();
        return new Result(
                transactions.name(),
                seed,
                asOf.toString(),
                transactions.rows().size(),
                measured.rows().size(),
                value.classes().stream()
                        .mapToDouble(c -> c.customers() * c.monetary())
                        .sum(),
                rfm,
                value.selection(),
                value.reason(),
                value.classes(),
                labels.length,
                steps(report, data.counts()),
                oneStep(small, names, data),
                steps(control, data.counts()),
                GateRegret.of(report.predictions(), report.gate(), HALF, Offers.values(labels, first.later(), names.size())),
                Influences.of(trainer, data, report.gate(), seed),
                predicted(report.predictions(), first),
                deploy ? newcomers(trainer.train(data, seed, Progress.NONE), first.features()) : List.of());
    }

    /** The trainers tell their own tasks; here one line for the whole is enough. */
    private Progress task(String name) {
        return (inner, done, total) -> {
            if (inner.equals("folds")) {
                progress.update(name, done, total);
            }
        };
    }

    private static void refuseRare(List<String> names, int[] labels) {
        for (int c = 0; c < names.size(); c++) {
            int wanted = c;
            long count = IntStream.of(labels).filter(label -> label == wanted).count();
            if (count < FOLDS * FOLDS) {
                throw new IllegalArgumentException("The customers (" + count + ") of value class \"" + names.get(c)
                        + "\", first seen " + OBSERVED_DAYS + " days before the reference day or earlier, must be at least "
                        + FOLDS * FOLDS + ".\nMaybe take more transactions, or a later --as-of.");
            }
        }
    }

    private int[] permuted(int[] labels) {
        int[] permuted = labels.clone();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = permuted.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int label = permuted[i];
            permuted[i] = permuted[j];
            permuted[j] = label;
        }
        return permuted;
    }

    private static Result.Steps steps(TwoStepReport report, int[] counts) {
        MulticlassPredictions held = report.predictions();
        return new Result.Steps(
                held.classes().get(report.gate()),
                report.firstAuc(),
                report.restAuc(),
                held.auc(Average.MACRO),
                held.confusion().accuracy(),
                Arrays.stream(counts).max().orElseThrow() / (double) held.rows(),
                report.firstSignal() && report.restSignal(),
                report.outcome());
    }

    private String oneStep(GradientBoosting.Parameters small, List<String> names, MulticlassSet data) {
        int[] counts = data.counts();
        List<Segment> segments = IntStream.range(0, names.size())
                .mapToObj(c -> new Segment(c, names.get(c), counts[c], (double) counts[c] / data.rows()))
                .toList();
        return new SegmentAssigner(GradientBoosting.multiclass(small), FOLDS, REPLICATES)
                .fit(segments, data.labels(), data.features(), seed, progress)
                .toString();
    }

    private static List<Result.Predicted> predicted(MulticlassPredictions held, FirstDays first) {
        int classes = held.classes().size();
        double[][] sums = new double[classes][3];
        for (int i = 0; i < held.rows(); i++) {
            double[] sum = sums[held.predicted(i)];
            sum[0]++;
            sum[1] += first.later()[i];
            sum[2] += first.again()[i] ? 1 : 0;
        }
        List<Result.Predicted> predicted = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            double n = Math.max(1, sums[c][0]);
            predicted.add(new Result.Predicted(held.classes().get(c), (int) sums[c][0], sums[c][1] / n, sums[c][2] / n));
        }
        return predicted;
    }

    /** Three who bought for the first time, at the 10th, 50th and 90th percentile of the first amount. */
    private static List<Result.Newcomer> newcomers(MulticlassModel model, FeatureMatrix first) {
        int[] order = IntStream.range(0, first.rows())
                .boxed()
                .sorted((a, b) -> Double.compare(first.get(a, 0), first.get(b, 0)))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Result.Newcomer> newcomers = new ArrayList<>();
        double[] row = new double[first.columns()];
        double[] p = new double[model.classes().size()];
        Scratch scratch = new Scratch();
        for (double share : new double[] {0.1, 0.5, 0.9}) {
            first.row(order[(int) (share * (order.length - 1))], row);
            int most = model.predicted(row, p, scratch);
            newcomers.add(new Result.Newcomer(
                    row[0], row[1], model.classes().get(most), Arrays.stream(p).boxed().toList()));
        }
        return newcomers;
    }
}
