// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.nextbestaction.benchmarks.export.OnnxModel;
import io.nextbestaction.model.Forest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime: tensors over direct buffers, made once for a number of rows, outputs written in place. */
final class OnnxRuntimeModel implements PeerModel {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final byte[] model;
    private final int columns;
    private final Closing closing = new Closing();

    OnnxRuntimeModel(Forest forest) {
        this.model = OnnxModel.of(forest);
        this.columns = forest.inputs();
    }

    @Override
    public RowScorer row() {
        OrtSession session = session(1);
        Buffers buffers = closing.add(new Buffers(1));
        return row -> {
            for (int j = 0; j < columns; j++) {
                buffers.input.put(j, (float) row[j]);
            }
            buffers.run(session);
            return probability(buffers.output.get(0));
        };
    }

    @Override
    public BatchScorer batch(int threads) {
        OrtSession session = session(threads);
        Reused reused = closing.add(new Reused());
        return (rows, out) -> {
            Buffers buffers = reused.of(rows.count());
            buffers.input.put(0, rows.floats());
            buffers.run(session);
            for (int i = 0; i < rows.count(); i++) {
                out[i] = probability(buffers.output.get(i));
            }
        };
    }

    private static double probability(float margin) {
        return 1 / (1 + Math.exp(-margin));
    }

    private OrtSession session(int threads) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            return closing.add(environment.createSession(model, options));
        } catch (OrtException e) {
            throw new PeerFailure(e);
        }
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** The buffers of the last number of rows. */
    private final class Reused implements AutoCloseable {
        private Buffers last = new Buffers(1);

        Buffers of(int rows) {
            if (last.rows != rows) {
                last.close();
                last = new Buffers(rows);
            }
            return last;
        }

        @Override
        public void close() {
            last.close();
        }
    }

    private final class Buffers implements AutoCloseable {
        final int rows;
        final FloatBuffer input;
        final FloatBuffer output;
        final OnnxTensor inputTensor;
        final OnnxTensor outputTensor;
        final Map<String, OnnxTensor> inputs;
        final Map<String, OnnxTensor> outputs;

        Buffers(int rows) {
            this.rows = rows;
            this.input = direct(rows * columns);
            this.output = direct(rows);
            try {
                this.inputTensor = OnnxTensor.createTensor(environment, input, new long[] {rows, columns});
                this.outputTensor = OnnxTensor.createTensor(environment, output, new long[] {rows, 1});
            } catch (OrtException e) {
                throw new PeerFailure(e);
            }
            this.inputs = Map.of(OnnxModel.INPUT, inputTensor);
            this.outputs = Map.of(OnnxModel.OUTPUT, outputTensor);
        }

        void run(OrtSession session) {
            try (OrtSession.Result result = session.run(inputs, outputs)) {
                if (result.size() != 1) {
                    throw new IllegalStateException("The outputs (" + result.size() + ") of the session must be 1.");
                }
            } catch (OrtException e) {
                throw new PeerFailure(e);
            }
        }

        @Override
        public void close() {
            inputTensor.close();
            outputTensor.close();
        }
    }

    @Override
    public void close() {
        closing.close();
    }
}
