// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.explain.reason.AdverseReason.Direction;
import io.nextbestaction.explain.shapley.RandomForests;
import io.nextbestaction.explain.shapley.TestTree;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.PlattLine;
import io.nextbestaction.model.ProbabilityModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Every step from the score to the notice, worked out anew from the score alone. */
class AdverseOracleTest {
    private static final Offset<Double> DIGITS = within(1e-12);
    private static final int INPUTS = 6;

    /** Two columns of one field, and two fields under one code. */
    private static final FeatureNames NAMES = FeatureNames.of(List.of(
            new Feature("0", "0"),
            new Feature("1=a", "1"),
            new Feature("1=b", "1"),
            new Feature("3", "3"),
            new Feature("4", "4"),
            new Feature("5", "5")));

    private static final List<List<Integer>> COLUMNS = List.of(List.of(4), List.of(1, 2), List.of(0, 3), List.of(5));
    private static final ReasonCatalog CATALOG = ReasonCatalog.of(
            NAMES,
            List.of(
                    ReasonCode.of("A", "a", "4").directed("a high", "a low"),
                    ReasonCode.of("B", "b", "1").directed("b high", "b low"),
                    ReasonCode.of("C", "c", "0", "3").directed("c high", "c low"),
                    ReasonCode.of("D", "d", "5").directed("d high", "d low")));

