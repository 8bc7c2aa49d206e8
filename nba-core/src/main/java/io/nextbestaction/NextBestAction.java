// SPDX-License-Identifier: Apache-2.0
package io.nextbestaction;

import io.nextbestaction.action.Action;
import io.nextbestaction.action.ActionCatalog;
import io.nextbestaction.arbitration.Arbitration;
import io.nextbestaction.arbitration.Exploration;
import io.nextbestaction.artifact.ArtifactException;
import io.nextbestaction.artifact.ModelCard;
import io.nextbestaction.artifact.Provenance;
import io.nextbestaction.contact.ContactPolicy;
import io.nextbestaction.data.FittedPipeline;
import io.nextbestaction.data.Names;
import io.nextbestaction.data.Progress;
import io.nextbestaction.data.Row;
import io.nextbestaction.data.RowBinder;
import io.nextbestaction.data.RowException;
import io.nextbestaction.data.Schema;
import io.nextbestaction.history.History;
import io.nextbestaction.internal.artifact.GoldenRow;
import io.nextbestaction.model.BinaryMetrics;
import io.nextbestaction.model.ProbabilityModel;
import io.nextbestaction.model.Segment;
import io.nextbestaction.model.Segmentation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The decision engine of a bank: customers in, one ranked, policy-checked, explained next best action out. Built once by
 * {@link #of}, or loaded from one file; immutable and thread-safe, so one instance serves every thread and is swapped
 * whole.
 *
 * <p>Two doors: {@link #decide(Object)} takes the user's customer and returns a {@link Decision}; {@link #decide(Row,
 * Workspace)} takes a bound row and the caller's buffers and allocates nothing.
 *
 * @param <C> the user's customer type
 */
public final class NextBestAction<C> {
    static final String UNSAVED = "unsaved";

    private final Intake<C> intake;
    private final Engine engine;
    private final EngineFile.Saved saved;
    private final WorkspacePool pool;
    private final Clock clock;
    private final Today today;
    private final String file;
    private final String id;

    NextBestAction(RowBinder<C> binder, EngineFile.Saved saved, Clock clock, String file, String id) {
        this.engine = saved.engine();
        this.intake = new Intake<>(binder, engine);
        this.saved = saved;
        this.pool = new WorkspacePool(engine);
        this.clock = clock;
        this.today = new Today(clock);
        this.file = file;
        this.id = id;
    }

    /**
     * Starts an engine for customers of a record class.
     *
     * @throws IllegalArgumentException if a component of the record cannot be a field
     */
    public static <R extends Record> NextBestActionBuilder<R> of(Class<R> customer) {
        return new NextBestActionBuilder<>(RowBinder.ofRecord(customer));
    }

    /** Starts an engine for customers bound by the given binder. */
    public static <C> NextBestActionBuilder<C> of(RowBinder<C> binder) {
        return new NextBestActionBuilder<>(binder);
    }

    /** Starts an engine for customers that are rows of a schema, such as those of a CSV file. */
    public static NextBestActionBuilder<Row> of(Schema schema) {
        return new NextBestActionBuilder<>(RowBinder.ofRow(schema));
    }

    /**
     * Loads an engine for customers of a record class; see {@link #load(Path, RowBinder, Clock)}.
     *
     * @throws ArtifactException if the file is damaged, foreign, too new, or not for such customers
     */
    public static <R extends Record> NextBestAction<R> load(Path file, Class<R> customer) {
        return load(file, RowBinder.ofRecord(customer));
    }

    /** Loads an engine that takes today from the system clock; see {@link #load(Path, RowBinder, Clock)}. */
    public static <C> NextBestAction<C> load(Path file, RowBinder<C> binder) {
        return load(file, binder, Clock.systemUTC());
    }

    /**
     * Loads an engine and proves it: every checksum, then every golden row to the bit. Plain data is read by a bounded
     * reader; no class is named by the file and no training module is needed.
     *
     * @param binder binds customers with the very fields the engine was fitted on
     * @param clock tells today's date for the validity of actions
     * @throws ArtifactException if the file is damaged, foreign, too new, names a part without a provider on the class
     *     path, decides otherwise than when it was saved, or was fitted on other fields
     */
    public static <C> NextBestAction<C> load(Path file, RowBinder<C> binder, Clock clock) {
        return EngineStore.load(file, binder, clock);
    }

