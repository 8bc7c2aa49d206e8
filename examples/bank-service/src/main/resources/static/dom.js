// Builds elements; text is always text, never markup.
export const $ = id => document.getElementById(id);

/** An element with attributes (class, id, …), event listeners (onclick, …) and children (elements or texts). */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === undefined || value === null) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** A filled stretch of a track, from and to in [0, 1]; set by script, as the policy allows no style attribute. */
export function stretch(from, to) {
  const fill = el("i");
  fill.style.left = `${100 * from}%`;
  fill.style.width = `${100 * Math.max(0, to - from)}%`;
  return fill;
}

let hiding;
export function toast(text) {
  $("toast").textContent = text;
  $("toast").classList.add("shown");
  clearTimeout(hiding);
  hiding = setTimeout(() => $("toast").classList.remove("shown"), 4000);
}

export const money = (amount, currency) =>
  new Intl.NumberFormat("en", { style: "currency", currency, minimumFractionDigits: 2 }).format(amount);
/** Money with its sign, as of a difference. */
export const gain = (amount, currency) => new Intl.NumberFormat("en", { style: "currency", currency, signDisplay: "exceptZero" }).format(amount);
export const percent = share => `${(100 * share).toFixed(1)}\u00a0%`;
export const signed = share => `${share < 0 ? "−" : "+"}${(100 * Math.abs(share)).toFixed(1)} pp`;
export const day = instant => new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" }).format(new Date(instant));
export const action = candidate => candidate.channel ? `${candidate.title}, by ${candidate.channel}` : "Leave the customer alone";
