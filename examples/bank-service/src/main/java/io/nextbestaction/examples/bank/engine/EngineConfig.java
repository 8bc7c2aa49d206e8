// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.audit.AuditStore;
import io.nextbestaction.audit.FileLog;
import io.nextbestaction.audit.Sync;
import io.nextbestaction.contact.ContactStore;
import io.nextbestaction.examples.bank.BankProperties;
import io.nextbestaction.features.store.JdbcStores;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.live.LiveEngine;
import io.nextbestaction.micrometer.LiveMetrics;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the engine, its records and its memory of contacts together. */
@Configuration(proxyBeanMethods = false)
class EngineConfig {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ArtifactFile artifactFile(BankProperties properties) {
        return new ArtifactFile(properties.artifact());
    }

    /** Records are on disk, or in the database, before a decision is answered. */
    @Bean(destroyMethod = "close")
    @DependsOnDatabaseInitialization
    AuditStore auditStore(BankProperties properties, DataSource database) {
        return AuditStore.on(
                switch (properties.audit()) {
                    case FILES -> FileLog.open(properties.folder().resolve("audit"), Sync.GROUP);
                    case DATABASE -> JdbcStores.log(database);
                });
    }

    @Bean
    ContactStore contactStore(DataSource database) {
        return JdbcStores.contacts(database);
    }

    @Bean
    EngineWatch engineWatch(Clock clock) {
        return new EngineWatch(clock);
    }

    @Bean
    LiveEngine<BankCustomer> liveEngine(
            ArtifactFile artifact, AuditStore records, EngineWatch watch, MeterRegistry figures) {
        artifact.unpackIfAbsent();
        NextBestAction<BankCustomer> engine = artifact.load();
        engine.warmUp();
        return LiveEngine.of(engine, records, LiveMetrics.of(figures, engine).and(watch));
    }
}
