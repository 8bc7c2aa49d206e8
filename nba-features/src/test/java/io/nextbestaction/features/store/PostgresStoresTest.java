// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The stores on a real PostgreSQL, where the system property nba.postgres gives its JDBC URL; tools/with-postgres.sh does. */
class PostgresStoresTest extends JdbcStoresTest {
    private static final String URL = System.getProperty("nba.postgres", "");

    @Override
    DataSource database() {
        // Asked by every test, so that each is told as skipped, not as absent.
        assumeTrue(!URL.isEmpty(), "nba.postgres is not given: tools/with-postgres.sh starts a server and gives it");
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setURL(URL);
        return postgres;
    }
}
