// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.artifact;

import io.nextbestaction.artifact.ModelCard.Bin;
import io.nextbestaction.artifact.ModelCard.Figure;
import io.nextbestaction.artifact.ModelCard.HeldOut;
import io.nextbestaction.artifact.ModelCard.Slice;
import io.nextbestaction.data.Feature;
import io.nextbestaction.internal.json.JsonWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A model card for machines and for people. */
final class ModelCardText {
    private ModelCardText() {}

    static String json(ModelCard card) {
        Provenance from = card.provenance();
        JsonWriter out = JsonWriter.object()
                .put("name", card.name())
                .put("library", card.library())
                .object("provenance")
                .put("trained", from.trained().toString())
                .put("rows", from.rows())
                .put("positiveRate", from.positiveRate())
                .put("dataHash", from.dataHash())
                .put("seed", from.seed())
                .object("trainers");
        from.trainers().forEach(out::put);
        out.end().object("metrics");
        from.metrics().forEach(out::put);
        out.end().end().list("features");
        for (Feature feature : card.features()) {
            out.addObject()
                    .put("name", feature.name())
                    .putTexts("sources", feature.sources())
                    .end();
        }
        out.end();
        HeldOut held = card.heldOut();
        if (held != null) {
            heldOut(out, held);
        }
        return out.putTexts("limits", card.limits()).text();
    }

    private static void heldOut(JsonWriter out, HeldOut held) {
        out.object("heldOut")
                .put("source", held.source())
                .put("rows", held.rows())
                .put("events", held.events());
        figures(out, held.figures());
        out.list("calibration");
        for (Bin bin : held.calibration()) {
            out.addObject()
                    .put("rows", bin.rows())
                    .put("said", bin.said())
                    .put("happened", bin.happened())
                    .end();
        }
        out.end().list("slices");
        for (Slice slice : held.slices()) {
            out.addObject()
                    .put("field", slice.field())
                    .put("level", slice.level())
                    .put("rows", slice.rows())
                    .put("events", slice.events());
            figures(out, slice.figures());
            out.end();
        }
        out.end().end();
    }

    private static void figures(JsonWriter out, List<Figure> figures) {
        out.list("figures");
        for (Figure figure : figures) {
            out.addObject().put("name", figure.name()).put("value", figure.value());
            if (!Double.isNaN(figure.level())) {
                out.put("low", figure.low()).put("high", figure.high()).put("level", figure.level());
            }
            out.end();
        }
        out.end();
    }

    static String markdown(ModelCard card) {
        StringBuilder out = new StringBuilder();
        Provenance from = card.provenance();
        out.append("# ").append(plain(card.name())).append("\n\n## Trained on\n\n");
        row(out, "What", "Value");
        row(out, "---", "---");
        row(out, "When", from.trained().toString());
        row(out, "Rows", Long.toString(from.rows()));
        row(out, "Event rate", number(from.positiveRate()));
        row(out, "SHA-256 of the data", from.dataHash());
        row(out, "Seed", Long.toString(from.seed()));
        row(out, "Library", card.library());
        for (Map.Entry<String, String> trainer : from.trainers().entrySet()) {
            row(out, trainer.getKey(), trainer.getValue());
        }
        out.append("\n## Measured while training\n\n");
        if (from.metrics().isEmpty()) {
            out.append("Nothing.\n");
        } else {
            row(out, "Figure", "Value");
            row(out, "---", "---:");
            from.metrics().forEach((name, value) -> row(out, name, number(value)));
        }
        HeldOut held = card.heldOut();
        out.append("\n## On rows held out\n\n");
        if (held == null) {
            out.append("Not measured.\n");
        } else {
            heldOut(out, held);
        }
        out.append("\n## Features\n\n");
        row(out, "Feature", "Made from");
        row(out, "---", "---");
        for (Feature feature : card.features()) {
            row(out, feature.name(), String.join(", ", feature.sources()));
        }
        out.append("\n## Limits\n\n");
        if (card.limits().isEmpty()) {
            out.append("None stated.\n");
        }
        card.limits().forEach(limit -> out.append("- ").append(plain(limit)).append('\n'));
        return out.toString();
    }

    private static void heldOut(StringBuilder out, HeldOut held) {
        out.append(plain(held.source()))
                .append(": ")
                .append(held.rows())
                .append(" rows, ")
                .append(held.events())
                .append(" with the event.\n\n");
        row(out, "Figure", "Value", "Interval");
        row(out, "---", "---:", "---");
        held.figures().forEach(figure -> row(out, figure.name(), number(figure.value()), interval(figure)));
        if (!held.calibration().isEmpty()) {
            out.append("\n### Calibration\n\n");
            row(out, "Rows", "Said", "Happened");
            row(out, "---:", "---:", "---:");
            held.calibration()
                    .forEach(bin -> row(out, Long.toString(bin.rows()), number(bin.said()), number(bin.happened())));
        }
        if (!held.slices().isEmpty()) {
            out.append("\n### Slices\n\n");
            row(out, "Slice", "Rows", "Events", "Figures");
            row(out, "---", "---:", "---:", "---");
            for (Slice slice : held.slices()) {
                List<String> figures = slice.figures().stream()
                        .map(figure -> (figure.name() + " " + number(figure.value()) + " " + interval(figure)).strip())
                        .toList();
                row(
                        out,
                        slice.field() + " = " + slice.level(),
                        Long.toString(slice.rows()),
                        Long.toString(slice.events()),
                        String.join(", ", figures));
            }
        }
    }

    private static String interval(Figure figure) {
        return Double.isNaN(figure.level())
                ? ""
                : String.format(
                        Locale.ROOT,
                        "(%s to %s at %.0f %%)",
                        number(figure.low()),
                        number(figure.high()),
                        100 * figure.level());
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static void row(StringBuilder out, String... cells) {
        for (String cell : cells) {
            out.append("| ").append(plain(cell)).append(' ');
        }
        out.append("|\n");
    }

    /** A name cannot break out of its cell, start a line of its own or become markup. */
    private static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                out.append(' ');
            } else {
                if ("\\|<>`*_~[]#&".indexOf(c) >= 0) {
                    out.append('\\');
                }
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