    @Test
    void every_step_is_that_of_its_definition() {
        SplittableRandom random = new SplittableRandom(21);
        Set<Direction> seen = new HashSet<>();
        int passing = 0;
        for (int i = 0; i < 400; i++) {
            Forest forest = RandomForests.forest(RandomForests.trees(random, INPUTS, 4), INPUTS, 0);
            FeatureMatrix rows = FeatureMatrix.of(
                    NAMES, RandomForests.background(random, INPUTS, 12).values());
            double[] row = RandomForests.row(random, INPUTS);
            AdverseSide side = random.nextBoolean() ? AdverseSide.HIGH : AdverseSide.LOW;
            double sign = side == AdverseSide.HIGH ? 1 : -1;
            double cutoff = random.nextDouble(-2, 2);
            double least = random.nextBoolean() ? 0 : 0.3;
            AdverseNotice notice = AdverseReasons.of(CATALOG, forest, ReferenceGroup.all(rows), side, cutoff)
                    .ignoring(least)
                    .explain(row);

            double[] phi = shapley(forest, row, rows);
            double[] against = COLUMNS.stream()
                    .mapToDouble(columns ->
                            sign * columns.stream().mapToDouble(c -> phi[c]).sum())
                    .toArray();
            for (int c = 0; c < against.length; c++) {
                assertThat(notice.record().contributions().get(c)).isEqualTo(against[c], DIGITS);
            }
            List<Integer> named = IntStream.range(0, against.length)
                    .boxed()
                    .filter(c -> against[c] > least + 1e-9)
                    .sorted(Comparator.comparingDouble(c -> -against[c]))
                    .toList();
            assertThat(notice.reasons())
                    .extracting(AdverseReason::code)
                    .containsExactlyElementsOf(named.stream()
                            .map(c -> CATALOG.codes().get(c).code())
                            .toList());
            double told = named.stream().mapToDouble(c -> against[c]).sum();
            double all = Arrays.stream(against).filter(a -> a > 0).sum();
            assertThat(notice.covered()).isEqualTo(all == 0 ? 1 : told / all, within(1e-9));
            double gap = sign * (forest.margin(row) - notice.record().base());
            assertThat(Arrays.stream(against).sum()).as("contributions add up").isEqualTo(gap, DIGITS);
            if (gap > 1e-9) {
                assertThat(notice.gapCovered() * gap).isEqualTo(told, within(1e-9));
            }
            double[] neutral = row.clone();
            named.forEach(c -> COLUMNS.get(c).forEach(column -> neutral[column] = median(rows, column)));
            boolean passes = sign * (forest.margin(neutral) - cutoff) <= 0;
            assertThat(notice.passesWithoutThem()).isEqualTo(passes);
            passing += passes ? 1 : 0;
            for (int r = 0; r < named.size(); r++) {
                List<Integer> columns = COLUMNS.get(named.get(r));
                Direction direction = notice.reasons().get(r).direction();
                seen.add(direction);
                assertThat(direction)
                        .isEqualTo(
                                columns.size() > 1
                                        ? Direction.UNCERTAIN
                                        : direction(forest, row, columns.get(0), rows, sign));
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Direction.values());
        assertThat(passing).isBetween(50, 350);
    }

    /** φ of every coalition of inputs, those outside of it taken from the reference group. */
    private static double[] shapley(Forest forest, double[] row, FeatureMatrix rows) {
        double[] values = new double[1 << INPUTS];
        for (int s = 0; s < values.length; s++) {
            for (int b = 0; b < rows.rows(); b++) {
                double[] mixed = new double[INPUTS];
                for (int c = 0; c < INPUTS; c++) {
                    mixed[c] = (s >> c & 1) == 1 ? row[c] : rows.get(b, c);
                }
                values[s] += forest.margin(mixed) / rows.rows();
            }
        }
        int[] factorial = {1, 1, 2, 6, 24, 120, 720};
        double[] phi = new double[INPUTS];
        for (int j = 0; j < INPUTS; j++) {
            for (int s = 0; s < values.length; s++) {
                int size = Integer.bitCount(s);
                if ((s >> j & 1) == 0) {
                    phi[j] += (double) factorial[size]
                            * factorial[INPUTS - size - 1]
                            / factorial[INPUTS]
                            * (values[s | 1 << j] - values[s]);
                }
            }
        }
        return phi;
    }

    private static double median(FeatureMatrix rows, int column) {
        double[] known = IntStream.range(0, rows.rows())
                .mapToDouble(r -> rows.get(r, column))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return known.length == 0 ? Double.NaN : known[(known.length - 1) / 2];
    }

    /** The score at a thousand values between the value and the median. */
    private static Direction direction(Forest forest, double[] row, int column, FeatureMatrix rows, double sign) {
        double median = median(rows, column);
        if (Double.isNaN(row[column]) || Double.isNaN(median)) {
            return Direction.UNCERTAIN;
        }
        double[] changed = row.clone();
        double before = sign * forest.margin(row);
        double first = before;
        // No threshold lies beyond 10.
        double from = Math.max(-10, Math.min(10, row[column]));
        double to = Math.max(-10, Math.min(10, median));
        for (int i = 1; i <= 1000; i++) {
            changed[column] = i == 1000 ? median : from + (to - from) * i / 1000;
            double now = sign * forest.margin(changed);
            if (now > before + 1e-9) {
                return Direction.UNCERTAIN;
            }
            before = now;
        }
        return before >= first - 1e-9
                ? Direction.UNCERTAIN
                : row[column] > median ? Direction.TOO_HIGH : Direction.TOO_LOW;
    }

    @Test
    void stability_is_the_mean_overlap_over_groups_drawn_anew() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 20; i++) {
            Forest forest = RandomForests.forest(RandomForests.trees(random, INPUTS, 3), INPUTS, 0);
            FeatureMatrix rows = FeatureMatrix.of(
                    NAMES, RandomForests.background(random, INPUTS, 9).values());
            FeatureMatrix applicants = FeatureMatrix.of(
                    NAMES, RandomForests.background(random, INPUTS, 4).values());
            double[] found = AdverseReasons.of(CATALOG, forest, ReferenceGroup.all(rows), AdverseSide.HIGH, 0)
                    .stability(applicants, 7, 99);
            SplittableRandom draws = new SplittableRandom(99);
            double[] sums = new double[4];
            for (int d = 0; d < 7; d++) {
                int[] drawn = new int[9];
                for (int r = 0; r < 9; r++) {
                    drawn[r] = draws.nextInt(9);
                }
                for (int a = 0; a < 4; a++) {
                    Set<String> one = codes(forest, rows, applicants, a);
                    Set<String> two = codes(forest, rows.select(drawn), applicants, a);
                    Set<String> either = new HashSet<>(one);
                    either.addAll(two);
                    one.retainAll(two);
                    sums[a] += either.isEmpty() ? 1 : (double) one.size() / either.size();
                }
            }
            for (int a = 0; a < 4; a++) {
                assertThat(found[a]).isEqualTo(sums[a] / 7, DIGITS);
            }
        }
    }

    private static Set<String> codes(Forest forest, FeatureMatrix rows, FeatureMatrix applicants, int applicant) {
        double[] row = new double[INPUTS];
        for (int c = 0; c < INPUTS; c++) {
            row[c] = applicants.get(applicant, c);
        }
        List<String> codes = new ArrayList<>();
        AdverseReasons.of(CATALOG, forest, ReferenceGroup.all(rows), AdverseSide.HIGH, 0)
                .explain(row)
                .reasons()
                .forEach(reason -> codes.add(reason.code()));
        return new HashSet<>(codes);
    }

    @Test
    void a_record_tells_one_model_catalogue_and_group_from_another() {
        SplittableRandom random = new SplittableRandom(8);
        Forest forest = RandomForests.forest(RandomForests.trees(random, INPUTS, 3), INPUTS, 0);
        Forest other = RandomForests.forest(RandomForests.trees(random, INPUTS, 3), INPUTS, 0);
        FeatureMatrix rows = FeatureMatrix.of(
                NAMES, RandomForests.background(random, INPUTS, 9).values());
        ReasonRecord record = record(CATALOG, forest, rows);
        assertThat(record.version()).isEqualTo(AdverseReasons.VERSION);
        assertThat(List.of(record.model(), record.catalog(), record.reference()))
                .allSatisfy(hash -> assertThat(hash).matches("[0-9a-f]{64}"))
                .doesNotHaveDuplicates();
        assertThat(record(CATALOG, forest, rows)).isEqualTo(record);
        assertThat(record(CATALOG, other, rows).model()).isNotEqualTo(record.model());
        assertThat(record(CATALOG.declareProtected(List.of("5")), forest, rows).catalog())
                .isNotEqualTo(record.catalog());
        ReasonRecord drawn = record(CATALOG, forest, rows.select(new int[] {1, 0, 2, 3, 4, 5, 6, 7, 8}));
        assertThat(drawn.reference()).isNotEqualTo(record.reference());
        assertThat(drawn.base()).isEqualTo(record.base(), DIGITS);
        LinearModel line = LinearModel.of(new double[] {1, 2, 3, 4, 5, 6}, 0, new double[6], Link.LOGISTIC);
        LinearModel steeper = LinearModel.of(new double[] {1, 2, 3, 4, 5, 7}, 0, new double[6], Link.LOGISTIC);
        assertThat(Digest.of(line)).isNotEqualTo(Digest.of(steeper)).hasSize(64);
    }

    /** Every number of a score and every text of a catalogue is in its hash. */
    @Test
    void nothing_that_makes_a_score_or_a_catalogue_is_left_out_of_its_hash() {
        List<String> scores = new ArrayList<>();
        for (Link link : List.of(Link.LOGISTIC, Link.IDENTITY)) {
            for (double base : new double[] {0, 1}) {
                for (int column : new int[] {0, 1}) {
                    for (double threshold : new double[] {0.5, 0.75}) {
                        for (boolean missingLeft : new boolean[] {false, true}) {
                            for (double leaf : new double[] {2, 3}) {
                                Forest.Builder builder = Forest.builder(2, link, base);
                                TestTree.split(
                                                column,
                                                threshold,
                                                missingLeft,
                                                TestTree.leaf(0, 1),
                                                TestTree.leaf(leaf, 1))
                                        .addTo(builder);
                                scores.add(Digest.of(builder.build()));
                            }
                        }
                    }
                }
            }
        }
        for (double weight : new double[] {1, 2}) {
            for (double bias : new double[] {0, 1}) {
                for (double mean : new double[] {0, 1}) {
                    scores.add(
                            Digest.of(LinearModel.of(new double[] {weight}, bias, new double[] {mean}, Link.LOGISTIC)));
                }
            }
        }
        assertThat(scores).hasSize(72).doesNotHaveDuplicates();

        FeatureNames two = FeatureNames.of("x", "y");
        List<String> catalogs = new ArrayList<>();
        for (String code : List.of("A", "AB")) {
            for (String text : List.of("text", "other")) {
                for (String high : List.of("", "high")) {
                    for (String low : List.of("", "low")) {
                        ReasonCatalog catalog = ReasonCatalog.of(
                                two,
                                List.of(
                                        ReasonCode.of(code, text, "x").directed(high, low),
                                        ReasonCode.of("Z", "z", "y")));
                        catalogs.add(catalog.hash());
                        catalogs.add(catalog.declareProtected(List.of("x")).hash());
                        catalogs.add(catalog.declareProtected(List.of("y")).hash());
                    }
                }
            }
        }
        catalogs.add(ReasonCatalog.of(two, List.of(ReasonCode.of("A", "text", "x", "y")))
                .hash());
        catalogs.add(ReasonCatalog.of(two, List.of(ReasonCode.of("A", "text", "y", "x")))
                .hash());
        assertThat(catalogs).hasSize(50).doesNotHaveDuplicates();
    }

    private static ReasonRecord record(ReasonCatalog catalog, Forest forest, FeatureMatrix rows) {
        return AdverseReasons.of(catalog, forest, ReferenceGroup.all(rows), AdverseSide.HIGH, 0)
                .explain(new double[] {1, -1, 0, 3, 0.25, 2})
                .record();
    }

    @Test
    void a_cutoff_of_the_probability_becomes_the_largest_margin_below_it() {
        SplittableRandom random = new SplittableRandom(3);
        LinearModel score = LinearModel.of(new double[] {1}, 0, new double[1], Link.LOGISTIC);
        for (int i = 0; i < 200; i++) {
            ProbabilityModel model = new ProbabilityModel(
                    score, new PlattLine(random.nextDouble(0.3, 3), random.nextDouble(-2, 2), "test", 1));
            double wanted = random.nextDouble(0.01, 0.99);
            double margin = AdverseReasons.marginBelow(model, wanted);
            assertThat(model.probability(new double[] {margin})).isLessThan(wanted);
            assertThat(model.probability(new double[] {Math.nextUp(margin)})).isGreaterThanOrEqualTo(wanted);
        }
        assertThat(AdverseReasons.marginBelow(
                        new ProbabilityModel(
                                LinearModel.of(new double[] {1}, 0, new double[1], Link.IDENTITY),
                                new PlattLine(1, 0, "test", 1)),
                        0.5))
                .isEqualTo(Math.nextDown(0.5), within(1e-9));
        assertThatThrownBy(() ->
                        AdverseReasons.marginBelow(new ProbabilityModel(score, new PlattLine(1, 0, "test", 1)), 30))
                .hasMessage("The probability (30.0) of a cutoff must lie in (0, 1].\nMaybe it was given in per cent.");
    }
}
