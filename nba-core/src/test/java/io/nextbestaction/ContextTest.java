// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.NextBestActionTest.Customer;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.action.Amount;
import io.nextbestaction.action.Finding;
import io.nextbestaction.action.Issue;
import io.nextbestaction.action.Treatment;
import io.nextbestaction.data.Row;
import io.nextbestaction.policy.Condition;
import io.nextbestaction.policy.Rule;
import io.nextbestaction.policy.Stage;
import io.nextbestaction.policy.WhenMissing;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextTest {
    private static final ActionCatalog CATALOG = ActionCatalog.builder()
            .add(Action.named("visit", "Visit")
                    .value(100)
                    .response(0.5, 0)
                    .applicable(Condition.context("branchOpen").is(true), "branch open"))
            .add(Action.named("keep", "Keep")
                    .value(50)
                    .response(0.5, 0)
                    .applicable(
                            Condition.any(
                                    Condition.churn().atLeast(0.2),
                                    Condition.context("weather").in("rain")),
                            "likely to leave, or rain"))
            .add(Action.named("long-shot", "Long shot")
                    .value(500)
                    .response(0.01, 0)
                    .suitable(Condition.propensity().atLeast(0.05), "likely enough"))
            .build();
    private static final NextBestAction<Customer> NBA = NextBestAction.of(Customer.class)
            .features(Fakes.numbers())
            .churn(Fakes.meanDifference())
            .actions(CATALOG)
            .fit(NextBestActionTest.history(500, 1));
    private static final Customer CUSTOMER = new Customer("x", 40, 9000, true);

    @Test
    void rules_see_the_context_and_what_the_models_say() {
        Decision open = NBA.decide(CUSTOMER, Context.NONE.with("branchOpen", true));
        assertThat(open.action().id()).isEqualTo("visit");
        assertThat(open.churn()).isLessThan(0.2);

        Decision rain = NBA.decide(
                CUSTOMER,
                Context.NONE.with("branchOpen", false).with("weather", "rain").with("else", 1));
        assertThat(rain.action().id()).isEqualTo("keep");
        assertThat(rain.rejected())
                .extracting(Rejection::toString)
                .containsExactly(
                        "Visit: applicability: branch open (context branchOpen no, required yes)",
                        "Long shot: suitability: likely enough (model propensity 0.01, required >= 0.05)");
    }

    @Test
    void what_is_not_given_is_missing_even_after_a_decision_that_had_it() {
        NBA.decide(CUSTOMER, Context.NONE.with("branchOpen", true));

        assertThat(NBA.decide(CUSTOMER).rejected().get(0))
                .hasToString("Visit: applicability: branch open (context branchOpen missing, required yes)");
    }

    @Test
    void a_context_field_of_another_type_is_refused() {
        assertThatThrownBy(() -> NBA.decide(CUSTOMER, Context.NONE.with("branchOpen", "yes")))
                .hasMessage("The context field \"branchOpen\" (CATEGORY) must be a BOOLEAN, as the catalogue asks it.\n"
                        + "Maybe convert it before the decision.");
        assertThatThrownBy(() -> NBA.decide(CUSTOMER, Context.NONE.with("weather", LocalDate.EPOCH)))
                .hasMessageContaining("(DATE) must be a CATEGORY");
    }

    @Test
    void the_fast_door_takes_a_context_and_allocates_nothing() {
        Row row = new Row(NBA.schema());
        NBA.bind(CUSTOMER, row);
        Workspace ws = NBA.workspace();
        Context context = Context.NONE.with("branchOpen", true).with("weather", "sun");

        assertThat(NBA.decide(row, context, ws)).isZero();
        assertThat(Allocation.bytes(20_000, () -> NBA.decide(row, context, ws))).isLessThan(20_000);
    }

    @Test
    void a_catalogue_with_errors_is_refused_and_its_warnings_are_told() {
        ActionCatalog contradictory = ActionCatalog.builder()
                .add(Action.named("a", "A")
                        .eligible(Condition.field("age").atLeast(65), "old")
                        .eligible(Condition.field("age").below(18), "young"))
                .build();
        NextBestActionBuilder<Customer> builder = NextBestAction.of(Customer.class)
                .features(Fakes.numbers())
                .churn(Fakes.meanDifference())
                .actions(contradictory);
        assertThatThrownBy(() -> builder.fit(NextBestActionTest.history(500, 1)))
                .hasMessage("The catalogue (1 error) of an engine must be free of errors.\n"
                        + "error: action \"a\": no customer can pass rule \"old\" of action \"a\"; rule \"young\" of"
                        + " action \"a\"");

        List<Finding> warnings = new ArrayList<>();
        NextBestActionTest.builder().warnings(warnings::add).fit(NextBestActionTest.history(500, 1));
        assertThat(warnings)
                .extracting(Finding::toString)
                .containsExactly("warning: action \"summer\": its last day (2026-08-31) is before today (2026-11-21)");
    }

    @Test
    void a_saved_engine_keeps_levels_treatments_credit_and_combinations(@TempDir Path folder) {
        Rule adult =
                new Rule(Stage.ELIGIBILITY, "of age", Condition.field("age").atLeast(18), "of age", WhenMissing.REJECT);
        ActionCatalog tree = ActionCatalog.builder()
                .issue(Issue.of("sales", adult))
                .add(Action.named("loan", "Loan")
                        .issue("sales")
                        .value(400)
                        .response(0.1, 0.02)
                        .credit(Amount.of(0.01), 0.45, Amount.of(0).plus("balance", 2))
                        .eligible(Condition.not(Condition.context("crisis").is(true)), "no crisis")
                        .treatment(Treatment.of("mail", "e-mail").withCost(0.5, 0))
                        .treatment(Treatment.of("call", "phone").withCost(8, 0)))
                .build();
        NextBestAction<Customer> fitted = NextBestAction.of(Customer.class)
                .features(Fakes.numbers())
                .churn(Fakes.meanDifference())
                .actions(tree)
                .fit(NextBestActionTest.history(500, 1));
        Path file = folder.resolve("tree.nba");
        fitted.save(file);

        NextBestAction<Customer> live = NextBestAction.load(file, Customer.class);

        assertThat(live.catalog()).isEqualTo(tree);
        assertThat(live.catalog().hash()).isEqualTo(tree.hash());
        Context calm = Context.NONE.with("crisis", false);
        assertThat(live.decide(CUSTOMER, calm).action().id()).isEqualTo("loan/mail");
        assertThat(live.decide(CUSTOMER, calm).ranked())
                .isEqualTo(fitted.decide(CUSTOMER, calm).ranked());
        assertThat(live.decide(new Customer("x", 17, 1, true)).rejected())
                .extracting(Rejection::toString)
                .containsExactly(
                        "Loan: eligibility: of age (age 17, required >= 18)",
                        "Loan: eligibility: of age (age 17, required >= 18)");
    }
}
