// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service must survive, with its database on a server of its own that can go away. */
class RobustnessIT {
    private static final int BODIES = 10_000;
    private static final int TEN_MEGABYTES = 10_000_000;

    @TempDir
    static Path folder;

    private static int port;
    private static Process database;
    private static Bank bank;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        port = freePort();
        database = startDatabase();
        bank = Bank.start(
                folder,
                "--bank.database=jdbc:h2:tcp://localhost:" + port + "/bank",
                "--bank.reload=100ms",
                "--bank.limits.requests-per-second=1000000",
                "--bank.limits.burst=1000000",
                "--logging.level.io.nextbestaction=error");
        api = bank.api;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A database server in a JVM of its own, so that it can be killed. */
    private static Process startDatabase() throws Exception {
        Path jar = Path.of(
                Server.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        jar.toString(),
                        Server.class.getName(),
                        "-tcp",
                        "-tcpPort",
                        Integer.toString(port),
                        "-ifNotExists",
                        "-baseDir",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        for (int i = 0; i < 300 && server.isAlive(); i++) {
            try {
                new Socket("localhost", port).close();
                return server;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        server.destroyForcibly();
        throw new AssertionError("the database server must start");
    }

    @AfterAll
    static void stop() {
        bank.close();
        database.destroyForcibly();
    }

    @Test
    void ten_thousand_random_bodies_are_refused_and_never_a_failure() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        byte[] good = ("{\"customerId\":\"" + Bank.SOMEBODY + "\",\"changes\":{\"age\":40}}")
                .getBytes(StandardCharsets.UTF_8);
        Semaphore open = new Semaphore(16);
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < BODIES; i++) {
            byte[] body;
            if (i % 2 == 0) {
                body = new byte[random.nextInt(200)];
                random.nextBytes(body);
            } else {
                // almost sound
                body = good.clone();
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            HttpRequest request = api.request("/api/v1/what-if", Api.DECIDE)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(body))
                    .build();
            open.acquire();
            answers.add(api.client
                    .sendAsync(request, BodyHandlers.discarding())
                    .thenApply(answer -> answer.statusCode())
                    .whenComplete((status, e) -> open.release()));
        }
        Map<Integer, Integer> counts = new TreeMap<>();
        answers.forEach(answer -> counts.merge(answer.join(), 1, Integer::sum));

        // a byte changed in the key finds nobody, one in the age may be an age
        assertThat(counts.keySet()).isSubsetOf(200, 400, 404);
        assertThat(counts.get(400)).isGreaterThan(BODIES / 2);
        assertThat(api.decide(Bank.SOMEBODY).status()).isEqualTo(200);
    }

    @Test
    void a_body_of_ten_megabytes_is_refused_whether_its_length_is_told_or_not() throws Exception {
        byte[] body = new byte[TEN_MEGABYTES];
        Arrays.fill(body, (byte) ' ');
        body[0] = '{';

        Api.Answer told = api.post("/api/v1/decisions", BodyPublishers.ofByteArray(body), Api.DECIDE);
        assertThat(told.status()).isEqualTo(413);
        assertThat(told.detail()).startsWith("The body must have at most 1048576 bytes.");
        InputStream untold = new ByteArrayInputStream(body);
        Api.Answer chunked = api.post("/api/v1/decisions", BodyPublishers.ofInputStream(() -> untold), Api.DECIDE);
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(chunked.type()).isEqualTo("application/problem+json");
        assertThat(api.decide(Bank.SOMEBODY).status()).isEqualTo(200);
    }

    @Test
    void garbage_in_place_of_the_artifact_stops_no_decision() throws Exception {
        Path artifact = folder.resolve("bank.nba");
        byte[] sound = Files.readAllBytes(artifact);
        String engine = api.get("/api/v1/artifact").json().path("engine").asText();
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Integer> deciding = CompletableFuture.supplyAsync(() -> {
            int decided = 0;
            while (!isOver.get()) {
                try {
                    Api.Answer answer = api.decide("C0006020");
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.json().path("engine").asText()).isEqualTo(engine);
                    decided++;
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
            return decided;
        });
        try {
            SplittableRandom random = new SplittableRandom(7);
            for (int i = 0; i < 8; i++) {
                byte[] damaged = sound.clone();
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                byte[] garbage = new byte[random.nextInt(5_000)];
                random.nextBytes(garbage);
                Files.write(artifact, i % 2 == 0 ? damaged : garbage);
                assertThat(api.post("/api/v1/artifact/reload", "", Api.ADMINISTER)
                                .status())
                        .isEqualTo(422);
            }
            assertThat(api.get("/api/v1/artifact").json().path("refusedBecause").asText())
                    .isNotEmpty();
        } finally {
            isOver.set(true);
            Files.write(artifact, sound);
        }
        assertThat(deciding.join()).isPositive();
    }

    @Test
    void while_the_database_is_away_nothing_is_decided_and_afterwards_everything_again() throws Exception {
        assertThat(api.decide(Bank.SOMEBODY).status()).isEqualTo(200);
        database.destroyForcibly().waitFor();
        Api.Answer away = api.decide(Bank.SOMEBODY);
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.type()).isEqualTo("application/problem+json");
        assertThat(away.response().headers().firstValue("Retry-After")).isPresent();
        assertThat(api.get("/actuator/health/readiness", "").status()).isEqualTo(503);
        assertThat(api.get("/actuator/health/liveness", "").status()).isEqualTo(200);

        database = startDatabase();
        Api.Answer back = api.decide(Bank.SOMEBODY);
        for (int i = 0; i < 20 && back.status() != 200; i++) {
            Thread.sleep(250);
            back = api.decide(Bank.SOMEBODY);
        }
        assertThat(back.status()).isEqualTo(200);
        assertThat(api.get("/actuator/health/readiness", "").status()).isEqualTo(200);
    }
}
