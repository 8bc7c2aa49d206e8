// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

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
    public boolean needsKernel() {
        return true;
    }

    @Override
    public void write(Markup out, String id) {
        out.element(
                "p",
                "Change a value: the score and its reasons are computed here, in this page, by the model itself. This file"
                        + " therefore holds the model and the " + whatIf.names().size()
                        + (whatIf.names().size() == 1 ? " customer" : " customers")
                        + " below: share it only with those who may see both.");
        out.open("div", "class", "whatif", "id", id + "-whatif")
                .element("p", "This part needs the script of this file.", "class", "nothing")
                .empty("svg", "width", "0", "height", "0", "aria-hidden", "true")
                .close("div")
                .line();
        out.open("script", "type", "application/json").constant(whatIf.json()).close("script");
        out.line();
    }
}
