// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A report as one self-contained HTML file: no script, no address outside the file, and a content security policy that
 * holds it to that. Every text is escaped. Sections appear in the order in which they are added; one without data says
 * so. Immutable: every method returns a new report; the same sections give the same bytes.
 *
 * <p>The page adapts to width, light and dark, and print; every chart carries a title, a description and its numbers as
 * a table.
 */
public final class HtmlReport {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private final String title;
    private final String lead;
    private final List<Section> sections;

    private HtmlReport(String title, String lead, List<Section> sections) {
        this.title = title;
        this.lead = lead;
        this.sections = List.copyOf(sections);
    }

    /** An empty report. */
    public static HtmlReport titled(String title) {
        return new HtmlReport(title, "", List.of());
    }

    /** Sets the sentence below the title. */
    public HtmlReport lead(String sentence) {
        return new HtmlReport(title, sentence, sections);
    }

    /** Adds paragraphs. */
    public HtmlReport text(String heading, String... paragraphs) {
        return with(new TextSection(heading, List.of(paragraphs)));
    }

    /** Adds figures as tiles. */
    public HtmlReport metrics(String heading, List<Metric> metrics) {
        return with(new MetricsSection(heading, List.copyOf(metrics)));
    }

    /** Adds horizontal bars on a common scale that contains zero; negative values go to the other side of it. */
    public HtmlReport bars(String heading, List<Bar> bars) {
        return with(new BarSection(heading, List.copyOf(bars)));
    }

    /** Adds lines over two number axes. */
    public HtmlReport curve(String heading, String xLabel, String yLabel, List<Series> series) {
        return with(new CurveSection(heading, xLabel, yLabel, List.copyOf(series)));
    }

    /**
     * Adds points over two number axes, a group in each colour, its number at the middle of its points. Every point is drawn:
     * a few thousand are enough to see, more make a heavy page.
     */
    public HtmlReport scatter(String heading, String xLabel, String yLabel, List<Series> groups) {
        return with(new ScatterSection(heading, xLabel, yLabel, List.copyOf(groups)));
    }

    /**
     * Adds a table.
     *
     * @throws IllegalArgumentException if a row has more or fewer cells than the header
     */
    public HtmlReport table(String heading, List<String> header, List<List<String>> rows) {
        return with(new TableSection(
                heading, List.copyOf(header), rows.stream().map(List::copyOf).toList()));
    }

    /**
     * Adds a waterfall from a base by steps to an end.
     *
     * @throws IllegalArgumentException if base and steps do not add up to the end, or a number is not finite
     */
    public HtmlReport waterfall(String heading, double base, List<Step> steps, double end) {
        return with(new WaterfallSection(heading, base, List.copyOf(steps), end));
    }

    private HtmlReport with(Section section) {
        List<Section> longer = new ArrayList<>(sections);
        longer.add(section);
        return new HtmlReport(title, lead, longer);
    }

    /** The page. */
    public String html() {
        Markup out = new Markup();
        out.constant("<!DOCTYPE html>\n").open("html", "lang", "en").line();
        out.open("head").line();
        out.empty("meta", "charset", "utf-8").line();
        out.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
                .line();
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        out.empty("meta", "name", "color-scheme", "content", "light dark").line();
        out.empty("meta", "name", "referrer", "content", "no-referrer").line();
        out.element("title", title).line();
        out.open("style").line().constant(Style.SHEET).close("style").line();
        out.close("head").line().open("body").line();
        out.element("a", "Skip to the content", "class", "skip", "href", "#content")
                .line();
        out.open("header").element("h1", title);
        if (!lead.isEmpty()) {
            out.element("p", lead, "class", "lead");
        }
        out.close("header").line();
        contents(out);
        out.open("main", "id", "content").line();
        for (int i = 0; i < sections.size(); i++) {
            section(out, i);
        }
        if (sections.isEmpty()) {
            nothing(out);
        }
        out.close("main").line();
        out.element(
                        "footer",
                        "Next Best Action for Java. This file is complete in itself: it loads nothing and sends nothing.")
                .line();
        return out.close("body").line().close("html").line().toString();
    }

    private void contents(Markup out) {
        if (sections.size() < 2) {
            return;
        }
        out.open("nav", "aria-label", "Contents").open("ul").line();
        for (int i = 0; i < sections.size(); i++) {
            out.open("li")
                    .element("a", sections.get(i).heading(), "href", "#" + id(i))
                    .close("li")
                    .line();
        }
        out.close("ul").close("nav").line();
    }

    private void section(Markup out, int index) {
        Section section = sections.get(index);
        String id = id(index);
        out.open(
                "section", "id", id, "class", isBesideAnother(index) ? "narrow" : "wide", "aria-labelledby", id + "-h");
        out.element("h2", section.heading(), "id", id + "-h").line();
        if (section.isEmpty()) {
            nothing(out);
        } else {
            section.write(out, id);
        }
        out.close("section").line();
    }

    private static void nothing(Markup out) {
        out.element("p", "Nothing to show.", "class", "nothing").line();
    }

    /** Narrow sections stand in pairs; the last of an odd run has the row to itself. */
    private boolean isBesideAnother(int index) {
        int first = index;
        while (first > 0 && sections.get(first - 1).isNarrow()) {
            first--;
        }
        boolean followed =
                index + 1 < sections.size() && sections.get(index + 1).isNarrow();
        return sections.get(index).isNarrow() && ((index - first) % 2 == 1 || followed);
    }

    private static String id(int index) {
        return "s" + (index + 1);
    }

    /**
     * Writes the page to a file, whole or not at all: to a temporary file beside it, then moved over it. Missing
     * directories are created.
     *
     * @throws IOException if the file cannot be written; an older file at the path is then left as it was
     */
    public void write(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path directory = target.getParent();
        if (directory == null || Files.isDirectory(target)) {
            throw new IOException("The report file (" + file + ") must not be a directory.\nMaybe add a file name.");
        }
        Files.createDirectories(directory);
        Path temporary = directory.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(temporary, html(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
