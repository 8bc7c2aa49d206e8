// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction.models;

import io.nextbestaction.data.Feature;
import io.nextbestaction.data.FeatureNames;
import java.util.HashMap;
import java.util.Map;

/** The parameters of boosting in XGBoost's own names. */
final class BoosterSettings {
    private BoosterSettings() {}

    /** By name; of constraints, one sign for each feature. */
    static Map<String, Object> of(GradientBoosting.Parameters parameters, FeatureNames names) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("eta", parameters.learningRate());
        settings.put("max_depth", parameters.depth());
        settings.put("min_child_weight", parameters.minChildWeight());
        settings.put("subsample", parameters.rowShare());
        settings.put("colsample_bytree", parameters.columnShare());
        settings.put("lambda", parameters.lambda());
        settings.put("alpha", 0);
        settings.put("scale_pos_weight", parameters.positiveWeight());
        settings.put("nthread", parameters.threads());
        if (!parameters.monotone().isEmpty()) {
            settings.put("monotone_constraints", constraints(parameters.monotone(), names));
        }
        return settings;
    }

    private static int[] constraints(Map<String, GradientBoosting.Monotone> monotone, FeatureNames names) {
        int[] signs = new int[names.features().size()];
        monotone.forEach((name, way) -> {
            boolean found = false;
            for (int j = 0; j < signs.length; j++) {
                Feature feature = names.features().get(j);
                boolean named = feature.name().equals(name);
                if (!named
                        && feature.sources().contains(name)
                        && feature.sources().size() > 1) {
                    throw new IllegalArgumentException("The feature \"" + feature.name() + "\" of the field \"" + name
                            + "\" under a monotone constraint must be made of no other field.\n"
                            + "Maybe constrain features by their own names.");
                }
                if (named || feature.sources().contains(name)) {
                    signs[j] = way == GradientBoosting.Monotone.RISING ? 1 : -1;
                    found = true;
                }
            }
            if (!found) {
                throw new IllegalArgumentException("The monotone constraint on \"" + name
                        + "\" must name a feature or the field of one.\nMaybe it is misspelt, or was left out.");
            }
        });
        return signs;
    }
}
