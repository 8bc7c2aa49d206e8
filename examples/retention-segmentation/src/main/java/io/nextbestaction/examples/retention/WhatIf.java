// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.retention;

import io.nextbestaction.Decision;
import io.nextbestaction.DecisionBatch;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.Reason;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.data.Schema;
import io.nextbestaction.examples.support.Study;
import io.nextbestaction.models.segment.SegmentProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Changes inputs of the held-out customer most at risk, and sees score, segment and action move. */
final class WhatIf {
    private static final double[] QUANTILES = {0.1, 0.25, 0.5, 0.75, 0.9};

    private final Study study;
    private final NextBestAction<Row> engine;
    private final List<SegmentProfile> profiles;

    WhatIf(Study study, NextBestAction<Row> engine, List<SegmentProfile> profiles) {
        this.study = study;
        this.engine = engine;
        this.profiles = profiles;
    }

    /**
     * The changes asked for. Where there are none, the number that moves the score most at five places of its range; then one
     * number after another takes the mean of another segment, until the customer is in it.
     */
    Result.Change of(DecisionBatch batch, Map<String, String> changes) {
        DecisionBatch.RowDecision most = batch.decided().stream()
                .max(Comparator.comparingDouble(entry -> entry.decision().churn()))
                .orElseThrow();
        int position = study.heldOut()[(int) most.row() - 1];
        Row customer = study.table().rows().get(position);
        List<Result.Step> steps = new ArrayList<>();
        steps.add(step("as is", most.decision()));
        if (!changes.isEmpty()) {
            Row changed = changed(customer, changes);
            steps.add(step(changes.toString(), engine.decide(changed)));
        } else {
            most.decision().why().stream()
                    .map(Reason::field)
                    .filter(this::isNumber)
                    .findFirst()
                    .ifPresent(field -> sweep(customer, field, steps));
            cross(customer, most.decision(), steps);
        }
        return new Result.Change("row " + (position + 1), most.decision().toString(), steps);
    }

    private boolean isNumber(String field) {
        Schema schema = study.table().schema();
        return schema.has(field) && schema.field(field).type() == FieldType.NUMBER;
    }

    private void sweep(Row customer, String name, List<Result.Step> steps) {
        Schema schema = study.table().schema();
        int field = schema.indexOf(name);
        double[] sorted = Arrays.stream(study.training())
                .mapToDouble(i -> study.table().rows().get(i).number(field))
                .filter(x -> !Double.isNaN(x))
                .sorted()
                .toArray();
        // A number of few values has the same quantile more than once.
        double[] places = Arrays.stream(QUANTILES)
                .map(q -> sorted[(int) (q * (sorted.length - 1))])
                .distinct()
                .toArray();
        for (double place : places) {
            Row changed = new Row(schema);
            changed.copyFrom(customer);
            changed.setNumber(field, place);
            steps.add(step(name + " = " + changed.display(field), engine.decide(changed)));
        }
    }

    private void cross(Row customer, Decision decision, List<Result.Step> steps) {
        SegmentProfile target = profiles.stream()
                .filter(profile -> !profile.segment().name().equals(decision.segment()))
                .max(Comparator.comparingInt(SegmentProfile::customers))
                .orElseThrow();
        Schema schema = study.table().schema();
        Row changed = new Row(schema);
        changed.copyFrom(customer);
        for (SegmentProfile.Trait trait : target.traits()) {
            if (isNumber(trait.feature()) && !Double.isNaN(trait.inside())) {
                int field = schema.indexOf(trait.feature());
                // Nobody holds 1.3 products.
                double parts = isWhole(field) ? 1 : 100;
                changed.setNumber(field, Math.rint(trait.inside() * parts) / parts);
                Decision moved = engine.decide(changed);
                steps.add(step("… and " + trait.feature() + " = " + changed.display(field), moved));
                if (moved.segment().equals(target.segment().name())) {
                    return;
                }
            }
        }
    }

    private boolean isWhole(int field) {
        return Arrays.stream(study.training())
                .mapToDouble(i -> study.table().rows().get(i).number(field))
                .allMatch(x -> Double.isNaN(x) || x == Math.rint(x));
    }

    private Row changed(Row customer, Map<String, String> changes) {
        Schema schema = study.table().schema();
        Row changed = new Row(schema);
        changed.copyFrom(customer);
        Row typed = typed(schema, changes);
        for (String name : changes.keySet()) {
            int field = schema.indexOf(name);
            changed.setNumber(field, typed.number(field));
            changed.setText(field, typed.text(field));
        }
        return changed;
    }

    /**
     * The changes as a row of its own.
     *
     * @throws IllegalArgumentException if a field is unknown, or a value is not of its type
     */
    static Row typed(Schema schema, Map<String, String> changes) {
        Map<String, Object> values = new HashMap<>();
        for (Map.Entry<String, String> change : changes.entrySet()) {
            values.put(change.getKey(), value(schema, change.getKey(), change.getValue()));
        }
        Row typed = new Row(schema);
        RowBinder.ofMap(schema).bind(values, typed);
        return typed;
    }

    private static Object value(Schema schema, String name, String text) {
        try {
            return switch (schema.field(name).type()) {
                case NUMBER -> Double.valueOf(text);
                case BOOLEAN -> flag(name, text);
                case DATE, CATEGORY -> text;
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The value (" + text + ") of --change " + name + " must be a number.\nMaybe use a decimal point.",
                    e);
        }
    }

    private static boolean flag(String name, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "1" -> true;
            case "no", "false", "0" -> false;
            default ->
                throw new IllegalArgumentException(
                        "The value (" + text + ") of --change " + name + " must be yes or no.\nMaybe it is misspelt.");
        };
    }

    private static Result.Step step(String change, Decision decision) {
        return new Result.Step(
                change, decision.churn(), decision.segment(), decision.action().toString(), decision.expectedValue());
    }
}
