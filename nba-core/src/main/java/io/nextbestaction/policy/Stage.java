// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

import java.util.Locale;

/** The question a refusal answers; the engine asks them in this order. */
public enum Stage {
    /** Is the action on offer today? Asked by the engine from the action's dates. */
    VALIDITY,
    /** May this customer have it at all (law, age, country)? */
    ELIGIBILITY,
    /** Does it make sense now (already holds it, no e-mail address)? */
    APPLICABILITY,
    /** Is it right for this customer (affordability, risk)? */
    SUITABILITY,
    /** Has the customer agreed to be contacted so? */
    CONSENT,
    /** Has the customer been contacted too often of late, or is it the wrong hour? Asked by the contact policy. */
    CONTACT,
    /** Can its worth be told? Asked by the engine: a value whose field is missing cannot enter arbitration. */
    VALUE;

    /** The stage in lower case, as catalogues and messages write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a catalogue may have rules of this stage; the others are the engine's own. */
    public boolean isForRules() {
        return this != VALIDITY && this != CONTACT && this != VALUE;
    }
}