    /**
     * Saves everything a decision needs into one file, whole or not at all.
     *
     * @throws ArtifactException if the file cannot be written, or the engine is larger than a reader would accept
     */
    public void save(Path file) {
        EngineStore.save(saved, clock.instant(), file);
    }

    /**
     * Decides for the golden rows again and compares every bit, of reasons to 1e-9; done on every load.
     *
     * @throws ArtifactException if one decision differs from the one made when the engine was fitted
     */
    public void verify() {
        verify(saved.golden());
    }

    void verify(List<GoldenRow> golden) {
        GoldenRows.verify(engine, golden, saved.goldenDay(), file);
    }

    /**
     * Decides for one customer.
     *
     * @throws RowException if the customer cannot be read
     */
    public Decision decide(C customer) {
        return decide(customer, Context.NONE);
    }

    /**
     * Decides for one customer, given what is known only now.
     *
     * @throws RowException if the customer cannot be read
     * @throws IllegalArgumentException if the context gives a field that a rule asks as another type, or no contacts to an
     *     engine with a contact policy, or no decision id to an engine that explores
     */
    public Decision decide(C customer, Context context) {
        Workspace ws = pool.borrow();
        Decision decision = decide(customer, context, ws, clock.millis(), day());
        pool.giveBack(ws);
        return decision;
    }

    private Decision decide(C customer, Context context, Workspace ws, long now, long day) {
        intake.check(context);
        bind(customer, ws.row);
        return engine.explain(ws.row, context, now, day, ws, engine.catalog().currency(), id);
    }

    /**
     * Writes a customer into a row of {@link #schema()}, for the fast door.
     *
     * <pre>{@code
     * Row row = new Row(nba.schema());
     * Workspace workspace = nba.workspace();
     * nba.bind(customer, row);
     * int winner = nba.decide(row, workspace);
     * }</pre>
     *
     * @throws RowException if the customer cannot be read
     */
    public void bind(C customer, Row row) {
        intake.bind(customer, row);
    }

    /**
     * Decides for one row into the caller's buffers; allocates nothing.
     *
     * @param row a row of {@link #schema()}
     * @param workspace buffers of this engine; holds scores and ranking afterwards
     * @throws IllegalArgumentException if the workspace is another engine's, or the engine has a contact policy or explores:
     *     see {@link #decide(Row, Context, Workspace)}
     * @return the winner's position in the catalogue, -1 for doing nothing
     */
    public int decide(Row row, Workspace workspace) {
        return decide(row, Context.NONE, workspace);
    }

    /**
     * Decides for one row, given what is known only now; see {@link #decide(Row, Workspace)}.
     *
     * @throws IllegalArgumentException if the workspace is another engine's, or the context gives a field that a rule asks
     *     as another type, or no contacts to an engine with a contact policy, or no decision id to an engine that explores
     */
    public int decide(Row row, Context context, Workspace workspace) {
        if (workspace.engine != engine) {
            throw new IllegalArgumentException(
                    "The workspace (of another engine) of a decision must be this engine's.\n"
                            + "Maybe the engine was swapped: ask it for a new workspace.");
        }
        intake.check(context);
        return engine.decide(row, context, clock.millis(), day(), workspace);
    }

    /**
     * Decides for the golden rows through both doors for up to two seconds, some thousands of times, so that the JIT
     * compiler has done its work before the first customer; changes nothing.
     */
    public void warmUp() {
        GoldenRows.warmUp(engine, saved.golden(), saved.goldenDay());
    }

    /** Decides for many customers; see {@link #decideAll(Iterable, Progress)}. */
    public DecisionBatch decideAll(Iterable<? extends C> customers) {
        return decideAll(customers, Progress.NONE);
    }

