// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.arbitration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.Level;
import io.nextbestaction.data.JsonException;
import io.nextbestaction.policy.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArbitrationTest {

    @Test
    void weights_of_55_make_a_factor_of_one_and_55_hundredths() {
        assertThat(Arbitration.factor(55)).isEqualTo(1.55);
        assertThat(Arbitration.factor(0)).isEqualTo(1);
        assertThat(Arbitration.factor(-150)).isZero();
    }

    @Test
    void a_lever_scales_gains_and_leaves_losses_alone() {
        assertThat(Arbitration.score(10, 1.5)).isEqualTo(15);
        assertThat(Arbitration.score(-10, 1.5)).isEqualTo(-10);
        assertThat(Arbitration.score(-10, 0.5)).isEqualTo(-10);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            double base = random.nextDouble(-100, 100);
            double less = random.nextDouble(0, 2);
            double more = less + random.nextDouble();
            assertThat(Arbitration.score(base, 1)).isEqualTo(base);
            assertThat(Arbitration.score(base, more)).isGreaterThanOrEqualTo(Arbitration.score(base, less));
            assertThat(Arbitration.score(base + 1, less)).isGreaterThanOrEqualTo(Arbitration.score(base, less));
        }
    }

    @Test
    void quantiles_are_those_of_the_normal_distribution() {
        // scipy.stats.norm.ppf
        assertThat(Normal.quantile(0.1)).isCloseTo(-1.2815515655446004, within(1e-9));
        assertThat(Normal.quantile(0.025)).isCloseTo(-1.9599639845400545, within(1e-9));
        assertThat(Normal.quantile(0.5)).isCloseTo(0, within(1e-12));
        assertThat(Arbitration.riskAverse(0.1).deviations()).isCloseTo(-1.2815515655446004, within(1e-9));
        assertThat(Arbitration.riskAverse(0.5).deviations()).isZero();
    }

    @Test
    void a_tie_is_the_same_for_ever_and_spreads_over_decisions() {
        assertThat(Arbitration.tie("salt", "D1", 0)).isEqualTo(8360438975295478602L);
        Map<Integer, Integer> firsts = new HashMap<>();
        for (int d = 0; d < 3000; d++) {
            String decision = "D" + d;
            int first = IntStream.range(0, 3)
                    .boxed()
                    .min((a, b) ->
                            Long.compare(Arbitration.tie("salt", decision, a), Arbitration.tie("salt", decision, b)))
                    .orElseThrow();
            firsts.merge(first, 1, Integer::sum);
        }
        assertThat(firsts.values()).hasSize(3).allSatisfy(count -> assertThat(count)
                .isBetween(900, 1100));
        assertThat(Arbitration.tie("salt", "D1", 0)).isNotEqualTo(Arbitration.tie("sald", "D1", 0));
    }

    @Test
    void levers_cover_what_they_name() {
        Action action =
                Action.named("gold", "Gold").issue("sales").group("cards").build();

        assertThat(Lever.on(Level.CATALOG, "", 5).covers(action)).isTrue();
        assertThat(Lever.on(Level.ISSUE, "sales", 5).covers(action)).isTrue();
        assertThat(Lever.on(Level.GROUP, "loans", 5).covers(action)).isFalse();
        assertThat(Lever.on(Level.ACTION, "gold", 5).covers(action)).isTrue();
        assertThat(Lever.on(Level.TREATMENT, "gold/mail", 5).covers(action)).isFalse();
    }

    @Test
    void everything_written_is_read_back_equal() {
        Arbitration full = Arbitration.riskAverse(0.2)
                .withEvidence(300)
                .withTieSalt("2026")
                .withLever(Lever.on(Level.ISSUE, "retention", 55))
                .withLever(Lever.on(Level.GROUP, "cards", -20)
                        .when(Condition.any(
                                Condition.context("season").in("summer"),
                                Condition.churn().atLeast(0.4))))
                .withSlate(Slate.top(3).withPerGroup(1).withPerChannel(2).withDiversity(0.8));

        assertThat(Arbitration.parse(full.toJson(), "a.json")).isEqualTo(full);
        assertThat(Arbitration.parse("{}", "a.json")).isEqualTo(Arbitration.expectedValue());
        assertThatThrownBy(() -> Arbitration.parse("{\"form\": \"best\"}", "a.json"))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith(
                        "The value (\"best\", a text) of form in a.json, line 1, column 10 must be a word"
                                + " the format knows.");
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> Arbitration.riskAverse(0.9))
                .hasMessage("The quantile (0.9) of a risk-averse arbitration must lie in (0, 0.5].\n"
                        + "Maybe 0.1 was meant: one in ten is worse.");
        assertThatThrownBy(() -> Lever.on(Level.ISSUE, "sales", -101))
                .hasMessage("The weight (-101.0) of a lever on issue \"sales\" must be finite and at least -100.\n"
                        + "Maybe refuse the action with a rule instead.");
        assertThatThrownBy(() -> Slate.top(0)).hasMessageStartingWith("The size (0) and the caps");
        assertThatThrownBy(() -> Slate.top(1).withDiversity(0))
                .hasMessage("The diversity (0.0) of a slate must lie in (0, 1].\n"
                        + "Maybe 1 was meant: no discount for a second of one group.");
    }

    private static List<Action> actions(SplittableRandom random, int count) {
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            actions.add(Action.named("a" + i, "A")
                    .issue("i" + random.nextInt(2))
                    .group("g" + random.nextInt(3))
                    .channel("c" + random.nextInt(2))
                    .build());
        }
        return actions;
    }

    @Test
    void a_slate_keeps_its_caps_holds_the_best_and_leaves_nothing_better_out() {
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 1000; trial++) {
            int n = 1 + random.nextInt(8);
            List<Action> actions = actions(random, n);
            double[] scores =
                    random.doubles(n, -1, 3).map(v -> Math.rint(v * 4) / 4).toArray();
            int[] ranking = IntStream.range(0, n).toArray();
            Ranking.sort(ranking, n, scores);
            Slate slate = new Slate(
                    1 + random.nextInt(4), 1 + random.nextInt(3), 1 + random.nextInt(2), 1, 1 + random.nextInt(3), 1);
            SlatePicker picker = new SlatePicker(slate, actions);
            int[] picked = new int[picker.size()];

            int size = picker.pick(ranking, n, scores, picked);

            List<Integer> chosen = Arrays.stream(picked, 0, size).boxed().toList();
            assertThat(chosen).doesNotHaveDuplicates();
            assertThat(size > 0).isEqualTo(scores[ranking[0]] > 0);
            if (size > 0) {
                assertThat(chosen.get(0)).isEqualTo(ranking[0]);
            }
            assertThat(allowed(slate, actions, chosen)).isTrue();
            // Greedy: at every place, no other allowed candidate scores more.
            for (int place = 0; place < slate.size(); place++) {
                List<Integer> before = chosen.subList(0, Math.min(place, size));
                double best = 0;
                for (int i = 0; i < n; i++) {
                    List<Integer> with = new ArrayList<>(before);
                    with.add(i);
                    if (!before.contains(i) && allowed(slate, actions, with)) {
                        best = Math.max(best, scores[i]);
                    }
                }
                assertThat(place < size ? scores[chosen.get(place)] : 0).isEqualTo(best);
                if (place >= size) {
                    break;
                }
            }
        }
    }

    private static boolean allowed(Slate slate, List<Action> actions, List<Integer> chosen) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i : chosen) {
            Action action = actions.get(i);
            Set<String> keys = new HashSet<>(
                    Set.of("I" + action.issue(), "G" + action.issue() + action.group(), "C" + action.channel()));
            keys.forEach(key -> counts.merge(key, 1, Integer::sum));
        }
        return counts.entrySet().stream()
                .allMatch(entry -> entry.getValue()
                        <= switch (entry.getKey().charAt(0)) {
                            case 'I' -> slate.perIssue();
                            case 'G' -> slate.perGroup();
                            default -> slate.perChannel();
                        });
    }

    @Test
    void diversity_prefers_another_group_when_it_is_nearly_as_good() {
        List<Action> actions = List.of(
                Action.named("a", "A").group("cards").build(),
                Action.named("b", "B").group("cards").build(),
                Action.named("c", "C").group("loans").build());
        double[] scores = {10, 9, 6};
        int[] picked = new int[3];

        assertThat(new SlatePicker(Slate.top(2).withDiversity(0.7), actions)
                        .pick(new int[] {0, 1, 2}, 3, scores, picked))
                .isEqualTo(2);
        assertThat(picked).startsWith(0, 1);
        new SlatePicker(Slate.top(3).withDiversity(0.6), actions).pick(new int[] {0, 1, 2}, 3, scores, picked);
        assertThat(picked).containsExactly(0, 2, 1);
    }
}
