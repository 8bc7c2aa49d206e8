// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.customervalue;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.Progress;
import io.nextbestaction.features.rfm.Rfm;
import io.nextbestaction.features.rfm.RfmGrid;
import io.nextbestaction.features.rfm.RfmScores;
import io.nextbestaction.features.rfm.RfmSegment;
import io.nextbestaction.features.source.Table;
import io.nextbestaction.model.Scratch;
import io.nextbestaction.models.value.LifetimeValue;
import io.nextbestaction.models.value.PurchaseHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Segments of all customers; then what customers pay after a split of time, from all they did before it, by two steps and by
 * BG/NBD on the same customers held out; then what they pay after their first day, from that day alone.
 */
final class ValueJob {
    private static final int QUANTILES = 5;

    private final Table transactions;
    private final long split;
    private final long end;
    private final int days;
    private final int rounds;
    private final long seed;
    private final Progress progress;

    ValueJob(Table transactions, LocalDate split, LocalDate end, int days, int rounds, long seed, Progress progress) {
        this.transactions = transactions;
        this.split = split.toEpochDay();
        this.end = end.toEpochDay();
        this.days = days;
        this.rounds = rounds;
        this.seed = seed;
        this.progress = progress;
    }

    Result run() {
        LocalDate day = LocalDate.ofEpochDay(end);
        Table measured = Rfm.of(Transactions.CUSTOMER, Transactions.DATE, Transactions.AMOUNT)
                .measure(transactions, day);
        List<RfmSegment> rfm = RfmGrid.classic().segments(measured, RfmScores.fit(measured, QUANTILES));
        Clusters clusters = Clusters.of(measured, seed, progress);
        List<Customer> all = Customer.all(transactions);
        List<Customer> before = all.stream().filter(one -> one.first() < split).toList();

        Question history = Question.ofHistory(before, split, end, seed);
        TwoStepStudy known = TwoStepStudy.of(history, rounds, seed, progress);
        progress.update("BG/NBD and gamma-gamma", 0, 1);
        List<PurchaseHistory> learnt = histories(before, history.training());
        LifetimeValue lifetime = LifetimeValue.fit(learnt);
        progress.update("BG/NBD and gamma-gamma", 1, 1);

        Question firstDay = Question.ofFirstDay(all, days, end, seed);
        TwoStepStudy unknown = TwoStepStudy.of(firstDay, rounds, seed, progress);
        double[] paidFirst = column(firstDay, 0);
        return new Result(
                transactions.name(),
                seed,
                LocalDate.ofEpochDay(split).toString(),
                day.toString(),
                transactions.rows().size(),
                all.size(),
                measured.rows().stream().mapToDouble(row -> row.number(3)).sum(),
                rfm,
                clusters.selection(),
                clusters.clusters(),
                lifetime,
                lifetime.purchases().logLikelihood(learnt),
                known.result(),
                contest(history, histories(before, history.heldOut()), lifetime, known),
                unknown.result(),
                new Contest(firstDay.later(firstDay.heldOut()))
                        .add("paid on the first day", paidFirst, paidFirst, false)
                        .add("two steps", buying(unknown), unknown.expected(), true)
                        .contenders(),
                unknown.result().steps().deploy() ? newcomers(unknown, firstDay.features()) : List.of());
    }

    private List<Result.Contender> contest(
            Question history, List<PurchaseHistory> held, LifetimeValue lifetime, TwoStepStudy known) {
        double time = (double) (end - split);
        double[] purchases = held.stream()
                .mapToDouble(one -> lifetime.purchases().expected(one, time))
                .toArray();
        double[] amounts =
                held.stream().mapToDouble(one -> lifetime.expected(one, time)).toArray();
        double[] soFar = column(history, 3);
        return new Contest(history.later(history.heldOut()))
                .add("BG/NBD and gamma-gamma", purchases, amounts, true)
                .add("two steps", buying(known), known.expected(), true)
                .add("paid so far", soFar, soFar, false)
                .contenders();
    }

    private List<PurchaseHistory> histories(List<Customer> customers, int[] positions) {
        return IntStream.of(positions)
                .mapToObj(i -> customers.get(i).history(split))
                .toList();
    }

    /** A feature of the customers held out; money given back counts as nothing. */
    private static double[] column(Question question, int column) {
        return IntStream.of(question.heldOut())
                .mapToDouble(i -> Math.max(0, question.features().get(i, column)))
                .toArray();
    }

    private static double[] buying(TwoStepStudy study) {
        return IntStream.range(0, study.held().rows())
                .mapToDouble(i -> 1 - Math.min(1, study.held().probability(i, 0)))
                .toArray();
    }

    /** Three who bought for the first time, at the 10th, 50th and 90th percentile of the first amount. */
    private static List<Result.Newcomer> newcomers(TwoStepStudy study, FeatureMatrix first) {
        int[] order = IntStream.range(0, first.rows())
                .boxed()
                .sorted((a, b) -> Double.compare(first.get(a, 0), first.get(b, 0)))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Result.Newcomer> newcomers = new ArrayList<>();
        double[] row = new double[first.columns()];
        double[] p = new double[Question.LEVELS.size()];
        Scratch scratch = new Scratch();
        for (double share : new double[] {0.1, 0.5, 0.9}) {
            first.row(order[(int) (share * (order.length - 1))], row);
            study.model().predicted(row, p, scratch);
            double expected = IntStream.range(0, p.length)
                    .mapToDouble(c -> p[c] * study.result().means().get(c))
                    .sum();
            newcomers.add(
                    new Result.Newcomer(row[0], row[1], Arrays.stream(p).boxed().toList(), expected));
        }
        return newcomers;
    }
}
