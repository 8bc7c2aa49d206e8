// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.engine;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.decision.DecisionExplainer;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.live.LiveEngine;
import org.springframework.stereotype.Component;

/** The explainer of the engine in service, made once for each engine. */
@Component
class Explainers {
    private final LiveEngine<BankCustomer> live;
    private volatile Current current;

    Explainers(LiveEngine<BankCustomer> live) {
        this.live = live;
        this.current = of(live.engine());
    }

    /** An engine and what explains it. */
    record Current(NextBestAction<BankCustomer> engine, DecisionExplainer<BankCustomer> explainer) {}

    Current current() {
        NextBestAction<BankCustomer> engine = live.engine();
        Current last = current;
        if (last.engine() != engine) {
            last = of(engine);
            current = last;
        }
        return last;
    }

    private static Current of(NextBestAction<BankCustomer> engine) {
        return new Current(engine, DecisionExplainer.of(engine, Shapley.values()));
    }
}
