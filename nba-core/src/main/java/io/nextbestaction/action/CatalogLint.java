// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import io.nextbestaction.data.Field;
import io.nextbestaction.data.Names;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.policy.Condition;
import io.nextbestaction.policy.Rule;
import io.nextbestaction.policy.Source;
import io.nextbestaction.policy.WhenMissing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks a catalogue for what cannot be meant: actions nobody can reach, rules that never decide, fields and levels that
 * do not exist, offers that are over. Done whenever an engine is fitted; errors refuse it. Immutable and thread-safe.
 *
 * <pre>{@code
 * List<Finding> findings = CatalogLint.of(catalog).against(schema).with(rows).on(today).findings();
 * }</pre>
 */
public final class CatalogLint {
    private final ActionCatalog catalog;
    private final @Nullable Schema schema;
    private final List<Row> rows;
    private final @Nullable LocalDate today;

    private CatalogLint(ActionCatalog catalog, @Nullable Schema schema, List<Row> rows, @Nullable LocalDate today) {
        this.catalog = catalog;
        this.schema = schema;
        this.rows = rows;
        this.today = today;
    }

    /** A check of the rules against each other. */
    public static CatalogLint of(ActionCatalog catalog) {
        return new CatalogLint(catalog, null, List.of(), null);
    }

    /** This check, and of fields against a schema. */
    public CatalogLint against(Schema fields) {
        return new CatalogLint(catalog, fields, rows, today);
    }

    /** This check, and of levels and ranges against the values of rows of the schema, such as the training rows. */
    public CatalogLint with(List<Row> known) {
        return new CatalogLint(catalog, schema, List.copyOf(known), today);
    }

    /** This check, and of last days against a day. */
    public CatalogLint on(LocalDate day) {
        return new CatalogLint(catalog, schema, rows, day);
    }

    /** Everything found, action by action, each thing once. */
    public List<Finding> findings() {
        Set<Finding> found = new LinkedHashSet<>();
        for (Action action : catalog.actions()) {
            List<EffectiveRule> rules = catalog.effectivePolicy(action.id());
            reachability(found, action, rules);
            pairs(found, rules);
            for (EffectiveRule rule : rules) {
                fields(found, rule);
            }
            LocalDate last = action.validTo();
            if (today != null && last != null && last.isBefore(today)) {
                found.add(new Finding(
                        Finding.Kind.EXPIRED,
                        "action \"" + action.id() + "\"",
                        "its last day (" + last + ") is before today (" + today + ")"));
            }
        }
        unused(found);
        return List.copyOf(found);
    }

    private static void reachability(Set<Finding> found, Action action, List<EffectiveRule> effective) {
        String where = "action \"" + action.id() + "\"";
        List<Rule> rules = effective.stream().map(EffectiveRule::rule).toList();
        boolean passable = Reachability.passable(rules, false);
        if (passable && Reachability.passable(rules, true)) {
            return;
        }
        List<EffectiveRule> core = core(effective, passable);
        String names = String.join("; ", core.stream().map(CatalogLint::shown).toList());
        found.add(
                passable
                        ? new Finding(
                                Finding.Kind.ONLY_MISSING,
                                where,
                                "only a customer with a missing value can pass " + names)
                        : new Finding(Finding.Kind.UNREACHABLE, where, "no customer can pass " + names));
    }

    /** The fewest of the rules that already cannot be passed together: those none of which can be left out. */
    private static List<EffectiveRule> core(List<EffectiveRule> effective, boolean allKnown) {
        List<EffectiveRule> core = new ArrayList<>(effective);
        for (EffectiveRule rule : effective) {
            List<EffectiveRule> without = new ArrayList<>(core);
            without.remove(rule);
            if (!Reachability.passable(without.stream().map(EffectiveRule::rule).toList(), allKnown)) {
                core = without;
            }
        }
        return core;
    }

    private static void pairs(Set<Finding> found, List<EffectiveRule> rules) {
        for (int i = 0; i < rules.size(); i++) {
            for (int j = 0; j < rules.size(); j++) {
                EffectiveRule one = rules.get(i);
                EffectiveRule other = rules.get(j);
                boolean same = sameQuestion(one.rule(), other.rule());
                if (i < j && same) {
                    found.add(new Finding(Finding.Kind.DUPLICATE, shown(other), "asks the same as " + shown(one)));
                } else if (i != j && !same && implies(other.rule(), one.rule())) {
                    found.add(new Finding(Finding.Kind.SUBSUMED, shown(one), "never decides beside " + shown(other)));
                }
            }
        }
    }

