// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The artifact of the main job, decided with by a module of the user's own, every jar on the module path. */
class ServingModulePathIT {
    private static final String MODULE = """
            module bank.service {
                requires io.nextbestaction.core;
                requires io.nextbestaction.features;
                opens bank.service to io.nextbestaction.core;
            }
            """;

    private static final String SERVICE = """
            package bank.service;

            import io.nextbestaction.*;
            import io.nextbestaction.data.*;
            import io.nextbestaction.features.synthetic.*;
            import java.nio.file.Path;
            import java.time.LocalDate;

            class Service {
                enum Tier { GOLD }

                private record Client(
                        String name, int age, Integer products, double balance, boolean active, Boolean vip,
                        LocalDate since, Tier tier) {}

                private record Failing(int age) {
                    public int age() {
                        throw new UnsupportedOperationException("no age");
                    }
                }

                public static void main(String[] arguments) {
                    var live = NextBestAction.load(Path.of(arguments[0]), BankCustomer.class);
                    for (BankCustomer customer : SyntheticBank.generate(5, 99).customers()) {
                        Decision decision = live.decide(customer);
                        System.out.println(decision.action().id() + " " + Double.toHexString(decision.expectedValue()) + " "
                                + Double.toHexString(decision.churn()) + " " + decision.segment() + " " + decision.why()
                                + " " + decision.rejected().size());
                    }
                    show(new Client("Ada", 36, 2, 12.5, true, false, LocalDate.of(2020, 2, 29), Tier.GOLD));
                    show(new Client(null, 0, null, Double.NaN, false, null, null, null));
                    try {
                        show(new Failing(1));
                    } catch (UnsupportedOperationException e) {
                        System.out.println(e.getMessage());
                    }
                    try {
                        RowBinder.ofRecord(bank.closed.Closed.class);
                    } catch (IllegalArgumentException e) {
                        System.out.println(e.getMessage());
                    }
                    System.out.println(Service.class.getModule() + " reads " + RowBinder.class.getModule());
                }

                @SuppressWarnings("unchecked")
                private static <R extends Record> void show(R client) {
                    RowBinder<R> binder = RowBinder.ofRecord((Class<R>) client.getClass());
                    Row row = new Row(binder.schema());
                    binder.bind(client, row);
                    for (int i = 0; i < binder.schema().size(); i++) {
                        System.out.print((i == 0 ? "" : " ") + row.display(i));
                    }
                    System.out.println();
                }
            }
            """;

    private static final String CLOSED = """
            package bank.closed;

            public record Closed(int age) {}
            """;

    @Test
    void a_module_of_the_users_own_decides_and_binds_its_own_records(@TempDir Path folder) throws Exception {
        SyntheticStudy study = new SyntheticStudy(2000, 3);
        Path file = folder.resolve("bank.nba");
        study.engine().seed(3).fit(study.training()).save(file);
        NextBestAction<BankCustomer> here = NextBestAction.load(file, BankCustomer.class);
        List<String> expected = new ArrayList<>(SyntheticBank.generate(5, 99).customers().stream()
                .map(customer -> ServingClassPathIT.Service.line(here.decide(customer)))
                .toList());
        expected.addAll(List.of(
                "Ada 36 2 12.5 yes no 2020-02-29 GOLD",
                "missing 0 missing missing no missing missing missing",
                "no age",
                "The record Closed must be readable by nba-core.",
                "Maybe add \"opens bank.closed to io.nextbestaction.core;\" to its module-info, or bind fields with"
                        + " RowBinder.of.",
                "module bank.service reads module io.nextbestaction.core"));

        List<String> printed = ServingJvm.run(
                "-p",
                compile(folder) + File.pathSeparator + ServingJvm.modules(),
                "-m",
                "bank.service/bank.service.Service",
                file.toString());

        assertThat(printed).containsExactlyElementsOf(expected);
    }

    private static Path compile(Path folder) throws IOException {
        Path sources = folder.resolve("sources");
        Path classes = folder.resolve("classes");
        List<String> arguments =
                new ArrayList<>(List.of("-p", ServingJvm.modules(), "-d", classes.toString(), "-encoding", "UTF-8"));
        arguments.add(write(sources.resolve("module-info.java"), MODULE));
        arguments.add(write(sources.resolve("bank/service/Service.java"), SERVICE));
        arguments.add(write(sources.resolve("bank/closed/Closed.java"), CLOSED));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        return classes;
    }

    private static String write(Path file, String source) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, source).toString();
    }
}
