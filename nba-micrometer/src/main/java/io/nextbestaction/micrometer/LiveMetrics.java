// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.action.Action;
import io.nextbestaction.live.LiveListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What one {@link io.nextbestaction.live.LiveEngine} does, as Micrometer meters:
 *
 * <table>
 * <caption>The meters</caption>
 * <tr><th>name</th><th>type</th><th>tags</th><th>counts</th></tr>
 * <tr><td>{@code nba.decision}</td><td>timer</td><td></td><td>decisions and how long each took, its record included</td></tr>
 * <tr><td>{@code nba.decision.actions}</td><td>counter</td><td>{@code action}</td><td>decisions by what was decided on: the
 * id of an action of the catalogue, or {@code do-nothing}</td></tr>
 * <tr><td>{@code nba.decision.failures}</td><td>counter</td><td></td><td>decisions that could not be made</td></tr>
 * <tr><td>{@code nba.engine.swaps}</td><td>counter</td><td></td><td>engines that took over</td></tr>
 * <tr><td>{@code nba.engine.refusals}</td><td>counter</td><td></td><td>files that were not taken over</td></tr>
 * <tr><td>{@code nba.engine.info}</td><td>gauge</td><td>{@code engine}</td><td>1, for the id of the engine in service</td></tr>
 * <tr><td>{@code nba.shadow.decisions}</td><td>counter</td><td>{@code agreement}</td><td>decisions of a candidate in the
 * shadow: {@code same} action or {@code other}</td></tr>
 * </table>
 *
 * <p>No meter tells of a customer. Every action has its counter from the moment its engine is in service, and keeps it
 * afterwards, so there are as many as the catalogues had actions. A decision looks up one counter in a map and allocates
 * nothing besides what Micrometer does. Thread-safe.
 *
 * <pre>{@code
 * LiveEngine<Customer> live = LiveEngine.of(engine, records, LiveMetrics.of(registry, engine));
 * }</pre>
 */
public final class LiveMetrics implements LiveListener {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Timer decisions;
    private final Map<String, Counter> actions = new ConcurrentHashMap<>();
    private final Counter failures;
    private final Counter swaps;
    private final Counter refusals;
    private final Counter agreements;
    private final Counter differences;
    private Gauge info;

    private LiveMetrics(MeterRegistry registry, NextBestAction<?> engine, boolean histogram, Tag... tags) {
        this.registry = registry;
        this.tags = Tags.of(tags);
        this.decisions = Timer.builder("nba.decision")
                .description("Decisions and how long each took")
                .tags(this.tags)
                .publishPercentileHistogram(histogram)
                .register(registry);
        this.failures = counter("nba.decision.failures", "Decisions that could not be made");
        this.swaps = counter("nba.engine.swaps", "Engines that took over");
        this.refusals = counter("nba.engine.refusals", "Files that were not taken over");
        this.agreements = shadow("same");
        this.differences = shadow("other");
        this.info = info(engine);
        count(engine);
    }

    /**
     * Registers the meters, the timer without a histogram.
     *
     * @param engine the one in service first
     * @param tags go with every meter, to tell several engines of one registry apart
     */
    public static LiveMetrics of(MeterRegistry registry, NextBestAction<?> engine, Tag... tags) {
        return new LiveMetrics(registry, engine, false, tags);
    }

    /**
     * Registers the meters, the timer with a histogram from which percentiles over several instances can be had; it costs a
     * registry such as Prometheus some seventy series.
     *
     * @param engine the one in service first
     * @param tags go with every meter, to tell several engines of one registry apart
     */
    public static LiveMetrics withHistogram(MeterRegistry registry, NextBestAction<?> engine, Tag... tags) {
        return new LiveMetrics(registry, engine, true, tags);
    }

    private Counter counter(String name, String description, String... more) {
        return Counter.builder(name)
                .description(description)
                .tags(tags)
                .tags(more)
                .register(registry);
    }

    private Counter shadow(String agreement) {
        return counter("nba.shadow.decisions", "Decisions of a candidate in the shadow", "agreement", agreement);
    }

    private Counter action(String id) {
        return counter("nba.decision.actions", "Decisions by what was decided on", "action", id);
    }

    private Gauge info(NextBestAction<?> engine) {
        return Gauge.builder("nba.engine.info", () -> 1)
                .description("The engine in service")
                .tags(tags)
                .tag("engine", engine.id())
                .register(registry);
    }

    private void count(NextBestAction<?> engine) {
        engine.catalog().actions().forEach(action -> actions.computeIfAbsent(action.id(), this::action));
        actions.computeIfAbsent(Action.DO_NOTHING.id(), this::action);
    }

    @Override
    public void decided(Decision decision, long nanos) {
        decisions.record(nanos, TimeUnit.NANOSECONDS);
        String id = decision.action().id();
        Counter counter = actions.get(id);
        // A new engine may decide before it is told that it took over.
        (counter != null ? counter : actions.computeIfAbsent(id, this::action)).increment();
    }

    @Override
    public void failed(RuntimeException cause) {
        failures.increment();
    }

    @Override
    public synchronized void swapped(NextBestAction<?> from, NextBestAction<?> to) {
        count(to);
        registry.remove(info);
        info = info(to);
        swaps.increment();
    }

    @Override
    public void refused(String file, RuntimeException cause) {
        refusals.increment();
    }

    @Override
    public void agreed(Decision served, Decision candidate) {
        agreements.increment();
    }

    @Override
    public void differed(Decision served, Decision candidate) {
        differences.increment();
    }
}
