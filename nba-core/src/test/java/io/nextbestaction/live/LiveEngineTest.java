// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.Context;
import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.VerifierFixture;
import io.nextbestaction.VerifierFixture.Customer;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.audit.AuditStore;
import io.nextbestaction.audit.DecisionRecord;
import io.nextbestaction.data.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveEngineTest {
    private static final long SECONDS = Long.getLong("nba.swap.seconds", 2);
    private static final Customer CUSTOMER = new Customer(40, 1500);
    private static final NextBestAction<Customer> FITTED =
            VerifierFixture.builder(catalog(100)).fit(VerifierFixture.history());

    @TempDir
    Path folder;

    private static ActionCatalog catalog(double value) {
        return ActionCatalog.builder()
                .add(Action.named("card", "Card").value(value).cost(1, 0).response(0.1, 0))
                .add(Action.named("fund", "Fund").value(110).cost(1, 0).response(0.1, 0))
                .build();
    }

    private Path save(String name, double value) {
        Path file = folder.resolve(name);
        FITTED.withCatalog(catalog(value)).save(file);
        return file;
    }

    private NextBestAction<Customer> saved(String name, double value) {
        return NextBestAction.load(save(name, value), Customer.class);
    }

    @Test
    void every_decision_under_swaps_belongs_to_exactly_one_version_and_none_fails() throws Exception {
        NextBestAction<Customer> cheap = saved("cheap.nba", 100);
        NextBestAction<Customer> dear = saved("dear.nba", 200);
        LiveEngine<Customer> live = LiveEngine.of(cheap);
        AtomicBoolean running = new AtomicBoolean(true);
        ExecutorService executor = Executors.newFixedThreadPool(4);
        int[] both = new int[2];
        try {
            List<Future<int[]>> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                SplittableRandom random = new SplittableRandom(t);
                Callable<int[]> task = () -> {
                    int[] by = new int[2];
                    while (running.get()) {
                        Customer customer = new Customer(18 + random.nextInt(60), random.nextInt(10_000));
                        Decision decision = live.decide(customer, Context.NONE);
                        boolean isCheap = decision.engine().equals(cheap.id());
                        NextBestAction<Customer> only = isCheap ? cheap : dear;
                        assertThat(decision.engine()).isEqualTo(only.id());
                        assertThat(decision).isEqualTo(only.decide(customer));
                        by[isCheap ? 0 : 1]++;
                    }
                    return by;
                };
                threads.add(executor.submit(task));
            }
            long until = System.nanoTime() + SECONDS * 1_000_000_000L;
            for (int swap = 0; System.nanoTime() < until; swap++) {
                live.swap(swap % 2 == 0 ? dear : cheap);
                Thread.sleep(10);
            }
            running.set(false);
            for (Future<int[]> thread : threads) {
                int[] by = thread.get();
                both[0] += by[0];
                both[1] += by[1];
            }
        } finally {
            running.set(false);
            executor.shutdownNow();
        }
        assertThat(both[0]).isPositive();
        assertThat(both[1]).isPositive();
        assertThat(live.counts().decisions()).isEqualTo((long) both[0] + both[1]);
        assertThat(live.counts().failures()).isZero();
        assertThat(live.counts().swaps()).isGreaterThan(1);
    }

    @Test
    void a_file_is_taken_over_when_it_changes_and_refused_when_damaged() throws IOException {
        List<String> heard = new ArrayList<>();
        LiveListener listener = new LiveListener() {
            @Override
            public void swapped(NextBestAction<?> from, NextBestAction<?> to) {
                heard.add("swapped");
            }

            @Override
            public void refused(String file, RuntimeException cause) {
                heard.add("refused");
            }
        };
        Path file = save("live.nba", 100);
        NextBestAction<Customer> first = NextBestAction.load(file, Customer.class);
        LiveEngine<Customer> live = LiveEngine.of(first, record -> {}, listener);

        assertThat(live.poll(file, f -> NextBestAction.load(f, Customer.class))).isFalse();
        Files.move(save("next.nba", 200), file, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertThat(live.poll(file, f -> NextBestAction.load(f, Customer.class))).isTrue();
        assertThat(live.engine().id()).isNotEqualTo(first.id());
        assertThat(live.decide(CUSTOMER, Context.NONE).action().id()).isEqualTo("card");

        String good = live.engine().id();
        Files.write(file, new byte[] {1, 2, 3});
        assertThat(live.poll(file, f -> NextBestAction.load(f, Customer.class))).isFalse();
        assertThat(live.poll(file, f -> NextBestAction.load(f, Customer.class))).isFalse();
        assertThatThrownBy(() -> live.load(file, f -> NextBestAction.load(f, Customer.class)))
                .isInstanceOf(ArtifactException.class);
        Files.delete(file);
        assertThat(live.poll(file, f -> NextBestAction.load(f, Customer.class))).isFalse();
        assertThat(live.engine().id()).isEqualTo(good);
        assertThat(heard).containsExactly("swapped", "refused", "refused", "refused");
        assertThat(live.counts()).isEqualTo(new LiveCounts(1, 0, 1, 3, 0));
    }

    @Test
    void a_candidate_in_the_shadow_is_counted_and_never_heard() {
        LiveEngine<Customer> live = LiveEngine.of(FITTED);
        assertThat(live.shadowReport()).isNull();
        live.shadow(FITTED.withCatalog(catalog(200)));
        for (int i = 0; i < 10; i++) {
            assertThat(live.decide(CUSTOMER, Context.NONE)).isEqualTo(FITTED.decide(CUSTOMER));
        }
        ShadowReport report = Objects.requireNonNull(live.shadowReport());
        assertThat(report).isEqualTo(new ShadowReport(10, 0, 0, 0, 100, 190));
        live.shadow(FITTED);
        live.decide(CUSTOMER, Context.NONE);
        assertThat(live.shadowReport()).isEqualTo(new ShadowReport(1, 1, 1, 0, 10, 10));
        assertThat(live.endShadow()).isSameAs(FITTED);
        assertThat(live.endShadow()).isNull();
    }

    @Test
    void listeners_hear_the_shadow_agree_and_differ_and_one_that_throws_keeps_nothing_from_the_next() {
        List<String> heard = new ArrayList<>();
        LiveListener throwing = new LiveListener() {
            @Override
            public void agreed(Decision served, Decision candidate) {
                throw new IllegalStateException("not my day");
            }
        };
        LiveListener hearing = new LiveListener() {
            @Override
            public void agreed(Decision served, Decision candidate) {
                heard.add("agreed " + served.action().id());
            }

            @Override
            public void differed(Decision served, Decision candidate) {
                heard.add("differed " + served.action().id() + " "
                        + candidate.action().id());
            }
        };
        LiveEngine<Customer> live = LiveEngine.of(FITTED, record -> {}, throwing.and(hearing));

        live.shadow(FITTED);
        live.decide(CUSTOMER, Context.NONE);
        live.shadow(FITTED.withCatalog(catalog(200)));
        live.decide(CUSTOMER, Context.NONE);

        assertThat(heard).containsExactly("agreed fund", "differed fund card");
        assertThat(live.counts().listenerFailures()).isEqualTo(1);
    }

    @Test
    void decisions_are_recorded_with_the_version_that_made_them() {
        NextBestAction<Customer> cheap = saved("cheap.nba", 100);
        NextBestAction<Customer> dear = saved("dear.nba", 200);
        try (AuditStore store = AuditStore.inMemory()) {
            LiveEngine<Customer> live = LiveEngine.of(cheap, store, LiveListener.NONE);
            live.decide("C1", CUSTOMER, Context.NONE.decision("D1"));
            live.swap(dear);
            live.decide("C1", CUSTOMER, Context.NONE.decision("D2"));

            assertThat(store.decisions()).extracting(DecisionRecord::action).containsExactly("fund", "card");
            assertThat(store.decisions())
                    .extracting(record -> record.card().version().id())
                    .containsExactly(cheap.id(), dear.id());
        }
    }

    @Test
    void a_listener_that_throws_harms_no_decision_and_failures_are_told() {
        List<RuntimeException> failed = new ArrayList<>();
        LiveEngine<Customer> live = LiveEngine.of(FITTED, record -> {}, new LiveListener() {
            @Override
            public void decided(Decision decision, long nanos) {
                throw new IllegalStateException("not my day");
            }

            @Override
            public void failed(RuntimeException cause) {
                failed.add(cause);
            }
        });

        assertThat(live.decide(CUSTOMER, Context.NONE)).isEqualTo(FITTED.decide(CUSTOMER));
        assertThatThrownBy(() -> live.decide("C", CUSTOMER, Context.NONE)).isInstanceOf(IllegalArgumentException.class);
        assertThat(failed).hasSize(1);
        assertThat(live.counts()).isEqualTo(new LiveCounts(1, 1, 0, 0, 1));
    }

    @Test
    void a_workspace_of_an_engine_swapped_out_still_decides_by_that_engine() {
        NextBestAction<Customer> dear = FITTED.withCatalog(catalog(200));
        LiveEngine<Customer> live = LiveEngine.of(FITTED);
        NextBestAction<Customer> before = live.engine();
        Row row = new Row(before.schema());
        before.bind(CUSTOMER, row);
        var workspace = before.workspace();
        live.swap(dear);

        assertThat(before.decide(row, workspace)).isEqualTo(1);
        assertThatThrownBy(() -> live.engine().decide(row, workspace))
                .hasMessageStartingWith("The workspace (of another engine)");
    }
}
