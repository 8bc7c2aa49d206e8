// Draws a customer's page from what the service answered.
import { $, action, day, el, gain, money, percent, signed, stretch } from "./dom.js";

const risk = churn => churn >= 0.4 ? "high" : churn >= 0.2 ? "raised" : "low";
const yes = (customer, fields) => fields.filter(field => field.type === "FLAG" && field.name.startsWith("has") && customer[field.name]);

export function summary(customer, decision, fields) {
  const chips = [`${customer.age} years`, customer.region, customer.occupation, `customer since ${customer.joined.slice(0, 4)}`,
    ...yes(customer, fields).map(field => field.label)];
  const most = Math.max(0.01, ...decision.why.map(why => Math.abs(why.contribution)));
  const level = risk(decision.churn);
  const meter = el("div", { class: `meter ${level === "high" ? "high" : ""}`, "aria-hidden": "true" }, stretch(0, decision.churn));
  $("summary").replaceChildren(
    el("p", { class: "title", id: "name" }, customer.customerId),
    el("ul", { class: "chips" }, ...chips.map(chip => el("li", {}, chip))),
    el("div", { class: "row" }, el("span", {}, "Probability of leaving: ", el("strong", { id: "churn" }, percent(decision.churn)), ` (${level})`)),
    meter,
    el("p", {}, "Segment: ", el("strong", { id: "segment" }, decision.segment || "none")),
    el("h2", {}, "What moves it most"),
    el("ul", { class: "bars" }, ...decision.why.map(why => {
      const half = Math.abs(why.contribution) / most / 2;
      return el("li", { class: "bar" }, el("span", {}, `${why.label}: `, el("b", {}, why.value)),
        el("span", { class: `track ${why.contribution > 0 ? "down" : ""}`, "aria-hidden": "true" },
          why.contribution > 0 ? stretch(0.5, 0.5 + half) : stretch(0.5 - half, 0.5)),
        el("output", {}, signed(why.contribution)));
    })),
    el("p", { class: "small note" }, "pp: percentage points; to the right, towards leaving."));
}

function reasons(best, currency) {
  if (!best.channel) return ["Nothing that is allowed is worth more than leaving the customer alone."];
  const list = [
    `${percent(best.acceptance)} accept if asked, ${percent(best.organic)} take it anyway.`,
    `An acceptance earns ${money(best.value, currency)} and costs ${money(best.acceptedCost, currency)}; the contact costs ${money(best.contactCost, currency)}.`,
  ];
  if (best.retained > 0) list.push(`It keeps customers who would leave: ${money(best.retained, currency)}.`);
  return list;
}

/** What was decided on, which an engine that explores need not rank first. */
const chosen = decision => decision.ranked.find(candidate => candidate.action === decision.action);

/** The best of the others. */
const runnerUp = decision => decision.ranked.find(candidate => candidate.action !== decision.action);

export function winner(decision, onOutcome) {
  const best = chosen(decision);
  const currency = decision.currency;
  const buttons = best.channel
    ? el("div", { class: "row", id: "answers" }, el("span", { class: "quiet" }, "The customer's answer:"),
      el("span", {}, el("button", { type: "button", class: "main", id: "accepted", onclick: () => onOutcome("ACCEPTED") }, "Accepted"), " ",
        el("button", { type: "button", id: "declined", onclick: () => onOutcome("DECLINED") }, "Declined")))
    : null;
  $("winner").replaceChildren(
    el("p", { class: "quiet" }, "Next best action"),
    el("div", { class: "row" }, el("p", { class: "title", id: "best" }, action(best)),
      best.channel && el("span", { class: "worth" }, el("span", { class: "value" }, money(best.expectedValue, currency)),
        el("span", { class: "small" }, "expected gain"))),
    el("ul", { class: "told" }, ...reasons(best, currency).map(text => el("li", {}, text))),
    buttons,
    el("p", { id: "recorded", role: "status" }));
}

/** Sentences, no percent sign of which stands on a line of its own. */
const told = sentences => el("ul", { class: "told" }, ...sentences.map(sentence => el("li", {}, sentence.replaceAll(" %", "\u00a0%"))));

/** Why this and not the runner-up: in sentences, and part by part. */
export function why(explanation) {
  const other = runnerUp(explanation.decision);
  $("why-title").textContent = other ? `Why this, and not ${other.channel ? name(other).toLowerCase() : "leave the customer alone"}?` : "Why this?";
  $("why-told").replaceChildren(told(explanation.sentences),
    explanation.overRunnerUp ? versus(explanation, explanation.decision.currency) : "");
}

