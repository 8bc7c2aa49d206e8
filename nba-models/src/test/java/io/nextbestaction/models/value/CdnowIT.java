// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.models.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The published fits to the CDNOW sample: 2,357 customers, 39 weeks to learn from and 39 to hold them against. */
class CdnowIT {
    private static final long END = LocalDate.of(1997, 10, 1).toEpochDay();
    private static final double WEEK = 7;

    @Test
    void the_published_parameters_of_bg_nbd() {
        RealData.Table table = RealData.csv("cdnow/cdnow_customers_summary.csv");
        double[] repeats = table.numbers("frequency");
        double[] recency = table.numbers("recency");
        double[] age = table.numbers("T");
        List<PurchaseHistory> customers = new ArrayList<>();
        for (int i = 0; i < age.length; i++) {
            customers.add(new PurchaseHistory((int) repeats[i], recency[i], age[i], Double.NaN));
        }
        BgNbd fit = BgNbd.fit(customers);
        System.out.println(fit + " " + fit.logLikelihood(customers));
        assertThat(fit.r()).isCloseTo(0.2425929, Percentage.withPercentage(0.005));
        assertThat(fit.alpha()).isCloseTo(4.4135315, Percentage.withPercentage(0.005));
        assertThat(fit.a()).isCloseTo(0.7928862, Percentage.withPercentage(0.005));
        assertThat(fit.b()).isCloseTo(2.4257540, Percentage.withPercentage(0.005));
        assertThat(fit.logLikelihood(customers)).isCloseTo(-9582.42556, within(1e-5));
    }

    /** p 6.25, q 3.74, v 15.44 (Fader and Hardie 2013), from the transactions themselves. */
    @Test
    void the_published_parameters_of_gamma_gamma_and_purchases_as_they_came() throws IOException {
        Map<String, List<double[]>> byCustomer = new LinkedHashMap<>();
        for (String line : Files.readAllLines(RealData.file("cdnow/CDNOW_sample.txt"))) {
            String[] cells = line.strip().split(" +", -1);
            byCustomer.computeIfAbsent(cells[1], unused -> new ArrayList<>()).add(new double[] {
                LocalDate.parse(cells[2], DateTimeFormatter.BASIC_ISO_DATE).toEpochDay(), Double.parseDouble(cells[4])
            });
        }
        List<PurchaseHistory> customers = new ArrayList<>();
        double bought = 0;
        for (List<double[]> purchases : byCustomer.values()) {
            long[] days = purchases.stream().mapToLong(p -> (long) p[0]).toArray();
            double[] amounts = purchases.stream().mapToDouble(p -> p[1]).toArray();
            customers.add(PurchaseHistory.of(days, amounts, END));
            for (int i = 0; i < days.length; i++) {
                long day = days[i];
                boolean again = i > 0 && Arrays.stream(days, 0, i).anyMatch(d -> d == day);
                bought += day >= END && !again ? 1 : 0;
            }
        }
        assertThat(customers).hasSize(2_357);
        LifetimeValue fit = LifetimeValue.fit(customers);
        assertThat(fit.amounts().p()).isCloseTo(6.25, within(0.005));
        assertThat(fit.amounts().q()).isCloseTo(3.74, within(0.005));
        assertThat(fit.amounts().v()).isCloseTo(15.44, within(0.005));
        assertThat(fit.purchases().alpha()).isCloseTo(4.4135 * WEEK, Percentage.withPercentage(0.1)); // days, not weeks

        double expected = customers.stream()
                .mapToDouble(c -> fit.purchases().expected(c, 39 * WEEK))
                .sum();
        int learnt = customers.stream().mapToInt(PurchaseHistory::repeats).sum();
        System.out.printf(
                Locale.ROOT, "purchases in 39 weeks: %.0f expected, %.0f came; %d before%n", expected, bought, learnt);
        // The paper's figure of cumulative purchases ends a few per cent below what came, too.
        assertThat(learnt).isEqualTo(2_457);
        assertThat(learnt + expected).isCloseTo(learnt + bought, Percentage.withPercentage(6));
    }
}
