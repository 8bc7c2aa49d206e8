// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

import io.nextbestaction.model.KernelMachine;
import io.nextbestaction.model.NaiveBayes;
import io.nextbestaction.model.Neighbors;
import io.nextbestaction.model.Network;
import java.util.function.IntToDoubleFunction;

/** Kernels that are rows of numbers: each count first, then the numbers in the order of the kernel's own builder. */
final class DenseCodec {
    private DenseCodec() {}

    static byte[] write(NaiveBayes bayes) {
        int inputs = bayes.inputs();
        BinaryWriter out =
                new BinaryWriter(Kind.NAIVE_BAYES).putDouble(bayes.prior()).putInt(inputs);
        put(out, inputs, j -> bayes.mean(false, j));
        put(out, inputs, j -> bayes.variance(false, j));
        put(out, inputs, j -> bayes.mean(true, j));
        put(out, inputs, j -> bayes.variance(true, j));
        return out.bytes();
    }

    static NaiveBayes naiveBayes(BinaryReader in) {
        double prior = in.getDouble();
        int inputs = in.count("inputs", 4 * Double.BYTES);
        return NaiveBayes.of(prior, in.doubles(inputs), in.doubles(inputs), in.doubles(inputs), in.doubles(inputs));
    }

    static byte[] write(KernelMachine machine) {
        int inputs = machine.inputs();
        BinaryWriter out = new BinaryWriter(Kind.KERNEL_MACHINE)
                .putDouble(machine.bias())
                .putDouble(machine.gamma())
                .putInt(inputs)
                .putInt(machine.size());
        put(out, inputs, machine::scale);
        put(out, inputs, machine::mean);
        put(out, machine.size(), machine::coefficient);
        for (int s = 0; s < machine.size(); s++) {
            int vector = s;
            put(out, inputs, j -> machine.support(vector, j));
        }
        return out.bytes();
    }

    static KernelMachine kernelMachine(BinaryReader in) {
        double bias = in.getDouble();
        double gamma = in.getDouble();
        int inputs = in.count("inputs", 2 * Double.BYTES);
        int size = in.count("support vectors", (inputs + 1) * Double.BYTES);
        double[] scales = in.doubles(inputs);
        double[] means = in.doubles(inputs);
        double[] coefficients = in.doubles(size);
        return KernelMachine.of(in.doubles(size * inputs), coefficients, bias, gamma, scales, means);
    }

    static byte[] write(Neighbors neighbors) {
        int inputs = neighbors.inputs();
        BinaryWriter out = new BinaryWriter(Kind.NEIGHBORS)
                .putInt(neighbors.neighbors())
                .putByte(neighbors.byDistance() ? 1 : 0)
                .putInt(inputs)
                .putInt(neighbors.size());
        put(out, inputs, neighbors::scale);
        put(out, inputs, neighbors::mean);
        put(out, neighbors.size(), neighbors::vote);
        for (int p = 0; p < neighbors.size(); p++) {
            int row = p;
            put(out, inputs, j -> neighbors.value(row, j));
        }
        return out.bytes();
    }

    static Neighbors neighbors(BinaryReader in) {
        int k = in.getInt();
        int byDistance = in.getByte();
        if (byDistance > 1) {
            throw in.error("division by distance (" + byDistance + ")", "be 0 or 1");
        }
        int inputs = in.count("inputs", 2 * Double.BYTES);
        int size = in.count("rows", (inputs + 1) * Double.BYTES);
        double[] scales = in.doubles(inputs);
        double[] means = in.doubles(inputs);
        double[] votes = in.doubles(size);
        return Neighbors.of(in.doubles(size * inputs), votes, k, byDistance == 1, scales, means);
    }

    static byte[] write(Network network) {
        int inputs = network.inputs();
        BinaryWriter out = new BinaryWriter(Kind.NETWORK).putInt(inputs).putInt(network.layers());
        put(out, inputs, network::mean);
        int size = inputs;
        for (int l = 0; l < network.layers(); l++) {
            int layer = l;
            int units = network.units(layer);
            out.putInt(units);
            put(out, units, u -> network.bias(layer, u));
            put(out, size * units, w -> network.weight(layer, w / units, w % units));
            size = units;
        }
        return out.bytes();
    }

    static Network network(BinaryReader in) {
        int inputs = in.count("inputs", Double.BYTES);
        int layers = in.count("layers", Integer.BYTES + 2 * Double.BYTES);
        double[] means = in.doubles(inputs);
        double[][] weights = new double[layers][];
        double[][] biases = new double[layers][];
        int size = inputs;
        for (int layer = 0; layer < layers; layer++) {
            int units = in.count("units", Double.BYTES);
            biases[layer] = in.doubles(units);
            long count = (long) size * units;
            if (count > in.remaining() / Double.BYTES) {
                throw in.error(
                        "number of weights (" + count + ")", "fit into the " + in.remaining() + " bytes that follow");
            }
            weights[layer] = in.doubles((int) count);
            size = units;
        }
        return Network.of(weights, biases, means);
    }

    private static void put(BinaryWriter out, int count, IntToDoubleFunction values) {
        for (int i = 0; i < count; i++) {
            out.putDouble(values.applyAsDouble(i));
        }
    }
}
