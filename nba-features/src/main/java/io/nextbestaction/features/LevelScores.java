// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.features;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.State;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A category as one column, a score of each level learned from the labels. */
final class LevelScores implements Encoding {
    static final String TARGET = "target";
    static final String WOE = "woe";

    private final String kind;
    private final String field;
    private final List<String> levels;
    private final double[] scores;
    private final double other;
    private final double missing;
    private final LevelTable table;

    /**
     * @param kind {@link #TARGET} or {@link #WOE}
     * @param other the score of any other level
     * @param missing the score of a missing value
     */
    LevelScores(String kind, String field, List<String> levels, double[] scores, double other, double missing) {
        this.kind = kind;
        this.field = field;
        this.levels = levels;
        this.scores = scores;
        this.other = other;
        this.missing = missing;
        this.table = new LevelTable(levels);
    }

    void write(Row row, int position, double[] out, int column) {
        out[column] = score(Encoding.level(row, position));
    }

    private double score(@Nullable String level) {
        if (level == null) {
            return missing;
        }
        int known = table.find(level);
        return known < 0 ? other : scores[known];
    }

    @Override
    public String field() {
        return field;
    }

    @Override
    public List<Feature> columns() {
        return List.of(new Feature(kind + "(" + field + ")", field));
    }

    @Override
    public State state() {
        return State.builder()
                .put("kind", kind)
                .put("field", field)
                .putTexts("levels", levels)
                .put("scores", scores)
                .put("other", other)
                .put("missing", missing)
                .build();
    }

    static LevelScores restore(State state) {
        String kind = state.text("kind");
        String field = state.text("field");
        List<String> levels = state.texts("levels");
        double[] scores = state.numbers("scores");
        double other = state.number("other");
        double missing = state.number("missing");
        boolean sound = scores.length == levels.size() && new HashSet<>(levels).size() == levels.size();
        sound &= isScore(kind, other) && isScore(kind, missing);
        for (double score : scores) {
            sound &= isScore(kind, score);
        }
        if (!sound) {
            String rule = kind.equals(TARGET) ? "a rate of 0 to 1" : "a finite weight";
            throw Encoding.damaged(field, "levels (" + levels.size() + ")", "be distinct, each with " + rule);
        }
        return new LevelScores(kind, field, levels, scores, other, missing);
    }

    private static boolean isScore(String kind, double score) {
        return kind.equals(TARGET) ? score >= 0 && score <= 1 : Double.isFinite(score);
    }
}
