// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.arbitration.Arbitration;
import io.nextbestaction.arbitration.Exploration;
import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.artifact.Manifest;
import io.nextbestaction.artifact.Provenance;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Names;
import io.nextbestaction.data.PipelineProvider;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.data.State;
import io.nextbestaction.internal.artifact.ArtifactContents;
import io.nextbestaction.internal.artifact.ArtifactEntry;
import io.nextbestaction.internal.artifact.EffectCodec;
import io.nextbestaction.internal.artifact.GoldenRow;
import io.nextbestaction.internal.artifact.GoldenRowCodec;
import io.nextbestaction.internal.artifact.JointCodec;
import io.nextbestaction.internal.artifact.KernelCodec;
import io.nextbestaction.internal.artifact.NamesCodec;
import io.nextbestaction.internal.json.Json;
import io.nextbestaction.internal.json.StateCodec;
import io.nextbestaction.model.EffectModel;
import io.nextbestaction.model.Explainer;
import io.nextbestaction.model.ExplainerProvider;
import io.nextbestaction.model.JointModel;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Segmentation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes an engine apart into the entries of an artifact and puts it together again. */
final class EngineFile {
    static final String ENGINE = "engine.json";
    private static final String SCHEMA = "schema.json";
    private static final String FEATURES = "features.json";
    private static final String PIPELINE = "pipeline.json";
    private static final String CHURN = "churn.bin";
    private static final String SEGMENTS = "segments.json";
    private static final String CENTROIDS = "segments.bin";
    static final String CATALOG = "catalog.json";
    static final String CONTACTS = "contacts.json";
    static final String ARBITRATION = "arbitration.json";
    static final String EXPLORATION = "exploration.json";
    private static final String EXPLAINER = "explainer.json";
    static final String GOLDEN = "golden.bin";

    private EngineFile() {}

    /** What an artifact holds: the engine, how it was trained, and the rows that prove it. */
    record Saved(Engine engine, Provenance provenance, List<GoldenRow> golden, long goldenDay) {}

    /** The same models with another catalogue, its golden rows decided anew. */
    static Saved withCatalog(Saved saved, ActionCatalog other) {
        Engine engine = saved.engine();
        Map<String, ResponseModels> learnt = new HashMap<>();
        for (int i = 0; i < engine.responses().size(); i++) {
            learnt.put(
                    engine.catalog().actions().get(i).id(), engine.responses().get(i));
        }
        List<ResponseModels> responses = other.actions().stream()
                .map(action -> learnt.getOrDefault(action.id(), ResponseModels.DECLARED))
                .toList();
        return rebuilt(saved, other, responses, engine.contacts(), engine.exploration());
    }

    static Saved withContacts(Saved saved, @Nullable ContactPolicy contacts) {
        Engine engine = saved.engine();
        Engine.check(
                engine.schema(), engine.catalog(), contacts, engine.arbiter().arbitration());
        return rebuilt(saved, engine.catalog(), engine.responses(), contacts, engine.exploration());
    }

    static Saved withExploration(Saved saved, @Nullable Exploration exploration) {
        Engine engine = saved.engine();
        return rebuilt(saved, engine.catalog(), engine.responses(), engine.contacts(), exploration);
    }

    /** The same models and rows, decided anew. */
    private static Saved rebuilt(
            Saved saved,
            ActionCatalog catalog,
            List<ResponseModels> responses,
            @Nullable ContactPolicy contacts,
            @Nullable Exploration exploration) {
        Engine engine = saved.engine();
        Engine next = new Engine(
                engine.pipeline(),
                engine.churn(),
                engine.segmentation(),
                catalog,
                responses,
                engine.joint(),
                engine.explainer(),
                contacts,
                engine.arbiter().arbitration(),
                exploration);
        List<Row> rows =
                saved.golden().stream().map(golden -> golden.row(next.schema())).toList();
        return new Saved(next, saved.provenance(), GoldenRows.record(next, rows, saved.goldenDay()), saved.goldenDay());
    }

