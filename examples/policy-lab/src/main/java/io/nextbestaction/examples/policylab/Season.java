// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.examples.policylab;

import io.nextbestaction.learning.OutcomeBook;
import io.nextbestaction.learning.OutcomeEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Days in which customers come up for a decision every {@value #STEP} days. At most four contacts in thirty days; a product
 * taken is not offered again; every contact wears out the acceptance of the next by the same channel, P·exp(-0.4·F) with F
 * halved in 20 days. What comes of a contact is told by messages as a bank gets them: a conversion some days later, that there
 * is none by silence; some come late, some twice, and now and then a conversion by mistake, taken back two days later. What
 * would happen to a customer on a day about an action is drawn once for all policies, so that they differ by their choices
 * alone.
 */
final class Season {
    static final int STEP = 6;
    /** A message keeps its days in ten bits. */
    static final int MOST_DAYS = 1000;

    static final int CAP = 4;
    static final int WINDOW = 14;
    private static final double LATER = 0.7;
    private static final double WEAR_OUT = 0.4;
    private static final double HALF_LIFE = 20;
    private static final int EARLY = 1000;
    private static final int MONTH = 30;
    private static final List<OutcomeEvent.Type> TYPES = List.of(OutcomeEvent.Type.values());
    private static final int ODD = 8;
    private static final int LATE = 3;
    private static final int MISTAKEN = 500;
    private static final int TAKEN_BACK = 2;

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
        due = new long[days + WINDOW + LATE + 1][0];
        dueSize = new int[due.length];
    }

    /** Decides, and hears what came of it. */
    interface Chooser {
        /** The action, -1 for doing nothing. */
        int choose(int customer, int day, Season season);

        /** A contact was made; the product was taken or will not be. For ledgers; learners have {@link #heard}. */
        default void happened(int customer, int action, int day, boolean converted) {}

        /** A message about the outcome of a contact. */
        default void heard(OutcomeEvent message) {}

        /** All that can be known in the morning is. */
        default void morning(int day) {}
    }

    /** An empty book for the messages of a season. */
    static OutcomeBook book() {
        return new OutcomeBook(Duration.ofDays(WINDOW - 1));
    }

    /**
     * What came of a season.
     *
     * @param value true expectation, EUR
     * @param contacts made
     * @param conversions true expectation
     * @param decisions made
     * @param early true expectation lost to one who knows the truth, a decision, of the first thousand
     * @param month the value of the first thirty days
     */
    record Run(double value, long contacts, double conversions, long decisions, double early, double month) {}

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
        double month = 0;
        long contacts = 0;
        long decisions = 0;
        for (int day = 0; day < days; day++) {
            tell(chooser, day);
            chooser.morning(day);
            month = day == MONTH ? value : month;
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
        return new Run(
                value,
                contacts,
                conversions,
                decisions,
                early / Math.max(1, Math.min(decisions, EARLY)),
                days <= MONTH ? value : month);
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
        messages(c, a, day, converted ? delay : -1);
    }

    /** What will be heard of a contact, a conversion after so many days; -1 for none. */
    private void messages(int c, int a, int day, int delay) {
        SplittableRandom random = new SplittableRandom(seed + 17L * (c + 1_000_003L * (day + 1_009L * a)) + 1);
        add(OutcomeEvent.Type.SHOWN, c, a, day, day, random);
        int mistaken = random.nextInt(MISTAKEN) == 0 ? random.nextInt(WINDOW - TAKEN_BACK - LATE) : -1;
        if (delay >= 0) {
            add(OutcomeEvent.Type.CONVERTED, c, a, day, day + delay, random);
        } else if (mistaken >= 0) {
            add(OutcomeEvent.Type.CONVERTED, c, a, day, day + mistaken, random);
            add(OutcomeEvent.Type.REVERSED, c, a, day, day + mistaken + TAKEN_BACK, random);
        }
    }

    /** Told the next morning, or some days late unless the window would be over, or both. */
    private void add(OutcomeEvent.Type type, int c, int a, int made, int time, SplittableRandom random) {
        long message = ((((long) c << 5 | a) << 10 | made) << 10 | time) << 2 | TYPES.indexOf(type);
        int odd = random.nextInt(ODD);
        if (odd > 1 || time + LATE >= made + WINDOW) {
            add(time + 1, message);
        } else {
            add(time + 1 + LATE, message);
            if (odd == 1) {
                add(time + 1, message);
            }
        }
    }

    private void add(int day, long message) {
        if (dueSize[day] == due[day].length) {
            due[day] = Arrays.copyOf(due[day], Math.max(64, 2 * due[day].length));
        }
        due[day][dueSize[day]++] = message;
    }

    private void tell(Chooser chooser, int day) {
        for (int i = 0; i < dueSize[day]; i++) {
            long message = due[day][i];
            int time = (int) (message >> 2 & 1023);
            Made made = new Made((int) (message >> 27), (int) (message >> 22 & 31), (int) (message >> 12 & 1023));
            chooser.heard(new OutcomeEvent(made.id(), TYPES.get((int) (message & 3)), Made.noon(time)));
        }
    }
}
