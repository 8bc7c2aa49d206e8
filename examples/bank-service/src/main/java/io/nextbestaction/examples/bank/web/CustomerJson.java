// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nextbestaction.features.synthetic.BankCustomer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads customers from requests and says everything that is wrong with one at once. */
@Component
class CustomerJson {
    static final String KEY = "customerId";
    private static final Pattern KEYS = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final ObjectMapper json;

    CustomerJson(ObjectMapper json) {
        this.json = json;
    }

    /** A customer with a key. */
    BankCustomer read(ObjectNode customer, String customerId) {
        return checked(customer.deepCopy().put(KEY, customerId));
    }

    /** A customer that brings its key. */
    BankCustomer read(ObjectNode customer) {
        return checked(customer);
    }

    /** The customer with some fields changed; the key is no field to change. */
    BankCustomer change(BankCustomer customer, ObjectNode changes) {
        if (changes.has(KEY)) {
            throw new InvalidRequestException(KEY, "must not be changed");
        }
        ObjectNode changed = json.valueToTree(customer);
        changed.setAll(changes);
        return checked(changed);
    }

    private BankCustomer checked(ObjectNode customer) {
        List<FieldProblem> problems = new ArrayList<>();
        JsonNode key = customer.get(KEY);
        if (key == null || !key.isTextual() || !KEYS.matcher(key.textValue()).matches()) {
            problems.add(new FieldProblem(KEY, "must be 1 to 64 letters, digits, dots, dashes or underscores"));
        }
        for (CustomerField field : CustomerFields.ALL) {
            String rule = broken(field, customer.get(field.name()));
            if (rule != null) {
                problems.add(new FieldProblem(field.name(), rule));
            }
        }
        customer.fieldNames().forEachRemaining(name -> {
            if (!name.equals(KEY) && !CustomerFields.BY_NAME.containsKey(name)) {
                problems.add(new FieldProblem(shortened(name), "is not a field of a customer"));
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        try {
            return json.treeToValue(customer, BankCustomer.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError("every field was checked", e);
        }
    }

    private static @Nullable String broken(CustomerField field, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return field.optional() ? null : "must be given";
        }
        boolean holds =
                switch (field.type()) {
                    case NUMBER -> value.isNumber() && isWithin(field, value.doubleValue());
                    case INTEGER -> value.isInt() && isWithin(field, value.intValue());
                    case FLAG -> value.isBoolean();
                    case CHOICE -> value.isTextual() && field.choices().contains(value.textValue());
                    case DATE -> value.isTextual() && isDay(value.textValue());
                };
        return holds ? null : "must be " + rule(field);
    }

    private static boolean isWithin(CustomerField field, double value) {
        return value >= field.least() && value <= field.most();
    }

    private static boolean isDay(String text) {
        try {
            int year = LocalDate.parse(text).getYear();
            return year >= 1900 && year <= 2200;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static String rule(CustomerField field) {
        return switch (field.type()) {
            case NUMBER -> "a number from " + plain(field.least()) + " to " + plain(field.most());
            case INTEGER -> "a whole number from " + plain(field.least()) + " to " + plain(field.most());
            case FLAG -> "true or false";
            case CHOICE -> "one of " + String.join(", ", field.choices());
            case DATE -> "a day like 2024-05-31";
        };
    }

    private static String plain(double whole) {
        return Long.toString((long) whole);
    }

    private static String shortened(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }
}
