// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.data.State;
import io.nextbestaction.model.Explainer;
import io.nextbestaction.model.ExplainerProvider;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Link;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ShapleyTest {

    @Test
    void the_provider_is_found_and_restores_the_explainer() {
        Explainer explainer = Shapley.values();
        ExplainerProvider provider = ServiceLoader.load(ExplainerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.name().equals(explainer.provider()))
                .findFirst()
                .orElseThrow();
        assertThat(provider).isInstanceOf(ShapleyProvider.class);
        assertThat(provider.name()).isEqualTo("shapley");
        assertThat(provider.restore(explainer.state())).isEqualTo(explainer);
    }

    @Test
    void it_explains_what_it_binds() {
        LinearModel model = LinearModel.of(new double[] {2}, 1, new double[] {3}, Link.LOGISTIC);
        double[] phi = new double[1];
        Shapley.values().bind(model).explain(new double[] {5}, phi);
        assertThat(phi).containsExactly(4);
    }

    @Test
    void a_state_it_did_not_write_is_refused() {
        State foreign = State.builder().put("values", "interventional").build();
        assertThatThrownBy(() -> new ShapleyProvider().restore(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The state {values=interventional} of explainer \"shapley\" must be "
                        + "{values=path-dependent}.\n"
                        + "Maybe the artifact was written by a newer version of nba-explain.");
    }
}
