// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.action;

import io.nextbestaction.policy.Comparison;
import io.nextbestaction.policy.Condition;
import java.util.HashSet;
import java.util.Set;

/**
 * The known values of one field a comparison lets through: an interval of numbers, or some levels or all but some.
 *
 * @param low the lower end, of numbers
 * @param lowOpen whether the lower end itself is out
 * @param high the upper end, of numbers
 * @param highOpen whether the upper end itself is out
 * @param levels of texts and flags
 * @param inside whether the levels are those let through, or those kept out
 */
record ValueSet(double low, boolean lowOpen, double high, boolean highOpen, Set<String> levels, boolean inside) {
    static final ValueSet ALL =
            new ValueSet(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false, Set.of(), false);

    static ValueSet range(double low, double high) {
        return new ValueSet(low, false, high, false, Set.of(), false);
    }

    static ValueSet of(Condition.Comparing leaf, boolean holds) {
        if (leaf instanceof Condition.NumberCondition number) {
            return numbers(number.comparison(), number.limit(), holds, false);
        }
        if (leaf instanceof Condition.DateCondition date) {
            return numbers(date.comparison(), (double) date.day().toEpochDay(), holds, true);
        }
        if (leaf instanceof Condition.LevelCondition level) {
            return levels(Set.copyOf(level.levels()), level.inside() == holds);
        }
        boolean expected = ((Condition.FlagCondition) leaf).expected();
        return levels(Set.of(String.valueOf(expected == holds)), true);
    }

    private static ValueSet levels(Set<String> levels, boolean inside) {
        return new ValueSet(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false, levels, inside);
    }

    private static ValueSet numbers(Comparison comparison, double limit, boolean holds, boolean whole) {
        boolean lower = (comparison == Comparison.AT_LEAST || comparison == Comparison.ABOVE) == holds;
        boolean open = (comparison == Comparison.ABOVE || comparison == Comparison.BELOW) == holds;
        // Of days, "after the 4th" is "from the 5th on": only so are gaps between days seen.
        double end = whole && open ? limit + (lower ? 1 : -1) : limit;
        boolean out = open && !whole;
        return lower
                ? new ValueSet(end, out, Double.POSITIVE_INFINITY, false, Set.of(), false)
                : new ValueSet(Double.NEGATIVE_INFINITY, false, end, out, Set.of(), false);
    }

    ValueSet and(ValueSet other) {
        boolean lowFromOther = other.low > low;
        boolean highFromOther = other.high < high;
        return new ValueSet(
                Math.max(low, other.low),
                lowFromOther ? other.lowOpen : lowOpen || (other.low == low && other.lowOpen),
                Math.min(high, other.high),
                highFromOther ? other.highOpen : highOpen || (other.high == high && other.highOpen),
                common(other),
                inside || other.inside);
    }

    private Set<String> common(ValueSet other) {
        Set<String> common = new HashSet<>(inside || !other.inside ? levels : other.levels);
        if (inside && other.inside) {
            common.retainAll(other.levels);
        } else if (inside) {
            common.removeAll(other.levels);
        } else if (other.inside) {
            common.removeAll(levels);
        } else {
            common.addAll(other.levels);
        }
        return common;
    }

    boolean isEmpty() {
        return low > high || (low == high && (lowOpen || highOpen)) || (inside && levels.isEmpty());
    }

    /** Whether every value of this set is one of the other; exact for sets of one field. */
    boolean within(ValueSet other) {
        return isEmpty() || and(other).equals(this);
    }
}
