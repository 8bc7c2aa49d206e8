// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Link;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BoosterJsonTest {
    private static final String TREE = """
            {"base_weights":[0,1,2],"left_children":[1,-1,-1],"right_children":[2,-1,-1],"split_indices":[1,0,0],
             "default_left":[1,0,0],"split_type":[0,0,0],"split_conditions":[5E-1,-1.5E0,2],
             "sum_hessian":[1E1,4,6],"parents":[2147483647,0,0],"id":0,"categories":[]}""";

    private static String model(String trees, String base, String kind) {
        return """
            {"version":[3,0,4],"learner":{"attributes":{"a":{"b":[1]}},
             "gradient_booster":{"name":"%s","model":{"tree_info":[0],"trees":[%s]}},
             "learner_model_param":{"base_score":"%s","num_class":"0"},
             "objective":{"name":"binary:logistic","reg_loss_param":{}}}}""".formatted(kind, trees, base);
    }

    private static BoosterJson read(String json) {
        return BoosterJson.read(json.getBytes(UTF_8), 2);
    }

    private static Forest forest(BoosterJson model) {
        Forest.Builder forest = Forest.builder(8, Link.LOGISTIC, model.base(Link.LOGISTIC));
        model.addTo(forest, new int[] {3, 7}, 0.5);
        return forest.build();
    }

    @Test
    void a_tree_becomes_one_of_ours() {
        BoosterJson model = read(model(TREE, "2.5E-1", "gbtree"));
        Forest forest = forest(model);
        assertThat(model.objective()).isEqualTo("binary:logistic");
        assertThat(forest.base()).isEqualTo(Link.logit(0.25));
        assertThat(forest.feature(0)).isEqualTo(7);
        assertThat(forest.missingLeft(0)).isTrue();
        assertThat(forest.cover(0)).isEqualTo(10);
        double[] row = new double[8];
        row[7] = 0.49;
        assertThat(forest.margin(row)).isEqualTo(forest.base() - 0.75);
        row[7] = 0.5;
        assertThat(forest.margin(row)).isEqualTo(forest.base() + 1);
        row[7] = Double.NaN;
        assertThat(forest.margin(row)).isEqualTo(forest.base() - 0.75);
    }

    @Test
    void the_base_score_of_newer_versions_is_a_vector_of_one() {
        assertThat(read(model(TREE, "[2.5E-1]", "gbtree")).base(Link.IDENTITY)).isEqualTo(0.25);
        refuses(model(TREE, "[1,2]", "gbtree"), "The number (1,2) of the booster must be a number.");
        refuses(model(TREE, "NaN", "gbtree"), "The base score (NaN) of the booster must be finite.");
    }

    @Test
    void what_is_not_supported_or_broken_is_refused() {
        refuses(model(TREE, "0.5", "dart"), "The kind (dart) of the booster must be gbtree.");
        refuses(
                model(TREE + "," + TREE + "," + TREE, "0.5", "gbtree"),
                "The number of trees (3) of the booster must be at most 2.");
        refuses(
                model(TREE.replace("\"split_type\":[0", "\"split_type\":[1"), "0.5", "gbtree"),
                "The split type (1) of the booster must be 0, numeric, in tree 0.");
        refuses(
                model(TREE.replace("\"default_left\":[1,", "\"default_left\":["), "0.5", "gbtree"),
                "The array lengths (2) of the booster must be 3 in tree 0.");
        refuses(
                model(TREE.replace("\"split_indices\":[1", "\"split_indices\":[2"), "0.5", "gbtree"),
                "The feature id (2) of the booster must be one of the 2 trained on.");
        refuses(model(TREE, "0.5", "gbtree").substring(0, 200), "bytes) of the booster must be readable.");
        refuses("[]", "The token (START_ARRAY) of the booster must begin an object.");
        refuses("", "of the booster must begin an object.");
    }

    @Test
    void damaged_models_end_in_an_argument_error_and_nothing_else() {
        byte[] good = model(TREE, "0.5", "gbtree").getBytes(UTF_8);
        SplittableRandom random = new SplittableRandom(1);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(10) == 0 ? random.nextInt(good.length) : good.length);
            for (int k = 0; k < 3 && bad.length > 0; k++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(32, 127);
            }
            try {
                forest(BoosterJson.read(bad, 2));
            } catch (IllegalArgumentException e) {
                refused++;
                assertThat(e.getMessage()).contains(" must ");
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    private static void refuses(String json, String message) {
        ThrowingCallable reading = () -> forest(read(json));
        assertThatThrownBy(reading)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("\nMaybe ");
    }
}
