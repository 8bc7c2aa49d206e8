// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tuning;

import io.nextbestaction.data.FeaturePipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.model.ClassifierTrainer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Models that differ in their settings only. Its usual settings are tried first, then settings of its space. An immutable
 * value.
 */
public final class Family {
    private final String name;
    private final ClassifierTrainer usual;
    private final @Nullable Space space;
    private final int draws;
    private final @Nullable FeaturePipeline recipe;

    private Family(
            String name, ClassifierTrainer usual, @Nullable Space space, int draws, @Nullable FeaturePipeline recipe) {
        this.name = name;
        this.usual = usual;
        this.space = space;
        this.draws = draws;
        this.recipe = recipe;
    }

    /**
     * A family of one trainer, as it is.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public static Family of(String name, ClassifierTrainer usual) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "The name of a family (\"" + name + "\") must not be blank.\nMaybe name its algorithm.");
        }
        return new Family(name, usual, null, 0, null);
    }

    /**
     * The same with settings to try beside the usual ones.
     *
     * @param draws how many settings a random search tries, at least 1
     * @throws IllegalArgumentException if it tries none
     */
    public Family tuned(int draws, Space space) {
        if (draws < 1) {
            throw new IllegalArgumentException(
                    "The draws (" + draws + ") of family \"" + name + "\" must be at least 1.\nMaybe 16 is meant.");
        }
        return new Family(name, usual, space, draws, recipe);
    }

    /** The same with a recipe of its own, where the common one does not suit it. */
    public Family withRecipe(FeaturePipeline own) {
        return new Family(name, usual, space, draws, own);
    }

    /** What it is called in a leaderboard. */
    public String name() {
        return name;
    }

    ClassifierTrainer usual() {
        return usual;
    }

    @Nullable
    Space space() {
        return space;
    }

    int draws() {
        return draws;
    }

    /** The same with what its own recipe asks of the whole table decided. */
    Family settled(Schema schema, List<Row> rows) {
        return recipe == null ? this : withRecipe(recipe.settled(schema, rows));
    }

    FeaturePipeline recipe(FeaturePipeline common) {
        return recipe == null ? common : recipe;
    }
}
