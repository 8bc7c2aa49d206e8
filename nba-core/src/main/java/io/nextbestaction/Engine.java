// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.action.EffectiveRule;
import io.nextbestaction.arbitration.Arbitration;
import io.nextbestaction.arbitration.Basis;
import io.nextbestaction.arbitration.ExpectedValue;
import io.nextbestaction.arbitration.Exploration;
import io.nextbestaction.arbitration.Lever;
import io.nextbestaction.contact.ContactHistory;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.Schema;
import io.nextbestaction.model.Explainer;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Segmentation;
import io.nextbestaction.policy.Condition;
import io.nextbestaction.policy.ContextFields;
import io.nextbestaction.policy.Policies;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything a decision needs, immutable: transform, score, segment, rules, arbitration, reasons. */
final class Engine {
    private static final long MILLIS_OF_DAY = 86_400_000;

    private final FittedPipeline pipeline;
    private final ProbabilityModel churn;
    private final @Nullable Segmentation segmentation;
    private final ActionCatalog catalog;
    private final List<ResponseModels> responses;
    private final JointResponses joint;
    private final @Nullable ChurnReasons reasons;
    private final @Nullable Schema context;
    private final Offer[] offers;
    /** How many offers have a rule that asks for the acceptance probability. */
    private final int asking;

    private final Policies policies;
    private final @Nullable ContactPolicy contacts;
    private final Arbiter arbiter;
    private final @Nullable Explorer explorer;
    private final Zones zones = new Zones();

    Engine(
            FittedPipeline pipeline,
            ProbabilityModel churn,
            @Nullable Segmentation segmentation,
            ActionCatalog catalog,
            List<ResponseModels> responses,
            @Nullable Explainer explainer) {
        this(
                pipeline,
                churn,
                segmentation,
                catalog,
                responses,
                JointResponses.NONE,
                explainer,
                null,
                Arbitration.expectedValue(),
                null);
    }

    Engine(
            FittedPipeline pipeline,
            ProbabilityModel churn,
            @Nullable Segmentation segmentation,
            ActionCatalog catalog,
            List<ResponseModels> responses,
            JointResponses joint,
            @Nullable Explainer explainer,
            @Nullable ContactPolicy contacts,
            Arbitration arbitration,
            @Nullable Exploration exploration) {
        this.pipeline = pipeline;
        this.churn = churn;
        this.segmentation = segmentation;
        this.catalog = catalog;
        this.responses = within(joint, catalog, responses);
        this.joint = joint;
        this.reasons = explainer == null ? null : new ChurnReasons(explainer, churn, pipeline.features());
        this.contacts = contacts;
        this.context = contextSchema(catalog, arbitration);
        this.offers = offers(pipeline.schema(), context, catalog, this.responses, contacts, arbitration);
        this.asking = (int) Arrays.stream(offers)
                .filter(offer -> offer.policy().asksPropensity())
                .count();
        this.policies = Policies.of(Arrays.stream(offers).map(Offer::policy).toList());
        this.arbiter = new Arbiter(arbitration, catalog, pipeline.schema(), context);
        this.explorer = exploration == null ? null : new Explorer(exploration, catalog.actions());
    }

    private static List<ResponseModels> within(
            JointResponses joint, ActionCatalog catalog, List<ResponseModels> responses) {
        List<ResponseModels> all = new ArrayList<>(responses.size());
        for (int i = 0; i < responses.size(); i++) {
            all.add(responses.get(i).within(joint, catalog.actions().get(i).id()));
        }
        return List.copyOf(all);
    }

    /** Compiles everything that names a field, which is how those are checked against a schema. */
    static void check(Schema schema, ActionCatalog catalog, @Nullable ContactPolicy contacts, Arbitration arbitration) {
        Schema context = contextSchema(catalog, arbitration);
        List<ResponseModels> declared = Collections.nCopies(catalog.actions().size(), ResponseModels.DECLARED);
        Offer[] offers = offers(schema, context, catalog, declared, contacts, arbitration);
        Arbiter arbiter = new Arbiter(arbitration, catalog, schema, context);
        if (offers.length == 0 || arbiter.slateSize() == 0) {
            throw new AssertionError("a catalogue has an action");
        }
    }

