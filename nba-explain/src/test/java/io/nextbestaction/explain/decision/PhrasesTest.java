// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.Decision;
import io.nextbestaction.RankedAction;
import io.nextbestaction.Rejection;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.Level;
import io.nextbestaction.arbitration.Basis;
import io.nextbestaction.arbitration.ExpectedValue;
import io.nextbestaction.arbitration.Lever;
import io.nextbestaction.policy.Failure;
import io.nextbestaction.policy.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PhrasesTest {
    private static final RankedAction CARD = new RankedAction(
            1,
            Action.named("card", "Gold card").channel("e-mail").build(),
            new ExpectedValue(0.2, 0.05, 10_000, 1, 0, 0),
            Basis.DECLARED,
            1649,
            1.1,
            0.9);
    private static final RankedAction LOAN = new RankedAction(
            2,
            Action.named("loan", "Loan").build(),
            new ExpectedValue(0.1, 0.05, 10_000, 3, 0, 0),
            Basis.DECLARED,
            497,
            1,
            0.1);

    private static final Failure TOO_POOR =
            new Failure(Stage.ELIGIBILITY, "rich", "balance", "10", ">= 100", "too poor");

    private static Explanation explanation(DecidedBy by, Effect... effects) {
        Decision decision =
                new Decision(List.of(CARD, LOAN), 0.4, "", List.of(), List.of(), "EUR", "unsaved", List.of(CARD), 12);
        ScoreParts churn = new ScoreParts(
                -1,
                -0.4,
                0.25,
                0.4,
                List.of(
                        new FieldPart("balance", "120", 1, 0.2),
                        new FieldPart("age", "40", 0, 0),
                        new FieldPart("products", "2", -0.4, -0.05)));
        Contrast contrast =
                new Contrast(CARD, LOAN, FactorDifference.between(CARD.value(), LOAN.value()), 150, List.of(), null);
        return new Explanation(decision, Instant.EPOCH, by, churn, contrast, List.of(effects));
    }

    @Test
    void an_explanation_is_told_in_english() {
        Lever lever = Lever.on(Level.ACTION, "card", 10);
        assertThat(Phrases.english()
                        .tell(explanation(
                                DecidedBy.VALUE,
                                new Effect.OfRule(Stage.ELIGIBILITY, "adult", "customer too young", List.of("fund")),
                                new Effect.OfLever(lever, List.of("card"), "loan"),
                                new Effect.OfLever(lever, List.of("card"), "card"),
                                new Effect.OfExploration("loan", "card", 0.25),
                                new Effect.OfSlate(List.of("loan"), List.of()),
                                new Effect.OfSlate(List.of("loan"), List.of("fund")))))
                .containsExactly(
                        "Gold card, by e-mail wins: it is expected to earn 1,499.00 EUR over doing nothing, 1,002.00 EUR"
                                + " more than Loan.",
                        "The probability of acceptance (20.0 % against 10.0 %) makes +1,000.00 EUR of the difference.",
                        "The cost of the contact (1.00 against 3.00) makes +2.00 EUR of the difference.",
                        "Levers, context and risk make +150.00 EUR of the difference in score.",
                        "The churn probability is 40.0 %, counted from a starting point of 25.0 %.",
                        "balance (120) raises it by 20.0 percentage points.",
                        "products (2) lowers it by 5.0 percentage points.",
                        "The eligibility rule \"adult\" refuses fund: customer too young.",
                        "A lever of +10 % on Gold card changes the winner: without it Loan wins.",
                        "A lever of +10 % on Gold card does not change the winner.",
                        "Exploring took Gold card in place of Loan, with probability 25.0 %.",
                        "The limits of the slate leave out Loan.",
                        "The limits of the slate leave out Loan and propose fund instead.");
        assertThat(Phrases.english().tell(explanation(DecidedBy.LEVERS)).get(0))
                .isEqualTo("Gold card, by e-mail wins because of levers, which cost 12.00 EUR; Loan is second.");
        assertThat(Phrases.english().tell(explanation(DecidedBy.EXPLORATION)).get(0))
                .isEqualTo("Gold card, by e-mail is tried to learn from it, with probability 90.0 %; Loan would be the"
                        + " best, and the two are 1,002.00 EUR apart.");
        assertThat(Phrases.english().tell(explanation(DecidedBy.TIE)).get(0))
                .isEqualTo("Gold card, by e-mail and Loan score the same; the order of ties decides for Gold card, by"
                        + " e-mail.");
        Explanation some = explanation(DecidedBy.RULES);
        Explanation none =
                new Explanation(some.decision(), some.moment(), DecidedBy.RULES, some.churn(), null, List.of());
        assertThat(Phrases.english().tell(none).get(0)).isEqualTo("The rules leave no action for this customer.");
    }

    @Test
    void a_winner_by_score_is_not_said_to_be_worth_more() {
        Explanation by = explanation(DecidedBy.VALUE);
        Contrast turned =
                new Contrast(LOAN, CARD, FactorDifference.between(LOAN.value(), CARD.value()), 1500, List.of(), null);
        Explanation explanation =
                new Explanation(by.decision(), by.moment(), DecidedBy.VALUE, by.churn(), turned, List.of());
        assertThat(Phrases.english().tell(explanation).get(0))
                .isEqualTo(
                        "Loan wins by its score, which weighs more than the value; Gold card, by e-mail is expected to"
                                + " earn 1,002.00 EUR more.");
    }

    @Test
    void templates_can_be_translated() {
        Phrases german = Phrases.of(
                Locale.GERMAN,
                Map.of(
                        "decided.value", "{winner} gewinnt mit {value} {currency}, $1 vor {other}.",
                        "churn.up", "{field} ({value}) erhöht sie um {points} Prozentpunkte."));
        List<String> told = german.tell(explanation(DecidedBy.VALUE));
        assertThat(told.get(0)).isEqualTo("Gold card, by e-mail gewinnt mit 1.499,00 EUR, $1 vor Loan.");
        assertThat(told)
                .contains(
                        "balance (120) erhöht sie um 20,0 Prozentpunkte.",
                        "products (2) lowers it by 5,0 percentage points.");
        assertThat(german.templates()).hasSameSizeAs(Phrases.english().templates());
    }

    @Test
    void fields_are_called_by_their_labels() {
        assertThat(Phrases.english().withLabels(field -> "the " + field).tell(explanation(DecidedBy.VALUE)))
                .contains("the balance (120) raises it by 20.0 percentage points.");
    }

    /** The sum of the figures that a pattern finds; what lowers is taken off. */
    private static double sum(List<String> told, String pattern) {
        double sum = 0;
        for (String sentence : told) {
            Matcher matcher = Pattern.compile(pattern).matcher(sentence);
            if (matcher.find()) {
                double figure = Double.parseDouble(matcher.group(1).replace(",", ""));
                sum += sentence.contains(" lower") ? -figure : figure;
            }
        }
        return sum;
    }

    private static final String MONEY = "([+-][0-9.,]+) EUR of the difference\\.";
    private static final String POINTS = " ([+-]?[0-9.]+) percentage points";

    private static Explanation ofMany(double trend, ExpectedValue one, ExpectedValue two) {
        RankedAction card = new RankedAction(1, CARD.action(), one, Basis.DECLARED, one.total(), 1, 1);
        RankedAction loan = new RankedAction(2, LOAN.action(), two, Basis.DECLARED, two.total(), 1, 0);
        List<FieldPart> fields = List.of(
                new FieldPart("age", "40", 0, -0.021),
                new FieldPart("balance", "10", 0, 0.1),
                new FieldPart("debt", "" + trend, 0, -0.05 + trend / 100),
                new FieldPart("logins", "" + trend, 0, 0.03 - trend / 80),
                new FieldPart("products", "" + trend, 0, -0.04 + trend / 60),
                new FieldPart("savings", "" + trend, 0, -0.01 - trend / 200),
                new FieldPart("visits", "" + trend, 0, 0.00001));
        double churn =
                0.25 + fields.stream().mapToDouble(FieldPart::probability).sum();
        Decision decision =
                new Decision(List.of(card, loan), churn, "", List.of(), List.of(), "EUR", "unsaved", List.of(card), 0);
        return new Explanation(
                decision,
                Instant.EPOCH,
                DecidedBy.VALUE,
                new ScoreParts(0, 0, 0.25, churn, fields),
                new Contrast(card, loan, FactorDifference.between(one, two), 0, List.of(), null),
                List.of());
    }

    @Test
    void sentences_add_up() {
        ExpectedValue one = new ExpectedValue(0.2, 0.05, 1000, 1, 4, 2.5);
        ExpectedValue two = new ExpectedValue(0.1, 0.03, 800, 3, 9, 1);
        Explanation before = ofMany(0, one, two);
        List<String> told = Phrases.english().tell(before);

        assertThat(told)
                .filteredOn(sentence -> sentence.contains("of the difference"))
                .hasSize(4);
        assertThat(sum(told, MONEY)).isCloseTo(one.total() - two.total(), within(4 * 0.005 + 1e-9));
        assertThat(told)
                .contains(
                        "The churn probability is 25.9 %, counted from a starting point of 25.0 %.",
                        "balance (10) raises it by 10.0 percentage points.",
                        "debt (0.0) lowers it by 5.0 percentage points.",
                        "products (0.0) lowers it by 4.0 percentage points.",
                        "All other fields lower it by 0.1 percentage points.");
        assertThat(sum(told, POINTS)).isCloseTo(0.9, within(4 * 0.05 + 1e-9));

        Explanation after = ofMany(3, two, one);
        List<String> changed = Phrases.english().tell(before.diff(after));
        assertThat(sum(changed, MONEY)).isCloseTo(two.total() - one.total(), within(4 * 0.005 + 1e-9));
        assertThat(changed).contains("The other fields that changed move it by -1.5 percentage points.");
        assertThat(sum(changed, POINTS)).isCloseTo(100 * before.diff(after).churnChange(), within(4 * 0.05 + 1e-9));
    }

    @Test
    void what_rounds_to_zero_is_no_part() {
        ExpectedValue one = new ExpectedValue(0.2, 0, 1000, 1, 0, 0);
        ExpectedValue two = new ExpectedValue(0.1, 0, 1000, 1.004, 0, 0.001);
        assertThat(Phrases.english().tell(ofMany(0, one, two)))
                .filteredOn(sentence -> sentence.contains("of the difference"))
                .containsExactly(
                        "The probability of acceptance (20.0 % against 10.0 %) makes +100.00 EUR of the difference.");
    }

    @Test
    void a_new_model_is_told_by_its_starting_point() {
        ScoreParts parts = new ScoreParts(0, 0, 0.2, 0.35, List.of());
        Explanation by = explanation(DecidedBy.VALUE);
        Explanation other = new Explanation(by.decision(), by.moment(), DecidedBy.VALUE, parts, null, List.of());
        assertThat(Phrases.english().tell(by.diff(other)))
                .contains("The starting point of the model moves it by -5.0 percentage points.");
    }

    @Test
    void what_changed_is_told_and_what_did_not_is_not() {
        Explanation before = explanation(DecidedBy.VALUE);
        Decision decision = new Decision(
                List.of(LOAN),
                0.3,
                "",
                List.of(),
                List.of(new Rejection(CARD.action(), List.of(TOO_POOR))),
                "EUR",
                "unsaved",
                List.of(LOAN),
                0);
        ScoreParts churn = new ScoreParts(
                -1,
                -0.8,
                0.25,
                0.3,
                List.of(
                        new FieldPart("balance", "10", 0.5, 0.12),
                        new FieldPart("age", "41", 0, 0),
                        new FieldPart("products", "2", -0.4, -0.07)));
        Explanation after = new Explanation(decision, Instant.EPOCH, DecidedBy.RULES, churn, null, List.of());

        Phrases phrases = Phrases.english().withLabels(field -> field.equals("balance") ? "Balance" : field);
        assertThat(phrases.tell(before.diff(after)))
                .containsExactly(
                        "Loan takes the place of Gold card, by e-mail.",
                        "It is expected to earn 497.00 EUR over doing nothing, 1,002.00 EUR less than before.",
                        "The probability of acceptance (10.0 % against 20.0 %) makes -1,000.00 EUR of the difference.",
                        "The cost of the contact (3.00 against 1.00) makes -2.00 EUR of the difference.",
                        "The churn probability falls from 40.0 % to 30.0 %.",
                        "Balance (120 before, 10 now) moves it by -8.0 percentage points.",
                        "The fields that are the same move it by -2.0 percentage points.",
                        "No longer allowed: Gold card.");
        assertThat(phrases.tell(after.diff(before)))
                .contains(
                        "It is expected to earn 1,499.00 EUR over doing nothing, 1,002.00 EUR more than before.",
                        "The churn probability rises from 30.0 % to 40.0 %.",
                        "Now allowed: Gold card.");
        assertThat(phrases.tell(before.diff(before)))
                .containsExactly("Gold card, by e-mail stays first.", "The churn probability stays 40.0 %.");
    }

    private static Explanation rated(double churn, double value, FieldPart... fields) {
        RankedAction card = new RankedAction(
                1, CARD.action(), new ExpectedValue(0.1, 0, 1000, 3 - value, 0, 0), Basis.DECLARED, 97, 1, 1);
        Decision decision =
                new Decision(List.of(card), churn, "", List.of(), List.of(), "EUR", "unsaved", List.of(card), 0);
        ScoreParts parts = new ScoreParts(-1, -0.8, 0.25, churn, List.of(fields));
        return new Explanation(decision, Instant.EPOCH, DecidedBy.VALUE, parts, null, List.of());
    }

    @Test
    void what_would_be_told_as_the_same_is_told_as_the_same() {
        Explanation before = rated(0.4001, 0, new FieldPart("age", "40", 0.1, 0.02));
        Explanation after = rated(0.4003, 0.001, new FieldPart("age", "40", 0.1, 0.0202));
        assertThat(Phrases.english().tell(before.diff(after)))
                .containsExactly("Gold card, by e-mail stays first.", "The churn probability stays 40.0 %.");
    }

    @Test
    void a_field_that_one_of_two_models_does_not_read_is_told_as_such() {
        Explanation before = rated(0.4, 0, new FieldPart("age", "40", 0.1, 0.02));
        Explanation after = rated(0.43, 0, new FieldPart("income", "10", 0.2, 0.05));
        assertThat(Phrases.english().tell(before.diff(after)))
                .contains(
                        "income (not read before, 10 now) moves it by +5.0 percentage points.",
                        "age (40 before, not read now) moves it by -2.0 percentage points.");
    }

    @Test
    void doing_nothing_is_not_told_like_an_action() {
        RankedAction nothing = new RankedAction(2, Action.DO_NOTHING, ExpectedValue.ZERO, Basis.DECLARED, 0, 1, 0.1);
        Explanation by = explanation(DecidedBy.VALUE);
        Contrast over = new Contrast(
                CARD, nothing, FactorDifference.between(CARD.value(), nothing.value()), 0, List.of(), null);
        Explanation alone = new Explanation(by.decision(), by.moment(), DecidedBy.VALUE, by.churn(), over, List.of());
        assertThat(Phrases.english().tell(alone).get(0))
                .isEqualTo("Gold card, by e-mail wins: it is expected to earn 1,499.00 EUR over doing nothing, which"
                        + " comes second.");

        Decision left =
                new Decision(List.of(nothing, LOAN), 0.4, "", List.of(), List.of(), "EUR", "unsaved", List.of(), 0);
        Explanation none =
                new Explanation(left, by.moment(), DecidedBy.NOTHING_WORTHWHILE, by.churn(), over, List.of());
        assertThat(Phrases.english().tell(by.diff(none)))
                .containsExactly(
                        "Doing nothing takes the place of Gold card, by e-mail.",
                        "The churn probability stays 40.0 %.");
        assertThat(Phrases.english().tell(none.diff(by)))
                .containsExactly(
                        "Gold card, by e-mail takes the place of doing nothing.",
                        "It is expected to earn 1,499.00 EUR over doing nothing, 1,499.00 EUR more than before.",
                        "The churn probability stays 40.0 %.");
    }

    @Test
    void every_stage_and_every_factor_has_a_phrase() {
        for (Stage stage : Stage.values()) {
            assertThat(Phrases.english().templates()).containsKey("stage." + stage.label());
        }
        for (Factor factor : Factor.values()) {
            assertThat(Phrases.english().templates())
                    .containsKey("factor." + factor.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void a_template_that_cannot_be_filled_is_refused() {
        assertThatThrownBy(() -> Phrases.of(Locale.GERMAN, Map.of("decided.valu", "x")))
                .hasMessage("The phrase \"decided.valu\" must be one of the 53 known ones.\n"
                        + "Maybe \"decided.value\" was meant.");
        assertThatThrownBy(() -> Phrases.of(Locale.GERMAN, Map.of("slate", "{aktionen} entfallen.")))
                .hasMessage(
                        "The names [aktionen] in phrase \"slate\" must be among those of the English one, \"The limits"
                                + " of the slate leave out {actions}.\".\nMaybe they were translated too.");
    }
}
