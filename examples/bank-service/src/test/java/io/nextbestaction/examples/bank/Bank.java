// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The service on a real port, in this JVM. */
final class Bank implements AutoCloseable {
    /** The first of the customers an empty database gets. */
    static final String SOMEBODY = "C0006001";

    final Api api;
    private final ConfigurableApplicationContext context;

    private Bank(ConfigurableApplicationContext context) {
        this.context = context;
        this.api = new Api(
                ((ServletWebServerApplicationContext) context).getWebServer().getPort());
    }

    static Bank start(Path folder, String... more) {
        List<String> arguments = new ArrayList<>(arguments(folder));
        arguments.add("--server.port=0");
        arguments.addAll(Arrays.asList(more));
        SpringApplication application = new SpringApplication(BankService.class);
        application.setRegisterShutdownHook(false);
        return new Bank(application.run(arguments.toArray(String[]::new)));
    }

    static List<String> arguments(Path folder) {
        return List.of(
                "--bank.folder=" + folder,
                "--bank.keys.decide=" + Api.DECIDE,
                "--bank.keys.administer=" + Api.ADMINISTER,
                "--bank.seed-customers=200",
                "--logging.level.root=warn",
                "--spring.main.log-startup-info=false");
    }

    @Override
    public void close() {
        context.close();
    }
}
