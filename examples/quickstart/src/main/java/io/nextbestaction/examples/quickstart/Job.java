// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.Decision;
import io.nextbestaction.DecisionBatch;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.Rejection;
import io.nextbestaction.data.Progress;
import io.nextbestaction.explain.report.HtmlReport;
import io.nextbestaction.history.History;
import io.nextbestaction.model.BinaryMetrics;
import io.nextbestaction.model.Segment;
import io.nextbestaction.policy.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Fits an engine, measures it on customers it never saw, saves it, loads it again and decides with what was loaded. */
final class Job {
    private static final int SHOWN = 10;
    private static final int BINS = 10;

    private final long seed;
    private final Path folder;
    private final Progress progress;

    Job(long seed, Path folder, Progress progress) {
        this.seed = seed;
        this.folder = folder;
        this.progress = progress;
    }

    <C> Finished run(Study<C> study) {
        History<C> training = study.training();
        History<C> heldOut = study.heldOut();
        long started = System.nanoTime();
        NextBestAction<C> fitted = study.engine().seed(seed).progress(progress).fit(training);
        double fitSeconds = (System.nanoTime() - started) / 1e9;

        Path artifact = folder.resolve("bank.nba");
        createFolder();
        fitted.save(artifact);
        NextBestAction<C> live = NextBestAction.load(artifact, study.binder());

        long decideStarted = System.nanoTime();
        DecisionBatch batch = live.decideAll(heldOut.customers(), progress);
        double decideSeconds = (System.nanoTime() - decideStarted) / 1e9;
        boolean[] labels = heldOut.labels();
        DecisionBatch.RowDecision risk = mostAtRisk(batch);
        JobResult result = new JobResult(
                study.title(),
                seed,
                training.customers().size(),
                live.evaluate(heldOut),
                fitted.provenance().metrics(),
                calibration(batch, labels),
                segments(live, batch, labels),
                study.policies(live, batch),
                study.valuation(),
                live.catalog().actions().size(),
                study.remark(),
                live.catalog().currency(),
                batch.decided().stream()
                        .limit(SHOWN)
                        .map(entry -> row(study, entry))
                        .toList(),
                study.name((int) risk.row() - 1),
                risk.decision().toString(),
                risk.decision().why(),
                batch.errors().size(),
                fitSeconds,
                batch.rows() / decideSeconds,
                artifact.toString(),
                live.id());
        progress.update("report", 0, 1);
        HtmlReport report = BankReport.of(result, study, live, batch);
        progress.update("report", 1, 1);
        return new Finished(result, report);
    }

    /** The figures of a job, and the pages that show them. */
    record Finished(JobResult result, HtmlReport report) {}

    /** The mean and the standard deviation of AUC over folds given by the caller, an engine fitted anew for each. */
    static List<BinaryMetrics> crossValidate(List<? extends Study<?>> folds, long seed, Progress progress) {
        List<BinaryMetrics> metrics = new ArrayList<>();
        for (Study<?> fold : folds) {
            progress.update("folds", metrics.size(), folds.size());
            metrics.add(evaluate(fold, seed));
        }
        progress.update("folds", folds.size(), folds.size());
        return metrics;
    }

    private static <C> BinaryMetrics evaluate(Study<C> study, long seed) {
        return study.engine().seed(seed).fit(study.training()).evaluate(study.heldOut());
    }

    private void createFolder() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder (" + folder + ") must be writable: " + e.getMessage()
                            + "\nMaybe name another folder with --out FOLDER.",
                    e);
        }
    }

    private static List<JobResult.CalibrationBin> calibration(DecisionBatch batch, boolean[] labels) {
        List<DecisionBatch.RowDecision> sorted = batch.decided().stream()
                .sorted(Comparator.comparingDouble(d -> d.decision().churn()))
                .toList();
        int n = sorted.size();
        return IntStream.range(0, Math.min(BINS, n))
                .mapToObj(b -> {
                    List<DecisionBatch.RowDecision> bin = sorted.subList(b * n / BINS, (b + 1) * n / BINS);
                    double predicted = bin.stream()
                            .mapToDouble(d -> d.decision().churn())
                            .average()
                            .orElse(0);
                    return new JobResult.CalibrationBin(bin.size(), predicted, churnRate(bin, labels));
                })
                .toList();
    }

    private static <C> List<JobResult.SegmentRow> segments(
            NextBestAction<C> live, DecisionBatch batch, boolean[] labels) {
        List<JobResult.SegmentRow> rows = new ArrayList<>();
        for (Segment segment : live.segments()) {
            List<DecisionBatch.RowDecision> members = batch.decided().stream()
                    .filter(d -> d.decision().segment().equals(segment.name()))
                    .toList();
            rows.add(new JobResult.SegmentRow(
                    segment.name(), segment.share(), members.size(), churnRate(members, labels)));
        }
        return rows;
    }

    private static double churnRate(List<DecisionBatch.RowDecision> decisions, boolean[] labels) {
        return decisions.stream()
                .mapToDouble(d -> labels[(int) d.row() - 1] ? 1 : 0)
                .average()
                .orElse(0);
    }

    private static DecisionBatch.RowDecision mostAtRisk(DecisionBatch batch) {
        return batch.decided().stream()
                .max(Comparator.comparingDouble(d -> d.decision().churn()))
                .orElseThrow();
    }

    private static JobResult.DecisionRow row(Study<?> study, DecisionBatch.RowDecision entry) {
        Decision decision = entry.decision();
        return new JobResult.DecisionRow(
                study.name((int) entry.row() - 1),
                decision.action().id(),
                decision.action().toString(),
                decision.expectedValue(),
                decision.churn(),
                decision.segment(),
                decision.why(),
                decision.rejected().stream().map(Job::refused).toList());
    }

    private static JobResult.Refused refused(Rejection rejection) {
        Failure first = rejection.first();
        return new JobResult.Refused(
                rejection.action().title(),
                first.stage().label(),
                first.field(),
                first.actual(),
                first.required(),
                first.because());
    }
}
