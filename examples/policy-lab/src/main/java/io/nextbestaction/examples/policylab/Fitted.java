// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.history.Contact;
import java.util.List;
import java.util.function.Function;

/**
 * An engine fitted on the trial, and what it believes.
 *
 * @param refit fits it again, on the trial and on further contacts
 */
record Fitted(
        NextBestAction<BankCustomer> engine,
        Estimates estimates,
        Function<List<Contact<BankCustomer>>, NextBestAction<BankCustomer>> refit) {}
