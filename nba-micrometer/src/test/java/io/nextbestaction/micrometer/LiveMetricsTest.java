// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nextbestaction.Context;
import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.Progress;
import io.nextbestaction.features.Features;
import io.nextbestaction.history.History;
import io.nextbestaction.live.LiveEngine;
import io.nextbestaction.model.Calibrator;
import io.nextbestaction.model.ClassifierTrainer;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.Scorer;
import io.nextbestaction.model.TrainingSet;
import io.nextbestaction.policy.Condition;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveMetricsTest {
    private static final Customer RICH = new Customer(40, 5_000);
    private static final Customer POOR = new Customer(40, 10);
    private static final NextBestAction<Customer> FITTED = fit();

    @TempDir
    Path folder;

    private final MeterRegistry registry = new SimpleMeterRegistry();

    record Customer(int age, double balance) {}

    /** Nobody is likelier to leave than anybody else. */
    private record Nobody() implements ClassifierTrainer {
        @Override
        public String describe() {
            return "nobody";
        }

        @Override
        public Scorer train(TrainingSet data, long seed, Progress progress) {
            int columns = data.features().columns();
            return LinearModel.of(new double[columns], 0, new double[columns], Link.LOGISTIC);
        }

        @Override
        public Calibrator calibrator() {
            return (probabilities, labels, fittedOn) -> new PlattLine(1, 0, fittedOn, labels.length);
        }
    }

    private static NextBestAction<Customer> fit() {
        History.Builder<Customer> history = History.builder();
        for (int i = 0; i < 60; i++) {
            history.customer(new Customer(20 + i, 100 * i), i % 2 == 0);
        }
        return NextBestAction.of(Customer.class)
                .features(Features.of(Customer.class))
                .churn(new Nobody())
                .actions(catalog("card", "fund"))
                .fit(history.build());
    }

    /** The first is worth most; all are for the rich. */
    private static ActionCatalog catalog(String... ids) {
        ActionCatalog.Builder catalog = ActionCatalog.builder();
        double value = 100;
        for (String id : ids) {
            catalog.add(Action.named(id, id)
                    .value(value--)
                    .cost(1, 0)
                    .response(0.1, 0)
                    .eligible(Condition.field("balance").atLeast(1_000), "too poor"));
        }
        return catalog.build();
    }

    /** Of another id. */
    private NextBestAction<Customer> saved(String... actions) {
        Path file = folder.resolve(String.join("-", actions) + ".nba");
        FITTED.withCatalog(catalog(actions)).save(file);
        return NextBestAction.load(file, Customer.class);
    }

    private LiveEngine<Customer> live(NextBestAction<Customer> engine) {
        return LiveEngine.of(engine, record -> {}, LiveMetrics.of(registry, engine));
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    private List<String> engines() {
        return registry.find("nba.engine.info").gauges().stream()
                .filter(gauge -> gauge.value() == 1)
                .map(gauge -> String.valueOf(gauge.getId().getTag("engine")))
                .toList();
    }

    @Test
    void decisions_are_timed_and_counted_by_what_was_decided_on() {
        LiveEngine<Customer> live = live(FITTED);
        for (int i = 0; i < 3; i++) {
            live.decide(RICH, Context.NONE);
        }
        live.decide(POOR, Context.NONE);
        assertThatThrownBy(() -> live.decide("C", RICH, Context.NONE)).isInstanceOf(IllegalArgumentException.class);

        Timer timer = registry.get("nba.decision").timer();
        assertThat(timer.count()).isEqualTo(4);
        assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
        assertThat(count("nba.decision.actions", "action", "card")).isEqualTo(3);
        assertThat(count("nba.decision.actions", "action", "do-nothing")).isEqualTo(1);
        assertThat(count("nba.decision.actions", "action", "fund")).isZero();
        assertThat(count("nba.decision.failures")).isEqualTo(1);
    }

    @Test
    void another_engine_brings_its_actions_and_its_id_and_the_old_counters_stay() {
        NextBestAction<Customer> first = saved("card", "fund");
        NextBestAction<Customer> second = saved("loan", "card");
        LiveEngine<Customer> live = live(first);
        live.decide(RICH, Context.NONE);
        assertThat(engines()).containsExactly(first.id());
        assertThat(registry.find("nba.decision.actions").tag("action", "loan").counter())
                .isNull();

        live.swap(second);
        assertThat(count("nba.decision.actions", "action", "loan")).isZero();
        live.decide(RICH, Context.NONE);

        assertThat(engines()).containsExactly(second.id()).doesNotContain(first.id());
        assertThat(count("nba.decision.actions", "action", "loan")).isEqualTo(1);
        assertThat(count("nba.decision.actions", "action", "card")).isEqualTo(1);
        assertThat(count("nba.engine.swaps")).isEqualTo(1);
        live.swap(second);
        assertThat(engines()).containsExactly(second.id());
    }

    @Test
    void a_decision_of_an_engine_not_yet_announced_is_counted() {
        LiveMetrics metrics = LiveMetrics.of(registry, FITTED);
        metrics.decided(FITTED.withCatalog(catalog("loan")).decide(RICH), 1);

        assertThat(count("nba.decision.actions", "action", "loan")).isEqualTo(1);
    }

    @Test
    void files_refused_are_counted() {
        LiveEngine<Customer> live = live(FITTED);
        live.poll(folder.resolve("nothing.nba"), file -> NextBestAction.load(file, Customer.class));

        assertThat(count("nba.engine.refusals")).isEqualTo(1);
        assertThat(count("nba.engine.swaps")).isZero();
    }

    @Test
    void a_candidate_in_the_shadow_agrees_or_not() {
        LiveEngine<Customer> live = live(FITTED);
        live.shadow(FITTED.withCatalog(catalog("loan")));
        live.decide(RICH, Context.NONE);
        live.decide(RICH, Context.NONE);
        live.decide(POOR, Context.NONE);

        assertThat(count("nba.shadow.decisions", "agreement", "same")).isEqualTo(1);
        assertThat(count("nba.shadow.decisions", "agreement", "other")).isEqualTo(2);
        assertThat(registry.get("nba.decision").timer().count()).isEqualTo(3);
    }

    @Test
    void there_is_a_histogram_only_if_asked_for_and_tags_go_with_every_meter() {
        Map<String, Boolean> histograms = new HashMap<>();
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                histograms.put(id.getName() + " " + id.getTag("bank"), config.isPercentileHistogram());
                return config;
            }
        });
        LiveMetrics.of(registry, FITTED, Tag.of("bank", "north"));
        LiveMetrics.withHistogram(registry, FITTED, Tag.of("bank", "south"));

        assertThat(histograms).isEqualTo(Map.of("nba.decision north", false, "nba.decision south", true));
        assertThat(registry.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getTag("bank")).isNotNull());
    }

    @Test
    void no_meter_is_looked_up_or_made_by_a_decision_which_allocates_what_its_meters_do() {
        LiveMetrics metrics = LiveMetrics.of(registry, FITTED);
        List<Meter> before = registry.getMeters();
        Timer timer = registry.get("nba.decision").timer();
        Counter counter =
                registry.get("nba.decision.actions").tag("action", "card").counter();
        Decision decision = FITTED.decide(RICH);

        long bare = allocated(() -> {
            timer.record(1, TimeUnit.NANOSECONDS);
            counter.increment();
        });
        long ours = allocated(() -> metrics.decided(decision, 1));

        assertThat(ours - bare).as("bytes of 10,000 decisions").isLessThan(10_000);
        assertThat(registry.getMeters()).containsExactlyInAnyOrderElementsOf(before);
    }

    /** By 10,000 runs after as many; what else is measured along is less than a byte a run. */
    private static long allocated(Runnable task) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        for (int i = 0; i < 20_000; i++) {
            if (i == 10_000) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            task.run();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void threads_that_decide_under_swaps_are_all_counted() throws Exception {
        NextBestAction<Customer> first = saved("card", "fund");
        NextBestAction<Customer> second = saved("loan", "card");
        LiveEngine<Customer> live = live(first);
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Future<int[]>> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                Callable<int[]> task = () -> {
                    int[] decided = new int[3];
                    for (int i = 0; i < 5_000; i++) {
                        Decision decision = live.decide(i % 5 == 0 ? POOR : RICH, Context.NONE);
                        decided[
                                List.of("card", "loan", "do-nothing")
                                        .indexOf(decision.action().id())]++;
                    }
                    return decided;
                };
                threads.add(executor.submit(task));
            }
            for (int swap = 1; swap <= 50; swap++) {
                live.swap(swap % 2 == 0 ? first : second);
            }
            int[] sum = new int[3];
            for (Future<int[]> thread : threads) {
                int[] decided = thread.get();
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += decided[i];
                }
            }
            assertThat(new double[] {
                        count("nba.decision.actions", "action", "card"),
                        count("nba.decision.actions", "action", "loan"),
                        count("nba.decision.actions", "action", "do-nothing")
                    })
                    .containsExactly(sum[0], sum[1], sum[2]);
        } finally {
            executor.shutdownNow();
        }
        assertThat(registry.get("nba.decision").timer().count()).isEqualTo(20_000);
        assertThat(count("nba.engine.swaps")).isEqualTo(50);
        assertThat(engines()).containsExactly(first.id());
    }
}