/** The parts of the two expected values and the money each makes of their difference, which add up to it. */
function versus(explanation, currency) {
  const { factors, valueDifference } = explanation.overRunnerUp;
  const first = chosen(explanation.decision);
  const second = runnerUp(explanation.decision);
  const number = text => el("td", { class: "number" }, text);
  const quantity = (part, value) => number(["ACCEPTANCE", "ORGANIC"].includes(part.factor) ? percent(value) : money(value || 0, currency));
  const head = (text, ...more) => el("th", { scope: "col", class: "number" }, text, ...more);
  return el("table", { class: "versus" },
    el("caption", {}, "Part by part"),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Part"), head(name(first)), head(name(second)), head("Difference"))),
    el("tbody", {}, ...factors.filter(part => part.one !== 0 || part.other !== 0).map(part => el("tr", {},
      el("th", { scope: "row" }, part.label), quantity(part, part.one), quantity(part, part.other), number(gain(part.amount, currency))))),
    el("tfoot", {}, el("tr", {}, el("th", { scope: "row" }, "expected gain"), number(money(first.expectedValue, currency)),
      number(money(second.expectedValue, currency)), number(gain(valueDifference, currency)))));
}

const name = candidate => candidate.channel ? candidate.title : "Leave alone";

export function ranked(decision) {
  const most = Math.max(1, ...decision.ranked.map(candidate => Math.abs(candidate.expectedValue)));
  $("ranked").replaceChildren(el("h2", {}, "What is allowed, best first"),
    el("ul", { class: "bars" }, ...decision.ranked.map(candidate => {
      const half = Math.abs(candidate.expectedValue) / most / 2;
      const up = candidate.expectedValue >= 0;
      return el("li", { class: "bar" },
        el("span", {}, el("b", {}, name(candidate)),
          candidate.channel && el("span", { class: "small" }, `by ${candidate.channel}, ${percent(candidate.acceptance)} accept`)),
        el("span", { class: `track ${up ? "" : "down"}`, "aria-hidden": "true" }, up ? stretch(0.5, 0.5 + half) : stretch(0.5 - half, 0.5)),
        el("output", {}, money(candidate.expectedValue, decision.currency)));
    })));
}

const WORDS = [[">= ", "at least "], ["<= ", "at most "], ["> ", "more than "], ["< ", "less than "]];

/** A rule in words; that a yes must be a no says the reason already. */
function because(rule) {
  if (["yes", "no"].includes(rule.required)) return rule.reason;
  const [sign, word] = WORDS.find(([start]) => rule.required.startsWith(start)) || ["", ""];
  return `${rule.reason} (${rule.label.toLowerCase()} ${rule.actual}, required ${word}${rule.required.slice(sign.length)})`;
}

export function rejected(decision) {
  $("rejected").replaceChildren(el("h2", {}, "What is not allowed, and why"),
    decision.rejected.length === 0 ? el("p", { class: "quiet" }, "Everything is allowed.")
      : el("ul", { class: "plain" }, ...decision.rejected.map(one => el("li", {}, el("b", {}, one.title),
        el("ul", {}, ...one.because.map(rule => el("li", {}, because(rule))))))));
}

export function past(list) {
  const told = outcomes => {
    const last = outcomes.filter(outcome => outcome.outcome !== "SHOWN").at(-1);
    return last ? el("span", { class: last.outcome.toLowerCase() }, last.outcome.toLowerCase()) : el("span", { class: "quiet" }, "open");
  };
  $("past").replaceChildren(el("h2", {}, "Decisions so far"), el("table", {},
    el("thead", {}, el("tr", {}, el("th", {}, "When"), el("th", {}, "What"), el("th", {}, "Answer"))),
    el("tbody", {}, ...list.slice(0, 8).map(({ decision, outcomes }) => el("tr", {}, el("td", {}, day(decision.decidedAt)),
      el("td", {}, action(decision)), el("td", {}, decision.channel ? told(outcomes) : ""))))));
}

export function effect(compared) {
  const side = (label, decision) => {
    const best = chosen(decision);
    return el("div", {}, el("span", { class: "small" }, label), el("strong", {}, action(best)),
      el("span", {}, `${money(best.expectedValue, decision.currency)} · leaving ${percent(decision.churn)} · ${decision.segment}`));
  };
  $("effect").replaceChildren(el("div", { class: `compare ${compared.changed ? "other" : ""}` },
    side("as it is", compared.before), side(compared.changed ? "with the changes: another action" : "with the changes: the same action", compared.after)));
  $("because").replaceChildren(told(compared.sentences));
}

export function noEffect(...instead) {
  $("effect").replaceChildren(...instead);
  $("because").replaceChildren();
}
