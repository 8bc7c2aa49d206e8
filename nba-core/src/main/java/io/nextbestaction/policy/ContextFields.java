// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.policy;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the context fields conditions ask about; their types follow from the comparisons. */
public final class ContextFields {
    private ContextFields() {}

    /**
     * The fields in the order they are first asked about, null if there is none.
     *
     * @throws IllegalArgumentException if two conditions take one field for different types
     */
    public static @Nullable Schema of(List<Condition> conditions) {
        Map<String, FieldType> types = new LinkedHashMap<>();
        for (Condition condition : conditions) {
            for (Condition.Comparing leaf : condition.leaves()) {
                if (leaf.source() != Source.CONTEXT) {
                    continue;
                }
                FieldType earlier = types.putIfAbsent(leaf.field(), leaf.type());
                if (earlier != null && earlier != leaf.type()) {
                    throw new IllegalArgumentException("The context field \"" + leaf.field() + "\" (" + earlier
                            + " in one condition, " + leaf.type() + " in another) must have one type.\n"
                            + "Maybe one of the two comparisons is meant for another field.");
                }
            }
        }
        return types.isEmpty()
                ? null
                : Schema.of(types.entrySet().stream()
                        .map(entry -> new Field(entry.getKey(), entry.getValue()))
                        .toList());
    }
}
