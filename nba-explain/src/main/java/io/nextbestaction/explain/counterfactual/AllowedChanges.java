// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.counterfactual;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Which fields of a customer may change and how; whatever is not named stays as it is. Fields may follow from others, such as a
 * ratio from its parts: they are worked out anew after every change, in the order given. Immutable; its functions are pure.
 */
public final class AllowedChanges {
    private final Schema schema;
    private final List<Change> changes;
    private final List<Follow> follows;
    private final Set<String> never;

    private AllowedChanges(Schema schema, List<Change> changes, List<Follow> follows, Set<String> never) {
        this.schema = schema;
        this.changes = changes;
        this.follows = follows;
        this.never = never;
    }

    /** A field worked out from the others. */
    record Follow(int position, ToDoubleFunction<Row> value) {}

    /** Nothing may change. */
    public static AllowedChanges of(Schema schema) {
        return new AllowedChanges(schema, List.of(), List.of(), Set.of());
    }

    /**
     * The same with fields that must never be advised to change, such as protected ones and facts of the past: allowing one of
     * them later is an error.
     *
     * @throws IllegalArgumentException if the schema has no such field, or it may change already
     */
    public AllowedChanges never(Collection<String> fields) {
        Set<String> more = new TreeSet<>(never);
        for (String field : fields) {
            more.add(schema.field(field).name());
        }
        AllowedChanges guarded = new AllowedChanges(schema, changes, follows, more);
        changes.forEach(change -> guarded.requireFree(change.field(), true));
        return guarded;
    }

    /**
     * The same with one more field that may change.
     *
     * @throws IllegalArgumentException if the schema has no such field, it is of another type, must never change, follows from
     *     others or may change already
     */
    public AllowedChanges with(Change change) {
        Field field = schema.field(change.field());
        if (field.type().isNumeric() == change instanceof Change.Levels) {
            throw new IllegalArgumentException("The change of field \"" + field.name() + "\" (" + field.type()
                    + ") must be "
                    + (field.type().isNumeric()
                            ? "a range.\nMaybe Change.range(…)."
                            : "levels.\nMaybe Change.levels(…)."));
        }
        requireFree(field.name(), false);
        List<Change> more = new ArrayList<>(changes);
        more.add(change);
        return new AllowedChanges(schema, List.copyOf(more), follows, never);
    }

    /**
     * The same with a number that follows from other fields.
     *
     * @param value of the changed row; NaN is missing
     * @throws IllegalArgumentException if the schema has no such number, it may change itself, or follows already
     */
    public AllowedChanges follows(String field, ToDoubleFunction<Row> value) {
        int position = schema.indexOf(field);
        if (!schema.field(position).type().isNumeric()) {
            throw new IllegalArgumentException(
                    "The field \"" + field + "\" (" + schema.field(position).type()
                            + ") that follows from others must hold a number.\nMaybe follow it in the customer type.");
        }
        requireFree(field, false);
        List<Follow> more = new ArrayList<>(follows);
        more.add(new Follow(position, value));
        return new AllowedChanges(schema, changes, List.copyOf(more), never);
    }

    private void requireFree(String field, boolean itself) {
        boolean isAllowed =
                !itself && changes.stream().anyMatch(change -> change.field().equals(field));
        boolean isFollowing = follows.stream()
                .anyMatch(follow -> schema.field(follow.position()).name().equals(field));
        if (isAllowed || isFollowing) {
            throw new IllegalArgumentException("The field \"" + field + "\" must "
                    + (isAllowed ? "be allowed to change once" : "either change or follow from others")
                    + ".\nMaybe remove one of the two.");
        }
        if (never.contains(field)) {
            throw new IllegalArgumentException(
                    "The field \"" + field + "\" must never be advised to change.\nMaybe another field was meant.");
        }
    }

    Schema schema() {
        return schema;
    }

    List<Change> changes() {
        return changes;
    }

    boolean hasFollowers() {
        return !follows.isEmpty();
    }

    /** Works out what follows, in a row already changed. */
    void settle(Row row) {
        for (Follow follow : follows) {
            row.setNumber(follow.position(), follow.value().applyAsDouble(row));
        }
    }
}
