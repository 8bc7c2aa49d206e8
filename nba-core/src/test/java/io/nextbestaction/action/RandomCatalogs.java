// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import io.nextbestaction.policy.Comparison;
import io.nextbestaction.policy.Condition;
import io.nextbestaction.policy.Rule;
import io.nextbestaction.policy.Source;
import io.nextbestaction.policy.Stage;
import io.nextbestaction.policy.WhenMissing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws catalogues that use every part there is. */
final class RandomCatalogs {
    private static final List<Stage> STAGES =
            List.of(Stage.ELIGIBILITY, Stage.APPLICABILITY, Stage.SUITABILITY, Stage.CONSENT);

    private static final List<Comparison> COMPARISONS = List.of(Comparison.values());

    private final SplittableRandom random;

    RandomCatalogs(long seed) {
        random = new SplittableRandom(seed);
    }

    ActionCatalog catalog() {
        ActionCatalog.Builder catalog = ActionCatalog.builder().name("random").currency("CHF");
        rules("c", 2).forEach(catalog::rule);
        for (String issue : List.of("sales", "service")) {
            if (random.nextBoolean()) {
                List<Issue.Group> groups = new ArrayList<>();
                for (String group : List.of("cards", "loans")) {
                    if (random.nextBoolean()) {
                        groups.add(new Issue.Group(group, rules("g", 2)));
                    }
                }
                catalog.issue(new Issue(issue, rules("i", 2), groups));
            }
        }
        int actions = 1 + random.nextInt(4);
        for (int i = 0; i < actions; i++) {
            catalog.add(action("a" + i));
        }
        return catalog.build();
    }

    private Action action(String id) {
        Action.Builder action = Action.named(id, "Title of " + id)
                .issue(pick("", "sales", "service"))
                .group(pick("", "cards", "loans"))
                .channel(pick("", "e-mail", "phone"))
                .placement(pick("", "banner"))
                .value(amount())
                .cost(random.nextInt(5), random.nextInt(5) / 4.0)
                .response(random.nextDouble(), random.nextDouble());
        rules("r", 3).forEach(action::rule);
        if (random.nextBoolean()) {
            action.retention(random.nextDouble(), amount());
        }
        if (random.nextBoolean()) {
            action.credit(amount(), random.nextDouble(), amount());
        }
        if (random.nextBoolean()) {
            action.valid(day(), day().plusYears(3));
        }
        int treatments = random.nextInt(3);
        for (int t = 0; t < treatments; t++) {
            Treatment treatment = Treatment.of("t" + t, pick("app", "letter")).withPlacement(pick("", "inbox"));
            for (Rule rule : rules("t", 2)) {
                treatment = treatment.withRule(rule);
            }
            if (random.nextBoolean()) {
                treatment = treatment.withCost(1, 2);
            }
            if (random.nextBoolean()) {
                treatment = treatment.withResponse(0.5, 0.25);
            }
            if (random.nextBoolean()) {
                treatment = treatment.withValidity(day(), null);
            }
            action.treatment(treatment);
        }
        return action.build();
    }

    private LocalDate day() {
        return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(300));
    }

    private String pick(String... words) {
        return words[random.nextInt(words.length)];
    }

    private Amount amount() {
        Amount amount = Amount.of(random.nextDouble());
        return random.nextBoolean() ? amount.plus("income", random.nextDouble()) : amount;
    }

    List<Rule> rules(String prefix, int most) {
        List<Rule> rules = new ArrayList<>();
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            rules.add(new Rule(
                    STAGES.get(random.nextInt(4)),
                    prefix + i,
                    condition(2),
                    "because of " + prefix + i,
                    random.nextBoolean() ? WhenMissing.REJECT : WhenMissing.ALLOW));
        }
        return rules;
    }

    private Condition condition(int depth) {
        Source source = random.nextBoolean() ? Source.FIELD : Source.CONTEXT;
        Comparison comparison = COMPARISONS.get(random.nextInt(4));
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> new Condition.NumberCondition(source, "n", comparison, random.nextInt(100) / 8.0);
            case 1 -> new Condition.DateCondition(source, "d", comparison, day());
            case 2 -> new Condition.LevelCondition(source, "l", List.of("x", "y"), random.nextBoolean());
            case 3 -> new Condition.FlagCondition(source, "f", random.nextBoolean());
            case 4 ->
                random.nextBoolean()
                        ? new Condition.NumberCondition(Source.MODEL, "churn", comparison, 0.5)
                        : Condition.segment().in("affluent");
            case 5 -> Condition.not(condition(depth - 1));
            case 6 -> Condition.all(condition(depth - 1), condition(depth - 1));
            default -> Condition.any(condition(depth - 1), condition(depth - 1));
        };
    }
}
