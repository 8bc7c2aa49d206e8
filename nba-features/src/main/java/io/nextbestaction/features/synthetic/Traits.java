// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features.synthetic;

/**
 * What drives a customer and no bank sees: the latent part of the structural equations.
 *
 * <p>With a = (age - 46)/18 and ε independent standard normals: affluence = ε; digital = -0.55·a + 0.83·ε; loyalty =
 * 0.25·a + 0.97·ε; receptiveness = ε. Age is drawn from the life stage: low + (high - low)·(u₁ + u₂)/2.
 *
 * @param stage the life stage
 * @param age years
 * @param affluence about standard normal; income, savings, investments
 * @param digital about standard normal; logins up, branch visits down
 * @param loyalty about standard normal; tenure, salary account up, churn down
 * @param receptiveness standard normal; how much a contact moves the customer, seen in no field
 */
record Traits(LifeStage stage, int age, double affluence, double digital, double loyalty, double receptiveness) {

    /** Where in life; the share of customers and the ages it spans. */
    enum LifeStage {
        STUDENT(0.09, 16, 28),
        STARTER(0.21, 21, 39),
        FAMILY(0.30, 27, 53),
        SETTLED(0.22, 44, 67),
        RETIRED(0.18, 60, 93);

        private static final double[] SHARES = {STUDENT.share, STARTER.share, FAMILY.share, SETTLED.share, RETIRED.share
        };
        private static final LifeStage[] ALL = values();

        private final double share;
        private final int low;
        private final int high;

        LifeStage(double share, int low, int high) {
            this.share = share;
            this.low = low;
            this.high = high;
        }
    }

    static Traits draw(Draws draws) {
        LifeStage stage = LifeStage.ALL[draws.weighted(LifeStage.SHARES)];
        int age = (int) (stage.low + (stage.high - stage.low) * (draws.uniform() + draws.uniform()) / 2);
        double a = (age - 46) / 18.0;
        return new Traits(
                stage,
                age,
                draws.normal(),
                -0.55 * a + 0.83 * draws.normal(),
                0.25 * a + 0.97 * draws.normal(),
                draws.normal());
    }
}
