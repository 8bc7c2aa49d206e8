// SPDX-License-Identifier: Apache-2.0
/**
 * A synthetic retail bank with known truth: customers, churn, old campaigns, and what every action would have done.
 *
 * <h2>Structural equations</h2>
 *
 * <ol>
 *   <li>Latent traits drive everything: life stage and age, affluence, digital affinity (falls with age), loyalty (rises
 *       with age), and receptiveness, which no field shows ({@code Traits}).
 *   <li>Fields follow from traits and from earlier fields; income, balance trend, last contact and credit score can be
 *       missing, and not at random ({@code CustomerModel}).
 *   <li>Churn when left alone is logistic in fields and loyalty, with bends and interactions that no linear model sees:
 *       a falling balance counts far more without a salary account, complaints more for those who rarely log in, one
 *       product and five are both bad, ages around 31 leave most ({@code ChurnModel}).
 *   <li>Any contact annoys a little, more by phone, after complaints, and soon after another contact. The retention offer
 *       cuts churn, most for the undecided and the receptive; it wakes the dormant ({@code ChurnModel}).
 *   <li>Acceptance is logistic in need when left alone, in need + pull when contacted; pull falls with complaints
 *       ({@code ResponseModel}).
 *   <li>Value over doing nothing = (acceptance - organic)·margin - contact cost - acceptance·cost when accepted + (churn -
 *       churn under the action)·lifetime value, with the money of the catalogue ({@code BankAction}).
 *   <li>Outcomes are Bernoulli draws from those probabilities; who was contacted was decided partly by lot, partly by a
 *       confounded rule of thumb ({@code Campaign}).
 * </ol>
 *
 * <p>Rates: churn 15–25 %, old campaign conversion 2–8 %, three to four eligible actions a customer. Nothing here was fitted to a
 * real bank; it is for demonstrations, tests and the comparison of policies, not for conclusions about customers.
 */
@NullMarked
package io.nextbestaction.features.synthetic;

import org.jspecify.annotations.NullMarked;
