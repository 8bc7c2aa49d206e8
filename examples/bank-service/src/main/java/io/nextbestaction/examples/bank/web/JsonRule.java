// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.bank.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What JSON must be to be read as a type, in words. */
final class JsonRule {
    private JsonRule() {}

    static String of(@Nullable Class<?> type) {
        if (type == null) {
            return "must be of the type the service asks for";
        }
        if (type.isEnum()) {
            return oneOf(type);
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "must be a text in quotes";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "must be a list in brackets";
        }
        return ObjectNode.class.isAssignableFrom(type)
                ? "must be a JSON object, in braces"
                : "must be of the type the service asks for";
    }

    /** A rule that lists the values of an enum. */
    static String oneOf(Class<?> type) {
        String[] names =
                Arrays.stream(type.getEnumConstants()).map(String::valueOf).toArray(String[]::new);
        int last = names.length - 1;
        return "must be " + (last == 0 ? "" : String.join(", ", Arrays.copyOf(names, last)) + " or ") + names[last];
    }
}