    /**
     * Decides for many customers, all as of the same moment. A customer that cannot be read becomes an error of the batch
     * and never stops it.
     *
     * @param progress hears of every thousand customers
     * @throws IllegalArgumentException if the engine has a contact policy or explores: see {@link #decideAll(Iterable,
     *     Function, Progress)}
     */
    public DecisionBatch decideAll(Iterable<? extends C> customers, Progress progress) {
        return decideAll(customers, customer -> Context.NONE, progress);
    }

    /**
     * Decides for many customers, each with what is known only now; see {@link #decideAll(Iterable, Progress)}.
     *
     * @throws IllegalArgumentException if a context gives a field that a rule asks as another type, or no contacts to an
     *     engine with a contact policy, or no decision id to an engine that explores
     */
    public DecisionBatch decideAll(
            Iterable<? extends C> customers, Function<? super C, Context> contexts, Progress progress) {
        Workspace ws = workspace();
        long now = clock.millis();
        long day = day();
        return DecisionBatch.of(
                customers,
                customer -> {
                    Context context = customer == null ? Context.NONE : contexts.apply(customer);
                    return decide(customer, context, ws, now, day);
                },
                progress);
    }

    /** The calibrated churn probability of one customer. */
    public double churn(C customer) {
        Workspace ws = workspace();
        bind(customer, ws.row);
        engine.pipeline().transform(ws.row, ws.features);
        return engine.churn().probability(ws.features, ws.scratch);
    }

    /**
     * Measures the churn probabilities on customers the engine was not fitted on.
     *
     * @throws IllegalArgumentException if there are none, or one class only
     */
    public BinaryMetrics evaluate(History<C> heldOut) {
        double[] probabilities =
                heldOut.customers().stream().mapToDouble(this::churn).toArray();
        return BinaryMetrics.of(probabilities, heldOut.labels());
    }

    /**
     * Decides for one row as of a moment, as {@link #decide(Object, Context)} did or would have done then.
     *
     * @param row a row of {@link #schema()}
     * @param zone tells the day of the moment, as the clock's zone does
     * @throws IllegalArgumentException if the row has another schema, the context gives a field that a rule asks as another
     *     type, or no contacts to an engine with a contact policy, or no decision id to an engine that explores
     */
    public Decision decideAsOf(Row row, Context context, Instant moment, ZoneId zone) {
        if (!row.schema().equals(schema())) {
            throw new IllegalArgumentException("The row (" + row.schema().size()
                    + " fields) of a decision must have the engine's schema ("
                    + schema().size() + " fields).\nMaybe it was read for another engine.");
        }
        intake.check(context);
        Workspace ws = pool.borrow();
        long day = LocalDate.ofInstant(moment, zone).toEpochDay();
        Decision decision = engine.explain(
                row, context, moment.toEpochMilli(), day, ws, engine.catalog().currency(), id);
        pool.giveBack(ws);
        return decision;
    }

    /** New buffers for the fast door, one for each thread. */
    public Workspace workspace() {
        return new Workspace(engine);
    }

    /** The fields of a customer. */
    public Schema schema() {
        return engine.schema();
    }

    /** The fields of the context that rules and levers ask about, null for none. */
    public @Nullable Schema contextSchema() {
        return engine.context();
    }

    /** The features behind every score. */
    public FittedPipeline pipeline() {
        return engine.pipeline();
    }

    /** The segments, empty if the engine has none. */
    public List<Segment> segments() {
        Segmentation segmentation = engine.segmentation();
        return segmentation == null ? List.of() : segmentation.segments();
    }

    /** The model of the churn probability. */
    public ProbabilityModel churnModel() {
        return engine.churn();
    }

    /** The model of the segments, null if the engine has none. */
    public @Nullable Segmentation segmentation() {
        return engine.segmentation();
    }

    /**
     * The model that learnt the response of those contacted with an action, null where the response is declared. One
     * learnt jointly for all actions is given with the action's columns fixed, made when first asked for.
     *
     * @param action the id of a candidate, treatments included
     * @throws IllegalArgumentException if the catalogue has no such candidate
     */
    public @Nullable ProbabilityModel responseModel(String action) {
        int position = catalog().indexOf(action);
        if (position < 0) {
            throw new IllegalArgumentException("The action \"" + action + "\" must be in catalogue \""
                    + catalog().name() + "\".\n"
                    + Names.suggestion(
                            action, catalog().actions().stream().map(Action::id).toList()));
        }
        ResponseSource source = engine.responses().get(position).contacted();
        return source == null ? null : source.model();
    }

