// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.quickstart;

import io.nextbestaction.DecisionBatch;
import io.nextbestaction.NextBestAction;
import io.nextbestaction.NextBestActionBuilder;
import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.data.Schema;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.counterfactual.AllowedChanges;
import io.nextbestaction.explain.counterfactual.Change;
import io.nextbestaction.explain.reason.ReasonCode;
import io.nextbestaction.features.Features;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.PolicyValue;
import io.nextbestaction.features.synthetic.SyntheticBank;
import io.nextbestaction.history.Contact;
import io.nextbestaction.history.History;
import io.nextbestaction.models.GradientBoosting;
import io.nextbestaction.models.LogisticRegression;
import io.nextbestaction.models.segment.KMeans;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The embedded synthetic bank: the truth is known, so every policy is scored by what it would really bring. */
final class SyntheticStudy implements Study<BankCustomer> {
    private final SyntheticBank bank;
    private final int trained;
    private final long seed;
    private final ActionCatalog catalog = ActionCatalog.parse(SyntheticBank.catalogJson(), "synthetic bank");
    private final History<BankCustomer> training;
    private final History<BankCustomer> heldOut;

    SyntheticStudy(int customers, long seed) {
        this.bank = SyntheticBank.generate(customers, seed);
        this.trained = (int) (customers * 0.8);
        this.seed = seed;
        this.training = bank.history(0, trained);
        this.heldOut = bank.history(trained, customers);
    }

    @Override
    public String title() {
        return "synthetic bank, " + bank.size() + " customers";
    }

    @Override
    public NextBestActionBuilder<BankCustomer> engine() {
        return NextBestAction.of(BankCustomer.class)
                .features(Features.of(BankCustomer.class).ignore("customerId", "joined")) // tenureMonths says when
                .churn(GradientBoosting.classifier())
                .responses(LogisticRegression.classifier())
                .segments(KMeans.between(3, 8))
                .actions(catalog)
                .explain(Shapley.values());
    }

    @Override
    public RowBinder<BankCustomer> binder() {
        return RowBinder.ofRecord(BankCustomer.class);
    }

    @Override
    public History<BankCustomer> training() {
        return training;
    }

    @Override
    public History<BankCustomer> heldOut() {
        return heldOut;
    }

    @Override
    public String name(int heldOutPosition) {
        return heldOut.customers().get(heldOutPosition).customerId();
    }

    @Override
    public List<PolicyResult> policies(NextBestAction<BankCustomer> engine, DecisionBatch decisions) {
        int[] held = IntStream.range(trained, bank.size()).toArray();
        Map<Integer, String> decided = decisions.decided().stream()
                .filter(d -> !d.decision().action().isDoNothing())
                .collect(Collectors.toMap(
                        d -> trained + (int) d.row() - 1,
                        d -> d.decision().action().id()));
        String popular = mostPopular();
        return List.of(
                result("nobody is contacted", held, i -> null),
                result("random eligible action", held, bank.randomEligible(seed)),
                result(
                        "everybody: " + popular + " (most popular)",
                        held,
                        i -> bank.eligible(i).contains(popular) ? popular : null),
                result("next best action", held, decided::get),
                result("oracle (knows the truth)", held, i -> bank.oracle(i).action()));
    }

    private PolicyResult result(String name, int[] customers, IntFunction<@Nullable String> policy) {
        PolicyValue value = bank.value(customers, policy);
        return new PolicyResult(name, value.perCustomer(), (double) value.contacted() / value.customers());
    }

    /** The action accepted most often among the contacts the bank made before. */
    private String mostPopular() {
        Map<String, Long> accepted = training.contacts().stream()
                .filter(contact -> contact.contacted() && contact.accepted())
                .collect(Collectors.groupingBy(Contact::action, Collectors.counting()));
        return catalog.actions().stream()
                .map(Action::id)
                .max(Comparator.comparing((Function<String, Long>) id -> accepted.getOrDefault(id, 0L)))
                .orElseThrow();
    }

    @Override
    public List<String> unchangeable() {
        return List.of("age", "tenureMonths");
    }

    @Override
    public AllowedChanges changes(AllowedChanges none) {
        return none.with(Change.flag("salaryAccount"))
                .with(Change.flag("emailConsent"))
                .with(Change.flag("hasInsurance"))
                .with(Change.range("products", 1, 7, 1).upwards())
                .with(Change.range("logins30d", 0, 60, 5).upwards())
                .with(Change.range("branchVisits", 0, 12, 1).upwards())
                .with(Change.range("savings", 0, 50_000, 1000).upwards())
                .with(Change.range("debtToIncome", 0, 0.95, 0.05).downwards());
    }

    @Override
    public List<ReasonCode> reasons(FeatureNames names) {
        return List.of(
                ReasonCode.of("C01", "Development of the balance", "balanceTrend")
                        .directed("Balance is growing fast", "Balance is falling"),
                ReasonCode.of("C02", "Salary account", "salaryAccount")
                        .directed("Salary is paid in here", "Salary is not paid in here"),
                ReasonCode.of("C03", "Complaints within a year", "complaints12m")
                        .directed("Number of recent complaints", "Few complaints"),
                ReasonCode.of("C04", "Use of app and web", "logins30d").directed("Many logins", "Few logins"),
                ReasonCode.of("C05", "Visits to the branch", "branchVisits")
                        .directed("Many visits to the branch", "Few visits to the branch"),
                ReasonCode.of(
                        "C06",
                        "Number and kind of products held",
                        "products",
                        "hasCreditCard",
                        "hasMortgage",
                        "hasLoan",
                        "hasInvestments",
                        "hasInsurance"),
                ReasonCode.of("C07", "Length of the relationship", "tenureMonths")
                        .directed("Long relationship", "Short relationship"),
                ReasonCode.of("C08", "Money held with the bank", "balance", "savings"),
                ReasonCode.of("C09", "Income", "income").directed("High income", "Low income"),
                ReasonCode.of("C10", "Debt in relation to income", "debtToIncome")
                        .directed("High debt in relation to income", "Low debt in relation to income"),
                ReasonCode.of("C11", "Credit score", "creditScore").directed("High credit score", "Low credit score"),
                ReasonCode.of("C12", "Time since the last contact", "lastContactDaysAgo")
                        .directed("No contact for long", "Contacted of late"),
                ReasonCode.of("C13", "Consent to e-mail", "emailConsent")
                        .directed("Consent to e-mail", "No consent to e-mail"),
                ReasonCode.of("C14", "Age", "age").directed("Higher age", "Lower age"),
                ReasonCode.of("C15", "Region and occupation", "region", "occupation"));
    }

    @Override
    public boolean declaresReasons() {
        return true;
    }

    @Override
    public List<String> protectedFields() {
        return List.of("age");
    }

    @Override
    public Map<String, Function<Row, String>> groups() {
        Schema schema = binder().schema();
        int age = schema.indexOf("age");
        int region = schema.indexOf("region");
        Map<String, Function<Row, String>> groups = new LinkedHashMap<>();
        groups.put("age", row -> row.number(age) < 35 ? "under 35" : row.number(age) < 60 ? "35 to 59" : "60 and over");
        groups.put("region", row -> row.display(region));
        return groups;
    }

    @Override
    public String valuation() {
        return "True expected value from the bank's own equations, over contacting nobody.";
    }
}
