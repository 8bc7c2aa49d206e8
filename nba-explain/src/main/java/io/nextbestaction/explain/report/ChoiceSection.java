// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reports of which the reader picks one; without the script all are shown, one below the other. */
record ChoiceSection(String heading, String label, List<HtmlReport> variants) implements Section {

    @Override
    public boolean isNarrow() {
        return false;
    }

    @Override
    public boolean isEmpty() {
        return variants.isEmpty();
    }

    @Override
    public Set<String> scripts() {
        return variants.stream()
                .flatMap(v -> v.sections().stream())
                .flatMap(section -> section.scripts().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void write(Markup out, String id) {
        out.open("div", "class", "choice").line();
        out.open("p", "class", "control", "hidden", "");
        out.element("label", label, "for", id + "-choice").text(" ").open("select", "id", id + "-choice");
        for (int v = 0; v < variants.size(); v++) {
            out.element("option", variants.get(v).title(), "value", Integer.toString(v));
        }
        out.close("select").close("p").line();
        for (int v = 0; v < variants.size(); v++) {
            variant(out, variants.get(v), id + "v" + (v + 1));
        }
        out.close("div").line();
    }

    private static void variant(Markup out, HtmlReport variant, String id) {
        out.open("div", "class", "variant").element("h4", variant.title(), "class", "name");
        if (!variant.lead().isEmpty()) {
            out.element("p", variant.lead());
        }
        out.open("div", "class", "cols").line();
        Page page = new Page("", variant.sections());
        for (int i = 0; i < page.sections().size(); i++) {
            Section section = page.sections().get(i);
            out.open("div", "class", page.isBesideAnother(i) ? "part narrow" : "part wide");
            out.element("h5", section.heading());
            PageWriter.body(out, section, id + "s" + (i + 1));
            out.close("div").line();
        }
        out.close("div").close("div").line();
    }
}
