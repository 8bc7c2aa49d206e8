// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.action.Amount;
import io.nextbestaction.action.Treatment;
import io.nextbestaction.features.synthetic.BankCustomer;
import io.nextbestaction.features.synthetic.SyntheticBank;
import io.nextbestaction.features.synthetic.Truth;
import io.nextbestaction.history.Contact;
import io.nextbestaction.history.History;
import io.nextbestaction.model.Link;
import io.nextbestaction.policy.Condition;
import io.nextbestaction.policy.Rule;
import io.nextbestaction.policy.Stage;
import io.nextbestaction.policy.WhenMissing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The synthetic bank with its eight actions by several channels, twenty candidates in all, and what each would truly do.
 * By another channel than the bank's own the log-odds of acceptance move by how well the two channels suit the customer;
 * all else is the bank's truth. Keeps some 400 bytes a customer.
 */
final class World {
    static final List<String> CHANNELS = List.of("e-mail", "app", "letter", "phone");
    private static final double[] COST = {0.4, 0.3, 1.6, 8};
    private static final Map<String, List<String>> WAYS = Map.of(
            "gold-card", List.of("e-mail", "app", "letter"),
            "mortgage", List.of("phone", "letter"),
            "personal-loan", List.of("app", "e-mail", "phone"),
            "savings-plan", List.of("e-mail", "app", "letter"),
            "investment-fund", List.of("phone", "e-mail"),
            "home-insurance", List.of("letter", "e-mail", "phone"),
            "mobile-onboarding", List.of("letter", "e-mail"),
            "retention-offer", List.of("phone", "letter"));
    private static final int WAVES = 4;
    private static final double CONTACTED = 0.7;

    final SyntheticBank bank;
    final int customers;
    final ActionCatalog catalog;
    final int actions;
    final List<String> families;
    final int[] family;
    final int[] channel;
    private final int training;
    private final long seed;
    private final float[] acceptance;
    private final float[] organic;
    private final float[] margin;
    private final float[] retained;

    World(int customers, int training, long seed) {
        this.customers = customers;
        this.training = training;
        this.seed = seed;
        this.bank = SyntheticBank.generate(customers + training, seed);
        ActionCatalog own = ActionCatalog.parse(SyntheticBank.catalogJson(), "action-catalog.json");
        this.catalog = byChannels(own);
        this.actions = catalog.actions().size();
        this.families = own.actions().stream().map(Action::id).toList();
        this.family = catalog.actions().stream()
                .mapToInt(action -> families.indexOf(action.family()))
                .toArray();
        this.channel = catalog.actions().stream()
                .mapToInt(action -> CHANNELS.indexOf(action.channel()))
                .toArray();
        this.acceptance = new float[customers * actions];
        this.organic = new float[acceptance.length];
        this.margin = new float[acceptance.length];
        this.retained = new float[acceptance.length];
        double[] truths = new double[2];
        for (int c = 0; c < customers; c++) {
            BankCustomer customer = bank.customers().get(c);
            Truth truth = bank.truth(c);
            for (int a = 0; a < actions; a++) {
                int at = c * actions + a;
                probabilities(c, a, truths);
                acceptance[at] = eligible(c, a) ? (float) truths[0] : Float.NaN;
                organic[at] = (float) truths[1];
                margin[at] = (float) amount(catalog.actions().get(a).value(), customer);
                retained[at] = (float) ((truth.churn() - truth.churn(family[a])) * lifetimeValue(customer));
            }
        }
    }

    private static ActionCatalog byChannels(ActionCatalog own) {
        ActionCatalog.Builder all = ActionCatalog.builder()
                .name("Synthetic retail bank by channels")
                .currency(own.currency());
        Rule consent = new Rule(
                Stage.CONSENT,
                "e-mail consent",
                Condition.field("emailConsent").is(true),
                "no consent to e-mail",
                WhenMissing.REJECT);
        for (Action action : own.actions()) {
            List<Treatment> ways = new ArrayList<>();
            for (String channel : WAYS.getOrDefault(action.id(), List.of())) {
                Treatment way = Treatment.of(channel, channel);
                if (!channel.equals(action.channel())) {
                    way = way.withCost(
                            COST[CHANNELS.indexOf(channel)], action.cost().accepted());
                    way = channel.equals("e-mail") ? way.withRule(consent) : way;
                }
                ways.add(way);
            }
            all.add(new Action(
                    action.id(),
                    action.title(),
                    action.issue(),
                    action.group(),
                    action.channel(),
                    action.value(),
                    action.cost(),
                    action.response(),
                    action.retention(),
                    action.rules(),
                    action.validFrom(),
                    action.validTo(),
                    "",
                    action.credit(),
                    ways,
                    action.id()));
        }
        return all.build();
    }

    private static double amount(Amount amount, BankCustomer c) {
        Map<String, Double> perField = amount.perField();
        return amount.fixed()
                + perField.getOrDefault("balance", 0.0) * c.balance()
                + perField.getOrDefault("savings", 0.0) * c.savings()
                + perField.getOrDefault("products", 0.0) * c.products();
    }

