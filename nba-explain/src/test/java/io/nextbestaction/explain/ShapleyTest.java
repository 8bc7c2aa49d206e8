// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.data.State;
import io.nextbestaction.model.Explainer;
import io.nextbestaction.model.ExplainerProvider;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import io.nextbestaction.model.NaiveBayes;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ShapleyTest {
    private static final FeatureMatrix BACKGROUND =
            FeatureMatrix.of(FeatureNames.of("a", "b"), new double[] {1, Double.NaN, 3, 4});

    @Test
    void the_provider_is_found_and_restores_the_explainer() {
        Explainer explainer = Shapley.values().withTables(1000, 2000).withPermutations(50, -9);
        ExplainerProvider provider = ServiceLoader.load(ExplainerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.name().equals(explainer.provider()))
                .findFirst()
                .orElseThrow();
        assertThat(provider).isInstanceOf(ShapleyProvider.class);
        assertThat(provider.name()).isEqualTo("shapley");
        assertThat(provider.restore(explainer.state()).state()).isEqualTo(explainer.state());
        assertThat(explainer.state())
                .hasToString(
                        "{values=path-dependent, treeBytes=1000.0, forestBytes=2000.0, permutations=50.0, seed=-9}");
    }

    @Test
    void it_explains_what_it_binds() {
        LinearModel model = LinearModel.of(new double[] {2}, 1, new double[] {3}, Link.LOGISTIC);
        double[] phi = new double[1];
        Shapley.values().bind(model).explain(new double[] {5}, phi);
        assertThat(phi).containsExactly(4);
    }

    @Test
    void naive_bayes_is_explained_by_its_evidence() {
        NaiveBayes bayes = NaiveBayes.of(-1, new double[] {0}, new double[] {1}, new double[] {2}, new double[] {1});
        ShapleyExplainer explainer = Shapley.values().bind(bayes);
        double[] phi = new double[1];
        explainer.explain(new double[] {3}, phi);
        assertThat(phi).containsExactly(4);
        assertThat(explainer.base()).isEqualTo(-1);
        assertThat(explainer.report().values()).isEqualTo("baseline");
        assertThat(explainer.report().sampled()).isFalse();
    }

    @Test
    void permutations_are_even_and_not_too_many() {
        for (int permutations : new int[] {0, -2, 7, Shapley.MOST_PERMUTATIONS + 2}) {
            assertThatThrownBy(() -> Shapley.values().withPermutations(permutations, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The permutations (" + permutations
                            + ") of sampled Shapley values must be even, 2 to 16384.\n"
                            + "Maybe start from 128 and look at the standard errors.");
        }
    }

    @Test
    void an_artifact_that_asks_for_more_permutations_or_another_seed_is_refused() {
        assertThat(permutations(16_384, "7")).isEqualTo(16_384);
        for (double permutations : new double[] {1e9, 16_386, -2, 3, 2.5, Double.NaN}) {
            assertThatThrownBy(() -> permutations(permutations, "7")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> permutations(10, "seven"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The seed (5 characters) of a saved explainer must be a whole number.\n"
                        + "Maybe the artifact was written by a newer version of nba-explain.");
    }

    private static double permutations(double permutations, String seed) {
        State state = State.builder()
                .put("values", "path-dependent")
                .put("treeBytes", 0)
                .put("forestBytes", 0)
                .put("permutations", permutations)
                .put("seed", seed)
                .build();
        State restored = new ShapleyProvider().restore(state).state();
        assertThat(restored).isEqualTo(state);
        return restored.number("permutations");
    }

    @Test
    void the_first_artifacts_knew_no_permutations() {
        State first = State.builder()
                .put("values", "path-dependent")
                .put("treeBytes", 5)
                .put("forestBytes", 6)
                .build();
        State restored = new ShapleyProvider().restore(first).state();
        assertThat(restored.number("permutations")).isEqualTo(128);
        assertThat(restored.text("seed")).isEqualTo("1");
    }

    @Test
    void a_state_it_did_not_write_is_refused() {
        State foreign = State.builder().put("values", "asymmetric").build();
        assertThatThrownBy(() -> new ShapleyProvider().restore(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The values (asymmetric) of explainer \"shapley\" must be path-dependent or interventional.\n"
                                + "Maybe the artifact was written by a newer version of nba-explain.");
    }

    @Test
    void a_background_of_customers_is_not_saved() {
        assertThatThrownBy(() -> Shapley.interventional(BACKGROUND).state())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The background (2 rows) of interventional Shapley values must not be saved: its rows are"
                        + " customer data.\nMaybe save the engine with Shapley.values() and bind"
                        + " Shapley.interventional(background) to the loaded scorer, or declare synthetic rows by"
                        + " withPublicBackground().");
    }

    @Test
    void a_background_keeps_every_source_of_a_feature() {
        FeatureNames names = FeatureNames.of(List.of(new Feature("a × b", List.of("a", "b")), new Feature("c", "c")));
        Shapley explainer = Shapley.interventional(FeatureMatrix.of(names, new double[] {1, 2}))
                .withPublicBackground();
        Explainer restored = new ShapleyProvider().restore(explainer.state());
        assertThat(restored.state()).isEqualTo(explainer.state());
        assertThat(restored.state().texts("sources")).containsExactly("a", "b", "c");
    }

    @Test
    void a_background_declared_public_is_saved_and_restored() {
        Shapley explainer =
                Shapley.interventional(BACKGROUND).withPublicBackground().withTables(0, 0);
        Explainer restored = new ShapleyProvider().restore(explainer.state());
        assertThat(restored.state()).isEqualTo(explainer.state());
        LinearModel model = LinearModel.of(new double[] {2, 5}, 1, new double[] {3, 2}, Link.LOGISTIC);
        double[] phi = new double[2];
        restored.bind(model).explain(new double[] {5, 1}, phi);
        assertThat(phi).containsExactly(6, -10);
    }

    @Test
    void only_a_background_small_enough_can_be_declared_public() {
        assertThatThrownBy(() -> Shapley.values().withPublicBackground())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The background (none) of path-dependent values must not be declared public.\n"
                        + "Maybe start from Shapley.interventional(background).");
        FeatureMatrix large = FeatureMatrix.of(FeatureNames.of("a"), new double[Shapley.MOST_SAVED_VALUES + 1]);
        assertThatThrownBy(() -> Shapley.interventional(large).withPublicBackground())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The background (200001 values) of a saved explainer must have at most 200000 values.\n"
                        + "Maybe draw fewer rows.");
    }

    @Test
    void limits_of_memory_are_not_negative() {
        assertThatThrownBy(() -> Shapley.values().withTables(-1, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The limits (-1 and 5 bytes) of Shapley tables must not be negative.\n"
                        + "Maybe pass 0 to do without tables.");
    }

    @Test
    void an_artifact_that_asks_for_more_memory_than_a_gibibyte_is_refused() {
        double most = Shapley.MOST_SAVED_BYTES;
        State restored = new ShapleyProvider().restore(limits(most, most)).state();
        assertThat(restored.number("treeBytes")).isEqualTo(most);
        assertThat(restored.number("forestBytes")).isEqualTo(most);
        for (double bytes : new double[] {most + 1, 1e300, -1, Double.NaN}) {
            for (State forged : List.of(limits(bytes, 0), limits(0, bytes))) {
                String name = forged.number("treeBytes") == 0 ? "forestBytes" : "treeBytes";
                assertThatThrownBy(() -> new ShapleyProvider().restore(forged))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("The limit \"" + name + "\" (" + bytes
                                + ") of a saved explainer must be 0 to 1073741824 bytes.\n"
                                + "Maybe bind Shapley.values().withTables(…) to the loaded scorer instead.");
            }
        }
    }

    private static State limits(double treeBytes, double forestBytes) {
        return State.builder()
                .put("values", "path-dependent")
                .put("treeBytes", treeBytes)
                .put("forestBytes", forestBytes)
                .build();
    }
}
