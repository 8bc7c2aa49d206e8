// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

import io.nextbestaction.Decision;
import io.nextbestaction.data.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
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
    private static final double LEAST = 0.0005; // a tenth of a percentage point, rounded

    private final Locale locale;
    private final Map<String, String> templates;
    private final UnaryOperator<String> labels;

    private Phrases(Locale locale, Map<String, String> templates, UnaryOperator<String> labels) {
        this.locale = locale;
        this.templates = templates;
        this.labels = labels;
    }

    /** The sentences in English. */
    public static Phrases english() {
        return new Phrases(Locale.ENGLISH, EnglishPhrases.TEMPLATES, UnaryOperator.identity());
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
        return new Phrases(locale, templates, UnaryOperator.identity());
    }

    /**
     * The same sentences with fields called by their labels, as a form shows them.
     *
     * @param labels the label of a field's name
     */
    public Phrases withLabels(UnaryOperator<String> labels) {
        return new Phrases(locale, templates, labels);
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
            String currency = explanation.decision().currency();
            factors(contrast.factors(), currency, sentences);
            money("arbitration", contrast.arbitration(), currency, sentences);
        }
        churn(explanation.churn(), sentences);
        Map<String, String> titles = titles(explanation.decision());
        for (Effect effect : explanation.effects()) {
            sentences.add(effect(
                    effect, explanation.decision().ranked().get(0).action().id(), titles));
        }
        return sentences;
    }

    /** The sentences of what changed, the winner first. */
    public List<String> tell(ExplanationDiff diff) {
        List<String> sentences = new ArrayList<>();
        sentences.add(say(
                winner(diff),
                Map.of(
                        "winner",
                        diff.after().action().toString(),
                        "other",
                        diff.before().action().toString())));
        String currency = diff.after().currency();
        double gain = diff.after().expectedValue() - diff.before().expectedValue();
        if (isTold(gain) && !diff.after().action().isDoNothing()) {
            sentences.add(say(
                    gain > 0 ? "diff.more" : "diff.less",
                    Map.of(
                            "value",
                            amount(diff.after().expectedValue()),
                            "difference",
                            amount(Math.abs(gain)),
                            "currency",
                            currency)));
            // Nothing is gained by telling the parts of an action against those of none.
            if (!diff.before().action().isDoNothing()) {
                factors(diff.factors(), currency, sentences);
            }
        }
        churn(diff, sentences);
        Map<String, String> titles = titles(diff.before());
        titles.putAll(titles(diff.after()));
        refusals("diff.refused", diff.newlyRefused(), titles, sentences);
        refusals("diff.allowed", diff.newlyAllowed(), titles, sentences);
        return sentences;
    }

    private static String winner(ExplanationDiff diff) {
        if (!diff.isAnotherWinner()) {
            return "diff.same";
        }
        if (diff.after().action().isDoNothing()) {
            return "diff.nothing";
        }
        return diff.before().action().isDoNothing() ? "diff.something" : "diff.other";
    }

    private void churn(ExplanationDiff diff, List<String> sentences) {
        String from = percent(diff.before().churn());
        String to = percent(diff.after().churn());
        String key = from.equals(to) ? "diff.level" : diff.churnChange() > 0 ? "diff.up" : "diff.down";
        sentences.add(say(key, Map.of("from", from, "to", to)));
        moved("diff.base", diff.baseChange(), Map.of(), sentences);
        Largest<ExplanationDiff.FieldDiff> changed = Largest.of(
                diff.fields().stream()
                        .filter(ExplanationDiff.FieldDiff::isChanged)
                        .toList(),
                ExplanationDiff.FieldDiff::change,
                FIELDS,
                Phrases::isMoved);
        for (ExplanationDiff.FieldDiff field : changed.told()) {
            moved(
                    "diff.field",
                    field.change(),
                    Map.of(
                            "field", labels.apply(field.field()),
                            "from", read(field.from()),
                            "to", read(field.to())),
                    sentences);
        }
        moved("diff.others", changed.rest(), Map.of(), sentences);
        double rest = diff.fields().stream()
                .filter(field -> !field.isChanged())
                .mapToDouble(ExplanationDiff.FieldDiff::change)
                .sum();
        moved("diff.rest", rest, Map.of(), sentences);
    }

    /** A field that only one of two models reads has no value in the other. */
    private String read(String value) {
        return value.isEmpty() ? say("diff.unread", Map.of()) : value;
    }

    /** Says nothing of what would be told as zero. */
    private void moved(String key, double change, Map<String, String> names, List<String> sentences) {
        if (isMoved(change)) {
            Map<String, String> all = new HashMap<>(names);
            all.put("points", String.format(locale, "%+.1f", 100 * change));
            sentences.add(say(key, all));
        }
    }

    private void refusals(String key, List<String> actions, Map<String, String> titles, List<String> sentences) {
        if (!actions.isEmpty()) {
            sentences.add(say(key, Map.of("actions", named(actions, titles))));
        }
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
                    default ->
                        contrast.valueDifference() < 0
                                ? "decided.score"
                                : contrast.runnerUp().action().isDoNothing() ? "decided.alone" : "decided.value";
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

    private void factors(List<FactorDifference> factors, String currency, List<String> sentences) {
        Largest<FactorDifference> largest = Largest.of(factors, FactorDifference::amount, FACTORS, this::isTold);
        for (FactorDifference factor : largest.told()) {
            sentences.add(say(
                    "factor",
                    Map.of(
                            "factor",
                            say("factor." + factor.factor().name().toLowerCase(Locale.ROOT), Map.of()),
                            "one",
                            quantity(factor.factor(), factor.one()),
                            "two",
                            quantity(factor.factor(), factor.other()),
                            "amount",
                            signed(factor.amount()),
                            "currency",
                            currency)));
        }
        money("factors.rest", largest.rest(), currency, sentences);
    }

    private void money(String key, double amount, String currency, List<String> sentences) {
        if (isTold(amount)) {
            sentences.add(say(key, Map.of("amount", signed(amount), "currency", currency)));
        }
    }

    /** Whether a difference of probabilities would be told as more than zero. */
    private static boolean isMoved(double change) {
        return Math.abs(change) >= LEAST;
    }

    /** Whether an amount would be told as more than zero. */
    private boolean isTold(double amount) {
        return !amount(Math.abs(amount)).equals(amount(0));
    }

    private void churn(ScoreParts parts, List<String> sentences) {
        sentences.add(
                say("churn", Map.of("churn", percent(parts.probability()), "base", percent(parts.baseProbability()))));
        Largest<FieldPart> largest = Largest.of(parts.fields(), FieldPart::probability, FIELDS, Phrases::isMoved);
        for (FieldPart part : largest.told()) {
            shifted(
                    "churn",
                    part.probability(),
                    Map.of("field", labels.apply(part.field()), "value", part.value()),
                    sentences);
        }
        if (isMoved(largest.rest())) {
            shifted("churn.rest", largest.rest(), Map.of(), sentences);
        }
    }

    private void shifted(String key, double change, Map<String, String> names, List<String> sentences) {
        Map<String, String> all = new HashMap<>(names);
        all.put("points", String.format(locale, "%.1f", 100 * Math.abs(change)));
        sentences.add(say(key + (change > 0 ? ".up" : ".down"), all));
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

    private String quantity(Factor factor, double value) {
        return factor == Factor.ACCEPTANCE || factor == Factor.ORGANIC ? percent(value) : amount(value);
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
