// Inputs for the fields of a customer, as the service describes them.
import { el } from "./dom.js";

const DEFAULTS = {
  age: 35, region: "capital", occupation: "employed", balance: 1500, savings: 0, debtToIncome: 0.2, tenureMonths: 0,
  products: 1, logins30d: 5, branchVisits: 0, complaints12m: 0,
};

export const blank = fields => Object.fromEntries(fields.map(field => [field.name,
  field.type === "FLAG" ? false : field.type === "DATE" ? new Date().toISOString().slice(0, 10) : DEFAULTS[field.name] ?? null]));

function control(field, id, value) {
  if (field.type === "FLAG" || field.type === "CHOICE") {
    const choices = field.type === "FLAG" ? ["no", "yes"] : field.choices;
    const chosen = field.type === "FLAG" ? (value ? "yes" : "no") : value;
    return el("select", { id, name: field.name },
      ...choices.map(choice => el("option", { value: choice, selected: choice === chosen }, choice)));
  }
  const isNumber = field.type !== "DATE";
  return el("input", {
    id, name: field.name, type: isNumber ? "number" : "date", value: value ?? "",
    min: isNumber && field.least, max: isNumber && field.most, step: field.type === "INTEGER" ? 1 : isNumber && "any",
    required: !field.optional, placeholder: field.optional && "unknown", inputmode: isNumber && "decimal",
  });
}

export function inputs(fields, customer, prefix) {
  return el("div", { class: "fields" }, ...fields.map(field => {
    const id = `${prefix}-${field.name}`;
    return el("div", { "data-field": field.name }, el("label", { for: id }, field.label), control(field, id, customer[field.name]));
  }));
}

function typed(field, input) {
  if (field.type === "FLAG") return input.value === "yes";
  if (input.value === "") return null;
  return field.type === "NUMBER" || field.type === "INTEGER" ? Number(input.value) : input.value;
}

/** What is typed in, by field. */
export const values = (fields, form) => Object.fromEntries(fields.map(field => [field.name, typed(field, form.elements[field.name])]));

/** The fields that are typed in otherwise than the customer has them. */
export function changes(fields, form, customer) {
  const now = values(fields, form);
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== (customer[name] ?? null)));
}

/** Marks the fields that a set names, and those that break a rule. */
export function mark(form, changed, errors) {
  for (const box of form.querySelectorAll("[data-field]")) {
    const error = errors.find(problem => problem.field === box.dataset.field);
    box.classList.toggle("changed", changed.includes(box.dataset.field));
    box.classList.toggle("wrong", !!error);
    box.querySelector(".rule")?.remove();
    const input = box.querySelector("input, select");
    input.setAttribute("aria-invalid", !!error);
    input.removeAttribute("aria-describedby");
    if (error) {
      box.append(el("p", { class: "rule", id: `${input.id}-rule` }, error.rule));
      input.setAttribute("aria-describedby", `${input.id}-rule`);
    }
  }
}
