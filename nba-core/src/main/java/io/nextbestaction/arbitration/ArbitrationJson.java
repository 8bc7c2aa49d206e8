// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

import io.nextbestaction.action.Level;
import io.nextbestaction.internal.json.Json;
import io.nextbestaction.internal.json.JsonValue;
import io.nextbestaction.internal.json.JsonWriter;
import io.nextbestaction.internal.json.RuleCodec;
import io.nextbestaction.policy.Condition;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads and writes an arbitration as JSON; the form is that of arbitration.schema.json. */
final class ArbitrationJson {
    private static final List<String> FORMS =
            Arrays.stream(Form.values()).map(Form::label).toList();
    private static final List<String> LEVELS =
            Arrays.stream(Level.values()).map(Level::label).toList();

    private ArbitrationJson() {}

    static Arbitration parse(String text, String source) {
        JsonValue root = Json.parse(text, source).onlyKeys("form", "alpha", "evidence", "levers", "tieSalt", "slate");
        JsonValue form = root.find("form");
        JsonValue slate = root.find("slate");
        return new Arbitration(
                form == null ? Form.EXPECTED_VALUE : Form.valueOf(upper(form.oneOf(FORMS))),
                root.number("alpha", 0.5),
                root.number("evidence", 100),
                root.list("levers").stream().map(ArbitrationJson::lever).toList(),
                root.text("tieSalt", ""),
                slate == null ? Slate.ONE : slate(slate));
    }

    private static Lever lever(JsonValue json) {
        json.onlyKeys("level", "name", "weight", "when");
        JsonValue when = json.find("when");
        return new Lever(
                Level.valueOf(upper(json.get("level").oneOf(LEVELS))),
                json.text("name", ""),
                json.get("weight").number(),
                when == null ? null : RuleCodec.part(when));
    }

    private static Slate slate(JsonValue json) {
        json.onlyKeys("size", "perIssue", "perGroup", "perAction", "perChannel", "diversity");
        return new Slate(
                json.get("size").integer(),
                json.integer("perIssue", Slate.ONE.perIssue()),
                json.integer("perGroup", Slate.ONE.perGroup()),
                json.integer("perAction", Slate.ONE.perAction()),
                json.integer("perChannel", Slate.ONE.perChannel()),
                json.number("diversity", 1));
    }

    private static String upper(String label) {
        return label.toUpperCase(Locale.ROOT);
    }

    static String write(Arbitration arbitration) {
        JsonWriter json = JsonWriter.object()
                .put("form", arbitration.form().label())
                .put("alpha", arbitration.alpha())
                .put("evidence", arbitration.evidence());
        json.list("levers");
        for (Lever lever : arbitration.levers()) {
            json.addObject().put("level", lever.level().label()).put("name", lever.name());
            json.put("weight", lever.weight());
            Condition when = lever.when();
            if (when != null) {
                RuleCodec.write(json.object("when"), when);
                json.end();
            }
            json.end();
        }
        Slate slate = arbitration.slate();
        json.end().put("tieSalt", arbitration.tieSalt()).object("slate");
        json.put("size", (long) slate.size())
                .put("perIssue", (long) slate.perIssue())
                .put("perGroup", (long) slate.perGroup())
                .put("perAction", (long) slate.perAction())
                .put("perChannel", (long) slate.perChannel())
                .put("diversity", slate.diversity());
        return json.end().text();
    }
}
