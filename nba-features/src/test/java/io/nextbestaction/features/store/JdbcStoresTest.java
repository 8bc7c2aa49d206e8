// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.audit.AuditException;
import io.nextbestaction.audit.AuditStore;
import io.nextbestaction.contact.ContactLedger;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.contact.ContactRule;
import io.nextbestaction.contact.ContactStore;
import io.nextbestaction.history.Interaction;
import io.nextbestaction.history.InteractionType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On H2; {@link PostgresStoresTest} does the same on a real PostgreSQL where one is given. */
class JdbcStoresTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00.000000001Z");
    private final DataSource database = database();

    DataSource database() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:stores;DB_CLOSE_DELAY=-1");
        return h2;
    }

    @BeforeEach
    void create() throws SQLException {
        run("drop table if exists nba_audit");
        run("drop table if exists nba_contact");
        JdbcStores.createTables(database);
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Interaction shown(String customer, int second) {
        return Interaction.of(customer, "card", "e-mail", NOW.plusSeconds(second), InteractionType.SHOWN);
    }

    private static int inParallel(int threads, Callable<Integer> task) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                tasks.add(task);
            }
            int sum = 0;
            for (Future<Integer> done : executor.invokeAll(tasks)) {
                sum += done.get();
            }
            return sum;
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void services_that_share_a_table_lose_and_mix_nothing() throws Exception {
        inParallel(4, () -> {
            try (AuditStore own = AuditStore.on(JdbcStores.log(database))) {
                for (int i = 0; i < 25; i++) {
                    own.append(shown("C" + i, i));
                }
            }
            return 0;
        });
        AuditStore store = AuditStore.on(JdbcStores.log(database));

        assertThat(store.interactions("")).hasSize(100);
        assertThat(store.interactions("C7")).hasSize(4).allMatch(shown("C7", 7)::equals);
        assertThat(store.verify().entries()).isEqualTo(100);
        assertThat(store.verify().isWhole()).isTrue();
    }

    @Test
    void a_row_that_was_changed_or_deleted_breaks_the_chain() throws SQLException {
        AuditStore store = AuditStore.on(JdbcStores.log(database));
        for (int i = 0; i < 4; i++) {
            store.append(shown("C", i));
        }
        run("update nba_audit set content = (select content from nba_audit where entry_no = 1) where entry_no = 3");
        assertThat(store.verify().entries()).isEqualTo(2);
        run("delete from nba_audit where entry_no = 2");
        assertThat(store.verify().entries()).isEqualTo(1);
        run("update nba_audit set content = '!' where entry_no = 1");
        assertThat(store.verify().broken())
                .isEqualTo("The row of an audit table must be one this library wrote.\nMaybe it was changed by hand.");
    }

    @Test
    void two_services_never_send_more_than_the_cap() throws Exception {
        ContactPolicy policy = ContactPolicy.builder()
                .rule(ContactRule.atMost(5, Duration.ofDays(7)))
                .build();
        ActionCatalog catalog = ActionCatalog.builder()
                .add(Action.named("card", "Card").channel("e-mail"))
                .build();
        ContactLedger reader = ContactLedger.of(policy, catalog, JdbcStores.contacts(database), Clock.systemUTC());
        int sent = inParallel(4, () -> {
            ContactLedger own = ContactLedger.of(policy, catalog, JdbcStores.contacts(database), Clock.systemUTC());
            int mine = 0;
            for (int i = 0; i < 10; i++) {
                String decision = Thread.currentThread().getName() + i;
                boolean held = own.reserve(decision, "C", "", "card", Duration.ofMinutes(10));
                mine += held && own.commit(decision, "C", "") ? 1 : 0;
            }
            return mine;
        });

        assertThat(sent).isEqualTo(5);
        assertThat(reader.reserve("late", "C", "", "card", Duration.ofMinutes(10)))
                .isFalse();
        assertThat(reader.reserve("other", "D", "", "card", Duration.ofMinutes(10)))
                .isTrue();
    }

    @Test
    void a_state_is_replaced_only_at_the_version_expected() {
        ContactStore store = JdbcStores.contacts(database);
        ContactStore.Versioned absent = store.load("p", "C");

        assertThat(absent.version()).isZero();
        assertThat(store.replace("p", "C", 1, absent.state())).isFalse();
        assertThat(store.replace("p", "C", 0, absent.state())).isTrue();
        assertThat(store.replace("p", "C", 0, absent.state())).isFalse();
        assertThat(store.replace("p", "C", 1, absent.state())).isTrue();
        assertThat(store.load("p", "C").version()).isEqualTo(2);
    }

    @Test
    void missing_tables_are_an_error_that_says_so() throws SQLException {
        run("drop table nba_audit");

        assertThatThrownBy(() -> AuditStore.on(JdbcStores.log(database)).append(shown("C", 1)))
                .isInstanceOf(AuditException.class)
                .hasMessageEndingWith(
                        ") of a store must answer.\nMaybe its tables are missing: JdbcStores.createTables makes them.");
    }
}
