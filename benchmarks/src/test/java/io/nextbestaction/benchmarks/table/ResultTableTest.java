// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.benchmarks.internal.JmhResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTableTest {
    @TempDir
    Path folder;

    @Test
    void a_result_file_becomes_a_table_with_ratios_first() throws IOException {
        assertThat(MarkdownTable.of(report(), "Test CPU, 2 cores", "abc123")).isEqualTo("""
                        Machine: Test CPU, 2 cores \s
                        Setting: JDK 17.0.15+6, JMH 1.37, 2 forks, 3 × 1 s warm-up, 5 × 1 s measured \s
                        Commit: abc123

                        Nanoseconds an operation, of batches a row; ratio: the fastest peer's figure over ours.

                        ### SingleRow.score

                        | workload | metric | ratio | fastest peer | ours | XGBOOST | H2O |
                        | --- | --- | ---: | ---: | ---: | ---: | ---: |
                        | S | mean | **6.4×** | H2O | 403 | 49,300 | 2,590 |
                        | S | p50 | **8.0×** | H2O | 400 |  | 3,200 |
                        | S | p99 | **4.0×** | H2O | 1,000 |  | 4,000 |
                        | S | p99.9 | **2.5×** | H2O | 2,000 |  | 5,000 |
                        | S | bytes |  |  | 0.0 | 208 |  |

                        ### Batch.score

                        | workload | metric | ratio | fastest peer | ours | XGBOOST |
                        | --- | --- | ---: | ---: | ---: | ---: |
                        | M-1000-2 | mean | **2.0×** | XGBOOST | 2,000 | 4,000 |

                        ### Decide.fast

                        | workload | metric | ours |
                        | --- | --- | ---: |
                        | 8 | mean | 12.5 |
                        """);
    }

    @Test
    void a_result_file_becomes_one_line_a_workload_and_metric() throws IOException {
        assertThat(CompareLines.of(report())).isEqualTo("""
                        SingleRow.score-S mean ours 403 fastest-peer H2O 2590 ratio 6.43
                        SingleRow.score-S p50 ours 400 fastest-peer H2O 3200 ratio 8.00
                        SingleRow.score-S p99 ours 1000 fastest-peer H2O 4000 ratio 4.00
                        SingleRow.score-S p99.9 ours 2000 fastest-peer H2O 5000 ratio 2.50
                        Batch.score-M-1000-2 mean ours 2000 fastest-peer XGBOOST 4000 ratio 2.00
                        Decide.fast-8 mean ours 12.5 fastest-peer none - ratio -
                        """);
    }

    @Test
    void two_callers_are_told_from_one_and_throughput_becomes_an_interval() throws IOException {
        Report report = read("[" + result("SingleRow.score", "thrpt", 2, "'peer':'OURS'", 0.5, "ops/us", "") + "]");
        assertThat(CompareLines.of(report))
                .isEqualTo("SingleRow.score-callers2 interval ours 2000 fastest-peer none - ratio -\n");
    }

    @Test
    void a_file_of_something_else_is_refused() {
        assertThatThrownBy(() -> read("{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The file (result.json) must be a result of JMH, a JSON array.\n"
                        + "Maybe it was not written with -rf json.");
    }

    private Report report() throws IOException {
        String bytes = "'gc.alloc.rate.norm':{'score':%s}";
        return read("["
                + String.join(
                        ",",
                        result(
                                "SingleRow.score",
                                "avgt",
                                1,
                                "'peer':'OURS','workload':'S'",
                                403,
                                "ns/op",
                                bytes.formatted("0.01")),
                        result(
                                "SingleRow.score",
                                "avgt",
                                1,
                                "'peer':'XGBOOST','workload':'S'",
                                49.3,
                                "us/op",
                                bytes.formatted("208")),
                        result("SingleRow.score", "avgt", 1, "'peer':'H2O','workload':'S'", 2590, "ns/op", ""),
                        sample("OURS", 400, 1000, 2000),
                        sample("H2O", 3200, 4000, 5000),
                        result(
                                "Batch.score",
                                "avgt",
                                1,
                                "'peer':'OURS','rows':'1000','threads':'2','workload':'M'",
                                2,
                                "ms/op",
                                ""),
                        result(
                                "Batch.score",
                                "avgt",
                                1,
                                "'peer':'XGBOOST','rows':'1000','threads':'2','workload':'M'",
                                4e6,
                                "ns/op",
                                ""),
                        result("Decide.fast", "avgt", 1, "'actions':'8'", 12.5, "ns/op", ""))
                + "]");
    }

    private static String sample(String peer, int p50, int p99, int p999) {
        return result("SingleRow.score", "sample", 1, "'peer':'" + peer + "','workload':'S'", 1, "ns/op", "")
                .replace(
                        "'scorePercentiles':{}",
                        "'scorePercentiles':{'50.0':" + p50 + ",'99.0':" + p99 + ",'99.9':" + p999 + "}");
    }

    private static String result(
            String benchmark, String mode, int threads, String params, double score, String unit, String secondary) {
        return "{'jmhVersion':'1.37','benchmark':'io.nextbestaction.benchmarks." + benchmark + "','mode':'" + mode
                + "','threads':" + threads
                + ",'forks':2,'vmVersion':'17.0.15+6','warmupIterations':3,'warmupTime':'1 s',"
                + "'measurementIterations':5,'measurementTime':'1 s','params':{" + params
                + "},'primaryMetric':{'score':"
                + score + ",'scorePercentiles':{},'scoreUnit':'" + unit + "'},'secondaryMetrics':{" + secondary + "}}";
    }

    private Report read(String json) throws IOException {
        return JmhResults.read(List.of(Files.writeString(folder.resolve("result.json"), json.replace('\'', '"'))));
    }
}
