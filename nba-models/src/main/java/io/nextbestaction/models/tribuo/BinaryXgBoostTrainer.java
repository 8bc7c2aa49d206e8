// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tribuo;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import io.nextbestaction.data.Progress;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.Dataset;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.common.xgboost.XGBoostTrainer;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * XGBoost for two labels with one output, so one tree a round. Tribuo's own classification trainer always trains
 * softmax, two trees a round, and ignores {@code scale_pos_weight}.
 */
final class BinaryXgBoostTrainer extends XGBoostTrainer<Label> {
    private final Progress progress;

    /** What may end boosting before its last round. */
    interface Stop {
        /** Never. */
        Stop NEVER = (booster, rounds) -> false;

        /** Whether the booster is done after so many rounds. */
        boolean after(Booster booster, int rounds) throws XGBoostError;
    }

    /**
     * A trainer for one fit.
     *
     * @param rounds the boosting rounds
     * @param parameters XGBoost's own, complete: Tribuo's defaults do not apply
     */
    BinaryXgBoostTrainer(int rounds, Map<String, Object> parameters, Progress progress) {
        super(rounds, parameters);
        this.progress = progress;
    }

    /** For Tribuo's configuration system. */
    @SuppressWarnings("unused") // called by reflection
    private BinaryXgBoostTrainer() {
        this.progress = Progress.NONE;
    }

    /** Trains a booster; the caller disposes it. */
    Booster boost(XgBoostMatrix data) throws XGBoostError {
        return boost(data, Stop.NEVER);
    }

    /** Trains a booster until its last round or the stop; the caller disposes it. */
    Booster boost(XgBoostMatrix data, Stop stop) throws XGBoostError {
        Map<String, Object> settings = copyParams(overrideParameters);
        // Round by round, as XGBoost.train does, but heard by the caller.
        Booster booster = XGBoost.train(data.matrix(), settings, 1, Map.of(), null, null);
        try {
            progress.update("training", 1, numTrees);
            for (int round = 1; !stop.after(booster, round) && round < numTrees; round++) {
                booster.update(data.matrix(), round);
                progress.update("training", round + 1L, numTrees);
            }
            return booster;
        } catch (XGBoostError | RuntimeException e) {
            booster.dispose();
            throw e;
        }
    }

    @Override
    public XGBoostModel<Label> train(Dataset<Label> examples) {
        return train(examples, Map.of());
    }

    @Override
    public XGBoostModel<Label> train(Dataset<Label> examples, Map<String, Provenance> run) {
        return train(examples, run, INCREMENT_INVOCATION_COUNT);
    }

    /** A Tribuo model, for its evaluators and as the oracle of tests; scoring goes through compiled kernels. */
    @Override
    public synchronized XGBoostModel<Label> train(
            Dataset<Label> examples, Map<String, Provenance> run, int invocationCount) {
        if (invocationCount != INCREMENT_INVOCATION_COUNT) {
            setInvocationCount(invocationCount);
        }
        TrainerProvenance trainer = getProvenance();
        trainInvocationCounter++;
        try (XgBoostMatrix data = XgBoostMatrix.of(examples)) {
            ModelProvenance provenance = new ModelProvenance(
                    XGBoostModel.class.getName(),
                    OffsetDateTime.now(ZoneOffset.UTC),
                    examples.getProvenance(),
                    trainer,
                    run);
            return createModel(
                    "binary-xgboost",
                    provenance,
                    examples.getFeatureIDMap(),
                    examples.getOutputIDInfo(),
                    List.of(boost(data)),
                    new BinaryOutput());
        } catch (XGBoostError e) {
            throw XgBoost.failed(e);
        }
    }

    @Override
    public TrainerProvenance getProvenance() {
        return new TrainerProvenanceImpl(this);
    }
}
