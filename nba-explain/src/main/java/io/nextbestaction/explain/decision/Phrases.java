// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

import io.nextbestaction.Decision;
import io.nextbestaction.data.Names;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells an explanation in sentences, from templates that can be translated: texts with names in braces, as in {@code "{winner}
 * is worth {value} {currency} more"}. Keys and names are those of {@link #english()}. Immutable and thread-safe.
 */
public final class Phrases {
    private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");
    private static final int FIELDS = 3;
    private static final int FACTORS = 3;

    private final Locale locale;
    private final Map<String, String> templates;

    private Phrases(Locale locale, Map<String, String> templates) {
        this.locale = locale;
        this.templates = templates;
    }

    /** The sentences in English. */
    public static Phrases english() {
        return new Phrases(Locale.ENGLISH, EnglishPhrases.TEMPLATES);
    }

    /**
     * The sentences in another language, or in other words; those not given stay English.
     *
     * @param locale writes the numbers
     * @param translations by key
     * @throws IllegalArgumentException if a key is unknown, or a template holds a name that the English one does not have
     */
    public static Phrases of(Locale locale, Map<String, String> translations) {
        Map<String, String> templates = new LinkedHashMap<>(EnglishPhrases.TEMPLATES);
        for (Map.Entry<String, String> translation : translations.entrySet()) {
            String key = translation.getKey();
            String english = templates.get(key);
            if (english == null) {
                throw new IllegalArgumentException("The phrase \"" + key + "\" must be one of the " + templates.size()
                        + " known ones.\n" + Names.suggestion(key, templates.keySet()));
            }
            Set<String> unknown = names(translation.getValue());
            unknown.removeAll(names(EnglishPhrases.TEMPLATES.getOrDefault(key, "")));
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException(
                        "The names " + unknown + " in phrase \"" + key + "\" must be among those of the English one, \""
                                + english + "\".\nMaybe they were translated too.");
            }
            templates.put(key, translation.getValue());
        }
        return new Phrases(locale, templates);
    }

    private static Set<String> names(String template) {
        Matcher matcher = NAME.matcher(template);
        return matcher.results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The templates by key. */
    public Map<String, String> templates() {
        return Map.copyOf(templates);
    }

    /** The sentences of an explanation, the decision first. */
    public List<String> tell(Explanation explanation) {
        List<String> sentences = new ArrayList<>();
        sentences.add(decided(explanation));
        Contrast contrast = explanation.contrast();
        if (contrast != null) {
            factors(contrast, explanation.decision().currency(), sentences);
        }
        churn(explanation.churn(), sentences);
        Map<String, String> titles = titles(explanation.decision());
        for (Effect effect : explanation.effects()) {
            sentences.add(effect(
                    effect, explanation.decision().ranked().get(0).action().id(), titles));
        }
        return sentences;
    }

    /** What the actions of a decision are called, by id. */
    private static Map<String, String> titles(Decision decision) {
        Map<String, String> titles = new HashMap<>();
        decision.ranked()
                .forEach(ranked ->
                        titles.put(ranked.action().id(), ranked.action().title()));
        decision.rejected()
                .forEach(rejection ->
                        titles.put(rejection.action().id(), rejection.action().title()));
        return titles;
    }

    private static String named(List<String> actions, Map<String, String> titles) {
        return actions.stream().map(id -> titles.getOrDefault(id, id)).collect(Collectors.joining(", "));
    }

    private String decided(Explanation explanation) {
        Contrast contrast = explanation.contrast();
        if (contrast == null) {
            return say("decided.rules", Map.of());
        }
        String key =
                switch (explanation.decidedBy()) {
                    case NOTHING_WORTHWHILE -> "decided.nothing";
                    case EXPLORATION -> "decided.exploration";
                    case LEVERS -> "decided.levers";
                    case TIE -> "decided.tie";
                    default -> contrast.valueDifference() < 0 ? "decided.score" : "decided.value";
                };
        return say(
                key,
                Map.of(
                        "winner",
                        contrast.winner().action().toString(),
                        "other",
                        contrast.runnerUp().action().toString(),
                        "value",
                        amount(contrast.winner().expectedValue()),
                        "difference",
                        amount(Math.abs(contrast.valueDifference())),
                        "probability",
                        percent(contrast.winner().probability()),
                        "cost",
                        amount(explanation.decision().leverCost()),
                        "currency",
                        explanation.decision().currency()));
    }

    private void factors(Contrast contrast, String currency, List<String> sentences) {
        List<FactorDifference> strongest = contrast.factors().stream()
                .filter(factor -> factor.amount() != 0)
                .sorted(Comparator.comparingDouble((FactorDifference f) -> Math.abs(f.amount()))
                        .reversed())
                .limit(FACTORS)
                .toList();
        for (FactorDifference factor : strongest) {
            sentences.add(say(
                    "factor",
                    Map.of(
                            "factor",
                            say("factor." + factor.factor().name().toLowerCase(Locale.ROOT), Map.of()),
                            "one",
                            number(factor.one()),
                            "two",
                            number(factor.other()),
                            "amount",
                            signed(factor.amount()),
                            "currency",
                            currency)));
        }
        if (contrast.arbitration() != 0) {
            sentences.add(say("arbitration", Map.of("amount", signed(contrast.arbitration()), "currency", currency)));
        }
    }

    private void churn(ScoreParts parts, List<String> sentences) {
        sentences.add(
                say("churn", Map.of("churn", percent(parts.probability()), "base", percent(parts.baseProbability()))));
        parts.fields().stream()
                .filter(part -> part.probability() != 0)
                .sorted(Comparator.comparingDouble((FieldPart p) -> Math.abs(p.probability()))
                        .reversed())
                .limit(FIELDS)
                .map(part -> say(
                        part.probability() > 0 ? "churn.up" : "churn.down",
                        Map.of(
                                "field",
                                part.field(),
                                "value",
                                part.value(),
                                "points",
                                String.format(locale, "%.1f", 100 * Math.abs(part.probability())))))
                .forEach(sentences::add);
    }

    private String effect(Effect effect, String winner, Map<String, String> titles) {
        if (effect instanceof Effect.OfRule rule) {
            return say(
                    "rule",
                    Map.of(
                            "stage",
                            say("stage." + rule.stage().label(), Map.of()),
                            "rule",
                            rule.rule(),
                            "because",
                            rule.because(),
                            "actions",
                            named(rule.refused(), titles)));
        }
        if (effect instanceof Effect.OfLever lever) {
            boolean turned =
                    !lever.winnerWithout().isEmpty() && !lever.winnerWithout().equals(winner);
            return say(
                    turned ? "lever.turned" : "lever",
                    Map.of(
                            "weight",
                            String.format(locale, "%+.0f %%", lever.lever().weight()),
                            "actions",
                            named(lever.actions(), titles),
                            "other",
                            named(List.of(lever.winnerWithout()), titles)));
        }
        if (effect instanceof Effect.OfExploration explored) {
            return say(
                    "exploration",
                    Map.of(
                            "action",
                            named(List.of(explored.tried()), titles),
                            "other",
                            named(List.of(explored.best()), titles),
                            "probability",
                            percent(explored.probability())));
        }
        Effect.OfSlate slate = (Effect.OfSlate) effect;
        return say(
                slate.proposed().isEmpty() ? "slate" : "slate.instead",
                Map.of("actions", named(slate.leftOut(), titles), "other", named(slate.proposed(), titles)));
    }

    private String say(String key, Map<String, String> values) {
        Matcher matcher = NAME.matcher(templates.getOrDefault(key, ""));
        return matcher.replaceAll(
                found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }

    /** With four significant digits at most. */
    private String number(double value) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(12);
        return format.format(new BigDecimal(value).round(new MathContext(4)));
    }

    private String amount(double value) {
        return String.format(locale, "%,.2f", value);
    }

    private String signed(double value) {
        return String.format(locale, "%+,.2f", value);
    }

    private String percent(double share) {
        return String.format(locale, "%.1f %%", 100 * share);
    }
}
