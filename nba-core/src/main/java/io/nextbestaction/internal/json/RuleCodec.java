// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.json;

import io.nextbestaction.policy.Comparison;
import io.nextbestaction.policy.Condition;
import io.nextbestaction.policy.Rule;
import io.nextbestaction.policy.Source;
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

/** Reads and writes rules and conditions as JSON; the form is that of action-catalog.schema.json. */
public final class RuleCodec {
    private static final List<String> STAGES = Arrays.stream(Stage.values())
            .filter(Stage::isForRules)
            .map(Stage::label)
            .toList();
    private static final List<String> SUBJECTS = List.of("field", "context", "model", "all", "any", "not");
    private static final List<String> COMPARISONS = List.of("atLeast", "atMost", "above", "below", "in", "notIn", "is");
    private static final List<String> CONDITION = join(SUBJECTS, COMPARISONS);
    private static final List<String> RULE = join(List.of("stage", "name", "because", "whenMissing"), CONDITION);

    private RuleCodec() {}

    private static List<String> join(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /** The rules under the key "rules" of an object, none where absent; two of one name are refused. */
    public static List<Rule> rules(JsonValue owner) {
        Map<String, JsonValue> names = new LinkedHashMap<>();
        List<Rule> rules = new ArrayList<>();
        for (JsonValue json : owner.list("rules")) {
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
        json.onlyKeys(RULE.toArray(String[]::new));
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

    /** The condition an object states beside its other keys. */
    public static Condition condition(JsonValue json) {
        String subject = json.exactlyOneOf(SUBJECTS.toArray(String[]::new));
        JsonValue value = json.get(subject);
        return switch (subject) {
            case "all" -> new Condition.AllOf(parts(json, value));
            case "any" -> new Condition.AnyOf(parts(json, value));
            case "not" -> new Condition.Not(part(alone(json, value)));
            case "field" -> comparison(json, Source.FIELD, notBlank(value));
            case "context" -> comparison(json, Source.CONTEXT, notBlank(value));
            default -> comparison(json, Source.MODEL, value.oneOf(Source.OUTPUTS));
        };
    }

    private static List<Condition> parts(JsonValue json, JsonValue parts) {
        if (alone(json, parts).list().isEmpty()) {
            throw parts.error("have at least one condition", "add one");
        }
        return parts.list().stream().map(RuleCodec::part).toList();
    }

    /** An object that is a condition and nothing else. */
    public static Condition part(JsonValue json) {
        return condition(json.onlyKeys(CONDITION.toArray(String[]::new)));
    }

    /** A combination has no comparison of its own. */
    private static JsonValue alone(JsonValue json, JsonValue parts) {
        for (String comparison : COMPARISONS) {
            JsonValue extra = json.find(comparison);
            if (extra != null) {
                throw extra.keyError("stand beside a field", "it belongs into one of the conditions combined");
            }
        }
        return parts;
    }

    private static Condition comparison(JsonValue json, Source source, String field) {
        String key = json.exactlyOneOf(COMPARISONS.toArray(String[]::new));
        JsonValue limit = json.get(key);
        return switch (key) {
            case "is" -> new Condition.FlagCondition(source, field, limit.flag());
            case "in", "notIn" -> {
                if (limit.list().isEmpty()) {
                    throw limit.error("have at least one level", "add one");
                }
                yield new Condition.LevelCondition(source, field, limit.texts(), key.equals("in"));
            }
            default -> {
                Comparison comparison = comparison(key);
                yield limit.kind() == JsonValue.Kind.TEXT
                        ? new Condition.DateCondition(source, field, comparison, day(limit))
                        : new Condition.NumberCondition(source, field, comparison, limit.number());
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

    /** A day like 2026-05-31. */
    public static LocalDate day(JsonValue json) {
        try {
            return LocalDate.parse(json.text());
        } catch (DateTimeException e) {
            throw json.error("be a day like 2026-05-31", "write year, month and day with dashes");
        }
    }

    /** A text with something in it. */
    public static String notBlank(JsonValue json) {
        if (json.text().isBlank()) {
            throw json.error("not be blank", "a name was forgotten");
        }
        return json.text();
    }

    /** Puts rules under the key "rules". */
    public static void write(JsonWriter json, List<Rule> rules) {
        json.list("rules");
        for (Rule rule : rules) {
            json.addObject().put("stage", rule.stage().label()).put("name", rule.name());
            write(json, rule.condition());
            json.put("because", rule.because())
                    .put("whenMissing", rule.whenMissing().name().toLowerCase(Locale.ROOT))
                    .end();
        }
        json.end();
    }

    /** Puts the keys of a condition into the current object. */
    public static void write(JsonWriter json, Condition condition) {
        if (condition instanceof Condition.Comparing leaf) {
            json.put(leaf.source().key(), leaf.field());
        }
        if (condition instanceof Condition.NumberCondition number) {
            json.put(number.comparison().key(), number.limit());
        } else if (condition instanceof Condition.DateCondition date) {
            json.put(date.comparison().key(), date.day().toString());
        } else if (condition instanceof Condition.LevelCondition levels) {
            json.putTexts(levels.inside() ? "in" : "notIn", levels.levels());
        } else if (condition instanceof Condition.FlagCondition flag) {
            json.put("is", flag.expected());
        } else if (condition instanceof Condition.AllOf all) {
            write(json, "all", all.parts());
        } else if (condition instanceof Condition.AnyOf any) {
            write(json, "any", any.parts());
        } else if (condition instanceof Condition.Not not) {
            json.object("not");
            write(json, not.part());
            json.end();
        }
    }

    private static void write(JsonWriter json, String key, List<Condition> parts) {
        json.list(key);
        for (Condition part : parts) {
            json.addObject();
            write(json, part);
            json.end();
        }
        json.end();
    }
}
