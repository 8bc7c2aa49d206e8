// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Days in which customers come up for a decision every {@value #STEP} days. At most four contacts in thirty days; a product
 * taken is not offered again; every contact wears out the acceptance of the next by the same channel, P·exp(-0.4·F) with F
 * halved in 20 days. A conversion is heard of after some days, that there is none after two weeks. What would happen to a
 * customer on a day about an action is drawn once for all policies, so that they differ by their choices alone.
 */
final class Season {
    static final int STEP = 6;
    static final int CAP = 4;
    static final int WINDOW = 14;
    private static final double LATER = 0.7;
    private static final double WEAR_OUT = 0.4;
    private static final double HALF_LIFE = 20;
    private static final int EARLY = 1000;

    private final World world;
    private final int customers;
    private final int days;
    private final long seed;

    private final float[] pressure;
    private final short[] touched;
    private final int[] taken;
    private final byte[] recent;
    private final long[][] due;
    private final int[] dueSize;

    Season(World world, int customers, int days, long seed) {
        this.world = world;
        this.customers = customers;
        this.days = days;
        this.seed = seed;
        int channels = World.CHANNELS.size();
        pressure = new float[customers * channels];
        touched = new short[customers * channels];
        taken = new int[customers];
        recent = new byte[customers];
        due = new long[days + WINDOW + 1][0];
        dueSize = new int[due.length];
    }

    /** Decides, and hears what came of it. */
    interface Chooser {
        /** The action, -1 for doing nothing. */
        int choose(int customer, int day, Season season);

        /** A contact was made; the product was taken or will not be. */
        default void happened(int customer, int action, int day, boolean converted) {}

        /** A conversion is heard of. */
        default void heard(int customer, int action) {}

        /** The window of a contact has passed. */
        default void settled(int customer, int action, boolean converted) {}

        /** All that can be known in the morning is. */
        default void morning(int day) {}
    }

    /**
     * What came of a season.
     *
     * @param value true expectation, EUR
     * @param contacts made
     * @param conversions true expectation
     * @param decisions made
     * @param early true expectation lost to one who knows the truth, a decision, of the first thousand
     */
    record Run(double value, long contacts, double conversions, long decisions, double early) {}

    /** Whether an action may be offered: allowed, and not taken yet. */
    boolean offered(int c, int a) {
        return world.allowed(c, a) && (taken[c] & 1 << world.family[a]) == 0;
    }

    /** What is left of the acceptance of an action. */
    double wear(int c, int a, int day) {
        int at = c * World.CHANNELS.size() + world.channel[a];
        return pressure[at] == 0 ? 1 : Math.exp(-WEAR_OUT * pressure(at, day));
    }

    private double pressure(int at, int day) {
        return pressure[at] * Math.pow(2, (touched[at] - day) / HALF_LIFE);
    }

    /** The best action for one who knows the truth, though not the days to come; -1 for none. */
    int oracle(int c, int day) {
        int best = -1;
        double most = 0;
        for (int a = 0; a < world.actions; a++) {
            double value = offered(c, a) ? world.value(c, a, wear(c, a, day)) : 0;
            if (value > most) {
                most = value;
                best = a;
            }
        }
        return best;
    }

    Run run(Chooser chooser) {
        reset();
        double value = 0;
        double conversions = 0;
        double early = 0;
        long contacts = 0;
        long decisions = 0;
        for (int day = 0; day < days; day++) {
            tell(chooser, day);
            chooser.morning(day);
            for (int c = day % STEP; c < customers; c += STEP) {
                boolean capped = (recent[c] & (1 << CAP) - 1) == (1 << CAP) - 1;
                recent[c] = (byte) (recent[c] << 1);
                if (capped) {
                    continue;
                }
                int a = chooser.choose(c, day, this);
                if (decisions < EARLY) {
                    int best = oracle(c, day);
                    early += best < 0 ? 0 : world.value(c, best, wear(c, best, day));
                    early -= a < 0 ? 0 : world.value(c, a, wear(c, a, day));
                }
                decisions++;
                if (a >= 0) {
                    double wear = wear(c, a, day);
                    double accepts = world.acceptance(c, a) * wear;
                    value += world.value(c, a, wear);
                    conversions += accepts;
                    contacts++;
                    contact(chooser, c, a, day, accepts);
                }
            }
        }
        return new Run(value, contacts, conversions, decisions, early / Math.max(1, Math.min(decisions, EARLY)));
    }

    private void reset() {
        Arrays.fill(pressure, 0);
        Arrays.fill(touched, (short) 0);
        Arrays.fill(taken, 0);
        Arrays.fill(recent, (byte) 0);
        Arrays.fill(dueSize, 0);
    }

    private void contact(Chooser chooser, int c, int a, int day, double accepts) {
        SplittableRandom random = new SplittableRandom(seed + 31L * (c + 1_000_003L * (day + 1_009L * a)));
        boolean converted = random.split().nextDouble() < accepts;
        int delay = 0;
        while (delay < WINDOW - 1 && random.nextDouble() < LATER) {
            delay++;
        }
        if (!offered(c, a)) {
            throw new IllegalStateException("action " + a + " was not on offer to customer " + c);
        }
        recent[c] |= 1;
        int at = c * World.CHANNELS.size() + world.channel[a];
        pressure[at] = (float) (pressure(at, day) + 1);
        touched[at] = (short) day;
        taken[c] |= converted ? 1 << world.family[a] : 0;
        chooser.happened(c, a, day, converted);
        long outcome = (long) c << 9 | (long) a << 2 | (converted ? 1 : 0);
        if (converted) {
            add(day + delay + 1, outcome);
        }
        add(day + WINDOW, outcome | 2);
    }

    private void add(int day, long outcome) {
        if (dueSize[day] == due[day].length) {
            due[day] = Arrays.copyOf(due[day], Math.max(64, 2 * due[day].length));
        }
        due[day][dueSize[day]++] = outcome;
    }

    /** The part of the conversions that is heard of by so many days after the contact, as a bank knows it from before. */
    static double heardBy(int age) {
        return age >= WINDOW ? 1 : 1 - Math.pow(LATER, Math.max(0, age));
    }

    private void tell(Chooser chooser, int day) {
        for (int i = 0; i < dueSize[day]; i++) {
            long outcome = due[day][i];
            int c = (int) (outcome >> 9);
            int a = (int) (outcome >> 2 & 127);
            if ((outcome & 2) == 0) {
                chooser.heard(c, a);
            } else {
                chooser.settled(c, a, (outcome & 1) == 1);
            }
        }
    }
}
