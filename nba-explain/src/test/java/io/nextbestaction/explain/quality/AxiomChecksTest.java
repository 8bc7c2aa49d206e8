// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.quality;

import static io.nextbestaction.explain.quality.QualityCases.forest;
import static io.nextbestaction.explain.quality.QualityCases.matrix;
import static io.nextbestaction.explain.quality.QualityCases.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.Shapley;
import io.nextbestaction.explain.importance.FeatureGroup;
import io.nextbestaction.explain.shapley.TestTree;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Link;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AxiomChecksTest {
    @Test
    void each_axiom_catches_who_breaks_it() {
        SplittableRandom random = new SplittableRandom(7);
        Forest forest = forest(random, 5, 10);
        FeatureMatrix background = numbers(random, 5, 10);
        FeatureMatrix rows = numbers(random, 5, 10);
        ExplanationMethod right = (b, s) -> Shapley.interventional(b);
        ExplanationMethod alike = (b, s) -> WrongExplainers.changed(Shapley.interventional(b), (row, phi) -> {
            double mean = Arrays.stream(phi).sum() / phi.length;
            Arrays.fill(phi, mean);
        });
        ExplanationMethod squared = (b, s) -> WrongExplainers.changed(Shapley.interventional(b), (row, phi) -> {
            for (int c = 0; c < phi.length; c++) {
                phi[c] *= Math.abs(phi[c]);
            }
        });
        // one column after another becomes known, so who comes first has the whole of what is shared
        ExplanationMethod sequential = (b, s) -> WrongExplainers.explainer(
                scorer -> WrongExplainers.changed(Shapley.interventional(b).bind(scorer), (row, phi) -> {
                    FieldValues values = new FieldValues(scorer, b, FeatureGroup.byColumn(b.names()));
                    boolean[][] known = new boolean[phi.length + 1][phi.length];
                    for (int k = 1; k < known.length; k++) {
                        Arrays.fill(known[k], 0, k, true);
                    }
                    double[] margins = values.margins(row, known, new io.nextbestaction.model.Scratch());
                    Arrays.setAll(phi, c -> margins[c + 1] - margins[c]);
                }));

        assertThat(new AxiomChecks(right, forest, background, rows, 1).check().worst())
                .isLessThan(1e-12);
        assertThat(new AxiomChecks((b, s) -> Shapley.values(), forest, background, rows, 1)
                        .check()
                        .worst())
                .isLessThan(1e-12);
        assertThat(new AxiomChecks(alike, forest, background, rows, 1).check().dummy())
                .isGreaterThan(0.01);
        Axioms ofSquared = new AxiomChecks(squared, forest, background, rows, 1).check();
        assertThat(ofSquared.linearity()).isGreaterThan(0.01);
        assertThat(ofSquared.dummy()).isZero();
        assertThat(ofSquared.symmetry()).isLessThan(1e-12);
        Axioms ofSequential = new AxiomChecks(sequential, forest, background, rows, 1).check();
        assertThat(ofSequential.symmetry()).isGreaterThan(0.01);
        assertThat(ofSequential.linearity()).isLessThan(1e-12);
        assertThat(ofSequential.dummy()).isLessThan(1e-12);
        assertThat(ofSequential.worst()).isEqualTo(ofSequential.symmetry());
    }

    /** 4 where both columns are high: halves of it give the strongest column 1 and its duplicate, told twice, 2. */
    @Test
    void a_breach_is_told_in_units_of_the_margin() {
        Forest.Builder builder = Forest.builder(2, Link.LOGISTIC, 0);
        TestTree.split(0, 0.5, TestTree.leaf(0, 5), TestTree.split(1, 0.5, TestTree.leaf(0, 3), TestTree.leaf(4, 2)))
                .addTo(builder);
        ExplanationMethod lastTwice =
                (b, s) -> WrongExplainers.changed(Shapley.interventional(b), (row, phi) -> phi[phi.length - 1] *= 2);
        Axioms axioms = new AxiomChecks(
                        lastTwice, builder.build(), matrix(new double[] {0, 0}), matrix(new double[] {1, 1}), 1)
                .check();
        assertThat(axioms.symmetry()).isEqualTo(1);
        assertThat(axioms.dummy()).isZero();
        assertThat(axioms.linearity()).isZero();
    }
}
