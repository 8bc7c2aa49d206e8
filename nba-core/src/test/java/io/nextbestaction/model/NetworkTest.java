// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextbestaction.Allocation;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private static final double[] ONE = {1};

    static Network random(SplittableRandom random, int... sizes) {
        double[][] weights = new double[sizes.length - 1][];
        double[][] biases = new double[sizes.length - 1][];
        for (int l = 0; l < weights.length; l++) {
            weights[l] = random.doubles((long) sizes[l] * sizes[l + 1], -1, 1).toArray();
            biases[l] = random.doubles(sizes[l + 1], -1, 1).toArray();
        }
        return Network.of(weights, biases, random.doubles(sizes[0], -1, 1).toArray());
    }

    @Test
    void the_margin_equals_a_naive_forward_pass() {
        SplittableRandom random = new SplittableRandom(1);
        int[][] shapes = {{1, 1}, {5, 1}, {3, 4, 1}, {9, 7, 1}, {6, 8, 5, 3, 1}, {2, 1, 9, 1}};
        for (int i = 0; i < 600; i++) {
            int[] sizes = shapes[i % shapes.length];
            Network network = random(random, sizes);
            double[] row = random.doubles(sizes[0], -2, 2).toArray();
            row[random.nextInt(sizes[0])] = Double.NaN;
            double[] in = row.clone();
            for (int j = 0; j < in.length; j++) {
                in[j] = Double.isNaN(in[j]) ? network.mean(j) : in[j];
            }
            for (int layer = 0; layer < network.layers(); layer++) {
                double[] out = new double[network.units(layer)];
                for (int u = 0; u < out.length; u++) {
                    out[u] = network.bias(layer, u);
                    for (int j = 0; j < in.length; j++) {
                        out[u] += in[j] * network.weight(layer, j, u);
                    }
                    out[u] = layer < network.layers() - 1 && out[u] < 0 ? 0 : out[u];
                }
                in = out;
            }
            assertThat(network.margin(row)).isCloseTo(in[0], Offset.offset(1e-12));
        }
    }

    @Test
    void moved_sums_score_as_the_moved_row_and_stay() {
        SplittableRandom random = new SplittableRandom(4);
        Scratch scratch = new Scratch();
        for (int[] sizes : new int[][] {{5, 1}, {5, 7, 1}, {5, 8, 6, 3, 1}}) {
            Network network = random(random, sizes);
            double[] row = {1, Double.NaN, -2, 0.5, 3};
            double[] sums = new double[network.units(0)];
            network.sums(row, sums, scratch);
            assertThat(network.marginOfSums(sums, scratch)).isEqualTo(network.margin(row));
            assertThat(network.marginOfSums(sums, scratch)).isEqualTo(network.margin(row));
            network.move(2, 1.5, sums);
            row[2] += 1.5;
            assertThat(network.marginOfSums(sums, scratch)).isCloseTo(network.margin(row), Offset.offset(1e-13));
        }
    }

    @Test
    void rows_together_score_as_one_by_one_and_allocate_nothing() {
        Network network = random(new SplittableRandom(2), 3, 8, 5, 1);
        RowChecks.sameBitsTogether(network, 5);
        double[] row = {1, Double.NaN, 3};
        double[] sink = new double[1];
        Scratch scratch = new Scratch();
        assertThat(Allocation.bytes(50_000, () -> sink[0] += network.margin(row, scratch)))
                .isLessThan(50_000);
    }

    @Test
    void lengths_and_numbers_are_checked() {
        assertThatThrownBy(() -> Network.of(new double[0][], new double[0][], ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The weights (0 layers), biases (0) and means (1) of a network must be at least one, with a"
                        + " bias per unit.");
        assertThatThrownBy(() -> Network.of(new double[][] {{1, 2}}, new double[][] {{1, 2}}, ONE))
                .hasMessage("The units (2) of layer 0 of a network must lie between 1 and 1.");
        assertThatThrownBy(() -> Network.of(new double[][] {{1, 2}, {1}}, new double[][] {{1, 2}, {1}}, ONE))
                .hasMessage("The weights (1) of layer 1 of a network must be 2 for each of its 1 units.");
        assertThatThrownBy(() -> Network.of(new double[][] {{Double.NaN}}, new double[][] {{1}}, ONE))
                .hasMessage("The weights, biases and means of a network must be finite.\n"
                        + "Maybe training diverged: lower the learning rate.");
    }
}
