// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import io.nextbestaction.explain.quality.QualityMeasures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A report as one self-contained HTML file: no address outside the file, and a content security policy that holds it to
 * that and lets no script or style run but its own, by their hashes. Every text is escaped. Sections appear in the order in
 * which they are added, those after {@link #page} on a page of their own; one without data says so. Immutable: every method
 * returns a new report; the same sections give the same bytes.
 *
 * <p>The report adapts to width, light and dark, and print, and can be read without its script, all pages one below the
 * other; only {@link #whatIf} needs it. Every chart carries a title, a description and its numbers as a table.
 */
public final class HtmlReport {
    private final String title;
    private final String lead;
    private final List<Page> pages;

    private HtmlReport(String title, String lead, List<Page> pages) {
        this.title = title;
        this.lead = lead;
        this.pages = List.copyOf(pages);
    }

    /** An empty report. */
    public static HtmlReport titled(String title) {
        return new HtmlReport(title, "", List.of(new Page("", List.of())));
    }

    /** Sets the sentence below the title. */
    public HtmlReport lead(String sentence) {
        return new HtmlReport(title, sentence, pages);
    }

    /** Starts a page: what is added next is shown together and apart from the rest. */
    public HtmlReport page(String heading) {
        List<Page> longer = new ArrayList<>(pages);
        longer.add(new Page(heading, List.of()));
        return new HtmlReport(title, lead, longer);
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

    /**
     * Adds values with their intervals on a common scale.
     *
     * @param references where upright lines are drawn, such as 0 for no effect, or 0.8 and 1.25 for limits of a ratio
     */
    public HtmlReport intervals(String heading, List<Estimate> estimates, double... references) {
        return with(new IntervalSection(
                heading,
                List.copyOf(estimates),
                Arrays.stream(references).boxed().toList()));
    }

    /**
     * Adds a funnel.
     *
     * @param start how many there are before the first step
     * @throws IllegalArgumentException if a step leaves more than the one before it
     */
    public HtmlReport funnel(String heading, long start, List<FunnelStep> steps) {
        return with(new FunnelSection(heading, start, List.copyOf(steps)));
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
     * Adds the contributions of the strongest fields, a dot for each customer, coloured by the field's value.
     *
     * @param fields how many fields, at least 1
     * @param points how many customers, evenly drawn from those attributed, at least 1
     */
    public HtmlReport swarm(String heading, Attributions attributions, int fields, int points) {
        return with(new SwarmSection(heading, attributions, fields, points));
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

    /**
     * Adds how well probabilities tell an event: figures, confusion matrix and curves with a cutoff that the reader moves.
     */
    public HtmlReport performance(String heading, Outcomes outcomes) {
        return with(new PerformanceSection(heading, outcomes));
    }

    /**
     * Adds the sections of other reports, of which the reader picks one by its title.
     *
     * @param label what is picked, such as {@code Customer}
     * @param variants in order; their pages are not told apart
     */
    public HtmlReport choice(String heading, String label, List<HtmlReport> variants) {
        return with(new ChoiceSection(heading, label, List.copyOf(variants)));
    }

    /** Adds a model whose inputs the reader changes, or what other inputs would give; see {@link WhatIf}. */
    public HtmlReport whatIf(String heading, WhatIf whatIf) {
        return with(new WhatIfSection(heading, whatIf));
    }

    /** Adds how good explanations are: what the figures say, curves, steadiness, and every measure with how to read it. */
    public HtmlReport quality(QualityMeasures measures) {
        return QualitySections.addTo(this, measures);
    }

    private HtmlReport with(Section section) {
        List<Page> changed = new ArrayList<>(pages);
        int last = changed.size() - 1;
        changed.set(last, changed.get(last).with(section));
        return new HtmlReport(title, lead, changed);
    }

    String title() {
        return title;
    }

    String lead() {
        return lead;
    }

    List<Section> sections() {
        return pages.stream().flatMap(page -> page.sections().stream()).toList();
    }

    /** The page. */
    public String html() {
        return new PageWriter(pages).write(title, lead);
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
