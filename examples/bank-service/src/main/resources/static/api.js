// Asks the service. The key lives in this tab's session storage and nowhere else.
const KEY = "nba.key";

export const key = {
  get: () => sessionStorage.getItem(KEY),
  set: value => sessionStorage.setItem(KEY, value),
  forget: () => sessionStorage.removeItem(KEY),
};

/** An answer that is a problem (RFC 9457). */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || `The service answered ${status}.`);
    this.status = status;
    this.errors = body.errors || [];
  }
}

async function ask(method, path, body) {
  const response = await fetch(`api/v1/${path}`, {
    method,
    headers: { "X-API-Key": key.get() || "", ...(body && { "Content-Type": "application/json" }) },
    body: body && JSON.stringify(body),
  }).catch(() => { throw new Problem(0, { detail: "The service cannot be reached. Maybe try again in some seconds." }); });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(response.status, answer);
  return answer;
}

const part = encodeURIComponent;

export const fields = () => ask("GET", "fields");
export const engine = () => ask("GET", "artifact");
/** One more than asked for, if there is one, so that it can be told. */
export const search = (query, limit) => ask("GET", `customers?limit=${limit + 1}&query=${part(query)}`);
export const customer = id => ask("GET", `customers/${part(id)}`);
export const add = customer => ask("POST", "customers", customer);
export const decide = id => ask("POST", "decisions", { customerId: id });
export const explain = id => ask("POST", "explain", { customerId: id });
export const whatIf = (id, changes) => ask("POST", "what-if", { customerId: id, changes });
export const outcome = (decision, what) => ask("POST", `decisions/${part(decision)}/outcome`, { outcome: what });
export const past = id => ask("GET", `customers/${part(id)}/decisions`);
