// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.postgresql.ds.PGSimpleDataSource;

/** The stores on a real PostgreSQL, where the system property nba.postgres gives its JDBC URL; tools/with-postgres.sh does. */
class PostgresStoresTest extends JdbcStoresTest {
    private static final String URL = System.getProperty("nba.postgres", "");

    @BeforeAll
    static void isThere() {
        assumeTrue(!URL.isEmpty(), "nba.postgres is not given: tools/with-postgres.sh starts a server and gives it");
    }

    @Override
    DataSource database() {
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setURL(URL.isEmpty() ? "jdbc:postgresql://127.0.0.1/none" : URL);
        return postgres;
    }
}
