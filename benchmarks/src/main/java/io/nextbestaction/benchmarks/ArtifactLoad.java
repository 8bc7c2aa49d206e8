// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks;

import io.nextbestaction.NextBestAction;
import io.nextbestaction.benchmarks.workload.Engines;
import io.nextbestaction.features.synthetic.BankCustomer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does an engine take to load and verify in a warm JVM: checksums, kernels, every golden row to the bit?
 *
 * <p>Data: LINEAR is the engine of eight actions (one forest M, linear responses), FORESTS one with up to nine forests
 * of shape M; both with reasons.
 *
 * <pre>{@code java -jar benchmarks/target/benchmarks.jar ArtifactLoad -rf json -rff load.json}</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set by @Setup before any call
public class ArtifactLoad {

    /** Which engine. */
    public enum Contents {
        /** One forest and linear responses. */
        LINEAR,
        /** Forests throughout. */
        FORESTS
    }

    /** Which engine. */
    @Param
    public Contents contents;

    private Path artifact;

    /** Fits the engine, once for all forks. */
    @Setup(Level.Trial)
    public void prepare() {
        artifact = contents == Contents.LINEAR ? Engines.artifact(8, true) : Engines.ofForests();
    }

    /** One load. */
    @Benchmark
    public NextBestAction<BankCustomer> load() {
        return Engines.load(artifact);
    }
}
