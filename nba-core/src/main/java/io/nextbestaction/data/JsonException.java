// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.data;

/** A JSON document breaks a rule: where, and which rule. The message is complete: source, line, column, path, rule, fix. */
public final class JsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String source;
    private final String path;
    private final int line;
    private final int column;

    /** A broken rule at one place of a document. */
    public JsonException(String message, String source, String path, int line, int column) {
        super(message);
        this.source = source;
        this.path = path;
        this.line = line;
        this.column = column;
    }

    /** The document, such as a file name. */
    public String source() {
        return source;
    }

    /** The place in the tree, such as {@code actions[2].cost}; empty for the whole document or a syntax error. */
    public String path() {
        return path;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column in characters, from 1. */
    public int column() {
        return column;
    }
}
