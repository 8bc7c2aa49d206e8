// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.audit;

import io.nextbestaction.EngineVersion;
import io.nextbestaction.Reason;
import io.nextbestaction.arbitration.ExpectedValue;
import io.nextbestaction.contact.ContactHistory;
import io.nextbestaction.internal.json.JsonWriter;
import io.nextbestaction.policy.Failure;
import java.time.ZoneId;
import java.util.List;

/** The readable form of a record. */
final class RecordJson {
    private RecordJson() {}

    static String write(DecisionRecord record) {
        EngineVersion version = record.card().version();
        JsonWriter json = JsonWriter.object()
                .put("decision", record.decision())
                .put("customer", record.customer())
                .put("time", record.time().toString())
                .put("zone", record.zone().getId())
                .put("action", record.action())
                .put("expectedValue", record.expectedValue());
        json.object("engine")
                .put("id", version.id())
                .put("model", version.model())
                .put("catalog", version.catalog())
                .put("policy", version.policy())
                .end();
        values(json, "row", record.row());
        values(json, "context", record.context());
        ZoneId zone = record.customerZone();
        if (zone != null) {
            json.put("customerZone", zone.getId());
        }
        ContactHistory contacts = record.contacts();
        if (contacts != null) {
            json.object("contacts")
                    .put("customer", contacts.customer().toJson())
                    .put("household", contacts.household().toJson())
                    .end();
        }
        json.put("seed", record.seed()).put("churn", record.churn()).put("segment", record.segment());
        json.list("ranked");
        record.ranked().forEach(action -> action(json, action));
        json.end().list("rejected");
        for (RecordedRejection rejection : record.rejected()) {
            Failure first = rejection.first();
            json.addObject()
                    .put("action", rejection.action())
                    .put("stage", first.stage().label())
                    .put("rule", first.rule())
                    .put("field", first.field())
                    .put("actual", first.actual())
                    .put("required", first.required())
                    .put("because", first.because())
                    .end();
        }
        json.end().putTexts("slate", record.slate()).put("leverCost", record.leverCost());
        json.list("why");
        for (Reason reason : record.why()) {
            json.addObject()
                    .put("field", reason.field())
                    .put("value", reason.value())
                    .put("contribution", reason.contribution())
                    .end();
        }
        return json.end().text();
    }

    private static void action(JsonWriter json, RecordedAction action) {
        ExpectedValue value = action.value();
        json.addObject()
                .put("action", action.action())
                .put("probability", action.probability())
                .put("score", action.score())
                .put("factor", action.factor())
                .put("expectedValue", value.total())
                .put("basis", action.basis().name())
                .put("acceptance", value.acceptance())
                .put("organic", value.organic())
                .put("value", value.value())
                .put("contactCost", value.contactCost())
                .put("acceptedCost", value.acceptedCost())
                .put("retained", value.retained())
                .put("creditLoss", value.creditLoss())
                .put("patience", value.patience())
                .end();
    }

    private static void values(JsonWriter json, String key, List<FieldValue> values) {
        json.object(key);
        for (FieldValue value : values) {
            String text = value.text();
            if (text != null) {
                json.put(value.field(), text);
            } else if (!Double.isNaN(value.number())) {
                json.put(value.field(), value.number());
            }
        }
        json.end();
    }
}
