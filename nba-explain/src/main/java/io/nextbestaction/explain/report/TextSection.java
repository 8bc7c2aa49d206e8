// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.report;

import java.util.List;

/** Paragraphs. */
record TextSection(String heading, List<String> paragraphs) implements Section {

    @Override
    public boolean isNarrow() {
        return false;
    }

    @Override
    public boolean isEmpty() {
        return paragraphs.isEmpty();
    }

    @Override
    public void write(Markup out, String id) {
        paragraphs.forEach(p -> out.element("p", p).line());
    }
}
