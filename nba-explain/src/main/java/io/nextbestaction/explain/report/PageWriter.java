// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a report as one HTML file. */
final class PageWriter {
    /** In the order in which they build on each other. */
    private static final List<String> SCRIPTS = List.of("packed.js", "kernel.js", "report.js", "whatif.js");

    private static final Set<String> EVERY = Set.of("packed.js", "report.js");

    private final Markup out = new Markup();
    private final List<Page> pages;
    private final boolean paged;

    PageWriter(List<Page> pages) {
        this.pages = pages.stream()
                .filter(page -> !page.heading().isEmpty() || !page.sections().isEmpty())
                .toList();
        this.paged = this.pages.stream().anyMatch(page -> !page.heading().isEmpty());
    }

    String write(String title, String lead) {
        String style = Resources.read("report.css");
        Set<String> needed = pages.stream()
                .flatMap(page -> page.sections().stream())
                .flatMap(section -> section.scripts().stream())
                .collect(Collectors.toSet());
        needed.addAll(EVERY);
        List<String> scripts =
                SCRIPTS.stream().filter(needed::contains).map(Resources::script).toList();
        out.constant("<!DOCTYPE html>\n").open("html", "lang", "en").line();
        head(title, style, scripts);
        out.open("body").line();
        out.element("a", "Skip to the content", "class", "skip", "href", "#content")
                .line();
        out.open("header").open("div").element("h1", title);
        if (!lead.isEmpty()) {
            out.element("p", lead, "class", "lead");
        }
        out.close("div").element("button", "Dark", "type", "button", "id", "theme", "hidden", "");
        out.close("header").line();
        contents();
        out.open("main", "id", "content", "tabindex", "-1").line();
        for (int p = 0; p < pages.size(); p++) {
            page(p);
        }
        if (pages.isEmpty()) {
            nothing();
        }
        out.close("main").line();
        out.element(
                        "footer",
                        "Next Best Action for Java. This file is complete in itself: it loads nothing and sends nothing.")
                .line();
        for (String script : scripts) {
            out.open("script").constant(script).close("script").line();
        }
        return out.close("body").line().close("html").line().toString();
    }

    private void head(String title, String style, List<String> scripts) {
        String policy = "default-src 'none'; style-src " + Resources.hash(style) + "; script-src "
                + String.join(" ", scripts.stream().map(Resources::hash).toList())
                + "; base-uri 'none'; form-action 'none'";
        out.open("head").line();
        out.empty("meta", "charset", "utf-8").line();
        out.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy)
                .line();
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        out.empty("meta", "name", "color-scheme", "content", "light dark").line();
        out.empty("meta", "name", "referrer", "content", "no-referrer").line();
        out.element("title", title).line();
        out.open("style").constant(style).close("style").line();
        out.close("head").line();
    }

    private void contents() {
        if (paged
                ? pages.size() < 2
                : pages.isEmpty() || pages.get(0).sections().size() < 2) {
            return;
        }
        out.open("nav", "aria-label", "Contents").open("ul").line();
        if (paged) {
            for (int p = 0; p < pages.size(); p++) {
                String heading = pages.get(p).heading();
                link(heading.isEmpty() ? "Start" : heading, "p" + (p + 1));
            }
        } else {
            for (int i = 0; i < pages.get(0).sections().size(); i++) {
                link(pages.get(0).sections().get(i).heading(), id(0, i));
            }
        }
        out.close("ul").close("nav").line();
    }

    private void link(String text, String id) {
        out.open("li").element("a", text, "href", "#" + id).close("li").line();
    }

    private void page(int p) {
        Page page = pages.get(p);
        if (paged) {
            out.open("div", "class", "page", "id", "p" + (p + 1));
        } else {
            out.open("div", "class", "cols");
        }
        if (!page.heading().isEmpty()) {
            out.element("h2", page.heading(), "class", "title").line();
        }
        if (paged) {
            out.open("div", "class", "cols").line();
        }
        for (int i = 0; i < page.sections().size(); i++) {
            section(page, i, id(p, i));
        }
        if (page.sections().isEmpty()) {
            nothing();
        }
        out.close("div").line();
        if (paged) {
            out.close("div").line();
        }
    }

    private void section(Page page, int index, String id) {
        Section section = page.sections().get(index);
        out.open(
                "section",
                "id",
                id,
                "class",
                page.isBesideAnother(index) ? "narrow" : "wide",
                "aria-labelledby",
                id + "-h");
        out.element(page.heading().isEmpty() ? "h2" : "h3", section.heading(), "id", id + "-h")
                .line();
        body(out, section, id);
        out.close("section").line();
    }

    /** What stands below the heading of a section. */
    static void body(Markup out, Section section, String id) {
        if (section.isEmpty()) {
            out.element("p", "Nothing to show.", "class", "nothing").line();
        } else {
            section.write(out, id);
        }
    }

    private void nothing() {
        out.element("p", "Nothing to show.", "class", "nothing").line();
    }

    /** Sections are numbered within their page. */
    private String id(int page, int index) {
        return paged ? "p" + (page + 1) + "s" + (index + 1) : "s" + (index + 1);
    }
}
