// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import io.nextbestaction.internal.json.Json;
import io.nextbestaction.internal.json.JsonValue;
import io.nextbestaction.internal.json.JsonWriter;
import io.nextbestaction.policy.Comparison;
import io.nextbestaction.policy.Condition;
import io.nextbestaction.policy.Rule;
import io.nextbestaction.policy.Stage;
import io.nextbestaction.policy.WhenMissing;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes catalogues as JSON; the form is action-catalog.schema.json, every error points at line and field. */
final class CatalogJson {
    private static final List<String> STAGES = Arrays.stream(Stage.values())
            .filter(Stage::isForRules)
            .map(Stage::label)
            .toList();
    private static final String[] COMPARISONS = {"atLeast", "atMost", "above", "below", "in", "notIn", "is"};

    private CatalogJson() {}

    static ActionCatalog parse(JsonValue root) {
        root.onlyKeys("$schema", "name", "currency", "actions");
        ActionCatalog.Builder catalog = ActionCatalog.builder();
        JsonValue name = root.find("name");
        if (name != null) {
            catalog.name(notBlank(name));
        }
        JsonValue currency = root.find("currency");
        if (currency != null) {
            if (!currency.text().matches("[A-Z]{3}")) {
                throw currency.error("be a currency code of three capital letters", "EUR was meant");
            }
            catalog.currency(currency.text());
        }
        Map<String, JsonValue> ids = new LinkedHashMap<>();
        JsonValue actions = root.get("actions");
        if (actions.list().isEmpty()) {
            throw actions.error("have at least one action", "add one: doing nothing is always a candidate");
        }
        for (JsonValue action : actions.list()) {
            Action parsed = action(action);
            JsonValue id = action.get("id");
            JsonValue earlier = ids.put(parsed.id(), id);
            if (earlier != null) {
                throw id.error("not repeat the id of line " + earlier.line(), "rename one of the two");
            }
            if (parsed.isDoNothing()) {
                throw id.error("not be listed", "remove it: doing nothing is always a candidate");
            }
            catalog.add(parsed);
        }
        return catalog.build();
    }

    private static Action action(JsonValue json) {
        json.onlyKeys(
                "id",
                "title",
                "issue",
                "group",
                "channel",
                "value",
                "cost",
                "response",
                "retention",
                "rules",
                "validFrom",
                "validTo");
        JsonValue cost = json.find("cost");
        JsonValue response = json.find("response");
        JsonValue retention = json.find("retention");
        LocalDate from = day(json.find("validFrom"));
        LocalDate to = day(json.find("validTo"));
        if (from != null && to != null && to.isBefore(from)) {
            throw json.get("validTo").error("not be before validFrom", "the two were swapped");
        }
        return new Action(
                notBlank(json.get("id")),
                notBlank(json.get("title")),
                json.text("issue", ""),
                json.text("group", ""),
                json.text("channel", ""),
                amount(json.find("value")),
                cost == null ? Cost.NONE : cost(cost.onlyKeys("contact", "accepted")),
                response == null ? new Response(0, 0) : response(response.onlyKeys("rate", "organic")),
                retention == null ? null : retention(retention.onlyKeys("saveRate", "lifetimeValue")),
                rules(json),
                from,
                to);
    }

    private static Cost cost(JsonValue json) {
        return new Cost(notNegative(json.find("contact")), notNegative(json.find("accepted")));
    }

    private static Response response(JsonValue json) {
        return new Response(share(json.find("rate")), share(json.find("organic")));
    }

    private static Retention retention(JsonValue json) {
        return new Retention(share(json.get("saveRate")), amount(json.get("lifetimeValue")));
    }

    private static Amount amount(@Nullable JsonValue json) {
        if (json == null) {
            return Amount.of(0);
        }
        json.onlyKeys("fixed", "perField");
        Map<String, Double> perField = new LinkedHashMap<>();
        JsonValue fields = json.find("perField");
        if (fields != null) {
            fields.members().forEach((field, rate) -> perField.put(field, rate.number()));
        }
        return new Amount(json.number("fixed", 0), perField);
    }

    private static List<Rule> rules(JsonValue action) {
        Map<String, JsonValue> names = new LinkedHashMap<>();
        List<Rule> rules = new ArrayList<>();
        for (JsonValue json : action.list("rules")) {
            Rule rule = rule(json);
            JsonValue earlier = names.put(rule.name(), json);
            if (earlier != null) {
                throw json.error(
                        "not have the name \"" + rule.name() + "\" of the rule in line " + earlier.line(),
                        "give it a \"name\" of its own");
            }
            rules.add(rule);
        }
        return rules;
    }

    private static Rule rule(JsonValue json) {
        json.onlyKeys(
                "stage",
                "name",
                "field",
                "because",
                "whenMissing",
                "atLeast",
                "atMost",
                "above",
                "below",
                "in",
                "notIn",
                "is");
        Stage stage = Stage.valueOf(json.get("stage").oneOf(STAGES).toUpperCase(Locale.ROOT));
        String because = notBlank(json.get("because"));
        JsonValue name = json.find("name");
        JsonValue whenMissing = json.find("whenMissing");
        WhenMissing missing = whenMissing == null
                ? WhenMissing.REJECT
                : WhenMissing.valueOf(
                        whenMissing.oneOf(List.of("reject", "allow")).toUpperCase(Locale.ROOT));
        return new Rule(stage, name == null ? because : notBlank(name), condition(json), because, missing);
    }

