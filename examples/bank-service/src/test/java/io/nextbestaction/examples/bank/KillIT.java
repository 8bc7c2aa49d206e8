// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.audit.AuditReader;
import io.nextbestaction.audit.AuditStore;
import io.nextbestaction.audit.DecisionRecord;
import io.nextbestaction.audit.FileLog;
import io.nextbestaction.audit.Sync;
import io.nextbestaction.history.Interaction;
import io.nextbestaction.history.InteractionType;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is shipped, killed under load: whatever it acknowledged must be there afterwards. */
class KillIT {
    private static final Path JAR = Path.of("target", "bank-service.jar").toAbsolutePath();
    private static final int CALLERS = 4;
    private static final int LEAST = 40;

    @TempDir
    Path folder;

    @Test
    void nothing_acknowledged_is_lost_and_the_service_starts_again() throws Exception {
        int port = freePort();
        Api api = new Api(port);
        // decision id to customer
        Map<String, String> decided = new ConcurrentHashMap<>();
        Map<String, String> accepted = new ConcurrentHashMap<>();
        Process service = start(port);
        try {
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int first = 6_001 + 40 * i;
                Thread caller = new Thread(() -> load(api, first, decided, accepted));
                caller.start();
                callers.add(caller);
            }
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while ((decided.size() < LEAST || accepted.size() < LEAST / 4) && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            service.destroyForcibly().waitFor();
            for (Thread caller : callers) {
                caller.join();
            }
        } finally {
            service.destroyForcibly();
        }
        assertThat(decided).hasSizeGreaterThanOrEqualTo(LEAST);

        Set<String> recorded = new HashSet<>();
        Map<String, Integer> interactions = new HashMap<>();
        try (AuditStore store = AuditStore.on(FileLog.open(folder.resolve("audit"), Sync.NONE))) {
            assertThat(store.verify().isWhole()).isTrue();
            store.read(new AuditReader() {
                @Override
                public void decision(DecisionRecord record) {
                    recorded.add(record.decision());
                }

                @Override
                public void interaction(Interaction interaction) {
                    if (interaction.type() == InteractionType.ACCEPTED) {
                        interactions.merge(interaction.customer(), 1, Integer::sum);
                    }
                }
            });
        }
        assertThat(recorded).containsAll(decided.keySet());
        assertThat(interactions.keySet()).containsAll(accepted.values());

        Process again = start(port);
        try {
            for (String customer : Set.copyOf(decided.values())) {
                String past =
                        api.get("/api/v1/customers/" + customer + "/decisions").text();
                decided.forEach((id, whose) -> {
                    if (whose.equals(customer)) {
                        assertThat(past).contains(id);
                    }
                });
                accepted.forEach((id, whose) -> {
                    if (whose.equals(customer)) {
                        assertThat(past).contains("{\"decisionId\":\"" + id + "\",\"outcome\":\"ACCEPTED\"");
                    }
                });
            }
            // asked to end, it ends in good order
            again.destroy();
            assertThat(again.waitFor(25, TimeUnit.SECONDS)).isTrue();
        } finally {
            again.destroyForcibly();
        }
        assertThat(Files.readString(folder.resolve("log"))).contains("Graceful shutdown complete");
    }

    /** Decides until the service is gone, at most so often for one customer that the list of the latest holds them all. */
    private static void load(Api api, int first, Map<String, String> decided, Map<String, String> accepted) {
        try {
            for (int i = 0; i < 40 * 15; i++) {
                String customer = "C" + String.format(Locale.ROOT, "%07d", first + i % 40);
                Api.Answer answer = api.decide(customer);
                String id = answer.json().path("decisionId").asText();
                if (answer.status() == 200) {
                    decided.put(id, customer);
                    String outcome = "{\"outcome\":\"ACCEPTED\"}";
                    if (api.post("/api/v1/decisions/" + id + "/outcome", outcome)
                                    .status()
                            == 201) {
                        accepted.put(id, customer);
                    }
                }
            }
        } catch (Exception e) {
            // killed, as was meant
        }
    }

    @Test
    void the_jar_serves_without_any_training() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> libraries = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("BOOT-INF/lib/"))
                    .toList();
            assertThat(libraries.stream().filter(name -> name.contains("/nba-")))
                    .hasSize(4)
                    .allMatch(name -> name.matches(".*/nba-(core|features|explain|micrometer)-.*"));
            assertThat(libraries).noneMatch(name -> name.contains("tribuo") || name.contains("xgboost"));
        }
    }

    private Process start(int port) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                JAR.toString()));
        command.addAll(Bank.arguments(folder));
        command.add("--server.port=" + port);
        command.add("--logging.level.org.springframework.boot.web=info");
        File log = folder.resolve("log").toFile();
        Process service = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        Api api = new Api(port);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (service.isAlive() && System.nanoTime() < end) {
            try {
                if (api.get("/actuator/health/readiness", "").status() == 200) {
                    return service;
                }
            } catch (IOException e) {
                // not there yet
            }
            Thread.sleep(100);
        }
        service.destroyForcibly();
        throw new AssertionError("The service must start: " + Files.readString(log.toPath()));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
