// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.FieldType;
import io.nextbestaction.data.Schema;
import java.util.List;

/** What a recipe says about derived columns: an interaction of two fields, or the parts of a date, whose second is empty. */
record DerivedRecipe(String first, String second) {

    static DerivedRecipe interaction(String first, String second) {
        if (first.equals(second)) {
            throw new IllegalArgumentException("The interaction of field \"" + first
                    + "\" must be with another field, not with itself.\nMaybe use .power(\"" + first
                    + "\") for a curve.");
        }
        return new DerivedRecipe(first, second);
    }

    static DerivedRecipe dateParts(String field) {
        return new DerivedRecipe(field, "");
    }

    boolean isDateParts() {
        return second.isEmpty();
    }

    void checkNew(List<DerivedRecipe> earlier) {
        if (earlier.contains(this) || earlier.contains(new DerivedRecipe(/* first= */ second, /* second= */ first))) {
            throw new IllegalArgumentException("The " + this
                    + " of the recipe must be said once.\nMaybe an earlier line of the recipe names it too.");
        }
    }

    void checkTypes(Schema schema) {
        FieldType type = schema.field(schema.indexOf(first)).type();
        if (isDateParts()) {
            if (type != FieldType.DATE) {
                throw new IllegalArgumentException("The field \"" + first + "\" (" + type
                        + ") of the step dateParts must be a DATE.\nMaybe declare its type when it is read.");
            }
            return;
        }
        FieldType other = schema.field(schema.indexOf(second)).type();
        boolean numbers = isNumber(type) && isNumber(other);
        boolean categories = type == FieldType.CATEGORY && other == FieldType.CATEGORY;
        if (!numbers && !categories) {
            throw new IllegalArgumentException("The fields \"" + first + "\" (" + type + ") and \"" + second + "\" ("
                    + other + ") of an interaction must be two numbers or booleans, or two categories.\n"
                    + "Maybe trees find it by themselves.");
        }
    }

    private static boolean isNumber(FieldType type) {
        return type == FieldType.NUMBER || type == FieldType.BOOLEAN;
    }

    @Override
    public String toString() {
        return isDateParts() ? "dateParts(" + first + ")" : "interaction(" + first + ", " + second + ")";
    }
}
