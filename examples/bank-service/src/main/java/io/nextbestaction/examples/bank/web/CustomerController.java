// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nextbestaction.examples.bank.store.CustomerStore;
import io.nextbestaction.examples.bank.store.DecisionRow;
import io.nextbestaction.examples.bank.store.DecisionStore;
import io.nextbestaction.examples.bank.store.Outcome;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Customers: found, looked at, added. */
@RestController
@RequestMapping("/api/v1")
class CustomerController {
    private static final int MOST_QUERY = 100;
    private static final int MOST_FOUND = 50;
    private static final int LISTED = 20;
    private static final int NEW_KEY = 8;

    private final CustomerStore customers;
    private final DecisionStore decisions;
    private final CustomerJson json;

    CustomerController(CustomerStore customers, DecisionStore decisions, CustomerJson json) {
        this.customers = customers;
        this.decisions = decisions;
        this.json = json;
    }

    /** What was decided about a customer and what came of it. */
    record Past(DecisionRow decision, List<Outcome> outcomes) {}

    @Operation(summary = "The fields of a customer, as a form asks for them")
    @GetMapping("/fields")
    List<CustomerField> fields() {
        return CustomerFields.ALL;
    }

    @Operation(summary = "The first customers whose key, region or occupation starts with every word")
    @GetMapping("/customers")
    List<BankCustomer> search(
            @RequestParam(defaultValue = "") String query, @RequestParam(defaultValue = "10") int limit) {
        if (query.length() > MOST_QUERY) {
            throw new InvalidRequestException("query", "must have at most " + MOST_QUERY + " characters");
        }
        if (limit < 1 || limit > MOST_FOUND) {
            throw new InvalidRequestException("limit", "must be a whole number from 1 to " + MOST_FOUND);
        }
        return customers.search(query, limit);
    }

    @Operation(summary = "A customer")
    @GetMapping("/customers/{customerId}")
    BankCustomer customer(@PathVariable String customerId) {
        return customers.find(customerId).orElseThrow(() -> new NotFoundException("customer"));
    }

    @Operation(summary = "Adds a customer; without a customerId one is made")
    @PostMapping("/customers")
    ResponseEntity<BankCustomer> add(@Schema(implementation = BankCustomer.class) @RequestBody ObjectNode customer) {
        BankCustomer added = customer.has(CustomerJson.KEY) ? json.read(customer) : json.read(customer, newKey());
        if (customers.find(added.customerId()).isPresent()) {
            throw new InvalidRequestException(CustomerJson.KEY, "must not be another customer's");
        }
        customers.add(List.of(added));
        return ResponseEntity.created(URI.create("/api/v1/customers/" + added.customerId()))
                .body(added);
    }

    private static String newKey() {
        return "N" + UUID.randomUUID().toString().substring(0, NEW_KEY).toUpperCase(Locale.ROOT);
    }

    @Operation(summary = "The latest decisions about a customer with their outcomes")
    @GetMapping("/customers/{customerId}/decisions")
    List<Past> decisions(@PathVariable String customerId) {
        List<Outcome> outcomes = decisions.outcomes(customerId);
        return decisions.of(customerId, LISTED).stream()
                .map(row -> new Past(
                        row,
                        outcomes.stream()
                                .filter(outcome -> outcome.decisionId().equals(row.decisionId()))
                                .toList()))
                .toList();
    }
}
