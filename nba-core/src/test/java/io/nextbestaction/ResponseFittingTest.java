// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.history.Contact;
import io.nextbestaction.model.ProbabilityModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ResponseFittingTest {
    private static final Schema SCHEMA =
            Schema.builder().number("age").number("balance").build();
    private static final ActionCatalog CATALOG = ActionCatalog.builder()
            .add(Action.named("card", "Card").response(0.10, 0.02))
            .build();
    private static final int WORLDS = 400;
    private static final int CONTACTS = 200;

    /** What was learnt about those contacted, when the chance to accept depends on age as given. */
    private static ProbabilityModel contacted(
            long seed, DoubleUnaryOperator acceptanceByAge, List<Contact<String>> contacts) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] customers = new double[CONTACTS][];
        for (int i = 0; i < CONTACTS; i++) {
            customers[i] = new double[] {random.nextDouble(20, 80), random.nextDouble(0, 1000)};
            boolean accepted = random.nextDouble() < acceptanceByAge.applyAsDouble(customers[i][0]);
            contacts.add(new Contact<>("c" + i, "card", true, accepted, 1));
        }
        List<Row> rows = Fakes.rows(SCHEMA, customers);
        List<ResponseModels> models = new ResponseFitting(
                        Fakes.numbers(), new Fakes.Numbers(SCHEMA), Fakes.meanDifference(), seed)
                .fit(CATALOG, contacts, rows, Progress.NONE);
        assertThat(models).hasSize(1);
        assertThat(models.get(0).organic()).isNull();
        return Objects.requireNonNull(models.get(0).contacted()).model();
    }

    private static boolean tellsCustomersApart(ProbabilityModel model) {
        return model.probability(new double[] {20, 500}) != model.probability(new double[] {80, 500});
    }

    @Test
    void outcomes_without_signal_give_everyone_the_shrunken_rate() {
        int models = 0;
        for (int world = 0; world < WORLDS; world++) {
            List<Contact<String>> contacts = new ArrayList<>();
            ProbabilityModel model = contacted(world, age -> 0.4, contacts);
            if (tellsCustomersApart(model)) {
                models++;
                continue;
            }
            long accepted = contacts.stream().filter(Contact::accepted).count();
            assertThat(model.probability(new double[] {50, 500}))
                    .isCloseTo((accepted + 50 * 0.10) / (CONTACTS + 50), within(1e-12));
        }
        // Noise passes in about 7 of 100 worlds: a little more than the bound's 5, since folds share their rows.
        assertThat(models).isLessThan(WORLDS / 10);
    }

    @Test
    void outcomes_with_a_signal_give_a_model() {
        for (int world = 0; world < WORLDS / 10; world++) {
            ProbabilityModel model = contacted(world, age -> age < 50 ? 0.2 : 0.7, new ArrayList<>());
            assertThat(model.probability(new double[] {20, 500})).isLessThan(model.probability(new double[] {80, 500}));
        }
    }
}
