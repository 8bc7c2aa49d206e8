// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nextbestaction.Decision;
import io.nextbestaction.RankedAction;
import io.nextbestaction.Rejection;
import io.nextbestaction.action.Action;
import io.nextbestaction.arbitration.Basis;
import io.nextbestaction.arbitration.ExpectedValue;
import io.nextbestaction.policy.Failure;
import io.nextbestaction.policy.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GapWaterfallTest {
    private static final Action CARD = Action.named("card", "Card").build();
    private static final Action LOAN = Action.named("loan", "Loan").build();

    private static RankedAction ranked(int rank, Action action, double value, double score) {
        return new RankedAction(
                rank, action, new ExpectedValue(1, 0, value, 0, 0, 0), Basis.DECLARED, score, 1, rank == 1 ? 1 : 0);
    }

    private static Decision decision(List<RankedAction> ranked, List<RankedAction> slate, Rejection... rejected) {
        return new Decision(ranked, 0.1, "", List.of(), List.of(rejected), "EUR", "unsaved", slate, 0);
    }

    private static Rejection refused(Action action, Stage stage) {
        return new Rejection(action, List.of(new Failure(stage, "rule", "age", "17", ">= 18", "too young")));
    }

    private static final RankedAction NOTHING = ranked(3, Action.DO_NOTHING, 0, 0);

    @Test
    void every_stage_takes_its_customers_away() {
        RankedAction best = ranked(1, CARD, 5, 5);
        List<Decision> decisions = List.of(
                decision(List.of(best, ranked(2, LOAN, 3, 3), NOTHING), List.of(best)),
                decision(
                        List.of(ranked(1, LOAN, 3, 30), ranked(2, CARD, 5, 5), NOTHING),
                        List.of(ranked(1, LOAN, 3, 30))),
                decision(
                        List.of(ranked(1, LOAN, 9, 9), ranked(2, CARD, 5, 5), NOTHING), List.of(ranked(1, LOAN, 9, 9))),
                decision(List.of(NOTHING, ranked(2, CARD, -1, -1)), List.of()),
                decision(List.of(NOTHING), List.of(), refused(CARD, Stage.ELIGIBILITY)),
                decision(List.of(NOTHING), List.of(), refused(CARD, Stage.CONSENT), refused(LOAN, Stage.VALUE)),
                decision(List.of(best, NOTHING), List.of()));
        SelectionStages stages =
                SelectionStages.ofDecisions(decisions, 1, action -> action.id().equals("card"));
        assertThat(stages.names())
                .containsExactly(
                        "validity",
                        "eligibility",
                        "applicability",
                        "suitability",
                        "consent",
                        "contact",
                        "value",
                        "model",
                        "arbitration",
                        "exploration",
                        "constraint");
        assertThat(last(stages))
                .containsExactly("constraint", "model", "value", "value", "validity", "suitability", "arbitration");
        SelectionStages two =
                SelectionStages.ofDecisions(decisions, 2, action -> action.id().equals("card"));
        assertThat(last(two).get(1)).isEqualTo("exploration");
    }

    /** The last stage that still selects each row, once each before it did. */
    private static List<String> last(SelectionStages stages) {
        List<String> last = new ArrayList<>();
        for (int r = 0; r < stages.rows(); r++) {
            String name = "";
            for (int s = 0; s < stages.names().size(); s++) {
                name = stages.isSelected(s, r) ? stages.names().get(s) : name;
            }
            last.add(name);
        }
        return last;
    }

    @Test
    void the_stages_add_up_to_the_gap() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 50; i++) {
            int rows = 200;
            boolean[][] selected = new boolean[4][rows];
            List<String> groups = new ArrayList<>();
            for (int r = 0; r < rows; r++) {
                groups.add(r % 3 == 0 ? "b" : "a");
                for (boolean[] stage : selected) {
                    stage[r] = random.nextInt(3) > 0;
                }
            }
            GroupLabels labels = GroupLabels.of(groups, "a");
            SelectionStages stages = SelectionStages.of(List.of("p", "q", "r", "s"), selected);
            GapWaterfall found = GapWaterfall.of(labels, "b", stages, 20, 0.9, 5);
            double sum = found.stages().stream()
                    .mapToDouble(s -> s.added().estimate())
                    .sum();
            GroupRate rate = Fairness.between(labels, 0.9).rates(selected[3]).get(1);
            assertThat(found.ratio()).isEqualTo(rate.ratio().estimate(), within(1e-12));
            assertThat(found.gap()).isEqualTo(sum, within(1e-12));
            assertThat(found.stages().get(3).groupRate()).isEqualTo(rate.rate().estimate());
            assertThat(GapWaterfall.of(labels, "b", stages, 20, 0.9, 5)).isEqualTo(found);
        }
    }

    @Test
    void the_stage_that_opens_the_gap_is_told_from_chance() {
        boolean[][] selected = new boolean[2][1000];
        List<String> groups = new ArrayList<>();
        for (int r = 0; r < 1000; r++) {
            boolean b = r >= 500;
            groups.add(b ? "b" : "a");
            selected[0][r] = r % 10 < 8;
            selected[1][r] = r % 10 < (b ? 2 : 4);
        }
        GapWaterfall found = GapWaterfall.of(
                GroupLabels.of(groups, "a"),
                "b",
                SelectionStages.of(List.of("rules", "model"), selected),
                400,
                0.95,
                1);
        assertThat(found.stages().get(0).added().excludes(0)).isFalse();
        assertThat(found.stages().get(1).added().estimate()).isEqualTo(-StrictMath.log(2), within(1e-12));
        assertThat(found.stages().get(1).added().excludes(0)).isTrue();
        assertThat(found.stages().get(1).added().high()).isNegative();
    }

    @Test
    void where_nobody_is_left_there_is_no_gap() {
        GapWaterfall found = GapWaterfall.of(
                GroupLabels.of(List.of("a", "b"), "a"),
                "b",
                SelectionStages.of(List.of("rules"), new boolean[][] {{true, false}}),
                5,
                0.9,
                1);
        assertThat(found.gap()).isNaN();
        assertThat(found.stages().get(0).groupRate()).isZero();
    }

    @Test
    void what_does_not_fit_is_refused() {
        GroupLabels labels = GroupLabels.of(List.of("a", "b"), "a");
        SelectionStages one = SelectionStages.of(List.of("rules"), new boolean[1][1]);
        assertThatThrownBy(() -> GapWaterfall.of(labels, "b", one, 5, 0.9, 1))
                .hasMessage("The rows of the stages (1) must be as many as the group labels (2).\n"
                        + "Maybe the rows were filtered afterwards.");
        SelectionStages two = SelectionStages.of(List.of("rules"), new boolean[1][2]);
        assertThatThrownBy(() -> GapWaterfall.of(labels, "c", two, 5, 0.9, 1))
                .hasMessage("The group \"c\" of a waterfall must be that of some row.\nMaybe \"a\" was meant.");
        assertThatThrownBy(() -> SelectionStages.of(List.of(), new boolean[0][0]))
                .hasMessage("The stages (0 names, 0 selections) must be at least one, each with a selection.");
        assertThatThrownBy(() -> SelectionStages.of(List.of("p", "q"), new boolean[][] {{true}, {}}))
                .hasMessage("The selection of stage \"q\" (0 rows) must have as many rows as the first (1).");
        assertThatThrownBy(() -> SelectionStages.ofDecisions(List.of(), 0, action -> true))
                .hasMessage("The proposals (0) of a decision must be at least 1.\n"
                        + "Maybe pass engine.arbitration().slate().size().");
    }
}
