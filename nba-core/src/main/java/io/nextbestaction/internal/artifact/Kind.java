// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.internal.artifact;

/** What a binary entry holds, and the newest version of that form: its first two bytes. Codes never change meaning. */
enum Kind {
    FOREST(1, 1, "a forest"),
    LINEAR_MODEL(2, 1, "a linear model"),
    PROBABILITY_MODEL(3, 2, "a calibrated model"),
    CENTROIDS(4, 1, "centroids"),
    GOLDEN_ROWS(5, 2, "golden rows"),
    NAIVE_BAYES(6, 1, "naive Bayes"),
    KERNEL_MACHINE(7, 1, "a kernel machine"),
    NETWORK(8, 1, "a network"),
    NEIGHBORS(9, 1, "nearest neighbours"),
    BLEND(10, 1, "a blend"),
    MULTICLASS(11, 1, "a model of several classes"),
    EFFECT(12, 1, "an effect"),
    JOINT(13, 1, "a joint model");

    final int code;
    final int version;
    final String words;

    Kind(int code, int version, String words) {
        this.code = code;
        this.version = version;
        this.words = words;
    }
}
