// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.benchmarks.workload.BankData;
import io.nextbestaction.benchmarks.workload.Workload;
import io.nextbestaction.data.FeatureMatrix;
import io.nextbestaction.explain.profile.Profile;
import io.nextbestaction.explain.profile.Profiles;
import io.nextbestaction.explain.profile.Surface;
import io.nextbestaction.model.Forest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long do exact profiles of a forest take?
 *
 * <p>Data: the first 100 trees of M (depth 6), a background of 10,000 customers nobody was trained on; 20 features, all
 * thresholds. {@code prepare} builds the row sets, which {@code everyFeature}, {@code pair} and {@code effects} find ready;
 * {@code scoringAgain} is what one point of one feature costs by scoring the background again. One thread.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar ForestProfile -rf json -rff forest-profile.json}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set by @Setup before any call
public class ForestProfile {
    private static final int ROWS = 10_000;
    private static final int TREES = 100;

    private Forest forest;
    private FeatureMatrix background;
    private Profiles profiles;

    /** Trains the forest, draws the background and prints how many thresholds there are. */
    @Setup(Level.Trial)
    public void train() {
        forest = Workload.M.first(TREES);
        background = BankData.rows(ROWS);
        profiles = Profiles.exact(forest, background);
        int points =
                profiles.partialDependence().stream().mapToInt(Profile::size).sum();
        System.out.println(points + " points of " + background.columns() + " features");
    }

    /** Row sets of all thresholds. */
    @Benchmark
    public Profiles prepare() {
        return Profiles.exact(forest, background);
    }

    /** The partial dependence of every feature at every threshold. */
    @Benchmark
    public List<Profile> everyFeature() {
        return profiles.partialDependence();
    }

    /** The partial dependence of one pair at every pair of thresholds. */
    @Benchmark
    public Surface pair() {
        return profiles.partialDependence(0, 1);
    }

    /** The accumulated effects of one feature. */
    @Benchmark
    public Profile effects() {
        return profiles.accumulatedEffects(0, 30);
    }

    /** The margins of the background, once: a point of a profile without any of this. */
    @Benchmark
    public double[] scoringAgain() {
        return forest.probabilities(background);
    }
}
