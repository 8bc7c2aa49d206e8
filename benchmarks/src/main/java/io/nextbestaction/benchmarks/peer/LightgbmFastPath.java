// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.benchmarks.peer;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_long_long;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;

/** LightGBM's native single-row fast path, which LightGBM4j itself does not wrap. For one thread. */
final class LightgbmFastPath implements AutoCloseable {
    private static final int NORMAL = 0;
    private static final int ALL_ITERATIONS = -1;
    private static final int DOUBLES = 1;

    private final SWIGTYPE_p_void booster;
    private final SWIGTYPE_p_void config;
    private final SWIGTYPE_p_long_long length = lightgbmlib.new_int64_tp();
    private final SWIGTYPE_p_double result = lightgbmlib.new_doublep();

    LightgbmFastPath(String model, int columns) {
        SWIGTYPE_p_p_void handle = lightgbmlib.new_voidpp();
        SWIGTYPE_p_int iterations = lightgbmlib.new_intp();
        check(lightgbmlib.LGBM_BoosterLoadModelFromString(model, iterations, handle));
        this.booster = lightgbmlib.voidpp_value(handle);
        check(lightgbmlib.LGBM_BoosterPredictForMatSingleRowFastInit(
                booster, NORMAL, 0, ALL_ITERATIONS, DOUBLES, columns, "num_threads=1", handle));
        this.config = lightgbmlib.voidpp_value(handle);
        lightgbmlib.delete_intp(iterations);
        lightgbmlib.delete_voidpp(handle);
    }

    double score(double[] row) {
        check(lightgbmlib.LGBM_BoosterPredictForMatSingleRowFastCriticalSWIG(row, config, length, result));
        return lightgbmlib.doublep_value(result);
    }

    private static void check(int code) {
        if (code != 0) {
            throw new IllegalStateException("The result (" + code + ") of a LightGBM call must be 0.\nMaybe: "
                    + lightgbmlib.LGBM_GetLastError());
        }
    }

    @Override
    public void close() {
        check(lightgbmlib.LGBM_FastConfigFree(config));
        check(lightgbmlib.LGBM_BoosterFree(booster));
        lightgbmlib.delete_int64_tp(length);
        lightgbmlib.delete_doublep(result);
    }
}
