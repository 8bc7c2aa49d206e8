// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.allocation;

/**
 * Settles the undecided: repairs what the choices overuse or leave short, each at the least loss of reduced value for the
 * violation it takes away, then fills what they leave, then improves by pairs of moves.
 */
final class Core {
    private static final int PAIRED = 300;
    private static final int ROUNDS = 50;
    /** Sums in another order may differ in the last digits. */
    static final double ROUNDING = 1e-11;

    private final Problem problem;
    private final Undecided members;
    private final double[] used;
    private final int options;
    /** Candidate moves, as member · options + action + 1, and what each is sorted by. */
    private final int[] moves;

    private final double[] keys;
    private int count;

    private Core(Problem problem, Undecided members) {
        this.problem = problem;
        this.members = members;
        this.used = members.used;
        this.options = problem.actions + 1;
        this.moves = new int[members.size * options];
        this.keys = new double[members.size * options];
    }

    /** Changes the choices of the undecided; true if every constraint then holds. */
    static boolean settle(Problem problem, Undecided members) {
        Core core = new Core(problem, members);
        core.repair();
        if (core.violation(-1, 0, -1, 0) > 0) {
            return false;
        }
        for (int round = 0; round < ROUNDS; round++) {
            boolean filled = core.fill();
            if (!core.pairs() && !filled) {
                break;
            }
        }
        return true;
    }

    static boolean holds(Problem problem, int c, double used) {
        double rounding = ROUNDING * Math.max(1, problem.bound[c]);
        return problem.minimum[c] ? used >= problem.bound[c] - rounding : used <= problem.bound[c] + rounding;
    }

    /** How far the constraints would be broken after up to two moves, relative to their bounds; -1 is no move. */
    private double violation(int first, int toFirst, int second, int toSecond) {
        double sum = 0;
        for (int c = 0; c < problem.k; c++) {
            double after = used[c] + change(first, toFirst, c) + change(second, toSecond, c);
            if (!holds(problem, c, after)) {
                sum += Math.abs(after - problem.bound[c]) / Math.max(1e-300, scale(c));
            }
        }
        return sum;
    }

    private double scale(int c) {
        return Math.max(problem.bound[c], 1);
    }

    private double change(int member, int action, int c) {
        return member < 0 ? 0 : members.use(member, action, c) - members.use(member, members.choice[member], c);
    }

    private double loss(int member, int action) {
        return members.reduced(member, members.choice[member]) - members.reduced(member, action);
    }

    private double gain(int member, int action) {
        return members.value(member, action) - members.value(member, members.choice[member]);
    }

    private boolean isOpen(int member, int action) {
        return action != members.choice[member] && members.reduced(member, action) > Double.NEGATIVE_INFINITY;
    }

    private void move(int member, int action) {
        for (int c = 0; c < problem.k; c++) {
            used[c] += change(member, action, c);
        }
        members.choice[member] = action;
    }

    private void repair() {
        double before = violation(-1, 0, -1, 0);
        for (int round = 0; round < ROUNDS && before > 0; round++) {
            count = 0;
            for (int m = 0; m < members.size; m++) {
                for (int a = -1; a < problem.actions; a++) {
                    double less = isOpen(m, a) ? before - violation(m, a, -1, 0) : 0;
                    if (less > 0) {
                        add(m, a, Math.max(0, loss(m, a)) / less);
                    }
                }
            }
            sort();
            for (int i = 0; i < count && before > 0; i++) {
                int m = moves[i] / options;
                int a = moves[i] % options - 1;
                double after = isOpen(m, a) ? violation(m, a, -1, 0) : before;
                if (after < before) {
                    move(m, a);
                    before = after;
                }
            }
            if (count == 0) {
                return;
            }
        }
    }

    private boolean fill() {
        count = 0;
        for (int m = 0; m < members.size; m++) {
            for (int a = -1; a < problem.actions; a++) {
                if (isOpen(m, a) && gain(m, a) > 0) {
                    add(m, a, loss(m, a));
                }
            }
        }
        sort();
        boolean any = false;
        for (int i = 0; i < count; i++) {
            int m = moves[i] / options;
            int a = moves[i] % options - 1;
            if (isOpen(m, a) && gain(m, a) > 0 && violation(m, a, -1, 0) == 0) {
                move(m, a);
                any = true;
            }
        }
        return any;
    }

    /** Two moves at once, where one alone would break a constraint, among the moves that lose least. */
    private boolean pairs() {
        count = 0;
        for (int m = 0; m < members.size; m++) {
            for (int a = -1; a < problem.actions; a++) {
                if (isOpen(m, a)) {
                    add(m, a, loss(m, a));
                }
            }
        }
        sort();
        boolean any = false;
        int most = Math.min(count, PAIRED);
        for (int i = 0; i < most; i++) {
            for (int j = 0; j < i; j++) {
                int m = moves[i] / options;
                int a = moves[i] % options - 1;
                int n = moves[j] / options;
                int b = moves[j] % options - 1;
                if (m != n
                        && isOpen(m, a)
                        && isOpen(n, b)
                        && gain(m, a) + gain(n, b) > 1e-12 * problem.scale
                        && violation(m, a, n, b) == 0) {
                    move(m, a);
                    move(n, b);
                    any = true;
                }
            }
        }
        return any;
    }

    private void add(int member, int action, double key) {
        moves[count] = member * options + action + 1;
        keys[count++] = key;
    }

    /** By key, then by member and action: heap sort, in place. */
    private void sort() {
        for (int root = count / 2 - 1; root >= 0; root--) {
            sink(root, count);
        }
        for (int end = count - 1; end > 0; end--) {
            swap(0, end);
            sink(0, end);
        }
    }

    private void sink(int from, int end) {
        int root = from;
        while (2 * root + 1 < end) {
            int child = 2 * root + 1;
            if (child + 1 < end && before(child, child + 1)) {
                child++;
            }
            if (!before(root, child)) {
                return;
            }
            swap(root, child);
            root = child;
        }
    }

    private boolean before(int i, int j) {
        return keys[i] != keys[j] ? keys[i] < keys[j] : moves[i] < moves[j];
    }

    private void swap(int i, int j) {
        double key = keys[i];
        keys[i] = keys[j];
        keys[j] = key;
        int move = moves[i];
        moves[i] = moves[j];
        moves[j] = move;
    }
}
