// SPDX-License-Identifier: Apache-2.0
/** The runtime: domain types, compiled scoring kernels, decision engine, artifact, and the fluent entry. */
module io.nextbestaction.core {
    requires com.fasterxml.jackson.core;
    requires static transitive org.jspecify;

    exports io.nextbestaction;
    exports io.nextbestaction.action;
    exports io.nextbestaction.allocation;
    exports io.nextbestaction.arbitration;
    exports io.nextbestaction.artifact;
    exports io.nextbestaction.audit;
    exports io.nextbestaction.contact;
    exports io.nextbestaction.data;
    exports io.nextbestaction.experiment;
    exports io.nextbestaction.history;
    exports io.nextbestaction.live;
    exports io.nextbestaction.learning;
    exports io.nextbestaction.model;
    exports io.nextbestaction.policy;
    exports io.nextbestaction.verify;

    uses io.nextbestaction.data.PipelineProvider;
    uses io.nextbestaction.model.ExplainerProvider;
}
