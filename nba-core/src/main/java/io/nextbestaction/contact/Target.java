// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.contact;

import io.nextbestaction.action.Action;

/**
 * Where a contact stands in the catalogue.
 *
 * @param issue why the bank acted
 * @param group the family of products
 * @param action the id of the action, its treatments together
 * @param treatment the id in the catalogue
 * @param channel how the customer hears of it
 */
public record Target(String issue, String group, String action, String treatment, String channel) {

    /** The place of an action of a catalogue. */
    public static Target of(Action action) {
        return new Target(action.issue(), action.group(), action.family(), action.id(), action.channel());
    }

    /** This target by another channel, for contacts that say their own. */
    Target by(String other) {
        return other.isEmpty() || other.equals(channel) ? this : new Target(issue, group, action, treatment, other);
    }

    /** What a scope counts this target under. */
    String key(Scope scope) {
        return switch (scope) {
            case ALL -> "";
            case ISSUE -> issue;
            case GROUP -> group;
            case ACTION -> action;
            case TREATMENT -> treatment;
            case CHANNEL -> channel;
        };
    }
}
