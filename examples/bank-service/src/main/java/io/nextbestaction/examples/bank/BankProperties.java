// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code bank.}.
 *
 * @param folder where the service keeps its files
 * @param artifact the engine's file
 * @param reload how often to look whether the artifact was replaced
 * @param audit where decisions are recorded
 * @param seedCustomers how many synthetic customers an empty database gets; 0 for none
 * @param outcomeWindow how long after the contact an acceptance counts
 * @param keys who may ask
 * @param limits how much may be asked
 */
@Validated
@ConfigurationProperties("bank")
public record BankProperties(
        @DefaultValue("./data") Path folder,
        @DefaultValue("./data/bank.nba") Path artifact,
        @DefaultValue("10s") Duration reload,
        @DefaultValue("files") Audit audit,
        @DefaultValue("2000") @Min(0) int seedCustomers,
        @DefaultValue("30d") Duration outcomeWindow,
        @DefaultValue Keys keys,
        @DefaultValue @Valid Limits limits) {

    /** Where decisions are recorded. */
    public enum Audit {
        /** In files of this service, forced to disk before a decision is answered. */
        FILES,
        /** In the database, which several services share. */
        DATABASE
    }

    /**
     * API keys by role; none comes with the service, which does not start without one to decide with unless told to.
     *
     * @param decide may look up customers, decide and report outcomes
     * @param administer may replace the artifact and the catalogue and read figures
     * @param optional whether the service starts without a key to decide with, so that nobody can
     */
    public record Keys(
            @DefaultValue List<String> decide,
            @DefaultValue List<String> administer,
            @DefaultValue("false") boolean optional) {
        /** The least length of a key. */
        public static final int LEAST = 16;

        /** Checks that there is a key to decide with and that every key is long enough. */
        public Keys {
            decide = List.copyOf(decide);
            administer = List.copyOf(administer);
            if (decide.isEmpty() && !optional) {
                throw new IllegalArgumentException(
                        "The API keys to decide with (bank.keys.decide, none given) must be one"
                                + " or more, or nobody can decide.\nMaybe start with --bank.keys.decide=$(openssl rand -hex 24), or"
                                + " with --bank.keys.optional=true for a service that only shows its health.");
            }
            for (List<String> role : List.of(decide, administer)) {
                for (String key : role) {
                    if (key.length() < LEAST) {
                        throw new IllegalArgumentException("An API key (" + key.length()
                                + " characters) must have at least " + LEAST
                                + ".\nMaybe make one with: openssl rand -hex 24");
                    }
                }
            }
            if (decide.stream().anyMatch(administer::contains)) {
                throw new IllegalArgumentException(
                        "An API key must have one role.\nMaybe make another for bank.keys.administer.");
            }
        }
    }

    /**
     * How much may be asked.
     *
     * @param requestsPerSecond of one caller, in the long run
     * @param burst of one caller, at once
     * @param bodyBytes of one request
     * @param batch the most customers of one request
     */
    public record Limits(
            @DefaultValue("100") @Min(1) int requestsPerSecond,
            @DefaultValue("200") @Min(1) int burst,
            @DefaultValue("1048576") @Min(1024) long bodyBytes,
            @DefaultValue("200") @Min(1) int batch) {}
}
