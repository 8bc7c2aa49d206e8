// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.contact;

import io.nextbestaction.internal.json.Json;
import io.nextbestaction.internal.json.JsonValue;
import io.nextbestaction.internal.json.JsonWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The stored form of a contact state, keys in alphabetical order. */
final class ContactStateJson {
    private ContactStateJson() {}

    static String write(ContactState state) {
        JsonWriter json = JsonWriter.object().list("tracks");
        new TreeMap<>(state.tracks).forEach((rule, byKey) -> new TreeMap<>(byKey).forEach((key, track) -> {
            json.addObject().put("rule", rule).put("key", key).put("restUntil", track.restUntil);
            json.list("times");
            for (long time : track.times) {
                json.add((double) time);
            }
            json.end().end();
        }));
        json.end().list("pressures");
        new TreeMap<>(state.pressures).forEach((channel, pressure) -> json.addObject()
                .put("channel", channel)
                .put("value", pressure.value())
                .put("at", pressure.at())
                .end());
        json.end().list("pending");
        for (ContactState.Pending open : state.pending) {
            Target target = open.target();
            json.addObject()
                    .put("decision", open.decision())
                    .put("expires", open.expires())
                    .put("issue", target.issue())
                    .put("group", target.group())
                    .put("action", target.action())
                    .put("treatment", target.treatment())
                    .put("channel", target.channel())
                    .end();
        }
        return json.end().text();
    }

    static ContactState parse(String text, String source) {
        JsonValue root = Json.parse(text, source).onlyKeys("tracks", "pressures", "pending");
        Map<String, Map<String, ContactState.Track>> tracks = new HashMap<>();
        for (JsonValue track : root.get("tracks").list()) {
            track.onlyKeys("rule", "key", "restUntil", "times");
            long[] times = track.get("times").list().stream()
                    .mapToLong(JsonValue::longInteger)
                    .toArray();
            tracks.computeIfAbsent(track.get("rule").text(), rule -> new HashMap<>())
                    .put(
                            track.get("key").text(),
                            new ContactState.Track(times, track.get("restUntil").longInteger()));
        }
        tracks.replaceAll((rule, byKey) -> Map.copyOf(byKey));
        Map<String, ContactState.Pressure> pressures = new HashMap<>();
        for (JsonValue pressure : root.get("pressures").list()) {
            pressure.onlyKeys("channel", "value", "at");
            pressures.put(
                    pressure.get("channel").text(),
                    new ContactState.Pressure(
                            pressure.get("value").number(), pressure.get("at").longInteger()));
        }
        List<ContactState.Pending> pending = new ArrayList<>();
        for (JsonValue open : root.get("pending").list()) {
            open.onlyKeys("decision", "expires", "issue", "group", "action", "treatment", "channel");
            Target target = new Target(
                    open.get("issue").text(),
                    open.get("group").text(),
                    open.get("action").text(),
                    open.get("treatment").text(),
                    open.get("channel").text());
            pending.add(new ContactState.Pending(
                    open.get("decision").text(), target, open.get("expires").longInteger()));
        }
        return new ContactState(Map.copyOf(tracks), Map.copyOf(pressures), List.copyOf(pending));
    }
}
