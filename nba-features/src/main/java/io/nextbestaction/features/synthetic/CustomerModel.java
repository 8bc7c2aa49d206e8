// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

import static io.nextbestaction.features.synthetic.Shape.clamp;
import static io.nextbestaction.features.synthetic.Shape.sigmoid;
import static io.nextbestaction.features.synthetic.Shape.when;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The structural equations of a customer's fields, given the traits (A affluence, D digital, L loyalty, ε standard
 * normal, σ the logistic function). What matters most:
 *
 * <ul>
 *   <li>ln income = 10.25 + occupation + 0.42·A + 0.10·[capital] + 0.18·ε; P(missing) = 0.30 student, 0.28 self-employed,
 *       0.15 unemployed, 0.05 others, times 0.35 with a salary account: not at random
 *   <li>tenure = longest possible · u^(1.5·exp(-0.4·L)), so loyal customers are older customers
 *   <li>holdings are Bernoulli(σ(·)) in A, L, D, age and life stage; products = 1 + savings account + holdings
 *   <li>ln balance = 7.6 + 0.6·A + 0.35·[salary] - 0.2·[no salary] + 0.7·ε, sometimes overdrawn; ln savings = 8.2 + 0.9·A
 *       + 0.02·(age - 45) + 0.8·ε if there is an account
 *   <li>logins ~ Poisson(exp(1.6 + 0.7·D + 0.4·ε)), visits ~ Poisson(exp(0.3 - 0.55·D + 0.25·ε)), complaints ~
 *       Poisson(exp(-1.75 - 0.35·L + 0.07·visits))
 *   <li>balance trend = 0.03 + 0.09·L - 0.06·complaints + 0.22·ε; missing below a tenure of 3 months
 *   <li>credit score = 640 + 55·A + 16·tenure/120 - 35·[loan] - 160·(debt-to-income - 0.30)⁺ + 32·ε
 * </ul>
 */
final class CustomerModel {
    private static final String[] REGIONS = {"capital", "north", "south", "east", "west", "islands"};

    private final Draws draws;
    private final Traits traits;

    private CustomerModel(Draws draws, Traits traits) {
        this.draws = draws;
        this.traits = traits;
    }

    static BankCustomer draw(int position, Traits traits, Draws draws) {
        return new CustomerModel(draws, traits).draw(position);
    }

    private BankCustomer draw(int position) {
        double affluence = traits.affluence();
        String occupation = occupation();
        String region = REGIONS[draws.weighted(0.16 * StrictMath.exp(0.35 * affluence), 0.18, 0.21, 0.16, 0.20, 0.09)];
        boolean salary = draws.chance(sigmoid(0.5 + 0.8 * traits.loyalty() + salaryShift(occupation)));
        double income = income(occupation, region);
        boolean incomeMissing = draws.chance(incomeMissing(occupation) * (salary ? 0.35 : 1));
        int tenure = tenure();

        boolean mortgage = hasMortgage();
        boolean loan = draws.chance(sigmoid(-1.3 - 0.45 * affluence + loanShift()));
        boolean card = traits.age() >= 18
                && draws.chance(sigmoid(-0.5 + 0.5 * affluence + 0.3 * traits.digital() + when(salary, 0.4)));
        boolean investments =
                traits.age() >= 18 && draws.chance(sigmoid(-2.0 + 1.1 * affluence + 0.02 * (traits.age() - 45)));
        boolean insurance =
                draws.chance(sigmoid(-1.3 + 0.3 * traits.loyalty() + when(mortgage, 0.9) + 0.25 * affluence));
        double savings = savings();
        double balance = balance(salary, loan);
        double debt = debtToIncome(mortgage, loan, card);

        int logins = draws.poisson(StrictMath.exp(1.6 + 0.7 * traits.digital() + 0.4 * draws.normal()));
        int visits = draws.poisson(StrictMath.exp(0.3 - 0.55 * traits.digital() + 0.25 * draws.normal()));
        int complaints = draws.poisson(StrictMath.exp(-1.75 - 0.35 * traits.loyalty() + 0.07 * visits));
        double trend = clamp(0.03 + 0.09 * traits.loyalty() - 0.06 * complaints + 0.22 * draws.normal(), -0.95, 2);
        double score = 640
                + 55 * affluence
                + 16 * (tenure / 120.0)
                - when(loan, 35)
                - 160 * Shape.above(debt, 0.30)
                + 32 * draws.normal();
        boolean scoreMissing = draws.chance(mortgage || loan || card ? 0.02 : traits.age() < 25 ? 0.45 : 0.20);
        boolean consent =
                draws.chance(sigmoid(1.0 + 0.4 * traits.digital() + 0.2 * traits.loyalty() - 0.4 * complaints));
        LocalDate joined = SyntheticBank.SNAPSHOT.minusMonths(tenure).minusDays(draws.below(28));

        return new BankCustomer(
                id(position),
                traits.age(),
                region,
                occupation,
                incomeMissing ? null : rounded(income, 100),
                balance,
                savings,
                debt,
                tenure,
                1 + one(savings > 0) + one(card) + one(mortgage) + one(loan) + one(investments) + one(insurance),
                card,
                mortgage,
                loan,
                investments,
                insurance,
                salary,
                logins,
                visits,
                complaints,
                tenure < 3 ? null : rounded(trend, 0.001),
                lastContact(tenure),
                joined,
                scoreMissing ? null : (int) StrictMath.rint(clamp(score, 300, 850)),
                consent);
    }

