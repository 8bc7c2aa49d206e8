// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models.tribuo;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Dataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansModel;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.la.DenseVector;

/** Tribuo's k-means on values in memory: what ours is compared with. */
public final class TribuoKMeans {
    private static final int ITERATIONS = 200;
    /** Held here, since loggers nobody holds forget their level. */
    private static final Logger LOGGER = Logger.getLogger(KMeansTrainer.class.getName());

    private final Dataset<ClusterID> dataset;
    private final int columns;

    /**
     * Takes the rows to be clustered.
     *
     * @param values row-major [rows × columns], scaled, nothing missing
     */
    public TribuoKMeans(double[] values, int columns) {
        this.columns = columns;
        this.dataset = TribuoData.dataset(values, columns, i -> new ClusterID(ClusterID.UNASSIGNED), factory());
        quieten();
    }

    private static ClusteringFactory factory() {
        return new ClusteringFactory();
    }

    /** Tribuo logs every iteration at INFO: thousands of lines a fit. An application that set a level keeps it. */
    private static void quieten() {
        for (Logger logger = LOGGER; logger != null && !logger.getName().isEmpty(); logger = logger.getParent()) {
            if (logger.getLevel() != null) {
                return;
            }
        }
        LOGGER.setLevel(Level.WARNING);
    }

    /**
     * The centres [k × columns] of one run from k-means++ starts (Arthur and Vassilvitskii 2007); one thread, so the
     * same bits for the same seed. A centre that lost all its rows is the origin.
     *
     * @param k at most the number of distinct rows
     */
    public double[][] centres(int k, long seed) {
        KMeansModel model = model(k, seed);
        ImmutableFeatureMap features = model.getFeatureIDMap();
        int[] columnOf = TribuoData.columnOf(features);
        DenseVector[] vectors = model.getCentroidVectors();
        double[][] centres = new double[k][columns];
        for (int c = 0; c < k; c++) {
            for (int id = 0; id < columnOf.length; id++) {
                centres[c][columnOf[id]] = vectors[c].get(id);
            }
        }
        return centres;
    }

    KMeansModel model(int k, long seed) {
        // A new trainer for each run: a used one has moved its random numbers.
        return new KMeansTrainer(k, ITERATIONS, new L2Distance(), KMeansTrainer.Initialisation.PLUSPLUS, 1, seed)
                .train(dataset);
    }
}
