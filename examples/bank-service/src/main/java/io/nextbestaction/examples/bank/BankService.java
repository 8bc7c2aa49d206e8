// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the service. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class) // keys, no passwords
@ConfigurationPropertiesScan
@EnableScheduling
public class BankService {
    /** Starts the service with the properties given as arguments. */
    public static void main(String[] arguments) {
        SpringApplication.run(BankService.class, arguments);
    }
}