    private static boolean sameQuestion(Rule one, Rule other) {
        return one.condition().equals(other.condition()) && one.whenMissing() == other.whenMissing();
    }

    /** Whether whoever passes the first rule passes the second, told for two comparisons of one field. */
    private static boolean implies(Rule first, Rule second) {
        return first.condition() instanceof Condition.Comparing a
                && second.condition() instanceof Condition.Comparing b
                && a.source() == b.source()
                && a.field().equals(b.field())
                && a.type() == b.type()
                && (first.whenMissing() == WhenMissing.REJECT || second.whenMissing() == WhenMissing.ALLOW)
                && ValueSet.of(a, true).within(ValueSet.of(b, true));
    }

    private void fields(Set<Finding> found, EffectiveRule rule) {
        for (Condition.Comparing leaf : rule.rule().condition().leaves()) {
            if (schema == null || leaf.source() != Source.FIELD) {
                continue;
            }
            if (!schema.has(leaf.field())) {
                List<String> names = schema.fields().stream().map(Field::name).toList();
                found.add(new Finding(
                        Finding.Kind.UNKNOWN_FIELD,
                        shown(rule),
                        "customers have no field \"" + leaf.field() + "\"; " + Names.suggestion(leaf.field(), names)));
            } else if (schema.field(leaf.field()).type() != leaf.type()) {
                found.add(new Finding(
                        Finding.Kind.WRONG_TYPE,
                        shown(rule),
                        "the field \"" + leaf.field() + "\" is a "
                                + schema.field(leaf.field()).type() + ", not a " + leaf.type()));
            } else {
                domain(found, rule, leaf, schema.indexOf(leaf.field()));
            }
        }
    }

    private void domain(Set<Finding> found, EffectiveRule rule, Condition.Comparing leaf, int position) {
        if (leaf instanceof Condition.LevelCondition levels) {
            Set<String> seen = new TreeSet<>();
            rows.stream()
                    .map(row -> row.text(position))
                    .filter(Objects::nonNull)
                    .forEach(seen::add);
            for (String level : levels.levels()) {
                if (!seen.isEmpty() && !seen.contains(level)) {
                    found.add(new Finding(
                            Finding.Kind.OUTSIDE_DOMAIN,
                            shown(rule),
                            "none of " + rows.size() + " customers has the level \"" + level + "\" of \"" + leaf.field()
                                    + "\"; " + Names.suggestion(level, seen)));
                }
            }
            return;
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Row row : rows) {
            double value = row.number(position);
            if (!Double.isNaN(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        boolean ranged = leaf instanceof Condition.NumberCondition || leaf instanceof Condition.DateCondition;
        if (ranged
                && low <= high
                && ValueSet.of(leaf, true).and(ValueSet.range(low, high)).isEmpty()) {
            found.add(new Finding(
                    Finding.Kind.OUTSIDE_DOMAIN,
                    shown(rule),
                    "none of " + rows.size() + " customers has \"" + leaf.field() + "\" " + leaf.required()));
        }
    }

    private void unused(Set<Finding> found) {
        for (Issue issue : catalog.issues()) {
            List<String> groups = catalog.listed().stream()
                    .filter(action -> action.issue().equals(issue.name()))
                    .map(Action::group)
                    .toList();
            if (groups.isEmpty()) {
                found.add(new Finding(
                        Finding.Kind.UNUSED, "issue \"" + issue.name() + "\"", "no action is of this issue"));
            }
            for (Issue.Group group : issue.groups()) {
                if (!groups.isEmpty() && !groups.contains(group.name())) {
                    found.add(new Finding(
                            Finding.Kind.UNUSED,
                            "group \"" + group.name() + "\" of issue \"" + issue.name() + "\"",
                            "no action is of this group"));
                }
            }
        }
    }

    private static String shown(EffectiveRule rule) {
        return "rule \"" + rule.rule().name() + "\" of " + rule.level().label() + " \"" + rule.owner() + "\"";
    }
}
