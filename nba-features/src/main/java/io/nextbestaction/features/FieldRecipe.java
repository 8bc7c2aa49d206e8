// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.FieldType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a recipe says about one field; null, false and 0 where it says nothing. */
record FieldRecipe(
        boolean ignored,
        @Nullable Levels oneHot,
        @Nullable List<String> ordinal,
        boolean frequency,
        double target,
        boolean woe,
        boolean log,
        boolean power,
        int bins,
        boolean scale,
        @Nullable Impute impute) {

    static final FieldRecipe UNSAID = new FieldRecipe(false, null, null, false, 0, false, false, false, 0, false, null);

    private static final Set<FieldType> MEASURES = EnumSet.of(FieldType.NUMBER, FieldType.DATE);
    private static final Set<FieldType> NUMERIC = EnumSet.of(FieldType.NUMBER, FieldType.BOOLEAN, FieldType.DATE);
    private static final Set<FieldType> CATEGORIES = EnumSet.of(FieldType.CATEGORY);

    FieldRecipe withIgnored() {
        return new FieldRecipe(true, oneHot, ordinal, frequency, target, woe, log, power, bins, scale, impute);
    }

    FieldRecipe withOneHot(String field, Levels levels) {
        once(field, "oneHot", oneHot != null);
        return new FieldRecipe(ignored, levels, ordinal, frequency, target, woe, log, power, bins, scale, impute);
    }

    FieldRecipe withOrdinal(String field, List<String> order) {
        once(field, "ordinal", ordinal != null);
        return new FieldRecipe(ignored, oneHot, order, frequency, target, woe, log, power, bins, scale, impute);
    }

    FieldRecipe withFrequency(String field) {
        once(field, "frequency", frequency);
        return new FieldRecipe(ignored, oneHot, ordinal, true, target, woe, log, power, bins, scale, impute);
    }

    FieldRecipe withTarget(String field, double priorWeight) {
        once(field, "target", target > 0);
        return new FieldRecipe(ignored, oneHot, ordinal, frequency, priorWeight, woe, log, power, bins, scale, impute);
    }

    FieldRecipe withWoe(String field) {
        once(field, "weightOfEvidence", woe);
        return new FieldRecipe(ignored, oneHot, ordinal, frequency, target, true, log, power, bins, scale, impute);
    }

    /** Whether its encoding is learned from the labels. */
    boolean byLabel() {
        return target > 0 || woe;
    }

    FieldRecipe withLog(String field) {
        once(field, "log", log);
        return new FieldRecipe(ignored, oneHot, ordinal, frequency, target, woe, true, power, bins, scale, impute);
    }

    FieldRecipe withPower(String field) {
        once(field, "power", power);
        return new FieldRecipe(ignored, oneHot, ordinal, frequency, target, woe, log, true, bins, scale, impute);
    }

    FieldRecipe withBins(String field, int count) {
        once(field, "bins", bins > 0);
        return new FieldRecipe(ignored, oneHot, ordinal, frequency, target, woe, log, power, count, scale, impute);
    }

    FieldRecipe withScale(String field) {
        once(field, "scale", scale);
        return new FieldRecipe(ignored, oneHot, ordinal, frequency, target, woe, log, power, bins, true, impute);
    }

    FieldRecipe withImpute(String field, Impute by) {
        once(field, "impute", impute != null);
        return new FieldRecipe(ignored, oneHot, ordinal, frequency, target, woe, log, power, bins, scale, by);
    }

    /** Whether a category is left to what its type says: one-hot. */
    boolean leavesCategory() {
        return oneHot == null && ordinal == null && !frequency && !byLabel();
    }

    /** Refuses contradictions that need no schema to be seen. */
    void checkItself(String field) {
        if (ignored && !equals(UNSAID.withIgnored())) {
            throw new IllegalArgumentException("The field \"" + field
                    + "\" of the recipe must be either ignored or used, not both.\nMaybe remove .ignore(\"" + field
                    + "\").");
        }
        if (oneHot != null && ordinal != null) {
            throw new IllegalArgumentException("The field \"" + field
                    + "\" of the recipe must be either one-hot or ordinal, not both.\nMaybe remove .oneHot(\"" + field
                    + "\").");
        }
        if (frequency && (oneHot != null || ordinal != null)) {
            throw either(
                    field,
                    "a frequency or " + (oneHot != null ? "one-hot" : "ordinal"),
                    "frequency(\"" + field + "\")");
        }
        if (byLabel() && (frequency || oneHot != null || ordinal != null)) {
            String other = frequency ? "a frequency" : oneHot != null ? "one-hot" : "ordinal";
            throw either(field, (woe ? "a weight of evidence" : "a target rate") + " or " + other, labelStep(field));
        }
        if (target > 0 && woe) {
            throw either(field, "a weight of evidence or a target rate", labelStep(field));
        }
        if (byLabel() && (log || power || bins > 0 || scale || impute != null)) {
            String other = log
                    ? "logged"
                    : power ? "power transformed" : bins > 0 ? "cut into bins" : scale ? "scaled" : "imputed";
            throw either(field, "encoded by the label or " + other, labelStep(field));
        }
        if (log && power) {
            throw either(field, "logged or power transformed", "log(\"" + field + "\")");
        }
        if (bins > 0 && (log || power || scale)) {
            String other = log ? "logged" : power ? "power transformed" : "scaled";
            throw either(field, "cut into bins or " + other, "bins(\"" + field + "\", " + bins + ")");
        }
    }

    private String labelStep(String field) {
        return (woe ? "weightOfEvidence(\"" : "target(\"") + field + "\")";
    }

    private static IllegalArgumentException either(String field, String choice, String step) {
        return new IllegalArgumentException("The field \"" + field + "\" of the recipe must be either " + choice
                + ", not both.\nMaybe remove ." + step + ".");
    }

    /** Refuses steps that do not fit the field's type. */
    void checkType(Field field) {
        if (log) {
            requireType(field, "log", MEASURES);
        }
        if (power) {
            requireType(field, "power", MEASURES);
        }
        if (bins > 0) {
            requireType(field, "bins", MEASURES);
        }
        if (scale) {
            requireType(field, "scale", MEASURES);
        }
        if (target > 0) {
            requireType(field, "target", CATEGORIES);
        }
        if (frequency) {
            requireType(field, "frequency", CATEGORIES);
        }
        if (oneHot != null) {
            requireType(field, "oneHot", CATEGORIES);
        }
        if (ordinal != null) {
            requireType(field, "ordinal", CATEGORIES);
        }
        if (impute != null && impute.kind() != Impute.Kind.MOST_FREQUENT) {
            requireType(field, "impute " + impute.kind(), NUMERIC);
        }
    }

    private static void requireType(Field field, String step, Set<FieldType> types) {
        if (!types.contains(field.type())) {
            throw new IllegalArgumentException("The field \"" + field.name() + "\" (" + field.type() + ") of the step "
                    + step + " must be a "
                    + types.stream().map(Enum::name).collect(Collectors.joining(" or ")) + ".\nMaybe "
                    + fix(field, types) + ".");
        }
    }

    private static String fix(Field field, Set<FieldType> types) {
        if (types.equals(CATEGORIES)) {
            return "leave it out: a " + field.type() + " is a number already, or declare the field as a CATEGORY";
        }
        return field.type() == FieldType.CATEGORY
                ? "use .oneHot(\"" + field.name() + "\"), .ordinal(…) or Impute.mostFrequent()"
                : "leave it out: a BOOLEAN is 0 or 1 already";
    }

    private static void once(String field, String step, boolean said) {
        if (said) {
            throw new IllegalArgumentException("The field \"" + field + "\" of the recipe must have the step " + step
                    + " once.\nMaybe an earlier line of the recipe names it too.");
        }
    }
}