    private static Condition condition(JsonValue rule) {
        String field = notBlank(rule.get("field"));
        String key = rule.exactlyOneOf(COMPARISONS);
        JsonValue limit = rule.get(key);
        return switch (key) {
            case "is" -> new Condition.FlagCondition(field, limit.flag());
            case "in", "notIn" -> {
                if (limit.list().isEmpty()) {
                    throw limit.error("have at least one level", "add one");
                }
                yield new Condition.LevelCondition(field, limit.texts(), key.equals("in"));
            }
            default -> {
                Comparison comparison = comparison(key);
                yield limit.kind() == JsonValue.Kind.TEXT
                        ? new Condition.DateCondition(field, comparison, requiredDay(limit))
                        : new Condition.NumberCondition(field, comparison, limit.number());
            }
        };
    }

    private static Comparison comparison(String key) {
        for (Comparison comparison : Comparison.values()) {
            if (comparison.key().equals(key)) {
                return comparison;
            }
        }
        throw new AssertionError(key);
    }

    private static @Nullable LocalDate day(@Nullable JsonValue json) {
        return json == null ? null : requiredDay(json);
    }

    private static LocalDate requiredDay(JsonValue json) {
        try {
            return LocalDate.parse(json.text());
        } catch (DateTimeException e) {
            throw json.error("be a day like 2026-05-31", "write year, month and day with dashes");
        }
    }

    private static String notBlank(JsonValue json) {
        if (json.text().isBlank()) {
            throw json.error("not be blank", "a name was forgotten");
        }
        return json.text();
    }

    private static double notNegative(@Nullable JsonValue json) {
        if (json != null && json.number() < 0) {
            throw json.error("be at least 0", "write what the action earns under \"value\"");
        }
        return json == null ? 0 : json.number();
    }

    private static double share(@Nullable JsonValue json) {
        if (json != null && !(json.number() >= 0 && json.number() <= 1)) {
            throw json.error("lie in [0, 1]", "it was written in per cent: 3 % is 0.03");
        }
        return json == null ? 0 : json.number();
    }

    static ActionCatalog parse(String text, String source) {
        return parse(Json.parse(text, source));
    }

    static ActionCatalog parse(byte[] utf8, String source) {
        return parse(Json.parse(utf8, source));
    }

    static String write(ActionCatalog catalog) {
        JsonWriter json = JsonWriter.object().put("name", catalog.name()).put("currency", catalog.currency());
        json.list("actions");
        for (Action action : catalog.actions()) {
            json.addObject();
            write(json, action);
            json.end();
        }
        return json.end().text();
    }

    private static void write(JsonWriter json, Action action) {
        json.put("id", action.id()).put("title", action.title());
        json.put("issue", action.issue()).put("group", action.group()).put("channel", action.channel());
        write(json, "value", action.value());
        json.object("cost")
                .put("contact", action.cost().contact())
                .put("accepted", action.cost().accepted())
                .end();
        json.object("response")
                .put("rate", action.response().rate())
                .put("organic", action.response().organic())
                .end();
        Retention retention = action.retention();
        if (retention != null) {
            json.object("retention").put("saveRate", retention.saveRate());
            write(json, "lifetimeValue", retention.lifetimeValue());
            json.end();
        }
        json.list("rules");
        for (Rule rule : action.rules()) {
            json.addObject();
            write(json, rule);
            json.end();
        }
        json.end();
        if (action.validFrom() != null) {
            json.put("validFrom", action.validFrom().toString());
        }
        if (action.validTo() != null) {
            json.put("validTo", action.validTo().toString());
        }
    }

    private static void write(JsonWriter json, String key, Amount amount) {
        json.object(key).put("fixed", amount.fixed()).object("perField");
        amount.perField().forEach(json::put);
        json.end().end();
    }

    private static void write(JsonWriter json, Rule rule) {
        Condition condition = rule.condition();
        json.put("stage", rule.stage().label()).put("name", rule.name()).put("field", condition.field());
        if (condition instanceof Condition.NumberCondition number) {
            json.put(number.comparison().key(), number.limit());
        } else if (condition instanceof Condition.DateCondition date) {
            json.put(date.comparison().key(), date.day().toString());
        } else if (condition instanceof Condition.LevelCondition levels) {
            json.putTexts(levels.inside() ? "in" : "notIn", levels.levels());
        } else if (condition instanceof Condition.FlagCondition flag) {
            json.put("is", flag.expected());
        } else {
            throw new AssertionError("no key for " + condition.getClass());
        }
        json.put("because", rule.because())
                .put("whenMissing", rule.whenMissing().name().toLowerCase(Locale.ROOT));
    }
}