    /**
     * How the engine was trained: rows, data hash, seed, trainers, and the metrics of the churn probabilities on rows
     * left out in turn while fitting.
     */
    public Provenance provenance() {
        return saved.provenance();
    }

    /**
     * Whether a model holds customers' rows of the training set, as support vector machines and nearest neighbours do: the
     * file of the engine is then customer data.
     */
    public boolean holdsTrainingRows() {
        return engine.churn().scorer().holdsTrainingRows()
                || engine.responses().stream().anyMatch(ResponseModels::holdsTrainingRows);
    }

    /**
     * What a reader must know of this engine: how it was trained and which features its models read, and a limit if it
     * {@linkplain #holdsTrainingRows() holds training rows}. Rows held out and other limits are added by
     * {@link ModelCard#withHeldOut} and {@link ModelCard#withLimit}.
     *
     * @param name what the engine is called
     * @throws IllegalArgumentException if the name is blank
     */
    public ModelCard modelCard(String name) {
        return ModelCard.of(name, provenance(), pipeline().features().features())
                .withTrainingRows(holdsTrainingRows());
    }

    /** What the bank can do. */
    public ActionCatalog catalog() {
        return engine.catalog();
    }

    /** How often and when customers may be contacted, null if the engine does not know. */
    public @Nullable ContactPolicy contactPolicy() {
        return engine.contacts();
    }

    /** How the best action is found. */
    public Arbitration arbitration() {
        return engine.arbiter().arbitration();
    }

    /** How others than the best are tried, null for never. */
    public @Nullable Exploration exploration() {
        return engine.exploration();
    }

    /** What tells the time of decisions. */
    public Clock clock() {
        return clock;
    }

    /**
     * The same models with another catalogue, to be compared or saved; an action keeps what was learnt of its id, a new one
     * has its declared response.
     *
     * @throws IllegalArgumentException if the catalogue asks about fields customers do not have
     */
    public NextBestAction<C> withCatalog(ActionCatalog other) {
        return unsaved(EngineFile.withCatalog(saved, other));
    }

    /**
     * The same models under another contact policy, to be compared or saved; null for contacts as often as you like.
     *
     * @throws IllegalArgumentException if the policy asks about fields customers do not have
     */
    public NextBestAction<C> withContactPolicy(@Nullable ContactPolicy other) {
        return unsaved(EngineFile.withContacts(saved, other));
    }

    /** The same engine exploring otherwise, to be compared or saved; null for never. */
    public NextBestAction<C> withExploration(@Nullable Exploration other) {
        return unsaved(EngineFile.withExploration(saved, other));
    }

    /**
     * The same engine weighing some actions by what an uplift learner found them to do, such as {@code
     * UpliftModel.effect(arm)} of nba-models; to be compared or saved.
     *
     * @param effects by the id of the action
     * @throws IllegalArgumentException if there is no such action, an effect was learnt on other features, or one on churn
     *     is given for an action without retention
     */
    public NextBestAction<C> withEffects(Map<String, ActionEffects> effects) {
        return unsaved(EngineFile.withEffects(saved, effects));
    }

    /**
     * The hashes by which decision records name this engine and its parts; costs as much as saving it.
     *
     * @throws IllegalArgumentException if the engine cannot be saved
     */
    public EngineVersion version() {
        return EngineVersion.of(saved, id);
    }

    /** The same engine by another clock, such as one for tests. */
    public NextBestAction<C> withClock(Clock other) {
        return new NextBestAction<>(intake.binder(), saved, other, file, id);
    }

    /**
     * The engine's identity: the SHA-256 of the manifest of the artifact it was loaded from, which holds the checksum of
     * every other part; "unsaved" for one just fitted.
     */
    public String id() {
        return id;
    }

    private NextBestAction<C> unsaved(EngineFile.Saved changed) {
        return new NextBestAction<>(intake.binder(), changed, clock, "(not saved)", UNSAVED);
    }

    private long day() {
        return today.epochDay();
    }
}
