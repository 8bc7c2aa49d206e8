// The banker's page: find a customer, see the decision, try changes, record the answer.
import * as api from "./api.js";
import { $, el, toast } from "./dom.js";
import * as form from "./form.js";
import * as view from "./view.js";

const SHOWN = 30; // customers in the list

let fields = [];
let current = null; // the customer shown
let decision = null; // the decision shown
const asked = { find: 0, tryOut: 0 }; // so that only the latest answer is shown

function show(unlocked) {
  $("unlock").hidden = unlocked;
  $("desk").hidden = !unlocked;
  $("leave").hidden = !unlocked;
  $("engine").hidden = !unlocked;
}

function lock(message = "") {
  api.key.forget();
  show(false);
  $("key-error").textContent = message;
  $("key").value = "";
  $("key").focus();
}

/** Tells what went wrong; a key that is not known locks the page. */
function failed(problem) {
  if (problem.status === 401) lock("This key is not known.");
  else if (problem.status === 403) lock("This key is for administration. Maybe use one to decide with.");
  else if (problem instanceof api.Problem) toast(problem.message);
  else throw problem;
}

async function unlock() {
  fields = await api.fields();
  const state = await api.engine();
  $("engine").textContent = `Engine ${state.engine.slice(0, 8)}, trained on ${state.rows} customers, AUC ${state.metrics.auc.toFixed(3)}`
    + (state.refusedAt ? " · a newer artifact was refused" : "");
  show(true);
  await find();
  $("query").focus();
}

async function find() {
  const ticket = ++asked.find;
  const found = await api.search($("query").value, SHOWN);
  if (ticket !== asked.find) return;
  const list = found.slice(0, SHOWN);
  $("found").replaceChildren(...list.map(customer => el("li", {}, el("button", {
    type: "button", "data-id": customer.customerId, "aria-current": customer.customerId === current?.customerId ? "true" : "false",
    onclick: () => open(customer.customerId).catch(failed),
  }, customer.customerId, el("small", {}, `${customer.age}, ${customer.occupation}, ${customer.region}`)))));
  if (list.length === 0) $("found").append(el("li", { class: "quiet" }, "Nobody found."));
  if (found.length > SHOWN) $("found").append(el("li", { class: "quiet", id: "more" }, `The first ${SHOWN}; there are more. Type to narrow them down.`));
}

async function open(id) {
  const [customer, explanation] = await Promise.all([api.customer(id), api.explain(id)]);
  current = customer;
  decision = await api.decide(id);
  for (const button of $("found").querySelectorAll("button")) button.setAttribute("aria-current", String(button.dataset.id === id));
  view.summary(current, decision, fields);
  view.winner(decision, record);
  view.why(explanation);
  view.ranked(decision);
  view.rejected(decision);
  $("changes").replaceChildren(form.inputs(fields, current, "change"));
  unchanged();
  $("nobody").hidden = true;
  $("page").hidden = false;
  view.past(await api.past(id));
  $("customer").focus({ preventScroll: true });
  if (matchMedia("(max-width: 44rem)").matches) $("customer").scrollIntoView();
}

async function record(what) {
  for (const button of $("answers").querySelectorAll("button")) button.disabled = true;
  try {
    await api.outcome(decision.decisionId, what);
    $("recorded").replaceChildren(el("span", { class: what.toLowerCase() }, `Recorded: ${what.toLowerCase()}.`), " ",
      el("button", { type: "button", id: "again", onclick: () => open(current.customerId).catch(failed) }, "Decide again"));
    view.past(await api.past(current.customerId));
  } catch (problem) {
    for (const button of $("answers").querySelectorAll("button")) button.disabled = false;
    failed(problem);
  }
}

function unchanged() {
  view.noEffect();
  $("reset").hidden = true;
  form.mark($("changes"), [], []);
}

async function tryOut() {
  const changes = form.changes(fields, $("changes"), current);
  const names = Object.keys(changes);
  const ticket = ++asked.tryOut;
  if (names.length === 0) return unchanged();
  $("reset").hidden = false;
  try {
    const compared = await api.whatIf(current.customerId, changes);
    if (ticket !== asked.tryOut) return;
    form.mark($("changes"), names, []);
    view.effect(compared);
  } catch (problem) {
    if (problem.status !== 400) throw problem;
    form.mark($("changes"), names, problem.errors);
    view.noEffect(el("p", { class: "error" }, "Some of this cannot be."));
  }
}

async function add() {
  try {
    const added = await api.add(form.values(fields, $("add-form")));
    $("adding").close();
    toast(`Customer ${added.customerId} saved.`);
    $("query").value = added.customerId;
    await find();
    await open(added.customerId);
  } catch (problem) {
    if (problem.status !== 400) throw problem;
    form.mark($("add-form"), [], problem.errors);
    $("add-error").textContent = "Please mend the marked fields.";
    $("add-form").querySelector(".wrong input, .wrong select")?.focus();
  }
}

/** Runs at most once in a quarter of a second, after the last call. */
function calm(task) {
  let timer;
  return () => { clearTimeout(timer); timer = setTimeout(() => task().catch(failed), 250); };
}

$("key-form").addEventListener("submit", event => {
  event.preventDefault();
  api.key.set($("key").value.trim());
  unlock().catch(failed);
});
$("leave").addEventListener("click", () => lock());
$("query").addEventListener("input", calm(find));
$("changes").addEventListener("input", calm(tryOut));
$("changes").addEventListener("submit", event => event.preventDefault());
$("reset").addEventListener("click", () => { $("changes").replaceChildren(form.inputs(fields, current, "change")); unchanged(); });
$("new").addEventListener("click", () => {
  $("add-fields").replaceChildren(form.inputs(fields, form.blank(fields), "new"));
  $("add-error").textContent = "";
  $("adding").showModal();
});
$("add-cancel").addEventListener("click", () => $("adding").close());
$("add-form").addEventListener("submit", event => { event.preventDefault(); add().catch(failed); });
$("finder").addEventListener("keydown", event => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const stops = [$("query"), ...$("found").querySelectorAll("button")];
  const next = stops[stops.indexOf(document.activeElement) + step];
  if (next) { event.preventDefault(); next.focus(); }
});
document.addEventListener("keydown", event => {
  if (event.key === "/" && !$("desk").hidden && !/INPUT|SELECT/.test(document.activeElement.tagName)) {
    event.preventDefault();
    $("query").focus();
  }
});

if (api.key.get()) unlock().catch(failed);
else lock();