    private static Offer[] offers(
            Schema schema,
            @Nullable Schema context,
            ActionCatalog catalog,
            List<ResponseModels> responses,
            @Nullable ContactPolicy contacts,
            Arbitration arbitration) {
        Offer[] offers = new Offer[catalog.actions().size()];
        for (int i = 0; i < offers.length; i++) {
            offers[i] = new Offer(schema, context, catalog, i, responses.get(i), contacts, arbitration.evidence());
        }
        return offers;
    }

    /** The fields of the context that rules and levers ask about, null for none. */
    private static @Nullable Schema contextSchema(ActionCatalog catalog, Arbitration arbitration) {
        List<Condition> conditions = new ArrayList<>();
        for (Action action : catalog.actions()) {
            for (EffectiveRule effective : catalog.effectivePolicy(action.id())) {
                conditions.add(effective.rule().condition());
            }
        }
        for (Lever lever : arbitration.levers()) {
            Condition when = lever.when();
            if (when != null) {
                conditions.add(when);
            }
        }
        return ContextFields.of(conditions);
    }

    Schema schema() {
        return pipeline.schema();
    }

    /** The fields of the context rules ask about, null for none. */
    @Nullable
    Schema context() {
        return context;
    }

    /** How often customers may be contacted, null for as often as you like. */
    @Nullable
    ContactPolicy contacts() {
        return contacts;
    }

    Policies policies() {
        return policies;
    }

    Arbiter arbiter() {
        return arbiter;
    }

    /** What tries others than the best, null for nothing. */
    @Nullable
    Explorer explorer() {
        return explorer;
    }

    /** How others than the best are tried, null for never. */
    @Nullable
    Exploration exploration() {
        return explorer == null ? null : explorer.exploration();
    }

    FittedPipeline pipeline() {
        return pipeline;
    }

    ProbabilityModel churn() {
        return churn;
    }

    @Nullable
    Segmentation segmentation() {
        return segmentation;
    }

    ActionCatalog catalog() {
        return catalog;
    }

    List<ResponseModels> responses() {
        return responses;
    }

    /** The models over (customer, action) behind some of the responses. */
    JointResponses joint() {
        return joint;
    }

    /** What tells why of the churn probability, null without an explainer. */
    @Nullable
    ChurnReasons reasons() {
        return reasons;
    }

    @Nullable
    Explainer explainer() {
        return reasons == null ? null : reasons.explainer();
    }

    /** A decision at noon of a day in UTC that knows nothing else. */
    int decide(Row row, long day, Workspace ws) {
        return decide(row, Context.NONE, noon(day), day, ws);
    }

    static long noon(long day) {
        return (2 * day + 1) * (MILLIS_OF_DAY / 2);
    }

    /**
     * The fast door: leaves every number of every candidate in the workspace and returns the winner's position, -1 for
     * nothing. Each step takes what the one before it left.
     *
     * @param now in milliseconds since 1970-01-01T00:00Z
     * @param day in days since 1970-01-01, by the engine's clock
     */
    int decide(Row row, Context given, long now, long day, Workspace ws) {
        score(row, given, now, ws);
        candidates(day, ws);
        policy(ws);
        contact(ws);
        value(row, ws);
        arbiter.arbitrate(given.decision(), ws);
        if (explorer != null) {
            explorer.explore(given.decision(), ws);
        }
        arbiter.constrain(ws);
        return ws.winner;
    }

    /** What is known of the customer before any action is looked at. */
    private void score(Row row, Context given, long now, Workspace ws) {
        pipeline.transform(row, ws.features);
        ws.jointContacted.clear();
        ws.jointOrganic.clear();
        ws.churn = churn.probability(ws.features, ws.scratch);
        ws.segment = segmentation == null ? -1 : segmentation.centroids().nearest(ws.features);
        if (ws.context != null) {
            given.bind(ws.context);
        }
        String segment = segmentation == null
                ? null
                : segmentation.segments().get(ws.segment).name();
        ws.facts.customer(row).scores(ws.churn, segment);
        ws.now = now;
        ContactHistory remembered = given.contacts();
        ws.contacts = remembered == null ? ContactHistory.NONE : remembered;
        if (contacts != null) {
            ZoneId zone = given.zone();
            ws.localSeconds = zones.localSeconds(zone == null ? contacts.zone() : zone, now);
        }
    }

