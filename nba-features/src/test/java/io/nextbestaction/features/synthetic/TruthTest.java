// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.history.History;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruthTest {
    private static final SyntheticBank BANK = Banks.LARGE;

    @Test
    void every_probability_lies_strictly_between_0_and_1() {
        for (int i = 0; i < BANK.size(); i++) {
            Truth truth = BANK.truth(i);
            assertInside(truth.churn());
            for (int action = 0; action < SyntheticBank.actions().size(); action++) {
                assertInside(truth.churn(action));
                assertInside(truth.acceptance(action));
                assertInside(truth.organic(action));
            }
        }
    }

    @Test
    void an_action_is_the_same_by_id_and_by_index() {
        Truth truth = BANK.truth(17);
        List<String> actions = SyntheticBank.actions();
        for (int index = 0; index < actions.size(); index++) {
            String id = actions.get(index);
            assertThat(truth.churn(index)).isEqualTo(truth.churn(id));
            assertThat(truth.acceptance(index)).isEqualTo(truth.acceptance(id));
            assertThat(truth.organic(index)).isEqualTo(truth.organic(id));
            assertThat(truth.value(index)).isEqualTo(truth.value(id));
            assertThat(truth.eligible(index)).isEqualTo(truth.eligible(id));
            assertThat(BANK.eligible(17).contains(id)).isEqualTo(truth.eligible(id));
        }
    }

    @Test
    void an_unknown_action_is_refused_by_name() {
        assertThatThrownBy(() -> BANK.truth(0).churn("golden-card"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The action \"golden-card\" of the synthetic bank must be one of gold-card, mortgage, "
                        + "personal-loan, savings-plan, investment-fund, home-insurance, mobile-onboarding, "
                        + "retention-offer.\nMaybe return null for doing nothing.");
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 11, 13})
    void churn_labels_are_draws_from_the_truth(long seed) {
        SyntheticBank bank = SyntheticBank.generate(20_000, seed);
        double[] probabilities = IntStream.range(0, bank.size())
                .mapToDouble(i -> bank.truth(i).churn())
                .toArray();
        History<BankCustomer> history = bank.history();
        long churned = IntStream.range(0, bank.size()).filter(history::churned).count();
        assertThat(Banks.sigmas(churned, probabilities)).isLessThan(4);

        // also in the tenth most and least at risk, where a wrong pairing of label and customer would show
        double[] sorted = probabilities.clone();
        Arrays.sort(sorted);
        for (double[] band : new double[][] {{0, sorted[2_000]}, {sorted[18_000], 1}}) {
            int[] inside = IntStream.range(0, bank.size())
                    .filter(i -> probabilities[i] >= band[0] && probabilities[i] <= band[1])
                    .toArray();
            long left = Arrays.stream(inside).filter(history::churned).count();
            double[] expected =
                    Arrays.stream(inside).mapToDouble(i -> probabilities[i]).toArray();
            assertThat(Banks.sigmas(left, expected)).isLessThan(4);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 11, 13})
    void the_true_probability_ranks_leavers_realistically(long seed) {
        SyntheticBank bank = SyntheticBank.generate(20_000, seed);
        assertThat(auc(bank)).isBetween(0.80, 0.88);
    }

    @Test
    void a_contact_sells_on_the_whole_but_not_to_everybody() {
        for (int action = 0; action < SyntheticBank.actions().size(); action++) {
            double acceptance = 0;
            double organic = 0;
            for (int i = 0; i < BANK.size(); i++) {
                acceptance += BANK.truth(i).acceptance(action);
                organic += BANK.truth(i).organic(action);
            }
            assertThat(acceptance).isGreaterThan(1.5 * organic);
        }
        int mortgage = SyntheticBank.actions().indexOf("mortgage");
        assertThat(IntStream.range(0, BANK.size())
                        .filter(i -> BANK.truth(i).acceptance(mortgage)
                                < BANK.truth(i).organic(mortgage)))
                .isNotEmpty();
    }

    @Test
    void the_retention_offer_saves_most_and_wakes_sleeping_dogs() {
        double left = 0;
        double saved = 0;
        int dogs = 0;
        for (int i = 0; i < BANK.size(); i++) {
            Truth truth = BANK.truth(i);
            left += truth.churn();
            saved += truth.churn() - truth.churn("retention-offer");
            dogs += truth.eligible("retention-offer") && truth.churn("retention-offer") > truth.churn() ? 1 : 0;
        }
        assertThat(saved / left).isBetween(0.10, 0.30);
        assertThat(dogs / (double) BANK.size()).isBetween(0.02, 0.15);
    }

    @Test
    void complaints_make_any_contact_worse() {
        double calm = 0;
        double angry = 0;
        int calmCount = 0;
        int angryCount = 0;
        for (int i = 0; i < BANK.size(); i++) {
            Truth truth = BANK.truth(i);
            double more = truth.churn("investment-fund") - truth.churn();
            assertThat(more).isPositive();
            if (BANK.customers().get(i).complaints12m() == 0) {
                calm += more;
                calmCount++;
            } else {
                angry += more;
                angryCount++;
            }
        }
        assertThat(angry / angryCount).isGreaterThan(2 * calm / calmCount);
    }

    /** The share of (leaver, stayer) pairs that the truth orders rightly, by ranks. */
    private static double auc(SyntheticBank bank) {
        History<BankCustomer> history = bank.history();
        int[] order = IntStream.range(0, bank.size())
                .boxed()
                .sorted((a, b) ->
                        Double.compare(bank.truth(a).churn(), bank.truth(b).churn()))
                .mapToInt(Integer::intValue)
                .toArray();
        double ranks = 0;
        long leavers = 0;
        for (int rank = 0; rank < order.length; rank++) {
            if (history.churned(order[rank])) {
                ranks += rank + 1;
                leavers++;
            }
        }
        return (ranks - leavers * (leavers + 1) / 2.0) / (leavers * (double) (order.length - leavers));
    }

    private static void assertInside(double probability) {
        assertThat(probability > 0 && probability < 1).isTrue();
    }
}
