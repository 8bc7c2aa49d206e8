// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The artifact of the main job, decided with in a fresh JVM that has the serving modules and nothing else. */
class ServingClassPathIT {
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

        List<String> printed = ServingJvm.run("-cp", servingPath(folder), Service.class.getName(), file.toString());

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
        return classes + File.pathSeparator + ServingJvm.modules();
    }
}
