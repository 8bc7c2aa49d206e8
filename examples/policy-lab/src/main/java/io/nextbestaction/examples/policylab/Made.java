// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import io.nextbestaction.features.synthetic.SyntheticBank;
import java.time.Instant;
import java.time.ZoneOffset;

/** A contact made, and the id of its decision, which messages about its outcome carry. */
record Made(int customer, int action, int day) {

    String id() {
        return customer + "/" + action + "/" + day;
    }

    static Made of(String id) {
        int first = id.indexOf('/');
        int second = id.indexOf('/', first + 1);
        return new Made(
                Integer.parseInt(id, 0, first, 10),
                Integer.parseInt(id, first + 1, second, 10),
                Integer.parseInt(id, second + 1, id.length(), 10));
    }

    /** When learners take in what was heard, before anybody is contacted. */
    static Instant morning(int day) {
        return SyntheticBank.SNAPSHOT.plusDays(day).atTime(6, 0).toInstant(ZoneOffset.UTC);
    }

    /** When customers are contacted, and take what they take. */
    static Instant noon(int day) {
        return SyntheticBank.SNAPSHOT.plusDays(day).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }
}
