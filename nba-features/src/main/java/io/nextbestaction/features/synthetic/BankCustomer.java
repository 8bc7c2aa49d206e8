// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A made-up retail-bank customer as the bank sees one on {@link SyntheticBank#SNAPSHOT}. Immutable; null is missing.
 * No real person's data went into it.
 *
 * @param customerId "C" and at least seven digits, in order of generation; no signal in it
 * @param age years, 16 to 92
 * @param region capital, north, south, east, west or islands
 * @param occupation employed, civil-servant, self-employed, student, retired or unemployed
 * @param income EUR a year; missing more often for students and the self-employed, less with a salary account
 * @param balance EUR on the current account, negative when overdrawn
 * @param savings EUR on savings accounts, 0 without one
 * @param debtToIncome share of income that goes into debt, 0 to 0.95
 * @param tenureMonths whole months since joining
 * @param products number of products held, 1 (the current account alone) to 7
 * @param hasCreditCard holds a credit card
 * @param hasMortgage holds a mortgage
 * @param hasLoan holds a personal loan
 * @param hasInvestments holds investments
 * @param hasInsurance holds an insurance
 * @param salaryAccount has salary or pension paid into the account
 * @param logins30d app and web logins in the last 30 days
 * @param branchVisits branch visits in the last 12 months
 * @param complaints12m complaints in the last 12 months
 * @param balanceTrend relative change of the balance over three months (-0.2: a fifth less); missing in the first
 *     three months
 * @param lastContactDaysAgo days since the bank's last contact; missing if there never was one
 * @param joined the day of joining
 * @param creditScore 300 to 850; missing mostly for customers without credit
 * @param emailConsent consents to e-mail
 */
public record BankCustomer(
        String customerId,
        int age,
        String region,
        String occupation,
        @Nullable Double income,
        double balance,
        double savings,
        double debtToIncome,
        int tenureMonths,
        int products,
        boolean hasCreditCard,
        boolean hasMortgage,
        boolean hasLoan,
        boolean hasInvestments,
        boolean hasInsurance,
        boolean salaryAccount,
        int logins30d,
        int branchVisits,
        int complaints12m,
        @Nullable Double balanceTrend,
        @Nullable Integer lastContactDaysAgo,
        LocalDate joined,
        @Nullable Integer creditScore,
        boolean emailConsent) {}
