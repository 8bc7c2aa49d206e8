// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import io.nextbestaction.policy.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers the rules of every candidate down from catalogue, issue and group. */
final class Inheritance {
    private Inheritance() {}

    /** For each of the catalogue's actions its rules by stage, within a stage from the top down. */
    static List<List<EffectiveRule>> of(ActionCatalog catalog) {
        List<List<EffectiveRule>> all = new ArrayList<>();
        for (Action action : catalog.listed()) {
            List<EffectiveRule> above = new ArrayList<>();
            add(above, Level.CATALOG, catalog.name(), catalog.rules());
            for (Issue issue : catalog.issues()) {
                if (issue.name().equals(action.issue())) {
                    add(above, Level.ISSUE, issue.name(), issue.rules());
                    for (Issue.Group group : issue.groups()) {
                        if (group.name().equals(action.group())) {
                            add(above, Level.GROUP, group.name(), group.rules());
                        }
                    }
                }
            }
            add(above, Level.ACTION, action.id(), action.rules());
            if (action.treatments().isEmpty()) {
                all.add(ordered(above));
            }
            for (Treatment treatment : action.treatments()) {
                List<EffectiveRule> rules = new ArrayList<>(above);
                add(rules, Level.TREATMENT, action.id() + "/" + treatment.id(), treatment.rules());
                all.add(ordered(rules));
            }
        }
        return List.copyOf(all);
    }

    private static void add(List<EffectiveRule> all, Level level, String owner, List<Rule> rules) {
        rules.forEach(rule -> all.add(new EffectiveRule(level, owner, rule)));
    }

    private static List<EffectiveRule> ordered(List<EffectiveRule> rules) {
        return rules.stream()
                .sorted(Comparator.comparing(rule -> rule.rule().stage()))
                .toList();
    }
}
