// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.explain.reason;

import io.nextbestaction.model.Forest;
import io.nextbestaction.model.LinearModel;
import io.nextbestaction.model.Scorer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of numbers and texts in their order. */
final class Digest {
    private final MessageDigest digest;
    private final ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES);

    Digest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    Digest add(double value) {
        digest.update(buffer.putLong(0, Double.doubleToLongBits(value)).array());
        return this;
    }

    Digest add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
        return this;
    }

    /** 64 hexadecimal digits. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** What makes a forest or a linear model what it is. */
    static String of(Scorer scorer) {
        Digest digest = new Digest().add(scorer.link().name()).add(scorer.inputs());
        if (scorer instanceof Forest forest) {
            digest.add(forest.base());
            for (int tree = 0; tree < forest.trees(); tree++) {
                digest.add(forest.root(tree));
            }
            for (int node = 0; node < forest.nodes(); node++) {
                if (forest.isLeaf(node)) {
                    digest.add(-1).add(forest.leafValue(node));
                } else {
                    digest.add(forest.feature(node))
                            .add(forest.threshold(node))
                            .add(forest.missingLeft(node) ? 1 : 0)
                            .add(forest.left(node))
                            .add(forest.right(node));
                }
            }
        } else if (scorer instanceof LinearModel linear) {
            digest.add(linear.bias());
            for (int i = 0; i < linear.inputs(); i++) {
                digest.add(linear.weight(i)).add(linear.mean(i));
            }
        }
        return digest.hex();
    }
}
