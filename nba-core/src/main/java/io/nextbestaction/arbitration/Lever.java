// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.Level;
import io.nextbestaction.policy.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A thumb on the scale: adds its weight, in per cent, to the lever factor of the actions it is about, or with a condition
 * to their context factor where the condition holds. The factors are 1 + Σ weights / 100 each, at least 0.
 *
 * @param level what it is about: the catalogue, an issue, a group, an action or a treatment
 * @param name of that issue or group, or id of that action or treatment; ignored for the catalogue
 * @param weight in per cent, at least -100
 * @param when where it holds, null for always; unknown is not held
 */
public record Lever(
        Level level, String name, double weight, @Nullable Condition when) {

    /**
     * Checks the weight.
     *
     * @throws IllegalArgumentException if it is below -100 or not finite
     */
    public Lever {
        if (!(weight >= -100) || !Double.isFinite(weight)) {
            throw new IllegalArgumentException("The weight (" + weight + ") of a lever on " + level.label() + " \""
                    + name + "\" must be finite and at least -100.\nMaybe refuse the action with a rule instead.");
        }
    }

    /** A lever that always holds. */
    public static Lever on(Level level, String name, double weight) {
        return new Lever(level, name, weight, null);
    }

    /** The same where a condition holds. */
    public Lever when(Condition condition) {
        return new Lever(level, name, weight, condition);
    }

    /** Whether it is about an action of a catalogue. */
    public boolean covers(Action action) {
        return level == Level.CATALOG || name.equals(nameOf(level, action));
    }

    /** What an action is called at a level; empty for the catalogue, which has no other. */
    public static String nameOf(Level level, Action action) {
        return switch (level) {
            case CATALOG -> "";
            case ISSUE -> action.issue();
            case GROUP -> action.group();
            case ACTION -> action.family();
            case TREATMENT -> action.id();
        };
    }
}
