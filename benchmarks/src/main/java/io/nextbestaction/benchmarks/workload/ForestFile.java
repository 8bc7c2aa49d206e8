// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.workload;

import io.nextbestaction.model.Forest;
import io.nextbestaction.model.Link;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A forest in a file of the {@link Cache}: plain numbers, node by node. */
final class ForestFile {
    private ForestFile() {}

    static Forest cached(String name, Supplier<Forest> trainer) {
        return read(Cache.file(name, path -> write(trainer.get(), path)));
    }

    static void write(Forest forest, Path file) {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(forest.inputs());
            out.writeUTF(forest.link().name());
            out.writeDouble(forest.base());
            out.writeInt(forest.trees());
            for (int t = 0; t < forest.trees(); t++) {
                int root = forest.root(t);
                int end = t + 1 < forest.trees() ? forest.root(t + 1) : forest.nodes();
                out.writeInt(end - root);
                for (int node = root; node < end; node++) {
                    boolean leaf = forest.isLeaf(node);
                    out.writeInt(leaf ? -1 : forest.feature(node));
                    out.writeDouble(leaf ? forest.leafValue(node) : forest.threshold(node));
                    out.writeBoolean(!leaf && forest.missingLeft(node));
                    out.writeInt(leaf ? -1 : forest.left(node) - root);
                    out.writeInt(leaf ? -1 : forest.right(node) - root);
                    out.writeDouble(forest.cover(node));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Forest read(Path file) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int inputs = in.readInt();
            Link link = Link.valueOf(in.readUTF());
            Forest.Builder forest = Forest.builder(inputs, link, in.readDouble());
            int trees = in.readInt();
            for (int t = 0; t < trees; t++) {
                int size = in.readInt();
                int[] feature = new int[size];
                double[] value = new double[size];
                boolean[] missingLeft = new boolean[size];
                int[] left = new int[size];
                int[] right = new int[size];
                double[] cover = new double[size];
                for (int n = 0; n < size; n++) {
                    feature[n] = in.readInt();
                    value[n] = in.readDouble();
                    missingLeft[n] = in.readBoolean();
                    left[n] = in.readInt();
                    right[n] = in.readInt();
                    cover[n] = in.readDouble();
                }
                forest.tree(feature, value, missingLeft, left, right, cover);
            }
            return forest.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