    /** The same engine with effects of some actions, its golden rows decided anew. */
    static Saved withEffects(Saved saved, Map<String, ActionEffects> effects) {
        Engine engine = saved.engine();
        List<ResponseModels> responses = new ArrayList<>(engine.responses());
        effects.forEach((id, learnt) -> {
            int i = engine.catalog().indexOf(id);
            if (i < 0) {
                throw new IllegalArgumentException("The action \"" + id + "\" with effects must be in catalogue \""
                        + engine.catalog().name() + "\".\n"
                        + Names.suggestion(
                                id,
                                engine.catalog().actions().stream()
                                        .map(Action::id)
                                        .toList()));
            }
            if (learnt.churn() != null && engine.catalog().actions().get(i).retention() == null) {
                throw new IllegalArgumentException("The action \"" + id + "\" with an effect on churn must have a"
                        + " retention, which tells the lifetime value.\n"
                        + "Maybe add .retention(0, Amount.of(…)) to it: the save rate then does not count.");
            }
            checkInputs(id, learnt.response(), engine);
            checkInputs(id, learnt.churn(), engine);
            responses.set(i, responses.get(i).with(learnt));
        });
        return rebuilt(saved, engine.catalog(), responses, engine.contacts(), engine.exploration());
    }

    private static void checkInputs(String id, @Nullable EffectModel effect, Engine engine) {
        int features = engine.pipeline().features().size();
        if (effect != null && effect.inputs() != features) {
            throw new IllegalArgumentException("The inputs (" + effect.inputs() + ") of an effect of \"" + id
                    + "\" must be as many as the engine's features (" + features
                    + ").\nMaybe train it on what the engine's pipeline() makes of the customers.");
        }
    }

    static ArtifactContents encode(Saved saved, Instant created) {
        Engine engine = saved.engine();
        FittedPipeline pipeline = engine.pipeline();
        State.Builder parts =
                State.builder().put("pipeline", pipeline.provider()).put("goldenDay", (double) saved.goldenDay());
        Explainer explainer = engine.explainer();
        if (explainer != null) {
            parts.put("explainer", explainer.provider());
        }
        ArtifactContents.Builder contents = ArtifactContents.builder(Manifest.running(), created, saved.provenance())
                .put(ENGINE, StateCodec.encode(parts.build()))
                .put(SCHEMA, NamesCodec.encode(pipeline.schema()))
                .put(FEATURES, NamesCodec.encode(pipeline.features()))
                .put(PIPELINE, StateCodec.encode(pipeline.state()))
                .put(CHURN, KernelCodec.encode(engine.churn()));
        Segmentation segmentation = engine.segmentation();
        if (segmentation != null) {
            contents.put(SEGMENTS, NamesCodec.encode(segmentation))
                    .put(CENTROIDS, KernelCodec.encode(segmentation.centroids()));
        }
        contents.put(CATALOG, engine.catalog().toJson().getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < engine.responses().size(); i++) {
            put(contents, contacted(i), own(engine.responses().get(i).contacted()));
            put(contents, organic(i), own(engine.responses().get(i).organic()));
            put(contents, churnAfter(i), engine.responses().get(i).churnAfter());
            put(contents, responseEffect(i), engine.responses().get(i).responseEffect());
            put(contents, churnEffect(i), engine.responses().get(i).churnEffect());
        }
        for (JointResponses.Arm arm : JointResponses.Arm.values()) {
            JointModel joint = engine.joint().of(arm);
            if (joint != null) {
                contents.put(joint(arm), JointCodec.encode(joint));
            }
        }
        // Written only where given, so that an engine without them stays readable by whatever read it before.
        ContactPolicy contacts = engine.contacts();
        if (contacts != null) {
            contents.put(CONTACTS, contacts.toJson().getBytes(StandardCharsets.UTF_8));
        }
        Arbitration arbitration = engine.arbiter().arbitration();
        if (!arbitration.equals(Arbitration.expectedValue())) {
            contents.put(ARBITRATION, arbitration.toJson().getBytes(StandardCharsets.UTF_8));
        }
        Exploration exploration = engine.exploration();
        if (exploration != null) {
            contents.put(EXPLORATION, exploration.toJson().getBytes(StandardCharsets.UTF_8));
        }
        if (explainer != null) {
            contents.put(EXPLAINER, StateCodec.encode(explainer.state()));
        }
        return contents.put(GOLDEN, GoldenRowCodec.encode(saved.golden())).build();
    }

