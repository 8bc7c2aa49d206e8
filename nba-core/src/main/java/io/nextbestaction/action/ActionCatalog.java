// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import io.nextbestaction.data.JsonException;
import io.nextbestaction.data.Names;
import io.nextbestaction.internal.artifact.Sha256;
import io.nextbestaction.policy.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The actions a bank can take, in the order that breaks ties. Immutable and thread-safe. Doing nothing is not listed: it
 * is always a candidate.
 */
public final class ActionCatalog {
    private final String name;
    private final String currency;
    private final List<Rule> rules;
    private final List<Issue> issues;
    private final List<Action> listed;
    private final List<Action> actions;
    private final List<List<EffectiveRule>> effective;

    private ActionCatalog(Builder builder) {
        this.name = builder.name;
        this.currency = builder.currency;
        this.rules = List.copyOf(builder.rules);
        this.issues = List.copyOf(builder.issues);
        this.listed = List.copyOf(builder.actions);
        this.actions =
                listed.stream().flatMap(action -> action.candidates().stream()).toList();
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name (\"" + name + "\") of a catalogue must not be blank.");
        }
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("The currency (\"" + currency + "\") of catalogue \"" + name
                    + "\" must be a code of three capital letters.\nMaybe EUR was meant.");
        }
        if (actions.isEmpty()) {
            throw new IllegalArgumentException("The actions (none) of catalogue \"" + name
                    + "\" must be at least one.\nMaybe add one with ActionCatalog.builder().add(…).");
        }
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < actions.size(); i++) {
            String id = actions.get(i).id();
            Integer earlier = seen.put(id, i);
            if (earlier != null) {
                throw new IllegalArgumentException("The id \"" + id + "\" of action " + (i + 1) + " of catalogue \""
                        + name + "\" must not repeat the id of action " + (earlier + 1) + ".");
            }
            if (actions.get(i).isDoNothing()) {
                throw new IllegalArgumentException("The id \"" + id + "\" of action " + (i + 1) + " of catalogue \""
                        + name + "\" must not be listed.\nMaybe remove it: doing nothing is always a candidate.");
            }
        }
        Rules.check("catalogue", name, rules);
        Set<String> named = new HashSet<>();
        for (Issue issue : issues) {
            if (!named.add(issue.name())) {
                throw new IllegalArgumentException("The issue \"" + issue.name() + "\" of catalogue \"" + name
                        + "\" must be listed once.\nMaybe put its rules together.");
            }
        }
        this.effective = Inheritance.of(this);
    }

    /** Starts an empty catalogue in EUR. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads a catalogue file; its form is the JSON Schema {@code action-catalog.schema.json} beside this class.
     *
     * @throws JsonException if the file breaks a rule; the message names line, column and field
     * @throws UncheckedIOException if it cannot be read
     */
    public static ActionCatalog load(Path file) {
        try {
            return CatalogJson.parse(Files.readAllBytes(file), String.valueOf(file.getFileName()));
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException(
                    "The catalogue (" + file + ") must exist.\nMaybe the path is relative to another folder.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The catalogue (" + file + ") must be readable: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a catalogue from text.
     *
     * @param source what messages call it
     * @throws JsonException if the text breaks a rule; the message names line, column and field
     */
    public static ActionCatalog parse(String json, String source) {
        return CatalogJson.parse(json, source);
    }

    /** This catalogue in the form {@link #load} reads; equal after a round trip. */
    public String toJson() {
        return CatalogJson.write(this);
    }

    /** The catalogue's name. */
    public String name() {
        return name;
    }

    /** The currency of every amount, such as EUR. */
    public String currency() {
        return currency;
    }

    /**
     * What can be decided for, in catalogue order: every action, or where it has treatments each of those as
     * "action/treatment". Rules are those of action and treatment; see {@link #effectivePolicy} for all that hold.
     */
    public List<Action> actions() {
        return actions;
    }

    /** The actions as they were written, treatments within them. */
    public List<Action> listed() {
        return listed;
    }

    /** The rules for every action. */
    public List<Rule> rules() {
        return rules;
    }

    /** The issues and groups that have rules. */
    public List<Issue> issues() {
        return issues;
    }

    /**
     * Every rule that holds for an action, its own and those inherited from action, group, issue and catalogue, in the
     * order they are asked, each with the level it comes from.
     *
     * @param id of one of {@link #actions()}
     * @throws IllegalArgumentException if there is no such action
     */
    public List<EffectiveRule> effectivePolicy(String id) {
        int position = indexOf(id);
        if (position < 0) {
            throw new IllegalArgumentException("The action \"" + id + "\" must be in catalogue \"" + name + "\".\n"
                    + Names.suggestion(id, actions.stream().map(Action::id).toList()));
        }
        return effective.get(position);
    }

    /** The SHA-256 of {@link #toJson()} as 64 lower-case hexadecimal digits: equal for equal catalogues. */
    public String hash() {
        return Sha256.hex(toJson().getBytes(StandardCharsets.UTF_8));
    }

    /** The position of an action, -1 if there is none of this id. */
    public int indexOf(String id) {
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActionCatalog catalog
                && catalog.name.equals(name)
                && catalog.currency.equals(currency)
                && catalog.rules.equals(rules)
                && catalog.issues.equals(issues)
                && catalog.listed.equals(listed);
    }

    @Override
    public int hashCode() {
        return listed.hashCode();
    }

    @Override
    public String toString() {
        return "ActionCatalog " + name + " " + actions.stream().map(Action::id).toList();
    }

    /** Collects actions in order; not thread-safe. */
    public static final class Builder {
        private String name = "actions";
        private String currency = "EUR";
        private final List<Rule> rules = new ArrayList<>();
        private final List<Issue> issues = new ArrayList<>();
        private final List<Action> actions = new ArrayList<>();

        private Builder() {}

        /** The catalogue's name. */
        public Builder name(String text) {
            this.name = text;
            return this;
        }

        /** The currency of every amount. */
        public Builder currency(String code) {
            this.currency = code;
            return this;
        }

        /** Adds a rule for every action. */
        public Builder rule(Rule rule) {
            rules.add(rule);
            return this;
        }

        /** Adds the rules of an issue and its groups. */
        public Builder issue(Issue issue) {
            issues.add(issue);
            return this;
        }

        /** Adds an action after those already there. */
        public Builder add(Action action) {
            actions.add(action);
            return this;
        }

        /** Adds an action still being built. */
        public Builder add(Action.Builder action) {
            return add(action.build());
        }

        /**
         * The catalogue.
         *
         * @throws IllegalArgumentException if it is empty, two actions, issues or rules share a name, or do-nothing is
         *     listed
         */
        public ActionCatalog build() {
            return new ActionCatalog(this);
        }
    }
}
