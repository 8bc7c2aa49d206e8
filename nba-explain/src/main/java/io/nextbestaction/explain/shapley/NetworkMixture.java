// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.shapley;

import io.nextbestaction.model.Network;
import io.nextbestaction.model.Scratch;

/** The mixture of a network: an input that changes sides moves the sums of the first layer, which are not summed anew. */
final class NetworkMixture extends Mixture {
    private final Network network;
    private final Scratch scratch = new Scratch();
    private final double[] first;
    private final double[] sums;

    NetworkMixture(Network network) {
        super(network.inputs());
        this.network = network;
        first = new double[network.units(0)];
        sums = new double[network.units(0)];
    }

    @Override
    void explain(double[] features) {
        super.explain(features);
        complete(row);
    }

    @Override
    void against(double[] references, int at) {
        super.against(references, at);
        complete(reference);
        network.sums(reference, first, scratch);
    }

    /** A missing value is the mean. An infinite one could not be taken off a sum again. */
    private void complete(double[] values) {
        for (int j = 0; j < values.length; j++) {
            if (Double.isNaN(values[j])) {
                values[j] = network.mean(j);
            } else if (Double.isInfinite(values[j])) {
                throw new IllegalArgumentException("The value of input " + j + " of a network must be finite to be"
                        + " explained.\nMaybe clip it in the pipeline, or pass NaN for missing.");
            }
        }
    }

    @Override
    void start() {
        System.arraycopy(first, 0, sums, 0, sums.length);
    }

    @Override
    void take(int input) {
        network.move(input, row[input] - reference[input], sums);
    }

    @Override
    void giveBack(int input) {
        network.move(input, reference[input] - row[input], sums);
    }

    @Override
    double margin() {
        return network.marginOfSums(sums, scratch);
    }
}
