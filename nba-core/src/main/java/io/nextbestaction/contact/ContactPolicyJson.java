// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.contact;

import io.nextbestaction.action.Amount;
import io.nextbestaction.history.InteractionType;
import io.nextbestaction.internal.json.Json;
import io.nextbestaction.internal.json.JsonValue;
import io.nextbestaction.internal.json.JsonWriter;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads and writes contact policies as JSON: durations like P7D, times like 21:00, words in lower case. The form is that of
 * contact-policy.schema.json.
 */
final class ContactPolicyJson {
    private static final List<String> TYPES =
            Arrays.stream(InteractionType.values()).map(InteractionType::label).toList();
    private static final List<String> SCOPES =
            Arrays.stream(Scope.values()).map(Scope::label).toList();
    private static final List<String> DAYS =
            Arrays.stream(DayOfWeek.values()).map(ContactPolicyJson::word).toList();

    private ContactPolicyJson() {}

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static ContactPolicy parse(String text, String source) {
        JsonValue root = Json.parse(text, source).onlyKeys("name", "zone", "rules", "quietHours", "fatigue");
        ContactPolicy.Builder policy = ContactPolicy.builder().name(root.text("name", "contacts"));
        JsonValue zone = root.find("zone");
        if (zone != null) {
            policy.zone(read(zone, ZoneId::of, "be a time zone like Europe/Zurich"));
        }
        root.list("rules").forEach(json -> policy.rule(rule(json)));
        root.list("quietHours").forEach(json -> policy.quiet(quiet(json)));
        JsonValue fatigue = root.find("fatigue");
        if (fatigue != null) {
            fatigue.members().forEach((channel, json) -> policy.fatigue(channel, fatigue(json)));
        }
        return policy.build();
    }

    private static ContactRule rule(JsonValue json) {
        json.onlyKeys("name", "scope", "only", "household", "counted", "cap", "window", "rest", "cleared");
        JsonValue scope = json.find("scope");
        JsonValue rest = json.find("rest");
        ContactRule unnamed = ContactRule.atMost(json.get("cap").integer(), duration(json.get("window")))
                .per(scope == null ? Scope.ALL : Scope.valueOf(upper(scope.oneOf(SCOPES))))
                .only(json.text("only", ""))
                .unless(types(json, "cleared").toArray(InteractionType[]::new));
        if (json.flag("household", false)) {
            unnamed = unnamed.perHousehold();
        }
        if (json.find("counted") != null) {
            unnamed = unnamed.counting(types(json, "counted").toArray(InteractionType[]::new));
        }
        if (rest != null) {
            unnamed = unnamed.thenRest(duration(rest));
        }
        return new ContactRule(
                json.text("name", unnamed.name()),
                unnamed.scope(),
                unnamed.only(),
                unnamed.household(),
                unnamed.counted(),
                unnamed.cap(),
                unnamed.window(),
                unnamed.rest(),
                unnamed.cleared());
    }

    private static Set<InteractionType> types(JsonValue json, String key) {
        EnumSet<InteractionType> types = EnumSet.noneOf(InteractionType.class);
        json.list(key).forEach(type -> types.add(InteractionType.valueOf(upper(type.oneOf(TYPES)))));
        return types;
    }

    private static QuietHours quiet(JsonValue json) {
        json.onlyKeys("channel", "from", "until", "days");
        EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        json.list("days").forEach(day -> days.add(DayOfWeek.valueOf(upper(day.oneOf(DAYS)))));
        return new QuietHours(
                json.text("channel", ""),
                read(json.get("from"), LocalTime::parse, "be a time like 21:00"),
                read(json.get("until"), LocalTime::parse, "be a time like 21:00"),
                json.find("days") == null ? EnumSet.allOf(DayOfWeek.class) : days);
    }

    private static Fatigue fatigue(JsonValue json) {
        json.onlyKeys("halfLife", "weights", "wearOut", "hazardBase", "hazardSlope", "channelValue");
        Map<InteractionType, Double> weights = new EnumMap<>(InteractionType.class);
        JsonValue given = json.find("weights");
        if (given == null) {
            weights.put(InteractionType.SHOWN, 1.0);
        } else {
            given.onlyKeys(TYPES.toArray(String[]::new))
                    .members()
                    .forEach((type, weight) -> weights.put(InteractionType.valueOf(upper(type)), weight.number()));
        }
        JsonValue value = json.find("channelValue");
        return new Fatigue(
                duration(json.get("halfLife")),
                weights,
                json.number("wearOut", 0),
                json.number("hazardBase", 0),
                json.number("hazardSlope", 0),
                value == null ? Amount.of(0) : amount(value.onlyKeys("fixed", "perField")));
    }

    private static Amount amount(JsonValue json) {
        Map<String, Double> perField = new LinkedHashMap<>();
        JsonValue fields = json.find("perField");
        if (fields != null) {
            fields.members().forEach((field, rate) -> perField.put(field, rate.number()));
        }
        return new Amount(json.number("fixed", 0), perField);
    }

    private static String upper(String label) {
        return label.toUpperCase(Locale.ROOT);
    }

    private static Duration duration(JsonValue json) {
        return read(json, Duration::parse, "be a duration like P7D or PT12H");
    }

    private static <T> T read(JsonValue json, Function<String, T> reader, String rule) {
        try {
            return reader.apply(json.text());
        } catch (DateTimeException e) {
            throw json.error(rule, "it is written in another form");
        }
    }

    static String write(ContactPolicy policy) {
        JsonWriter json = JsonWriter.object()
                .put("name", policy.name())
                .put("zone", policy.zone().getId());
        json.list("rules");
        for (ContactRule rule : policy.rules()) {
            json.addObject().put("name", rule.name()).put("scope", rule.scope().label());
            json.put("only", rule.only()).put("household", rule.household());
            json.putTexts("counted", labels(rule.counted()));
            json.put("cap", (long) rule.cap()).put("window", rule.window().toString());
            Duration rest = rule.rest();
            if (rest != null) {
                json.put("rest", rest.toString());
            }
            json.putTexts("cleared", labels(rule.cleared())).end();
        }
        json.end().list("quietHours");
        for (QuietHours hours : policy.quiet()) {
            json.addObject().put("channel", hours.channel());
            json.put("from", hours.from().toString()).put("until", hours.until().toString());
            json.putTexts(
                            "days",
                            hours.days().stream().map(ContactPolicyJson::word).toList())
                    .end();
        }
        json.end().object("fatigue");
        policy.fatigue().forEach((channel, fatigue) -> write(json.object(channel), fatigue));
        return json.end().text();
    }

    private static void write(JsonWriter json, Fatigue fatigue) {
        json.put("halfLife", fatigue.halfLife().toString()).object("weights");
        fatigue.weights().forEach((type, weight) -> json.put(type.label(), weight));
        json.end()
                .put("wearOut", fatigue.wearOut())
                .put("hazardBase", fatigue.hazardBase())
                .put("hazardSlope", fatigue.hazardSlope());
        json.object("channelValue").put("fixed", fatigue.channelValue().fixed()).object("perField");
        fatigue.channelValue().perField().forEach(json::put);
        json.end().end().end();
    }

    private static List<String> labels(Collection<InteractionType> types) {
        return types.stream().map(InteractionType::label).toList();
    }
}
