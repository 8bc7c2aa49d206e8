// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same service on PostgreSQL, records and all: tools/with-postgres.sh mvn verify -pl examples/bank-service -Dit.test=PostgresIT */
class PostgresIT {
    @TempDir
    Path folder;

    @Test
    void decides_and_records_in_postgresql() throws Exception {
        String server = System.getProperty("nba.postgres", "");
        assumeTrue(!server.isEmpty(), "no PostgreSQL: run by tools/with-postgres.sh");
        String url = emptyDatabase(server);

        for (int start = 0; start < 2; start++) {
            try (Bank bank = Bank.start(folder, "--bank.database=" + url, "--bank.audit=database")) {
                JsonNode decision = bank.api.decide(Bank.SOMEBODY).json();
                String id = decision.path("decisionId").asText();
                assertThat(bank.api
                                .post("/api/v1/decisions/" + id + "/outcome", "{\"outcome\":\"DECLINED\"}")
                                .status())
                        .isEqualTo(201);
                assertThat(bank.api
                                .get("/api/v1/decisions/" + id)
                                .json()
                                .path("action")
                                .asText())
                        .isEqualTo(decision.at("/ranked/0/action").asText());
                assertThat(bank.api
                                .get("/api/v1/customers/" + Bank.SOMEBODY + "/decisions")
                                .json())
                        .hasSize(start + 1);
            }
        }
        assertThat(folder.resolve("audit")).doesNotExist();
    }

    /** A database of its own on the server, since other tests leave their tables in the one given. */
    private static String emptyDatabase(String server) throws SQLException {
        String name = "bank_" + UUID.randomUUID().toString().replace('-', '_');
        try (Connection connection = DriverManager.getConnection(server);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return server.replaceFirst("/[^/?]*(?=\\?|$)", "/" + name);
    }
}
