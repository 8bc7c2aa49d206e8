// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

import io.nextbestaction.internal.json.Json;
import io.nextbestaction.internal.json.JsonValue;
import io.nextbestaction.internal.json.JsonWriter;

/** Reads and writes an exploration as JSON; the form is that of exploration.schema.json. */
final class ExplorationJson {
    private ExplorationJson() {}

    static Exploration parse(String text, String source) {
        JsonValue root = Json.parse(text, source).onlyKeys("gamma", "maxLoss", "seed", "credits", "complaints");
        JsonValue seed = root.find("seed");
        return new Exploration(
                new InverseGap(root.get("gamma").number(), root.number("maxLoss", Double.POSITIVE_INFINITY)),
                seed == null ? 1 : seed.longInteger(),
                root.flag("credits", false),
                root.flag("complaints", false));
    }

    static String write(Exploration exploration) {
        InverseGap weighting = exploration.weighting();
        JsonWriter json = JsonWriter.object().put("gamma", weighting.gamma());
        if (weighting.maxLoss() < Double.POSITIVE_INFINITY) {
            json.put("maxLoss", weighting.maxLoss());
        }
        return json.put("seed", exploration.seed())
                .put("credits", exploration.credits())
                .put("complaints", exploration.complaints())
                .end()
                .text();
    }
}
