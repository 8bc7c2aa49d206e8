// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Link;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The trees of an XGBoost model in its JSON form, read as a stream with bounded memory: at most {@value #MOST_NODES}
 * nodes a tree and as many trees as the caller trained. Only plain numeric trees ("gbtree") with one output are taken.
 * Not API.
 */
public final class BoosterJson {
    private static final int MOST_NODES = 1 << 24;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final JsonParser parser;
    private final int mostTrees;
    private final List<Tree> trees = new ArrayList<>();
    private String booster = "";
    private String objective = "";
    private double baseScore = Double.NaN;

    private BoosterJson(JsonParser parser, int mostTrees) {
        this.parser = parser;
        this.mostTrees = mostTrees;
    }

    @SuppressWarnings("ArrayRecordComponent") // a carrier between reader and forest, never compared
    private record Tree(int[] split, float[] value, boolean[] missingLeft, int[] left, int[] right, double[] cover) {}

    /** What reads the value of one JSON field. */
    private interface FieldReader {
        void read(String field) throws IOException;
    }

    /**
     * Reads a model.
     *
     * @param json what {@code Booster.toByteArray("json")} gave
     * @param mostTrees the number of trees trained; more are refused
     * @throws IllegalArgumentException if it is damaged, or of a kind not supported
     */
    public static BoosterJson read(byte[] json, int mostTrees) {
        try (JsonParser parser = JSON.createParser(json)) {
            BoosterJson model = new BoosterJson(parser, mostTrees);
            parser.nextToken();
            model.object(field -> model.descend(field, "learner", model::learner));
            model.check();
            return model;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The JSON (" + json.length + " bytes) of the booster must be readable.\n"
                            + "Maybe it was cut off or written by another version of XGBoost.",
                    e);
        }
    }

    /** The margin before any tree, on the scale of the link. */
    public double base(Link link) {
        return link == Link.LOGISTIC ? Link.logit(baseScore) : baseScore;
    }

    /** The name of the objective, such as {@code binary:logistic}. */
    public String objective() {
        return objective;
    }

    /**
     * Adds every tree to a forest.
     *
     * @param forest receives the trees
     * @param columnOf our column for each feature id of the booster
     * @param scale what each leaf value is multiplied by
     */
    public void addTo(Forest.Builder forest, int[] columnOf, double scale) {
        addTo(forest, columnOf, scale, 0, 1, trees.size());
    }

    /**
     * Adds the trees of one output of several, of which a round has one each, in the rounds up to some number.
     *
     * @param output the number of the output, from 0
     * @param outputs how many there are
     * @param rounds the rounds to take, from the first on
     */
    public void addTo(Forest.Builder forest, int[] columnOf, double scale, int output, int outputs, int rounds) {
        for (int t = output; t < Math.min(trees.size(), rounds * outputs); t += outputs) {
            Tree tree = trees.get(t);
            int size = tree.value.length;
            int[] feature = new int[size];
            double[] value = new double[size];
            for (int i = 0; i < size; i++) {
                boolean leaf = tree.left[i] < 0;
                if (!leaf && (tree.split[i] < 0 || tree.split[i] >= columnOf.length)) {
                    throw refused("feature id", tree.split[i], "be one of the " + columnOf.length + " trained on");
                }
                feature[i] = leaf ? -1 : columnOf[tree.split[i]];
                value[i] = leaf ? scale * tree.value[i] : Forest.belowFloat(tree.value[i]);
            }
            forest.tree(feature, value, tree.missingLeft, tree.left, tree.right, tree.cover);
        }
    }

    private void learner(String field) throws IOException {
        switch (field) {
            case "gradient_booster" -> object(this::gradientBooster);
            case "learner_model_param" -> object(this::modelParameter);
            case "objective" ->
                object(f -> {
                    if (f.equals("name")) {
                        objective = parser.getText();
                    } else {
                        parser.skipChildren();
                    }
                });
            default -> parser.skipChildren();
        }
    }

    private void gradientBooster(String field) throws IOException {
        switch (field) {
            case "name" -> booster = parser.getText();
            case "model" -> object(f -> descendArray(f, "trees"));
            default -> parser.skipChildren();
        }
    }

    private void modelParameter(String field) throws IOException {
        if (field.equals("base_score")) {
            // A number up to XGBoost 3.0, a vector of one from 3.1 on; both as text.
            String text = parser.getText();
            boolean vector = text.startsWith("[") && text.endsWith("]");
            baseScore = number(vector ? text.substring(1, text.length() - 1) : text);
        } else {
            parser.skipChildren();
        }
    }

    private void descendArray(String field, String wanted) throws IOException {
        if (!field.equals(wanted) || parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (trees.size() == mostTrees) {
                throw refused("number of trees", trees.size() + 1, "be at most " + mostTrees);
            }
            trees.add(tree());
        }
    }

    private Tree tree() throws IOException {
        Parts a = new Parts();
        object(field -> {
            switch (field) {
                case "left_children" -> a.left = integers();
                case "right_children" -> a.right = integers();
                case "split_indices" -> a.split = integers();
                case "default_left" -> a.missingLeft = integers();
                case "split_type" -> a.splitType = integers();
                case "split_conditions" -> a.value = floats();
                case "sum_hessian" -> a.cover = floats();
                default -> parser.skipChildren();
            }
        });
        int size = a.value.length;
        for (int length :
                new int[] {a.left.length, a.right.length, a.split.length, a.missingLeft.length, a.cover.length}) {
            if (length != size) {
                throw refused("array lengths", length, "be " + size + " in tree " + trees.size());
            }
        }
        for (int type : a.splitType) {
            if (type != 0) {
                throw refused("split type", type, "be 0, numeric, in tree " + trees.size());
            }
        }
        boolean[] missingLeft = new boolean[size];
        double[] cover = new double[size];
        for (int i = 0; i < size; i++) {
            missingLeft[i] = a.missingLeft[i] != 0;
            cover[i] = a.cover[i];
        }
        return new Tree(a.split, a.value, missingLeft, a.left, a.right, cover);
    }

    /** The arrays of the tree being read. */
    private static final class Parts {
        int[] left = {};
        int[] right = {};
        int[] split = {};
        int[] missingLeft = {};
        int[] splitType = {};
        float[] value = {};
        float[] cover = {};
    }

    private void descend(String field, String wanted, FieldReader reader) throws IOException {
        if (field.equals(wanted)) {
            object(reader);
        } else {
            parser.skipChildren();
        }
    }

    private void object(FieldReader reader) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw refused("token", parser.currentToken(), "begin an object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            reader.read(field);
        }
    }

    private int[] integers() throws IOException {
        int[] out = new int[64];
        int n = 0;
        for (JsonToken token = arrayStart(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (n == out.length) {
                out = Arrays.copyOf(out, grown(n));
            }
            out[n++] = parser.getIntValue();
        }
        return Arrays.copyOf(out, n);
    }

    private float[] floats() throws IOException {
        float[] out = new float[64];
        int n = 0;
        for (JsonToken token = arrayStart(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (n == out.length) {
                out = Arrays.copyOf(out, grown(n));
            }
            // Straight to float: by way of double a digit could round twice.
            out[n++] = number(parser.getText());
        }
        return Arrays.copyOf(out, n);
    }

    private JsonToken arrayStart() throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw refused("token", parser.currentToken(), "begin an array");
        }
        return parser.nextToken();
    }

    private int grown(int size) {
        if (size >= MOST_NODES) {
            throw refused("nodes", size + 1, "be at most " + MOST_NODES + " in a tree");
        }
        return size * 2;
    }

    private static float number(String text) {
        try {
            return Float.parseFloat(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    refused("number", text, "be a number").getMessage(), e);
        }
    }

    private void check() {
        if (!booster.equals("gbtree")) {
            throw refused("kind", booster, "be gbtree");
        }
        if (!Double.isFinite(baseScore)) {
            throw refused("base score", baseScore, "be finite");
        }
    }

    private static IllegalArgumentException refused(String thing, Object value, String rule) {
        return new IllegalArgumentException("The " + thing + " (" + value + ") of the booster must " + rule
                + ".\nMaybe the model is damaged or written by another version of XGBoost.");
    }
}
