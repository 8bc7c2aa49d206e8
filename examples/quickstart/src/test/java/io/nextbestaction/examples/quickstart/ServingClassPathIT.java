// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The artifact of the main job, decided with in a fresh JVM that has the serving modules and nothing else. */
class ServingClassPathIT {
    private static final List<String> SERVING =
            List.of("nba-core", "nba-features", "nba-explain", "fastcsv", "jackson-core", "jspecify");

    /** What a service does: load, decide, print. */
    static final class Service {
        private Service() {}

        public static void main(String[] arguments) {
            NextBestAction<BankCustomer> live = NextBestAction.load(Path.of(arguments[0]), BankCustomer.class);
            for (BankCustomer customer : SyntheticBank.generate(5, 99).customers()) {
                Decision decision = live.decide(customer);
                System.out.println(line(decision));
            }
            try {
                Class.forName("org.tribuo.Model");
                System.out.println("Tribuo is here");
            } catch (ClassNotFoundException e) {
                System.out.println("no Tribuo");
            }
        }

        static String line(Decision decision) {
            return decision.action().id() + " " + Double.toHexString(decision.expectedValue()) + " "
                    + Double.toHexString(decision.churn()) + " " + decision.segment() + " " + decision.why() + " "
                    + decision.rejected().size();
        }
    }

    @Test
    void the_serving_modules_decide_as_the_training_side_does(@TempDir Path folder) throws Exception {
        SyntheticStudy study = new SyntheticStudy(2000, 3);
        Path file = folder.resolve("bank.nba");
        study.engine().seed(3).fit(study.training()).save(file);
        NextBestAction<BankCustomer> here = NextBestAction.load(file, BankCustomer.class);
        List<String> expected = SyntheticBank.generate(5, 99).customers().stream()
                .map(customer -> Service.line(here.decide(customer)))
                .toList();

        List<String> printed = fork(servingPath(folder), file);

        assertThat(printed).containsAll(expected).contains("no Tribuo").hasSize(6);
    }

    private static String servingPath(Path folder) throws IOException {
        Path classes = folder.resolve("service");
        for (Class<?> type : List.of(Service.class, ServingClassPathIT.class)) {
            String name = type.getName().replace('.', '/') + ".class";
            Path target = classes.resolve(name);
            Files.createDirectories(target.getParent());
            try (var in = ServingClassPathIT.class.getClassLoader().getResourceAsStream(name)) {
                Files.write(target, java.util.Objects.requireNonNull(in).readAllBytes());
            }
        }
        String modules = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> SERVING.stream().anyMatch(name -> entry.contains(File.separator + name)))
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(modules).contains("nba-core", "nba-features", "nba-explain").doesNotContain("tribuo", "xgboost");
        return classes + File.pathSeparator + modules;
    }

    private static List<String> fork(String classPath, Path file) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Service.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