    private String occupation() {
        double u = draws.uniform();
        return switch (traits.stage()) {
            case STUDENT -> u < 0.85 ? "student" : "employed";
            case STARTER -> worker(u, 0.72, 0.80, 0.89);
            case FAMILY -> worker(u, 0.66, 0.79, 0.95);
            case SETTLED -> worker(u, 0.60, 0.75, 0.93);
            case RETIRED -> u < 0.92 ? "retired" : "self-employed";
        };
    }

    private static String worker(double u, double employed, double civilServant, double selfEmployed) {
        return u < employed
                ? "employed"
                : u < civilServant ? "civil-servant" : u < selfEmployed ? "self-employed" : "unemployed";
    }

    private static double salaryShift(String occupation) {
        return switch (occupation) {
            case "employed", "civil-servant" -> 0.6;
            case "retired" -> 0.5;
            case "self-employed" -> -1.0;
            case "student" -> -1.2;
            default -> -1.5;
        };
    }

    private double income(String occupation, String region) {
        double shift =
                switch (occupation) {
                    case "student" -> -1.1;
                    case "unemployed" -> -0.8;
                    case "retired" -> -0.25;
                    case "self-employed" -> 0.1 + 0.25 * draws.normal();
                    case "civil-servant" -> 0.08;
                    default -> 0;
                };
        double log = 10.25
                + shift
                + 0.42 * traits.affluence()
                + when(region.equals("capital"), 0.10)
                + 0.18 * draws.normal();
        return StrictMath.exp(log);
    }

    private static double incomeMissing(String occupation) {
        return switch (occupation) {
            case "student" -> 0.30;
            case "self-employed" -> 0.28;
            case "unemployed" -> 0.15;
            default -> 0.05;
        };
    }

    private int tenure() {
        int longest = StrictMath.min(480, (traits.age() - 15) * 12);
        double exponent = 1.5 * StrictMath.exp(-0.4 * traits.loyalty());
        return (int) (longest * StrictMath.pow(draws.uniform(), exponent));
    }

    private boolean hasMortgage() {
        double shift =
                switch (traits.stage()) {
                    case STUDENT -> -3;
                    case STARTER -> 0;
                    case FAMILY -> 1.7;
                    case SETTLED -> 1.3;
                    case RETIRED -> -0.6;
                };
        return draws.chance(sigmoid(-2.2 + shift + 0.5 * traits.affluence() + 0.2 * traits.loyalty()))
                && traits.age() >= 23;
    }

    private double loanShift() {
        return switch (traits.stage()) {
            case STUDENT -> -0.9;
            case STARTER -> 0.4;
            case FAMILY -> 0.5;
            case SETTLED -> 0;
            case RETIRED -> -0.9;
        };
    }

    private double savings() {
        double log = 8.2 + 0.9 * traits.affluence() + 0.02 * (traits.age() - 45) + 0.8 * draws.normal();
        boolean account = draws.chance(sigmoid(0.6 + 0.6 * traits.affluence() + 0.3 * traits.loyalty()));
        return account ? rounded(StrictMath.min(StrictMath.exp(log), 400_000), 0.01) : 0;
    }

    private double balance(boolean salary, boolean loan) {
        double log = 7.6 + 0.6 * traits.affluence() + (salary ? 0.35 : -0.2) + 0.7 * draws.normal();
        boolean overdrawn = draws.chance(sigmoid(-2.6 - 0.9 * traits.affluence() + when(loan, 0.6)));
        double depth = 1500 * draws.uniform();
        return rounded(overdrawn ? -depth : StrictMath.min(StrictMath.exp(log), 150_000), 0.01);
    }

    private double debtToIncome(boolean mortgage, boolean loan, boolean card) {
        double spread = StrictMath.exp(-0.2 * traits.affluence() + 0.35 * draws.normal());
        double share = 0.03 + when(mortgage, 0.19) + when(loan, 0.13) + when(card, 0.03);
        return rounded(clamp(share * spread, 0, 0.95), 0.001);
    }

    private @Nullable Integer lastContact(int tenure) {
        boolean never = draws.chance(tenure < 6 ? 0.6 : 0.3);
        double days = 5 - 150 * StrictMath.log(1 - draws.uniform());
        return never ? null : (int) StrictMath.min(days, 30.0 * tenure + 5);
    }

    private static int one(boolean held) {
        return held ? 1 : 0;
    }

    /** To the nearest multiple of a unit; cents and the like are divided by their reciprocal, to print short. */
    private static double rounded(double value, double unit) {
        return unit >= 1
                ? StrictMath.rint(value / unit) * unit
                : StrictMath.rint(value / unit) / StrictMath.rint(1 / unit);
    }

    private static String id(int position) {
        String number = Integer.toString(position + 1);
        return "C" + "0".repeat(StrictMath.max(0, 7 - number.length())) + number;
    }
}
