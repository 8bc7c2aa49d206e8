// SPDX-License-Identifier: Apache-2.0
/** Raw bank data into features, the same code offline and online, its sources, and a synthetic bank. */
module io.nextbestaction.features {
    requires transitive io.nextbestaction.core;
    requires transitive java.sql;
    requires de.siegmar.fastcsv;
    requires static transitive org.jspecify;

    exports io.nextbestaction.features;
    exports io.nextbestaction.features.drift;
    exports io.nextbestaction.features.profile;
    exports io.nextbestaction.features.rfm;
    exports io.nextbestaction.features.sampling;
    exports io.nextbestaction.features.selection;
    exports io.nextbestaction.features.source;
    exports io.nextbestaction.features.store;
    exports io.nextbestaction.features.synthetic;

    opens io.nextbestaction.features.synthetic to
            io.nextbestaction.core;

    provides io.nextbestaction.data.PipelineProvider with
            io.nextbestaction.features.FeaturesProvider;
}
