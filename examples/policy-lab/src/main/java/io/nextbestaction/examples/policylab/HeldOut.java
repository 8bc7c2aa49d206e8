// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import io.nextbestaction.Decision;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.RankedAction;
import io.nextbestaction.arbitration.ExpectedValue;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.history.Contact;
import io.nextbestaction.history.History;
import io.nextbestaction.model.BinaryMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How well engines foretell the outcomes of the trial's customers that they have not seen, contacted or held out: what a bank
 * can tell without knowing the truth. Every third customer is kept back.
 */
final class HeldOut {
    private static final int KEPT_BACK = 3;

    private final History<BankCustomer> learnt;
    private final Map<BankCustomer, List<Contact<BankCustomer>>> judged = new LinkedHashMap<>();

    HeldOut(History<BankCustomer> trial) {
        History.Builder<BankCustomer> rest = History.builder();
        for (int i = 0; i < trial.customers().size(); i++) {
            if (i % KEPT_BACK == 0) {
                judged.put(trial.customers().get(i), new ArrayList<>());
            } else {
                rest.customer(trial.customers().get(i), trial.churned(i));
            }
        }
        for (Contact<BankCustomer> contact : trial.contacts()) {
            List<Contact<BankCustomer>> own = judged.get(contact.customer());
            if (own == null) {
                rest.contact(contact);
            } else {
                own.add(contact);
            }
        }
        this.learnt = rest.build();
    }

    /** The log loss of an outcome, of an engine fitted on the customers that are not kept back. */
    double logLoss(Function<History<BankCustomer>, NextBestAction<BankCustomer>> fit) {
        NextBestAction<BankCustomer> engine = fit.apply(learnt);
        int size = judged.values().stream().mapToInt(List::size).sum();
        double[] foretold = new double[size];
        boolean[] accepted = new boolean[size];
        int n = 0;
        for (var own : judged.entrySet()) {
            Map<String, ExpectedValue> believed = new HashMap<>();
            Decision decision = engine.decide(own.getKey());
            for (RankedAction ranked : decision.ranked()) {
                believed.put(ranked.action().id(), ranked.value());
            }
            for (Contact<BankCustomer> contact : own.getValue()) {
                ExpectedValue parts = believed.get(contact.action());
                if (parts != null) {
                    foretold[n] = contact.contacted() ? parts.acceptance() : parts.organic();
                    accepted[n++] = contact.accepted();
                }
            }
        }
        return BinaryMetrics.of(Arrays.copyOf(foretold, n), Arrays.copyOf(accepted, n))
                .logLoss();
    }
}
