// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.export;

import io.nextbestaction.model.Forest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;

/** A forest of log-odds as the JSON model file of XGBoost 3.0, objective {@code binary:logistic}; exact. */
public final class XgboostJson {
    private static final int NO_PARENT = Integer.MAX_VALUE;

    private final StringBuilder json = new StringBuilder();

    private XgboostJson() {}

    /**
     * The file's bytes, for {@code XGBoost.loadModel}.
     *
     * @throws IllegalArgumentException if the forest is not one of float thresholds and log-odds
     */
    public static byte[] of(Forest forest) {
        return new XgboostJson().write(forest).getBytes(StandardCharsets.UTF_8);
    }

    private String write(Forest forest) {
        List<Tree> trees = Tree.of(forest);
        json.append("{\"learner\":{\"attributes\":{},\"feature_names\":[],\"feature_types\":[],\"gradient_booster\":{")
                .append("\"model\":{\"gbtree_model_param\":{\"num_parallel_tree\":\"1\",\"num_trees\":\"")
                .append(trees.size())
                .append("\"}");
        array("iteration_indptr", trees.size() + 1, Integer::toString);
        array("tree_info", trees.size(), t -> "0");
        json.append(",\"trees\":[");
        for (int t = 0; t < trees.size(); t++) {
            json.append(t == 0 ? "" : ",");
            tree(trees.get(t), t, forest.inputs());
        }
        json.append("]},\"name\":\"gbtree\"},\"learner_model_param\":{\"base_score\":\"")
                .append(Tree.baseScore(forest))
                .append("\",\"boost_from_average\":\"1\",\"num_class\":\"0\",\"num_feature\":\"")
                .append(forest.inputs())
                .append("\",\"num_target\":\"1\"},\"objective\":{\"name\":\"binary:logistic\",")
                .append("\"reg_loss_param\":{\"scale_pos_weight\":\"1\"}}},\"version\":[3,0,4]}");
        return json.toString();
    }

    private void tree(Tree tree, int id, int inputs) {
        int size = tree.size();
        json.append("{\"id\":").append(id);
        array("base_weights", size, n -> Float.toString((float) tree.leaf()[n]));
        for (String none : List.of("categories", "categories_nodes", "categories_segments", "categories_sizes")) {
            array(none, 0, Integer::toString);
        }
        array("default_left", size, n -> tree.missingLeft()[n] ? "1" : "0");
        array("left_children", size, n -> Integer.toString(tree.left()[n]));
        array("right_children", size, n -> Integer.toString(tree.right()[n]));
        array("loss_changes", size, n -> "0.0");
        array("parents", size, n -> Integer.toString(tree.parent()[n] < 0 ? NO_PARENT : tree.parent()[n]));
        array("split_conditions", size, n -> Float.toString(tree.condition(n)));
        array("split_indices", size, n -> Integer.toString(tree.feature()[n]));
        array("split_type", size, n -> "0");
        array("sum_hessian", size, n -> Float.toString((float) tree.cover()[n]));
        json.append(",\"tree_param\":{\"num_deleted\":\"0\",\"num_feature\":\"")
                .append(inputs)
                .append("\",\"num_nodes\":\"")
                .append(size)
                .append("\",\"size_leaf_vector\":\"1\"}}");
    }

    private void array(String name, int size, IntFunction<String> value) {
        json.append(",\"").append(name).append("\":[");
        for (int i = 0; i < size; i++) {
            json.append(i == 0 ? "" : ",").append(value.apply(i));
        }
        json.append(']');
    }
}