    private static @Nullable ProbabilityModel own(@Nullable ResponseSource source) {
        return source instanceof ResponseSource.Own own ? own.model() : null;
    }

    private static void put(ArtifactContents.Builder contents, String name, @Nullable ProbabilityModel model) {
        if (model != null) {
            contents.put(name, KernelCodec.encode(model));
        }
    }

    private static void put(ArtifactContents.Builder contents, String name, @Nullable EffectModel effect) {
        if (effect != null) {
            contents.put(name, EffectCodec.encode(effect));
        }
    }

    static Saved decode(ArtifactContents contents) {
        State parts = contents.entry(ENGINE).decode(EngineFile::state);
        Schema schema = contents.entry(SCHEMA).decode(NamesCodec::schema);
        FittedPipeline pipeline = contents.entry(PIPELINE).decode(entry -> provider(
                        entry, PipelineProvider.class, PipelineProvider::name, parts.text("pipeline"), "nba-features")
                .restore(schema, state(entry)));
        if (!pipeline.features().equals(contents.entry(FEATURES).decode(NamesCodec::featureNames))) {
            throw new ArtifactException(
                    contents.file(),
                    "The features of artifact " + contents.file() + " must be those its pipeline makes.\n"
                            + "Maybe the library's version changed the pipeline: fit and save again.",
                    null);
        }
        ProbabilityModel churn = model(contents, CHURN, pipeline);
        Segmentation segmentation = null;
        if (contents.has(SEGMENTS)) {
            ArtifactEntry centroids = contents.entry(CENTROIDS);
            segmentation = contents.entry(SEGMENTS).decode(names -> NamesCodec.segmentation(names, centroids));
            inputs(centroids, segmentation.centroids().inputs(), pipeline);
        }
        ActionCatalog catalog = contents.entry(CATALOG).decode(entry -> ActionCatalog.parse(text(entry), entry.name()));
        List<ResponseModels> responses = new ArrayList<>();
        for (int i = 0; i < catalog.actions().size(); i++) {
            responses.add(new ResponseModels(
                    ResponseSource.own(contents.has(contacted(i)) ? model(contents, contacted(i), pipeline) : null),
                    ResponseSource.own(contents.has(organic(i)) ? model(contents, organic(i), pipeline) : null),
                    contents.has(churnAfter(i)) ? model(contents, churnAfter(i), pipeline) : null,
                    contents.has(responseEffect(i)) ? effect(contents, responseEffect(i), pipeline) : null,
                    contents.has(churnEffect(i)) ? effect(contents, churnEffect(i), pipeline) : null));
        }
        JointResponses joint = new JointResponses(
                joint(contents, JointResponses.Arm.CONTACTED, pipeline),
                joint(contents, JointResponses.Arm.ORGANIC, pipeline));
        ContactPolicy contacts = contents.has(CONTACTS)
                ? contents.entry(CONTACTS).decode(entry -> ContactPolicy.parse(text(entry), entry.name()))
                : null;
        Arbitration arbitration = contents.has(ARBITRATION)
                ? contents.entry(ARBITRATION).decode(entry -> Arbitration.parse(text(entry), entry.name()))
                : Arbitration.expectedValue();
        Exploration exploration = contents.has(EXPLORATION)
                ? contents.entry(EXPLORATION).decode(entry -> Exploration.parse(text(entry), entry.name()))
                : null;
        Explainer explainer = null;
        if (parts.has("explainer")) {
            explainer = contents.entry(EXPLAINER).decode(entry -> provider(
                            entry,
                            ExplainerProvider.class,
                            ExplainerProvider::name,
                            parts.text("explainer"),
                            "nba-explain")
                    .restore(state(entry)));
        }
        List<GoldenRow> golden = contents.entry(GOLDEN).decode(GoldenRowCodec::decode);
        Engine engine = new Engine(
                pipeline,
                churn,
                segmentation,
                catalog,
                responses,
                joint,
                explainer,
                contacts,
                arbitration,
                exploration);
        return new Saved(engine, contents.manifest().provenance(), golden, (long) parts.number("goldenDay"));
    }

