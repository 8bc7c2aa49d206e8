// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

import io.nextbestaction.model.Forest;

/** Who is measured. The constants are the values of the JMH parameter {@code peer}. */
public enum Peer {
    /** This library: the compiled kernels of nba-core and nba-explain. */
    OURS(0),
    /** XGBoost4J, a DMatrix for every call, disposed. */
    XGBOOST(1e-6),
    /** XGBoost4J, prediction in place: no DMatrix. */
    XGBOOST_INPLACE(1e-6),
    /** H2O's pure-Java XGBoost predictor, TreeSHAP of its genmodel. */
    H2O(1e-6),
    /** ONNX Runtime, tensors and buffers reused. */
    ONNX(1e-6),
    /** LightGBM4j, the ordinary call. */
    LIGHTGBM(1e-12),
    /** LightGBM4j, the single-row fast path of the native interface. */
    LIGHTGBM_FAST(1e-12),
    /** Tribuo's XGBoostModel; it never frees the matrix of a call, so keep its runs short. */
    TRIBUO(1e-6);

    private final double tolerance;

    Peer(double tolerance) {
        this.tolerance = tolerance;
    }

    /** How far its probabilities may lie from the forest's. */
    double tolerance() {
        return tolerance;
    }

    /**
     * Gives the forest to this library.
     *
     * @throws PeerUnavailableException if its native code does not load on this machine
     */
    public PeerModel load(Forest forest) {
        try {
            return switch (this) {
                case OURS -> new OurModel(forest);
                case XGBOOST -> new XgboostModel(forest, false);
                case XGBOOST_INPLACE -> new XgboostModel(forest, true);
                case H2O -> new H2oModel(forest);
                case ONNX -> new OnnxRuntimeModel(forest);
                case LIGHTGBM -> new LightgbmModel(forest, false);
                case LIGHTGBM_FAST -> new LightgbmModel(forest, true);
                case TRIBUO -> new TribuoModel(forest);
            };
        } catch (LinkageError e) {
            throw new PeerUnavailableException(this, e);
        }
    }
}
