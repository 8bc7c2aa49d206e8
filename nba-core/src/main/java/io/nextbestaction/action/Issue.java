// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import io.nextbestaction.policy.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules for every action of one issue, and of its groups.
 *
 * @param name the issue, as actions name it
 * @param rules for every action of the issue
 * @param groups those of its groups that have rules of their own
 */
public record Issue(String name, List<Rule> rules, List<Group> groups) {

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if the name is blank or two rules or two groups share a name
     */
    public Issue {
        Rules.check("issue", name, rules);
        Set<String> seen = new HashSet<>();
        for (Group group : groups) {
            if (!seen.add(group.name())) {
                throw new IllegalArgumentException("The group \"" + group.name() + "\" of issue \"" + name
                        + "\" must be listed once.\nMaybe put its rules together.");
            }
        }
        rules = List.copyOf(rules);
        groups = List.copyOf(groups);
    }

    /** An issue with rules for all its actions. */
    public static Issue of(String name, Rule... rules) {
        return new Issue(name, List.of(rules), List.of());
    }

    /** This issue and the rules of one of its groups. */
    public Issue withGroup(String group, Rule... groupRules) {
        List<Group> more = new ArrayList<>(groups);
        more.add(new Group(group, List.of(groupRules)));
        return new Issue(name, rules, more);
    }

    /**
     * The rules for every action of one group.
     *
     * @param name the group, as actions name it
     * @param rules for every action of the group
     */
    public record Group(String name, List<Rule> rules) {
        /**
         * Checks the names.
         *
         * @throws IllegalArgumentException if the name is blank or two rules share a name
         */
        public Group {
            Rules.check("group", name, rules);
            rules = List.copyOf(rules);
        }
    }
}