    private static String text(ArtifactEntry entry) {
        return new String(entry.bytes(), StandardCharsets.UTF_8);
    }

    private static State state(ArtifactEntry entry) {
        return StateCodec.read(Json.parse(entry.bytes(), entry.name()));
    }

    private static ProbabilityModel model(ArtifactContents contents, String name, FittedPipeline pipeline) {
        ArtifactEntry entry = contents.entry(name);
        ProbabilityModel model = entry.decode(KernelCodec::probabilityModel);
        inputs(entry, model.scorer().inputs(), pipeline);
        return model;
    }

    private static EffectModel effect(ArtifactContents contents, String name, FittedPipeline pipeline) {
        ArtifactEntry entry = contents.entry(name);
        EffectModel effect = entry.decode(EffectCodec::effect);
        inputs(entry, effect.inputs(), pipeline);
        return effect;
    }

    private static @Nullable JointModel joint(
            ArtifactContents contents, JointResponses.Arm arm, FittedPipeline pipeline) {
        if (!contents.has(joint(arm))) {
            return null;
        }
        ArtifactEntry entry = contents.entry(joint(arm));
        JointModel joint = entry.decode(JointCodec::joint);
        inputs(entry, joint.inputs(), pipeline);
        return joint;
    }

    private static void inputs(ArtifactEntry entry, int inputs, FittedPipeline pipeline) {
        if (inputs != pipeline.features().size()) {
            throw new ArtifactException(
                    entry.file(),
                    "The inputs (" + inputs + ") of " + entry.owner() + " must be as many as the features ("
                            + pipeline.features().size() + ").\nMaybe entries of two artifacts were mixed up.",
                    null);
        }
    }

    /** Providers are looked for where the application's classes are, then where this library's are. */
    private static <P> P provider(
            ArtifactEntry entry, Class<P> type, Function<P, String> name, String wanted, String module) {
        ClassLoader own = EngineFile.class.getClassLoader();
        for (ServiceLoader<P> loader : List.of(ServiceLoader.load(type), ServiceLoader.load(type, own))) {
            for (P provider : loader) {
                if (name.apply(provider).equals(wanted)) {
                    return provider;
                }
            }
        }
        throw new ArtifactException(
                entry.file(),
                "The part \"" + wanted + "\" of artifact " + entry.file()
                        + " must have a provider on the class path.\nMaybe add the dependency io.nextbestaction:"
                        + module
                        + ".",
                null);
    }

    private static String contacted(int action) {
        return "responses/" + action + "-contacted.bin";
    }

    private static String organic(int action) {
        return "responses/" + action + "-organic.bin";
    }

    private static String joint(JointResponses.Arm arm) {
        return arm == JointResponses.Arm.CONTACTED ? "responses/joint-contacted.bin" : "responses/joint-organic.bin";
    }

    private static String churnAfter(int action) {
        return "responses/" + action + "-churn.bin";
    }

    private static String responseEffect(int action) {
        return "responses/" + action + "-response-effect.bin";
    }

    private static String churnEffect(int action) {
        return "responses/" + action + "-churn-effect.bin";
    }
}
