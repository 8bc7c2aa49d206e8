// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.history.Contact;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CampaignTest {
    private static final SyntheticBank BANK = Banks.LARGE;
    private static final List<Contact<BankCustomer>> CONTACTS = BANK.history().contacts();

    @Test
    void outcomes_are_draws_from_the_truth_for_every_action_contacted_or_held_out() {
        for (String action : SyntheticBank.actions()) {
            for (Predicate<Contact<BankCustomer>> part : List.<Predicate<Contact<BankCustomer>>>of(
                    contact -> trial(contact) && contact.contacted(),
                    contact -> trial(contact) && !contact.contacted(),
                    contact -> !trial(contact))) {
                List<Contact<BankCustomer>> some = CONTACTS.stream()
                        .filter(c -> c.action().equals(action))
                        .filter(part)
                        .toList();
                double[] probabilities = some.stream()
                        .mapToDouble(contact -> {
                            Truth truth = BANK.truth(Banks.position(contact));
                            return contact.contacted() ? truth.acceptance(action) : truth.organic(action);
                        })
                        .toArray();
                long accepted = some.stream().filter(Contact::accepted).count();
                assertThat(some).isNotEmpty();
                assertThat(Banks.sigmas(accepted, probabilities)).as(action).isLessThan(4);
            }
        }
    }

    @Test
    void the_trial_holds_out_the_share_it_records_for_every_action() {
        for (String action : SyntheticBank.actions()) {
            List<Contact<BankCustomer>> trial = CONTACTS.stream()
                    .filter(CampaignTest::trial)
                    .filter(contact -> contact.action().equals(action))
                    .toList();
            double[] propensities =
                    trial.stream().mapToDouble(Contact::propensity).toArray();
            assertThat(propensities).containsOnly(0.7);
            assertThat(trial).as(action).hasSizeGreaterThan(1_500);
            long contacted = trial.stream().filter(Contact::contacted).count();
            assertThat(Banks.sigmas(contacted, propensities)).isLessThan(4);
        }
    }

    @Test
    void the_trial_takes_half_of_the_customers_whoever_they_are() {
        Set<String> inTrial = new HashSet<>();
        CONTACTS.stream()
                .filter(CampaignTest::trial)
                .forEach(c -> inTrial.add(c.customer().customerId()));
        int candidates = 0;
        int drawn = 0;
        for (int i = 0; i < BANK.size(); i++) {
            if (!BANK.eligible(i).isEmpty()) {
                candidates++;
                drawn += inTrial.contains(BANK.customers().get(i).customerId()) ? 1 : 0;
            }
        }
        assertThat(Math.abs(drawn - candidates / 2.0)).isLessThan(4 * Math.sqrt(candidates / 4.0));
    }

    @Test
    void the_trial_chooses_uniformly_among_what_a_customer_may_have() {
        double[] first = new double[SyntheticBank.actions().size()];
        double[] expected = new double[first.length];
        double[] variance = new double[first.length];
        Set<String> seen = new HashSet<>();
        for (Contact<BankCustomer> contact : CONTACTS) {
            if (trial(contact) && seen.add(contact.customer().customerId())) {
                List<String> eligible = BANK.eligible(Banks.position(contact));
                double share = 1.0 / eligible.size();
                first[SyntheticBank.actions().indexOf(contact.action())]++;
                for (String id : eligible) {
                    expected[SyntheticBank.actions().indexOf(id)] += share;
                    variance[SyntheticBank.actions().indexOf(id)] += share * (1 - share);
                }
            }
        }
        for (int action = 0; action < first.length; action++) {
            assertThat(Math.abs(first[action] - expected[action])).isLessThan(4 * Math.sqrt(variance[action]));
        }
    }

    @Test
    void nobody_is_chosen_for_what_they_may_not_have_nor_twice_for_the_same() {
        Set<String> seen = new HashSet<>();
        for (Contact<BankCustomer> contact : CONTACTS) {
            assertThat(BANK.truth(Banks.position(contact)).eligible(contact.action()))
                    .isTrue();
            assertThat(seen.add(contact.customer().customerId() + contact.action()))
                    .isTrue();
        }
    }

    @Test
    void targeted_contacts_are_confounded() {
        assertThat(CONTACTS.stream().filter(c -> !trial(c))).allMatch(Contact::contacted);
        // advisers pick those who would take the card anyway, so the naive rate misleads
        assertThat(meanOrganic(c -> !trial(c))).isGreaterThan(1.3 * meanOrganic(CampaignTest::trial));
    }

    private static double meanOrganic(Predicate<Contact<BankCustomer>> of) {
        return CONTACTS.stream()
                .filter(c -> c.action().equals("gold-card"))
                .filter(of)
                .mapToDouble(c -> BANK.truth(Banks.position(c)).organic("gold-card"))
                .average()
                .orElseThrow();
    }

    private static boolean trial(Contact<BankCustomer> contact) {
        return !Double.isNaN(contact.propensity());
    }
}
