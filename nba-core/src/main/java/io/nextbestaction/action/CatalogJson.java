// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import io.nextbestaction.internal.json.Json;
import io.nextbestaction.internal.json.JsonValue;
import io.nextbestaction.internal.json.JsonWriter;
import io.nextbestaction.internal.json.RuleCodec;
import io.nextbestaction.policy.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes catalogues as JSON; the form is action-catalog.schema.json, every error points at line and field. */
final class CatalogJson {
    private CatalogJson() {}

    static ActionCatalog parse(JsonValue root) {
        root.onlyKeys("$schema", "name", "currency", "rules", "issues", "actions");
        ActionCatalog.Builder catalog = ActionCatalog.builder();
        JsonValue name = root.find("name");
        if (name != null) {
            catalog.name(RuleCodec.notBlank(name));
        }
        JsonValue currency = root.find("currency");
        if (currency != null) {
            if (!currency.text().matches("[A-Z]{3}")) {
                throw currency.error("be a currency code of three capital letters", "EUR was meant");
            }
            catalog.currency(currency.text());
        }
        RuleCodec.rules(root).forEach(catalog::rule);
        Map<String, JsonValue> issues = new LinkedHashMap<>();
        for (JsonValue issue : root.list("issues")) {
            catalog.issue(issue(issue));
            once(issues, issue.get("name"));
        }
        Map<String, JsonValue> ids = new LinkedHashMap<>();
        JsonValue actions = root.get("actions");
        if (actions.list().isEmpty()) {
            throw actions.error("have at least one action", "add one: doing nothing is always a candidate");
        }
        for (JsonValue action : actions.list()) {
            Action parsed = action(action);
            once(ids, action.get("id"));
            if (parsed.isDoNothing()) {
                throw action.get("id").error("not be listed", "remove it: doing nothing is always a candidate");
            }
            catalog.add(parsed);
        }
        return catalog.build();
    }

    private static void once(Map<String, JsonValue> names, JsonValue name) {
        JsonValue earlier = names.put(name.text(), name);
        if (earlier != null) {
            String key = name.path().endsWith("id") ? "id" : "name";
            throw name.error("not repeat the " + key + " of line " + earlier.line(), "rename one of the two");
        }
    }

