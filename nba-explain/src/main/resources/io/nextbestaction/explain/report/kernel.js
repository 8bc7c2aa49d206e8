// SPDX-License-Identifier: Apache-2.0
// Turns a customer into features, scores and explains them as the Java kernels do. Needs no document: a test runs it
// under Node and holds it equal to Java.
'use strict';
const nba = (() => {
  // --- probabilities ---

  function sigmoid(z) {
    if (z >= 0) return 1 / (1 + Math.exp(-z));
    const e = Math.exp(z);
    return e / (1 + e);
  }

  const logit = (p) => Math.log(p) - Math.log1p(-p);
  const clip = (p) => Math.max(1e-6, Math.min(1 - 1e-6, p));

  const CALIBRATIONS = {
    platt: (c) => (p) => sigmoid(c.slope * logit(clip(p)) + c.intercept),
    beta: (c) => (p) => sigmoid(c.a * Math.log(clip(p)) - c.b * Math.log1p(-clip(p)) + c.c),
    temperature: (c) => (p) => sigmoid(logit(clip(p)) / c.temperature),
    isotonic: (c) => {
      const raw = packedNumbers(c.raw);
      const calibrated = packedNumbers(c.calibrated);
      return (p) => {
        const above = bin(raw, p); // the first knot not below p
        if (above === raw.length) return calibrated[above - 1];
        if (above === 0 || raw[above] === p) return calibrated[above];
        const from = calibrated[above - 1];
        const to = calibrated[above];
        const part = (p - raw[above - 1]) / (raw[above] - raw[above - 1]);
        return Math.min(to, from + (to - from) * part);
      };
    },
    odds: (c) => {
      const learnt = calibration(c.learnt);
      const f = c.factor;
      return (q) => {
        const p = learnt(q);
        return f <= 1 ? (p * f) / (p * f + (1 - p)) : p / (p + (1 - p) / f);
      };
    },
  };

  function calibration(c) {
    return CALIBRATIONS[c.kind](c);
  }

  // --- scorers: inputs, margin(x), base and explain(x, out); explain is null where no exact values are at hand ---

  function forest(f) {
    const roots = packedNumbers(f.roots);
    const splits = packedNumbers(f.splits); // 0 is a leaf, else twice the input counted from 1, plus 1: missing goes left
    const features = splits.map((split) => split >> 1);
    const leaves = packedNumbers(f.leaves);
    const thresholds = packedNumbers(f.thresholds);
    let leaf = 0;
    let inner = 0;
    const values = Float64Array.from(features, (feature) => (feature === 0 ? leaves[leaf++] : thresholds[inner++]));
    const nodes = features.length;
    const left = new Int32Array(nodes);
    const share = new Float64Array(nodes).fill(1);
    const covers = f.covers === null ? null : packedNumbers(f.covers);
    const ends = Array.from(roots, (root, t) => (t + 1 < roots.length ? roots[t + 1] : nodes));
    for (let t = 0; t < roots.length; t++) {
      let next = roots[t] + 1; // nodes lie breadth first, siblings side by side
      for (let n = roots[t]; n < ends[t]; n++) {
        if (features[n] === 0) continue;
        left[n] = next;
        next += 2;
        if (covers !== null) {
          const both = covers[left[n]] + covers[left[n] + 1];
          share[left[n]] = both > 0 ? covers[left[n]] / both : 0.5;
          share[left[n] + 1] = both > 0 ? covers[left[n] + 1] / both : 0.5;
        }
      }
    }

    const goesLeft = (n, x) => {
      const value = x[features[n] - 1];
      return value < values[n] || (Number.isNaN(value) && (splits[n] & 1) === 1);
    };

    function margin(x) {
      let sum = f.base;
      for (let t = 0; t < roots.length; t++) {
        let n = roots[t];
        while (features[n] !== 0) n = left[n] + (goesLeft(n, x) ? 0 : 1);
        sum += values[n];
      }
      return sum;
    }

    function expected(n) {
      return features[n] === 0
        ? values[n]
        : share[left[n]] * expected(left[n]) + share[left[n] + 1] * expected(left[n] + 1);
    }

    if (covers === null) return { inputs: f.inputs, margin, base: NaN, explain: null };
    let base = f.base;
    for (const root of roots) base += expected(root);

    // Path-dependent Shapley values by Gauss-Legendre quadrature, exact for as many nodes as half the distinct features
    // of a path. held[j] and chain[j]: whether the row met all conditions on j so far, and their share of training rows.
    const held = new Uint8Array(f.inputs);
    const chain = new Float64Array(f.inputs);
    const met = new Uint8Array(f.inputs);
    const depth = (n, seen) => {
      if (features[n] === 0) return [seen, 0];
      const j = features[n] - 1;
      met[j]++;
      const more = seen + (met[j] === 1 ? 1 : 0);
      const a = depth(left[n], more);
      const b = depth(left[n] + 1, more);
      met[j]--;
      return [Math.max(a[0], b[0]), 1 + Math.max(a[1], b[1])];
    };
    const depths = Array.from(roots, (root) => depth(root, 0));
    const rules = depths.map(([distinct]) => legendre(Math.max(1, Math.ceil(distinct / 2))));
    const deepest = depths.reduce((most, d) => Math.max(most, d[1]), 0);
    const most = rules.reduce((m, rule) => Math.max(m, rule.nodes.length), 1);
    const down = Array.from({ length: deepest + 1 }, () => new Float64Array(most));
    const up = Array.from({ length: deepest + 1 }, () => new Float64Array(most));

    // Leaves in up[level] the sum over the leaves below of value times the product of the factors on the path.
    function walk(n, level, x, rule, out) {
      const { nodes: ts, weights } = rule;
      const size = ts.length;
      const a = down[level];
      const sum = up[level];
      if (features[n] === 0) {
        for (let m = 0; m < size; m++) sum[m] = a[m] * values[n];
        return;
      }
      const j = features[n] - 1;
      const h = held[j];
      const c = chain[j];
      const goes = goesLeft(n, x) ? 0 : 1;
      const below = down[level + 1];
      const got = up[level + 1];
      sum.fill(0, 0, size);
      for (let side = 0; side < 2; side++) {
        const child = left[n] + side;
        const now = h === 1 && side === goes ? 1 : 0;
        const cc = c * share[child];
        for (let m = 0; m < size; m++) {
          const t = ts[m];
          below[m] = h === 0 ? a[m] * share[child] : (a[m] * (now * t + cc * (1 - t))) / (t + c * (1 - t));
        }
        held[j] = now;
        chain[j] = cc;
        walk(child, level + 1, x, rule, out);
        let credit = 0;
        for (let m = 0; m < size; m++) {
          const t = ts[m];
          sum[m] += got[m];
          if (h === 1) {
            const after = now === 1 ? (1 - cc) / (t + cc * (1 - t)) : -1 / (1 - t);
            credit += weights[m] * got[m] * (after - (1 - c) / (t + c * (1 - t)));
          }
        }
        out[j] += credit;
      }
      held[j] = h;
      chain[j] = c;
    }

    function explain(x, out) {
      out.fill(0);
      held.fill(1);
      chain.fill(1);
      for (let t = 0; t < roots.length; t++) {
        down[0].fill(1);
        walk(roots[t], 0, x, rules[t], out);
      }
    }

    return { inputs: f.inputs, margin, base, explain };
  }

  // The Gauss-Legendre rule on [0, 1].
  const made = new Map();

  function legendre(size) {
    if (made.has(size)) return made.get(size);
    const nodes = new Float64Array(size);
    const weights = new Float64Array(size);
    for (let k = 0; k < size; k++) {
      let z = Math.cos((Math.PI * (k + 0.75)) / (size + 0.5));
      let slope = 0;
      for (let round = 0; round < 100; round++) {
        let p = 1;
        let before = 0;
        for (let n = 1; n <= size; n++) [p, before] = [((2 * n - 1) * z * p - (n - 1) * before) / n, p];
        slope = (size * (z * p - before)) / (z * z - 1);
        const step = p / slope;
        z -= step;
        if (Math.abs(step) < 1e-15) break;
      }
      nodes[k] = (1 + z) / 2;
      weights[k] = 1 / ((1 - z * z) * slope * slope);
    }
    const rule = { nodes, weights };
    made.set(size, rule);
    return rule;
  }

  function linear(l) {
    const weights = packedNumbers(l.weights);
    const means = packedNumbers(l.means);
    const present = (x, j) => (Number.isNaN(x[j]) ? means[j] : x[j]);
    let base = l.bias;
    for (let j = 0; j < weights.length; j++) base += weights[j] * means[j];
    return {
      inputs: weights.length,
      base,
      margin(x) {
        let sum = l.bias;
        for (let j = 0; j < weights.length; j++) sum += weights[j] * present(x, j);
        return sum;
      },
      explain(x, out) {
        for (let j = 0; j < weights.length; j++) out[j] = weights[j] * (present(x, j) - means[j]);
      },
    };
  }

  function network(n) {
    const means = packedNumbers(n.means);
    const layers = n.layers.map((layer) => ({ weights: packedNumbers(layer.weights), biases: packedNumbers(layer.biases) }));
    return {
      inputs: means.length,
      base: NaN,
      explain: null,
      margin(x) {
        let values = Float64Array.from(means, (mean, j) => (Number.isNaN(x[j]) ? mean : x[j]));
        layers.forEach((layer, at) => {
          const out = Float64Array.from(layer.biases);
          const units = out.length;
          for (let j = 0; j < values.length; j++) {
            for (let u = 0; u < units; u++) out[u] += values[j] * layer.weights[j * units + u];
          }
          values = at < layers.length - 1 ? out.map((v) => Math.max(0, v)) : out;
        });
        return values[0];
      },
    };
  }

  const SCORERS = { forest, linear, network };

  // --- the pipeline: columns of a row, as nba-features saves its recipe in format 1 ---

  // The white space of Java, which is not all that a browser trims.
  const BLANK = /^[\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]*$/;
  const level = (text) => (text === null || BLANK.test(text) ? null : text);

  function bin(cuts, x) {
    let low = 0;
    let high = cuts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (x > cuts[middle]) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function places(levels) {
    return new Map(levels.map((name, i) => [name, i]));
  }

  function powered(x, power) {
    const log = Math.log1p(x);
    return power === 0 ? log : Math.expm1(power * log) / power;
  }

  function numeric(e) {
    return (raw) => {
      let x = 'asOf' in e ? e.asOf - raw : raw;
      if (Number.isNaN(x) && 'fill' in e) x = e.fill;
      if (e.log) x = Math.sign(x) * Math.log1p(Math.abs(x));
      else if ('lambda' in e) x = x >= 0 ? powered(x, e.lambda) : -powered(-x, 2 - e.lambda);
      if (!('mean' in e) || Number.isNaN(x)) return x;
      return e.deviation === 0 ? 0 : (x - e.mean) / e.deviation;
    };
  }

  const flag = (e, missing) => ('fill' in e && e.indicator ? [missing ? 1 : 0] : []);

  // Each gives a function from the field's value to its columns.
  const ENCODINGS = {
    numeric: (e) => {
      const value = numeric(e);
      return (x) => [value(x), ...flag(e, Number.isNaN(x))];
    },
    bins: (e) => {
      const value = numeric(e.input);
      return (x) => {
        const y = value(x);
        return [Number.isNaN(y) ? y : bin(e.cuts, y), ...flag(e.input, Number.isNaN(x))];
      };
    },
    woeRanges: (e) => (x) => [Number.isNaN(x) ? e.missing : e.weights[bin(e.cuts, x)]],
    oneHot: (e) => {
      const named = [...e.levels];
      const other = e.other ? named.push('other') - 1 : -1;
      const missing = e.missing ? named.push('missing') - 1 : -1;
      const known = places(named);
      return (text) => {
        const out = new Array(named.length).fill(0);
        const given = level(text);
        if (given === null && missing >= 0) out[missing] = 1;
        const now = given === null ? ('fill' in e ? e.fill : null) : given;
        if (now !== null) {
          const at = known.has(now) ? known.get(now) : other;
          if (at >= 0) out[at] = 1;
        }
        return [...out, ...flag(e, given === null)];
      };
    },
    ordinal: (e) => {
      const known = places(e.order);
      return (text) => {
        const given = level(text);
        const now = given === null && 'fill' in e ? e.fill : given;
        return [now !== null && known.has(now) ? known.get(now) : NaN, ...flag(e, given === null)];
      };
    },
    frequency: (e) => {
      const known = places(e.levels);
      return (text) => {
        const given = level(text);
        const now = given === null && 'fill' in e ? e.fill : given;
        const share = now === null ? e.missing : known.has(now) ? e.shares[known.get(now)] : 0;
        return [share, ...flag(e, given === null)];
      };
    },
    target: scores,
    woe: scores,
  };

  function scores(e) {
    const known = places(e.levels);
    return (text) => {
      const given = level(text);
      return [given === null ? e.missing : known.has(given) ? e.scores[known.get(given)] : e.other];
    };
  }

  // Each gives the fields it reads and a function from their values to its columns.
  const DERIVED = {
    product: (e) => {
      const first = numeric(e.first);
      const second = numeric(e.second);
      return [[e.first.field, e.second.field], (a, b) => [first(a) * second(b)]];
    },
    cross: (e) => {
      const width = e.first.length + (e.other ? 1 : 0);
      const known = new Map(e.first.map((a, i) => [JSON.stringify([a, e.second[i]]), i]));
      return [[e.field, e.with], (a, b) => {
        const out = new Array(width).fill(0);
        if (level(a) === null || level(b) === null) return out;
        const at = known.get(JSON.stringify([a, b]));
        if (at !== undefined) out[at] = 1;
        else if (e.other) out[width - 1] = 1;
        return out;
      }];
    },
    dateParts: (e) => [[e.field], (day) => {
      if (Number.isNaN(day)) return [NaN, NaN];
      const whole = Math.trunc(day);
      return [new Date(whole * 864e5).getUTCMonth() + 1, ((((whole + 3) % 7) + 7) % 7) + 1];
    }],
  };

  function pipeline(fields, recipe) {
    const at = places(fields);
    const steps = recipe.encodings.map((e) => {
      if (e.kind in DERIVED) {
        const [names, write] = DERIVED[e.kind](e);
        const positions = names.map((name) => at.get(name));
        return (row) => write(...positions.map((position) => row[position]));
      }
      const write = ENCODINGS[e.kind](e);
      const position = at.get(e.field);
      return (row) => write(row[position]);
    });
    return (row) => Float64Array.from(steps.flatMap((step) => step(row)));
  }

  // --- a whole model ---

  // Of data as the report holds it: features(row), margin(x), probability(margin), base, explain(x) by column and
  // bySource(contributions, scale). A row has a number, NaN when missing, or a text, null when missing, for each field.
  function model(data) {
    const scorer = SCORERS[data.scorer.kind](data.scorer);
    const calibrated = data.calibration === null ? (p) => p : calibration(data.calibration);
    const link = data.scorer.link === 'LOGISTIC' ? sigmoid : (m) => (m <= 0 ? 0 : Math.min(m, 1));
    const names = data.fields.map((field) => field.name);
    const features = data.pipeline === null ? (row) => Float64Array.from(row) : pipeline(names, data.pipeline);
    const probability = (margin) => calibrated(link(margin));
    return {
      features,
      probability,
      base: scorer.base,
      margin: scorer.margin,
      explains: scorer.explain !== null,
      explain(x) {
        const out = new Float64Array(scorer.inputs);
        scorer.explain(x, out);
        return out;
      },
      // What turns a contribution to the margin into one to the probability: the slope of the chord from the base.
      scale(margin) {
        const gap = margin - scorer.base;
        if (Math.abs(gap) >= 1e-9) return (probability(margin) - probability(scorer.base)) / gap;
        return (probability(margin + 1e-4) - probability(margin - 1e-4)) / 2e-4;
      },
      bySource(contributions, scale) {
        const out = new Float64Array(data.fields.length);
        data.sources.forEach((fields, j) => {
          for (const field of fields) out[field] += (scale * contributions[j]) / fields.length;
        });
        return out;
      },
    };
  }

  return { model };
})();
