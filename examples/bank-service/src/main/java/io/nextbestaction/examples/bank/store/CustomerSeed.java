// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.store;

import io.nextbestaction.examples.bank.BankProperties;
import io.nextbestaction.features.synthetic.SyntheticBank;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Fills an empty database with customers of the synthetic bank that the artifact was not trained on. */
@Component
class CustomerSeed implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(CustomerSeed.class);
    /** The seed of the training, so that these are the same bank's next customers. */
    private static final long SEED = 42;

    private static final int TRAINED = 6_000;

    private final CustomerStore customers;
    private final int number;

    CustomerSeed(CustomerStore customers, BankProperties properties) {
        this.customers = customers;
        this.number = properties.seedCustomers();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (number == 0 || !customers.isEmpty()) {
            return;
        }
        try {
            customers.add(
                    SyntheticBank.generate(TRAINED + number, SEED).customers().subList(TRAINED, TRAINED + number));
            LOG.info("The customer table was empty: {} synthetic customers added", number);
        } catch (DuplicateKeyException e) {
            LOG.info("Another service has filled the customer table");
        }
    }
}