    private static Issue issue(JsonValue json) {
        json.onlyKeys("name", "rules", "groups");
        List<Issue.Group> groups = new ArrayList<>();
        Map<String, JsonValue> names = new LinkedHashMap<>();
        for (JsonValue group : json.list("groups")) {
            group.onlyKeys("name", "rules");
            once(names, group.get("name"));
            groups.add(new Issue.Group(RuleCodec.notBlank(group.get("name")), RuleCodec.rules(group)));
        }
        return new Issue(RuleCodec.notBlank(json.get("name")), RuleCodec.rules(json), groups);
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
                "validTo",
                "placement",
                "credit",
                "treatments");
        JsonValue cost = json.find("cost");
        JsonValue response = json.find("response");
        JsonValue retention = json.find("retention");
        JsonValue credit = json.find("credit");
        List<Rule> rules = RuleCodec.rules(json);
        List<Treatment> treatments = new ArrayList<>();
        Map<String, JsonValue> ids = new LinkedHashMap<>();
        for (JsonValue treatment : json.list("treatments")) {
            treatments.add(treatment(treatment));
            once(ids, treatment.get("id"));
            distinct(rules, treatment);
        }
        String id = RuleCodec.notBlank(json.get("id"));
        return new Action(
                id,
                RuleCodec.notBlank(json.get("title")),
                json.text("issue", ""),
                json.text("group", ""),
                json.text("channel", ""),
                amount(json.find("value")),
                cost == null ? Cost.NONE : cost(cost.onlyKeys("contact", "accepted")),
                response == null ? new Response(0, 0) : response(response.onlyKeys("rate", "organic")),
                retention == null ? null : retention(retention.onlyKeys("saveRate", "lifetimeValue")),
                rules,
                day(json.find("validFrom")),
                lastDay(json),
                json.text("placement", ""),
                credit == null ? null : credit(credit.onlyKeys("defaultProbability", "lossGivenDefault", "exposure")),
                treatments,
                id);
    }

    /** A treatment's rules must not share a name with its action's. */
    private static void distinct(List<Rule> above, JsonValue treatment) {
        List<Rule> own = RuleCodec.rules(treatment);
        for (int i = 0; i < own.size(); i++) {
            String name = own.get(i).name();
            if (above.stream().anyMatch(rule -> rule.name().equals(name))) {
                throw treatment
                        .list("rules")
                        .get(i)
                        .error(
                                "not have the name \"" + name + "\" of a rule of its action",
                                "give it a \"name\" of its own");
            }
        }
    }

    private static Treatment treatment(JsonValue json) {
        json.onlyKeys("id", "channel", "placement", "cost", "response", "rules", "validFrom", "validTo");
        JsonValue cost = json.find("cost");
        JsonValue response = json.find("response");
        return new Treatment(
                RuleCodec.notBlank(json.get("id")),
                json.text("channel", ""),
                json.text("placement", ""),
                cost == null ? null : cost(cost.onlyKeys("contact", "accepted")),
                response == null ? null : response(response.onlyKeys("rate", "organic")),
                RuleCodec.rules(json),
                day(json.find("validFrom")),
                lastDay(json));
    }

    private static Credit credit(JsonValue json) {
        return new Credit(
                amount(json.get("defaultProbability")),
                share(json.get("lossGivenDefault")),
                amount(json.get("exposure")));
    }

    private static @Nullable LocalDate lastDay(JsonValue json) {
        LocalDate from = day(json.find("validFrom"));
        LocalDate to = day(json.find("validTo"));
        if (from != null && to != null && to.isBefore(from)) {
            throw json.get("validTo").error("not be before validFrom", "the two were swapped");
        }
        return to;
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

    private static @Nullable LocalDate day(@Nullable JsonValue json) {
        return json == null ? null : RuleCodec.day(json);
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
        if (!catalog.rules().isEmpty()) {
            RuleCodec.write(json, catalog.rules());
        }
        if (!catalog.issues().isEmpty()) {
            write(json, catalog.issues());
        }
        json.list("actions");
        for (Action action : catalog.listed()) {
            json.addObject();
            write(json, action);
            json.end();
        }
        return json.end().text();
    }

    private static void write(JsonWriter json, List<Issue> issues) {
        json.list("issues");
        for (Issue issue : issues) {
            json.addObject().put("name", issue.name());
            RuleCodec.write(json, issue.rules());
            json.list("groups");
            for (Issue.Group group : issue.groups()) {
                json.addObject().put("name", group.name());
                RuleCodec.write(json, group.rules());
                json.end();
            }
            json.end().end();
        }
        json.end();
    }

    private static void write(JsonWriter json, Action action) {
        json.put("id", action.id()).put("title", action.title());
        json.put("issue", action.issue()).put("group", action.group()).put("channel", action.channel());
        write(json, "value", action.value());
        write(json, action.cost());
        write(json, action.response());
        Retention retention = action.retention();
        if (retention != null) {
            json.object("retention").put("saveRate", retention.saveRate());
            write(json, "lifetimeValue", retention.lifetimeValue());
            json.end();
        }
        RuleCodec.write(json, action.rules());
        write(json, action.validFrom(), action.validTo());
        if (!action.placement().isEmpty()) {
            json.put("placement", action.placement());
        }
        Credit credit = action.credit();
        if (credit != null) {
            json.object("credit");
            write(json, "defaultProbability", credit.defaultProbability());
            json.put("lossGivenDefault", credit.lossGivenDefault());
            write(json, "exposure", credit.exposure());
            json.end();
        }
        if (!action.treatments().isEmpty()) {
            json.list("treatments");
            for (Treatment treatment : action.treatments()) {
                write(json.addObject(), treatment);
                json.end();
            }
            json.end();
        }
    }

    private static void write(JsonWriter json, Treatment treatment) {
        json.put("id", treatment.id()).put("channel", treatment.channel()).put("placement", treatment.placement());
        write(json, treatment.cost());
        write(json, treatment.response());
        RuleCodec.write(json, treatment.rules());
        write(json, treatment.validFrom(), treatment.validTo());
    }

    private static void write(JsonWriter json, @Nullable Cost cost) {
        if (cost != null) {
            json.object("cost")
                    .put("contact", cost.contact())
                    .put("accepted", cost.accepted())
                    .end();
        }
    }

    private static void write(JsonWriter json, @Nullable Response response) {
        if (response != null) {
            json.object("response")
                    .put("rate", response.rate())
                    .put("organic", response.organic())
                    .end();
        }
    }

    private static void write(JsonWriter json, @Nullable LocalDate from, @Nullable LocalDate to) {
        if (from != null) {
            json.put("validFrom", from.toString());
        }
        if (to != null) {
            json.put("validTo", to.toString());
        }
    }

    private static void write(JsonWriter json, String key, Amount amount) {
        json.object(key).put("fixed", amount.fixed()).object("perField");
        amount.perField().forEach(json::put);
        json.end().end();
    }
}
