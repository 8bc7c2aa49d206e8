// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.uplift;

import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.data.FeatureNames;
import io.nextbestaction.models.RealData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The e-mail test of Kevin Hillstrom (2008): 64,000 customers, two mails and none drawn evenly. */
final class Hillstrom {
    static final List<String> ARMS = List.of("No E-Mail", "Mens E-Mail", "Womens E-Mail");

    private final RealData.Table table = RealData.csv("hillstrom/hillstrom.csv");
    private final int[] arm;

    Hillstrom() {
        int segment = table.header().indexOf("segment");
        arm = table.rows().stream().mapToInt(r -> ARMS.indexOf(r[segment])).toArray();
    }

    /** Recency, history, mens, womens, newbie, and the levels of place and channel that are asked for. */
    UpliftSet set(String outcome, String... levels) {
        List<String> names = new ArrayList<>(List.of("recency", "history", "mens", "womens", "newbie"));
        List<double[]> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(table.numbers(name));
        }
        for (String level : levels) {
            int index = table.rows().get(0).length;
            for (int c = 0; c < index; c++) {
                if (isLevel(c, level)) {
                    int column = c;
                    names.add(level);
                    columns.add(table.rows().stream()
                            .mapToDouble(r -> r[column].equals(level) ? 1 : 0)
                            .toArray());
                }
            }
        }
        double[] values = new double[arm.length * columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i % columns.size())[i / columns.size()];
        }
        FeatureMatrix features = FeatureMatrix.of(FeatureNames.of(names.toArray(String[]::new)), values);
        return new UpliftSet(features, ARMS, arm, table.numbers(outcome));
    }

    private boolean isLevel(int column, String level) {
        String name = table.header().get(column);
        return (name.equals("zip_code") || name.equals("channel"))
                && table.rows().stream().limit(100).anyMatch(r -> r[column].equals(level));
    }

    int[] folds() {
        return Arrays.stream(RealData.csv("folds/hillstrom.csv").numbers("fold"))
                .mapToInt(f -> (int) f)
                .toArray();
    }

    boolean[] past(String category) {
        double[] bought = table.numbers(category);
        boolean[] out = new boolean[bought.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = bought[i] == 1;
        }
        return out;
    }

    /** Effects of every arm, [arms][rows], each row by a model that did not see its fold. */
    static double[][] outOfFold(UpliftLearner learner, UpliftSet data, int[] folds, long seed) {
        double[][] out = new double[ARMS.size()][data.rows()];
        for (int f = 0; f < 5; f++) {
            int part = f;
            int[] held = IntStream.range(0, folds.length)
                    .filter(i -> folds[i] == part)
                    .toArray();
            int[] seen = IntStream.range(0, folds.length)
                    .filter(i -> folds[i] != part)
                    .toArray();
            UpliftModel model = learner.train(data.select(seen), seed);
            FeatureMatrix rows = data.features().select(held);
            for (int k = 1; k < out.length; k++) {
                double[] effects = model.effects(k, rows);
                for (int i = 0; i < held.length; i++) {
                    out[k][held[i]] = effects[i];
                }
            }
        }
        return out;
    }
}
