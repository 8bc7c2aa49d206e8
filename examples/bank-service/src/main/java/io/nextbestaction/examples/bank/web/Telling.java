// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

import io.nextbestaction.explain.decision.Factor;
import io.nextbestaction.explain.decision.Phrases;
import java.util.Locale;
import java.util.Map;

/** The library's sentences in the words of the banker's page. */
final class Telling {
    static final Phrases PHRASES = Phrases.of(
                    Locale.ENGLISH,
                    Map.of(
                            "churn",
                            "The probability of leaving is {churn}, counted from a starting point of {base}.",
                            "rule",
                            "{actions} must not be offered: {because}.",
                            "diff.up",
                            "The probability of leaving rises from {from} to {to}.",
                            "diff.down",
                            "The probability of leaving falls from {from} to {to}.",
                            "diff.level",
                            "The probability of leaving stays {to}."))
            .withLabels(CustomerFields::label);

    private Telling() {}

    /** A part of an expected value in words. */
    static String label(Factor factor) {
        return PHRASES.templates().getOrDefault("factor." + factor.name().toLowerCase(Locale.ROOT), factor.name());
    }
}