    private double lifetimeValue(BankCustomer customer) {
        var retention =
                catalog.actions().get(catalog.indexOf("retention-offer/phone")).retention();
        return retention == null ? 0 : amount(retention.lifetimeValue(), customer);
    }

    /** Contacted and not, for any customer of the bank. */
    private void probabilities(int c, int a, double[] out) {
        Truth truth = bank.truth(c);
        BankCustomer customer = bank.customers().get(c);
        String own = CHANNELS.get(channel[catalogPosition(family[a])]);
        double shift = fit(CHANNELS.get(channel[a]), customer) - fit(own, customer);
        out[0] = Link.sigmoid(Link.logit(truth.acceptance(family[a])) + shift);
        out[1] = truth.organic(family[a]);
    }

    /** The first treatment of a family, which is by the bank's own channel. */
    private int catalogPosition(int ofFamily) {
        int a = 0;
        while (family[a] != ofFamily) {
            a++;
        }
        return a;
    }

    /** How well a channel suits a customer, in log-odds of acceptance. */
    private static double fit(String channel, BankCustomer c) {
        return switch (channel) {
            case "e-mail" -> (c.logins30d() > 8 ? 0.25 : 0) - (c.age() > 65 ? 0.25 : 0);
            case "app" -> c.logins30d() > 12 ? 0.4 : c.logins30d() < 4 ? -0.8 : 0;
            case "letter" -> c.age() > 60 ? 0.2 : -0.15;
            default -> 0.35 - (c.age() < 30 ? 0.4 : 0) + (c.branchVisits() >= 3 ? 0.2 : 0);
        };
    }

    private boolean eligible(int c, int a) {
        boolean reachable = channel[a] != 0 || bank.customers().get(c).emailConsent();
        return reachable && bank.truth(c).eligible(family[a]);
    }

    /** Whether the rules let a customer have an action. */
    boolean allowed(int c, int a) {
        return !Float.isNaN(acceptance[c * actions + a]);
    }

    /** The probability of taking it when contacted. */
    double acceptance(int c, int a) {
        return acceptance[c * actions + a];
    }

    /** What is earned by a contact over none, of which so much of the acceptance is left. */
    double value(int c, int a, double wear) {
        int at = c * actions + a;
        Action action = catalog.actions().get(a);
        double accepts = acceptance[at] * wear;
        return (accepts - organic[at]) * margin[at]
                - action.cost().contact()
                - accepts * action.cost().accepted()
                + retained[at];
    }

    /** What a conversion earns, and a contact costs. */
    double reward(int c, int a, boolean converted) {
        Action action = catalog.actions().get(a);
        return (converted ? margin[c * actions + a] - action.cost().accepted() : 0)
                - action.cost().contact();
    }

    /** What an acceptance earns. */
    double margin(int c, int a) {
        return margin[c * actions + a];
    }

    /** One of six groups, by age and by how often they log in. */
    int segment(int c) {
        BankCustomer customer = bank.customers().get(c);
        int age = customer.age() < 35 ? 0 : customer.age() < 60 ? 1 : 2;
        return 2 * age + (customer.logins30d() > 8 ? 1 : 0);
    }

    BankCustomer customer(int c) {
        return bank.customers().get(c);
    }

    /** Other customers: who left, and a randomised trial of every action by every channel. */
    History<BankCustomer> history() {
        History<BankCustomer> known = bank.history(customers, customers + training);
        boolean[] left = known.labels();
        History.Builder<BankCustomer> history = History.builder();
        SplittableRandom random = new SplittableRandom(seed + 1);
        double[] truths = new double[2];
        for (int i = 0; i < training; i++) {
            int c = customers + i;
            BankCustomer customer = bank.customers().get(c);
            history.customer(customer, left[i]);
            int[] open = new int[actions];
            int size = 0;
            for (int a = 0; a < actions; a++) {
                if (eligible(c, a)) {
                    open[size++] = a;
                }
            }
            for (int wave = 0; wave < WAVES && size > 0; wave++) {
                int drawn = random.nextInt(size);
                int a = open[drawn];
                open[drawn] = open[--size];
                boolean contacted = random.nextDouble() < CONTACTED;
                probabilities(c, a, truths);
                boolean accepted = random.nextDouble() < truths[contacted ? 0 : 1];
                history.contact(new Contact<>(customer, catalog.actions().get(a).id(), contacted, accepted, CONTACTED));
            }
        }
        return history.build();
    }

    /** What one who knows the truth earns a customer at best, without wear. */
    double oracle() {
        double total = 0;
        for (int c = 0; c < customers; c++) {
            double best = 0;
            for (int a = 0; a < actions; a++) {
                best = allowed(c, a) ? Math.max(best, value(c, a, 1)) : best;
            }
            total += best;
        }
        return total / customers;
    }

    @Override
    public String toString() {
        return customers + " customers, " + actions + " actions " + Arrays.toString(family);
    }
}
