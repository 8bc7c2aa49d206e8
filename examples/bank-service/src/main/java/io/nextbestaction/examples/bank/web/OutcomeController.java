// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nextbestaction.audit.AuditReader;
import io.nextbestaction.audit.AuditStore;
import io.nextbestaction.audit.DecisionRecord;
import io.nextbestaction.examples.bank.BankProperties;
import io.nextbestaction.examples.bank.engine.Decider;
import io.nextbestaction.examples.bank.store.DecisionRow;
import io.nextbestaction.examples.bank.store.DecisionStore;
import io.nextbestaction.examples.bank.store.Outcome;
import io.nextbestaction.learning.OutcomeBook;
import io.nextbestaction.learning.OutcomeEvent;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What became of decisions: heard, looked up, added up. */
@RestController
@RequestMapping("/api/v1")
class OutcomeController {
    private final DecisionStore decisions;
    private final Decider decider;
    private final AuditStore records;
    private final ObjectMapper json;
    private final Clock clock;
    private final BankProperties properties;

    OutcomeController(
            DecisionStore decisions,
            Decider decider,
            AuditStore records,
            ObjectMapper json,
            Clock clock,
            BankProperties properties) {
        this.decisions = decisions;
        this.decider = decider;
        this.records = records;
        this.json = json;
        this.clock = clock;
        this.properties = properties;
    }

    /** What happened. */
    record Heard(Outcome.@Nullable Kind outcome) {}

    /** What was heard, and whether it is news. */
    record Taken(String decisionId, Outcome.Kind outcome, boolean isNew) {}

    /** How many outcomes there are, and the rate of acceptance corrected for those still to come; null before the first. */
    record Summary(
            Map<Outcome.Kind, Long> outcomes, @Nullable Double acceptanceRate) {}

    @Operation(summary = "Records what became of a decision; saying it again changes nothing")
    @PostMapping("/decisions/{decisionId}/outcome")
    ResponseEntity<Taken> outcome(@PathVariable String decisionId, @RequestBody Heard heard) {
        Outcome.Kind kind = heard.outcome();
        if (kind == null) {
            throw new InvalidRequestException("outcome", JsonRule.oneOf(Outcome.Kind.class));
        }
        DecisionRow decision = decision(decisionId);
        if (decision.channel().isEmpty()) {
            throw new InvalidRequestException("outcome", "must be of a decision to do something");
        }
        boolean isNew = decider.outcome(decision, kind);
        return ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new Taken(decisionId, kind, isNew));
    }

    private DecisionRow decision(String decisionId) {
        return decisions.find(decisionId).orElseThrow(() -> new NotFoundException("decision"));
    }

    /** Files have no index: this reads the log from its start, so it is for the auditor, not for every customer. */
    @Operation(summary = "The whole record of a decision from the audit log")
    @GetMapping("/decisions/{decisionId}")
    JsonNode record(@PathVariable String decisionId) throws JsonProcessingException {
        List<DecisionRecord> found = new ArrayList<>(1);
        records.read(decision(decisionId).customerId(), new AuditReader() {
            @Override
            public void decision(DecisionRecord record) {
                if (record.decision().equals(decisionId)) {
                    found.add(record);
                }
            }
        });
        if (found.isEmpty()) {
            throw new NotFoundException("decision in this service's audit log");
        }
        return json.readTree(found.get(0).toJson());
    }

    @Operation(summary = "Outcomes so far and the rate of acceptance")
    @GetMapping("/outcomes/summary")
    Summary summary() {
        OutcomeBook book = new OutcomeBook(properties.outcomeWindow());
        Map<Outcome.Kind, Long> counts = new EnumMap<>(Outcome.Kind.class);
        decisions.forEachOutcome(outcome -> {
            counts.merge(outcome.outcome(), 1L, Long::sum);
            switch (outcome.outcome()) {
                case SHOWN -> book.add(new OutcomeEvent(outcome.decisionId(), OutcomeEvent.Type.SHOWN, outcome.at()));
                case ACCEPTED ->
                    book.add(new OutcomeEvent(outcome.decisionId(), OutcomeEvent.Type.CONVERTED, outcome.at()));
                case DECLINED -> {
                    // shown and not converted, which the book knows already
                }
            }
        });
        double rate = book.rate(clock.instant());
        return new Summary(counts, Double.isNaN(rate) ? null : rate);
    }
}
