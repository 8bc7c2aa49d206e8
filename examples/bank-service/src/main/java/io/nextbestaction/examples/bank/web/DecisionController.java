// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nextbestaction.examples.bank.BankProperties;
import io.nextbestaction.examples.bank.engine.Decider;
import io.nextbestaction.examples.bank.store.CustomerStore;
import io.nextbestaction.explain.decision.Explanation;
import io.nextbestaction.explain.decision.ExplanationDiff;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Decisions: made, tried out and explained. */
@RestController
@RequestMapping("/api/v1")
class DecisionController {
    private final CustomerStore customers;
    private final CustomerJson json;
    private final Decider decider;
    private final int mostInBatch;

    DecisionController(CustomerStore customers, CustomerJson json, Decider decider, BankProperties properties) {
        this.customers = customers;
        this.json = json;
        this.decider = decider;
        this.mostInBatch = properties.limits().batch();
    }

    /** A customer by key, or as a whole. */
    record About(
            @Nullable String customerId,

            @Schema(implementation = BankCustomer.class) @Nullable
            JsonNode customer) {}

    /** A customer by key, or as a whole, and the fields to change. */
    record WhatIf(
            @Nullable String customerId,

            @Schema(implementation = BankCustomer.class) @Nullable
            JsonNode customer,

            @Schema(description = "new values by field") @Nullable
            ObjectNode changes) {}

    /** Customers by key. */
    record Batch(@Nullable List<@Nullable String> customerIds) {}

    /** The decisions of a batch in the order asked, and the keys nobody has. */
    record Decided(List<DecisionView> decisions, Set<String> unknown) {}

    /** What is decided now, what would be decided, whether the winner is another, and what changed. */
    record Compared(
            DecisionView before,
            DecisionView after,
            boolean changed,

            @Schema(description = "What changed, in plain words")
            List<String> sentences) {}

    @Operation(summary = "Decides for a customer and records it")
    @PostMapping("/decisions")
    DecisionView decide(@RequestBody About about) {
        return DecisionView.of(decider.decide(customer(about.customerId(), about.customer())));
    }

    @Operation(summary = "Decides for many customers and records it; a key nobody has stops nothing")
    @PostMapping("/decisions/batch")
    Decided decideAll(@RequestBody Batch batch) {
        List<@Nullable String> keys = batch.customerIds();
        if (keys == null || keys.isEmpty() || keys.size() > mostInBatch || keys.contains(null)) {
            throw new InvalidRequestException("customerIds", "must be 1 to " + mostInBatch + " keys");
        }
        Set<String> unknown = new TreeSet<>();
        List<DecisionView> decided = keys.stream()
                .flatMap(key -> {
                    var found = customers.find(String.valueOf(key));
                    if (found.isEmpty()) {
                        unknown.add(String.valueOf(key));
                    }
                    return found.stream();
                })
                .map(customer -> DecisionView.of(decider.decide(customer)))
                .toList();
        return new Decided(decided, unknown);
    }

    @Operation(summary = "Explains what would be decided now; nothing is recorded")
    @PostMapping("/explain")
    ExplanationView explain(@RequestBody About about) {
        BankCustomer customer = customer(about.customerId(), about.customer());
        return ExplanationView.of(
                customer.customerId(), decider.explain(customer).get(0));
    }

    @Operation(summary = "Compares what would be decided with some fields changed; nothing is recorded")
    @PostMapping("/what-if")
    Compared whatIf(@RequestBody WhatIf question) {
        BankCustomer customer = customer(question.customerId(), question.customer());
        ObjectNode changes = question.changes();
        if (changes == null) {
            throw new InvalidRequestException("changes", "must be given");
        }
        BankCustomer changed = json.change(customer, changes);
        List<Explanation> both = decider.explain(customer, changed);
        ExplanationDiff diff = both.get(0).diff(both.get(1));
        return new Compared(
                DecisionView.of(customer.customerId(), diff.before()),
                DecisionView.of(customer.customerId(), diff.after()),
                diff.isAnotherWinner(),
                Telling.PHRASES.tell(diff));
    }

    @Operation(summary = "Does nothing, to be measured beside what does something")
    @GetMapping("/ping")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ping() {}

    private BankCustomer customer(@Nullable String customerId, @Nullable JsonNode given) {
        JsonNode customer = given == null || given.isNull() ? null : given;
        if ((customerId == null) == (customer == null)) {
            throw new InvalidRequestException("customerId", "or customer must be given, and not both");
        }
        if (customer == null) {
            return customers.find(String.valueOf(customerId)).orElseThrow(() -> new NotFoundException("customer"));
        }
        if (customer instanceof ObjectNode whole) {
            return json.read(whole);
        }
        throw new InvalidRequestException(List.of(
                new FieldProblem("customer", "must be a whole customer, a JSON object in braces"),
                new FieldProblem("customerId", "is missing, which takes a customer's key")));
    }
}
