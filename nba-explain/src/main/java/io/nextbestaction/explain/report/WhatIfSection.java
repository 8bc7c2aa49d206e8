// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.Set;

/** A model to play with; drawn by the script. */
record WhatIfSection(String heading, WhatIf whatIf) implements Section {

    @Override
    public boolean isNarrow() {
        return false;
    }

    @Override
    public boolean isEmpty() {
        return whatIf.isEmpty();
    }

    @Override
    public Set<String> scripts() {
        return whatIf.isEmbedded() ? Set.of("kernel.js", "whatif.js") : Set.of("whatif.js");
    }

    @Override
    public void write(Markup out, String id) {
        int count = whatIf.names().size();
        String customers = count + (count == 1 ? " customer" : " customers") + " below";
        out.element(
                "p",
                whatIf.isEmbedded()
                        ? "Change a value: " + computed()
                                + " This file therefore holds the model and the " + customers
                                + ": share it only with those who may see both."
                        : "What the score would be if one value were another, worked out when this file was written. It"
                                + " holds the values of the " + customers
                                + ", not the model: share it only with those who may see them.");
        out.open("div", "class", "whatif", "id", id + "-whatif")
                .element("p", "This part needs the script of this file.", "class", "nothing")
                .empty("svg", "width", "0", "height", "0", "aria-hidden", "true")
                .close("div")
                .line();
        out.open("script", "type", "application/json").constant(whatIf.json()).close("script");
        out.line();
    }

    private String computed() {
        return whatIf.isExplainedInPage()
                ? "the score and its reasons are computed here, in this page, by the model itself."
                : "the score is computed here, in this page, by the model itself. Its reasons were worked out when this"
                        + " file was written, for the customers as they are.";
    }
}
