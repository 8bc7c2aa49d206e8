// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.engine;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.artifact.Provenance;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.live.LiveEngine;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Replaces the engine in service while it decides; a file that is not sound is refused and the old engine stays. */
@Service
public class Reload {
    private final LiveEngine<BankCustomer> live;
    private final ArtifactFile artifact;
    private final EngineWatch watch;

    Reload(LiveEngine<BankCustomer> live, ArtifactFile artifact, EngineWatch watch) {
        this.live = live;
        this.artifact = artifact;
        this.watch = watch;
    }

    /**
     * The engine in service.
     *
     * @param engine its id
     * @param trained when its models were
     * @param rows on how many customers
     * @param metrics of the churn probabilities, out of fold
     * @param catalog the catalogue's name
     * @param actions how many it has
     * @param refusedAt when a newer artifact was refused since; null if none was
     * @param refusedBecause why
     */
    public record State(
            String engine,
            Instant trained,
            long rows,
            Map<String, Double> metrics,
            String catalog,
            int actions,
            @Nullable Instant refusedAt,
            @Nullable String refusedBecause) {}

    /** The engine in service. */
    public State state() {
        NextBestAction<BankCustomer> engine = live.engine();
        Provenance provenance = engine.provenance();
        EngineWatch.Refusal refusal = watch.lastRefusal();
        return new State(
                engine.id(),
                provenance.trained(),
                provenance.rows(),
                provenance.metrics(),
                engine.catalog().name(),
                engine.catalog().actions().size(),
                refusal == null ? null : refusal.at(),
                refusal == null ? null : refusal.because());
    }

    /** Looks whether the file was replaced; what is refused is told by the watch. */
    @Scheduled(fixedDelayString = "${bank.reload:10s}", initialDelayString = "${bank.reload:10s}")
    void poll() {
        live.poll(artifact.path(), file -> artifact.load());
    }

    /**
     * Loads the file now.
     *
     * @return whether another engine took over
     * @throws ArtifactException if the file is refused; the engine in service stays
     */
    public synchronized boolean now() {
        boolean changed = live.load(artifact.path(), file -> artifact.load());
        if (!changed) {
            watch.sound();
        }
        return changed;
    }

    /**
     * Puts the same models with another catalogue into the file and into service.
     *
     * @throws IllegalArgumentException if the catalogue breaks a rule; nothing is changed then
     */
    public synchronized void catalog(ActionCatalog next) {
        live.engine().withCatalog(next).save(artifact.path());
        now();
    }
}