    /** Whatever is on offer today. */
    private void candidates(long day, Workspace ws) {
        ws.candidates = 0;
        for (int i = 0; i < offers.length; i++) {
            ws.expected[i] = Double.NaN;
            ws.scores[i] = Double.NaN;
            keep(offers[i].isOnOffer(day), i, Offer.NOT_VALID, ws);
        }
    }

    /** Only what the rules allow. */
    private void policy(Workspace ws) {
        int before = ws.candidates;
        ws.candidates = 0;
        policies.ask(ws.facts, ws.refused);
        ws.jointContacted.expect(asking, ws);
        for (int place = 0; place < before; place++) {
            int i = ws.ranking[place];
            int failure = offers[i].policy().asksPropensity()
                    ? offers[i].firstFailure(ws)
                    : policies.firstFailure(i, ws.refused);
            keep(failure < 0, i, failure, ws);
        }
    }

    /** Only what the customer may hear of now. */
    private void contact(Workspace ws) {
        if (contacts == null) {
            return;
        }
        int before = ws.candidates;
        ws.candidates = 0;
        for (int place = 0; place < before; place++) {
            int i = ws.ranking[place];
            keep(offers[i].mayContact(ws), i, Offer.CONTACT, ws);
        }
    }

    /** Only what has a worth, with that worth. */
    private void value(Row row, Workspace ws) {
        int before = ws.candidates;
        ws.jointContacted.expect(before, ws);
        ws.jointOrganic.expect(before, ws);
        ws.candidates = 0;
        for (int place = 0; place < before; place++) {
            int i = ws.ranking[place];
            keep(offers[i].value(row, ws, i, arbiter.isRiskAverse()), i, Offer.VALUE_MISSING, ws);
        }
    }

    private static void keep(boolean kept, int i, int otherwise, Workspace ws) {
        ws.failed[i] = kept ? Offer.ALLOWED : otherwise;
        if (kept) {
            ws.ranking[ws.candidates++] = i;
        }
    }

    /** The pleasant door at noon of a day in UTC. */
    Decision explain(Row row, long day, Workspace ws, String currency, String id) {
        return explain(row, Context.NONE, noon(day), day, ws, currency, id);
    }

    /** The pleasant door: the same, as a value that explains itself. */
    Decision explain(Row row, Context given, long now, long day, Workspace ws, String currency, String id) {
        decide(row, given, now, day, ws);
        List<RankedAction> ranked = new ArrayList<>(ws.candidates + 1);
        @Nullable RankedAction[] byPosition = new @Nullable RankedAction[offers.length];
        boolean nothing = false;
        for (int place = 0; place < ws.candidates; place++) {
            int i = ws.ranking[place];
            if (!nothing && !(ws.scores[i] > 0)) {
                ranked.add(doNothing(ranked.size() + 1, ws));
                nothing = true;
            }
            RankedAction candidate = new RankedAction(
                    ranked.size() + 1,
                    offers[i].action(),
                    offers[i].parts(ws, i),
                    offers[i].basis(),
                    ws.scores[i],
                    ws.contextFactor[i] * ws.leverFactor[i],
                    ws.probability(i));
            ranked.add(candidate);
            byPosition[i] = candidate;
        }
        if (!nothing) {
            ranked.add(doNothing(ranked.size() + 1, ws));
        }
        List<RankedAction> slate = new ArrayList<>(ws.slateSize);
        for (int place = 0; place < ws.slateSize; place++) {
            slate.add(Objects.requireNonNull(byPosition[ws.slate[place]]));
        }
        List<Rejection> rejected = new ArrayList<>();
        for (int i = 0; i < offers.length; i++) {
            if (ws.failed[i] != Offer.ALLOWED) {
                rejected.add(new Rejection(offers[i].action(), offers[i].failures(row, day, ws, ws.failed[i])));
            }
        }
        String segment = segmentation == null
                ? ""
                : segmentation.segments().get(ws.segment).name();
        List<Reason> why = reasons == null ? List.of() : reasons.why(row, ws);
        return new Decision(ranked, ws.churn, segment, why, rejected, currency, id, slate, ws.leverCost);
    }

    private static RankedAction doNothing(int rank, Workspace ws) {
        return new RankedAction(rank, Action.DO_NOTHING, ExpectedValue.ZERO, Basis.DECLARED, 0, 1, ws.probability(-1));
    }
}
