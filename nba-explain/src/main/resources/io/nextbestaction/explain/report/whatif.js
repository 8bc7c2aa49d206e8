// SPDX-License-Identifier: Apache-2.0
// A customer whose values the reader changes, scored and explained at once by the kernels in kernel.js.
'use strict';
(() => {
  const ROW = 42;
  const SHOWN = 9;
  const DAY = 864e5;

  // Elements are only made of text nodes and attributes, so no label can become markup.
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(name, '');
      else if (value !== false) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  function draw(tag, attributes = {}, text = '') {
    const element = document.createElementNS(namespace, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text) element.textContent = text;
    return element;
  }

  // Taken from the page, so that no address need be written.
  const namespace = document.querySelector('.whatif svg').namespaceURI;

  // A day as people write it; beyond the days a browser knows, its number.
  function dated(day) {
    const date = new Date(day * DAY);
    return Number.isNaN(date.getTime()) ? page.number(day, 6) : date.toISOString().split('T')[0];
  }

  const at = (part) => `${(100 * part).toFixed(2)}%`;
  const cut = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}\u2026` : text);

  // Ticks at 1, 2 or 5 times a power of ten around low to high.
  function axis(low, high) {
    if (!(high - low > 1e-12 * Math.max(Math.abs(low), Math.abs(high)))) return axis(low - 0.5, high + 0.5);
    const wanted = (high - low) / 4;
    const power = 10 ** Math.floor(Math.log10(wanted));
    const step = [1, 2, 5, 10].map((factor) => factor * power).find((s) => s >= wanted * (1 - 1e-9));
    const first = Math.floor(low / step + 1e-9);
    const last = Math.ceil(high / step - 1e-9);
    const ticks = [];
    for (let k = first; k <= last; k++) ticks.push(k * step);
    const span = (last - first) * step;
    return { ticks, at: (v) => Math.max(0, Math.min(1, (v - first * step) / span)) };
  }

  function rows(title, description, count, scale, text, id) {
    const svg = draw('svg', { class: 'rows', width: '100%', height: count * ROW + 22, role: 'img' });
    svg.setAttribute('aria-labelledby', `${id}-title ${id}-desc`);
    svg.append(draw('title', { id: `${id}-title` }, title), draw('desc', { id: `${id}-desc` }, description));
    for (const tick of scale.ticks) {
      const x = scale.at(tick);
      svg.append(draw('line', { x1: at(x), x2: at(x), y1: 0, y2: count * ROW, class: 'grid' }));
      const anchor = x < 1e-9 ? 'tick' : x > 1 - 1e-9 ? 'tick end' : 'tick middle';
      svg.append(draw('text', { x: at(x), y: count * ROW + 16, class: anchor }, text(tick)));
    }
    return svg;
  }

  function row(svg, i, label, value) {
    const g = draw('g');
    g.append(draw('title', {}, `${label}: ${value}`));
    g.append(draw('text', { x: 0, y: i * ROW + 14 }, cut(label, 34)));
    g.append(draw('text', { x: '100%', y: i * ROW + 14, class: 'value' }, value));
    svg.append(g);
    return g;
  }

  function bar(g, i, from, to, kind) {
    g.append(draw('rect', {
      x: at(Math.min(from, to)), width: at(Math.abs(to - from)), y: i * ROW + 20, height: 12, class: kind,
    }));
  }

  function mark(g, i, where) {
    g.append(draw('line', { x1: at(where), x2: at(where), y1: i * ROW + 17, y2: i * ROW + 35, class: 'mark' }));
  }

  function waterfall(base, steps, end, text, change, ticks, id) {
    let low = Math.min(base, end);
    let high = Math.max(base, end);
    let sum = base;
    for (const step of steps) {
      sum += step.delta;
      low = Math.min(low, sum);
      high = Math.max(high, sum);
    }
    const scale = axis(low, high);
    const description = `From ${text(base)} in ${steps.length} steps to ${text(end)}.`;
    const svg = rows('What made the score', description, steps.length + 2, scale, ticks, id);
    mark(row(svg, 0, 'Starting point', text(base)), 0, scale.at(base));
    sum = base;
    steps.forEach((step, k) => {
      const g = row(svg, k + 1, step.label, `${step.delta > 0 ? '+' : ''}${change(step.delta)}`);
      bar(g, k + 1, scale.at(sum), scale.at(sum + step.delta), step.delta < 0 ? 'down' : 'up');
      sum += step.delta;
    });
    mark(row(svg, steps.length + 1, 'Result', text(end)), steps.length + 1, scale.at(end));
    return svg;
  }

  function bars(title, values, now, text, id) {
    const scale = axis(0, Math.max(...values.map((v) => v.p)));
    const svg = rows(title, `Bars of ${values.length} values.`, values.length, scale, (p) => page.percent(p, 0), id);
    values.forEach((v, i) => {
      const g = row(svg, i, v.label, text(v.p));
      bar(g, i, 0, 1, 'track');
      bar(g, i, 0, scale.at(v.p), 'up');
      if (v.value === now) mark(g, i, scale.at(v.p));
    });
    return svg;
  }

  function curve(title, xLabel, points, now, cutoff, tickText, id) {
    const svg = draw('svg', { class: 'curve', viewBox: '0 0 400 300', role: 'img' });
    svg.setAttribute('aria-labelledby', `${id}-title ${id}-desc`);
    svg.append(draw('title', { id: `${id}-title` }, title));
    svg.append(draw('desc', { id: `${id}-desc` }, `Probability over ${xLabel}.`));
    const xs = axis(points[0][0], points[points.length - 1][0]);
    const ps = points.map((point) => point[1]);
    const ys = axis(Math.min(...ps), Math.max(...ps));
    const tickDigits = ys.ticks[1] - ys.ticks[0] < 0.01 ? 1 : 0;
    const left = (x) => 46 + xs.at(x) * 342;
    const top = (y) => 256 - ys.at(y) * 230;
    for (const tick of xs.ticks) {
      svg.append(draw('path', { d: `M${left(tick)} 26V256`, class: 'grid' }));
      svg.append(draw('text', { x: left(tick), y: 272, class: 'tick middle' }, tickText(tick)));
    }
    for (const tick of ys.ticks) {
      svg.append(draw('path', { d: `M46 ${top(tick)}H388`, class: 'grid' }));
      svg.append(draw('text', { x: 40, y: top(tick) + 4, class: 'tick end' }, (100 * tick).toFixed(tickDigits)));
    }
    svg.append(draw('text', { x: 4, y: 12 }, 'probability, in percent'));
    svg.append(draw('text', { x: 217, y: 292, class: 'middle' }, cut(xLabel, 40)));
    if (cutoff !== null && top(cutoff) > 26 && top(cutoff) < 256) {
      svg.append(draw('path', { d: `M46 ${top(cutoff)}H388`, class: 'line reference' }));
    }
    const d = points.map(([x, p], i) => `${i === 0 ? 'M' : 'L'}${left(x).toFixed(1)} ${top(p).toFixed(1)}`).join('');
    svg.append(draw('path', { d, class: 'line c0' }));
    if (now !== null) svg.append(draw('circle', { cx: left(now[0]), cy: top(now[1]), r: 6, class: 'here' }));
    return svg;
  }

  function start(box) {
    const data = JSON.parse(box.parentElement.querySelector('script[type="application/json"]').textContent);
    const model = data.scorer ? nba.model(data) : null; // else all there is to know was worked out before
    const fields = data.fields;
    const used = Array.from(fields.keys()).filter((f) => fields[f].used);
    for (const field of fields) {
      if (field.used && field.type !== 'CATEGORY') field.values = Array.from(packedNumbers(field.values));
    }
    const text = (p) => page.percent(p);
    const points = (p) => page.minus((100 * p).toFixed(1)); // a difference of percents is none
    const isText = (field) => field.type === 'CATEGORY';
    let given = [];
    let row_ = [];
    let shown = used.find((f) => !fields[f].fixed) ?? used[0];
    let onProbability = true;

    // What JSON cannot hold: a missing number is null there and NaN here.
    const read = (values) => values.map((v, f) => (v === null && !isText(fields[f]) ? NaN : v));
    const probability = (row) => model.probability(model.margin(model.features(row)));
    const same = (a, b) => a === b || (Number.isNaN(a) && Number.isNaN(b));
    const changed = (row, f, value) => row.map((v, k) => (k === f ? value : v));

    function display(f, value) {
      if (value === null || Number.isNaN(value)) return 'missing';
      if (fields[f].type === 'BOOLEAN') return value === 0 ? 'no' : 'yes';
      if (fields[f].type === 'DATE') return dated(value);
      return isText(fields[f]) ? value : page.number(value, 6);
    }

    // --- what is known of the row ---

    const known = () => data.customers[Number(customer.value)].known;
    const score = () => (model ? probability(row_) : known().probability);

    // The values a field may be tried at, each with the score it gives.
    function tried(f) {
      if (model) return fields[f].values.map((value) => [value, probability(changed(row_, f, value))]);
      const scores = packedNumbers(known().tried[f]);
      return fields[f].values.map((value, k) => [value, scores[k]]);
    }

    const isGiven = () => row_.every((v, f) => same(v, given[f]));

    // Base, result and the part of every field on one of both scales; null where the kind of model has none, or only for
    // the customer as given.
    function reasons(onProbability_) {
      if (model && model.explains) {
        const x = model.features(row_);
        const margin = model.margin(x);
        const parts = model.bySource(model.explain(x), onProbability_ ? model.scale(margin) : 1);
        return onProbability_
          ? { base: model.probability(model.base), end: model.probability(margin), parts }
          : { base: model.base, end: margin, parts };
      }
      const told = isGiven() && known() ? known().reasons : null;
      if (told === null) return null;
      return onProbability_
        ? { base: told.baseProbability, end: known().probability, parts: packedNumbers(told.probabilityParts) }
        : { base: told.base, end: told.margin, parts: packedNumbers(told.parts) };
    }

    // --- what stands on the page ---

    box.replaceChildren();
    const id = box.id;
    const customer = make('select', { id: `${id}-customer` },
      ...data.customers.map((c, k) => make('option', { value: k }, c.name)));
    const reset = make('button', { type: 'button' }, 'Back to this customer');
    const now = make('div', { class: 'now', 'aria-live': 'polite' });
    const inputs = make('fieldset', { class: 'fields' });
    inputs.append(make('legend', { class: 'unseen' }, 'Values'));
    const scales = make('fieldset', { class: 'scale' }, make('legend', { class: 'unseen' }, 'Scale'));
    for (const [name, value] of [['on probability', true], ['on log-odds', false]]) {
      const radio = make('input', { type: 'radio', name: `${id}-scale`, checked: value === onProbability });
      radio.addEventListener('change', () => {
        onProbability = value;
        explain();
      });
      scales.append(make('label', {}, radio, ` ${name}`));
    }
    const why = make('div');
    const profile = make('select', { id: `${id}-profile` },
      ...used.map((f) => make('option', { value: f }, fields[f].name)));
    profile.value = shown;
    const ice = make('div');
    const changes = make('ul', { class: 'changes' });
    const changesNote = make('p');
    const right = make('div', { class: 'part narrow' }, make('h4', {}, 'What made the score'));
    right.append(scales, why, make('h4', {}, 'Single changes that matter most'), changesNote, changes);
    const overOne = [
      make('h4', {}, 'The score over one value'),
      make('p', { class: 'control' }, make('label', { for: profile.id }, 'Value of'), profile), ice,
    ];
    box.append(
      make('p', { class: 'control' }, make('label', { for: customer.id }, 'Start from'), customer, reset),
      now,
      make('div', { class: 'cols' },
        make('div', { class: 'part narrow' }, ...(model ? [make('h4', {}, 'Values'), inputs] : []), ...overOne), right),
    );
    reset.hidden = model === null;

    const controls = (model ? used : []).map((f) => {
      const field = fields[f];
      const control = editor(field, f);
      const label = make('label', { for: control.main.id }, field.fixed ? `${field.name} (fixed)` : field.name);
      const line = make('div', { class: 'field' }, label, ...control.elements);
      inputs.append(line);
      return { ...control, f, line };
    });

    function editor(field, f) {
      const name = `${id}-f${f}`;
      const put = (value) => {
        row_[f] = value;
        shown = f;
        profile.value = f;
        update(f);
      };
      if (isText(field) || field.type === 'BOOLEAN') {
        const options = isText(field) ? field.values.map((v) => [v, v]) : [['no', 0], ['yes', 1]];
        const select = make('select', { id: name, class: 'only', disabled: field.fixed });
        const values = [isText(field) ? null : NaN, ...options.map((option) => option[1])];
        ['missing', ...options.map((option) => option[0])].forEach((label, k) => {
          select.append(make('option', { value: k }, label));
        });
        select.addEventListener('change', () => put(values[Number(select.value)]));
        const set = (value) => {
          let k = values.findIndex((v) => same(v, value));
          if (k < 0) {
            values.push(value);
            select.append(make('option', { value: values.length - 1 }, String(value)));
            k = values.length - 1;
          }
          select.value = k;
        };
        return { main: select, elements: [select], set };
      }
      if (field.type === 'DATE') {
        const input = make('input', { type: 'date', id: name, class: 'only', disabled: field.fixed });
        input.addEventListener('change', () => put(input.value ? Date.parse(input.value) / DAY : NaN));
        return { main: input, elements: [input], set: (v) => { input.value = Number.isNaN(v) ? '' : display(f, v); } };
      }
      const [low, high, whole] = field.range;
      const step = whole ? 1 : 'any';
      const range = make('input', {
        type: 'range', min: low, max: high, step, tabindex: -1, 'aria-hidden': 'true', disabled: field.fixed,
      });
      const input = make('input', { type: 'number', id: name, step, placeholder: 'missing', disabled: field.fixed });
      range.addEventListener('input', () => {
        input.value = whole ? range.value : Number(Number(range.value).toPrecision(4));
        put(Number(input.value));
      });
      input.addEventListener('input', () => {
        if (input.value !== '') range.value = input.value;
        put(input.value === '' ? NaN : Number(input.value));
      });
      const set = (value) => {
        input.value = Number.isNaN(value) ? '' : value;
        range.value = Number.isNaN(value) ? low : value;
      };
      return { main: input, elements: [range, input], set };
    }

    // --- what follows from the values ---

    function explain() {
      const found = reasons(onProbability);
      scales.hidden = found === null;
      if (found === null) {
        const told = known() && known().reasons && !isGiven();
        why.replaceChildren(make('p', { class: 'nothing' }, told
          ? 'This kind of model is scored here, not explained: go back to this customer to see what made the score.'
          : 'This kind of model is scored here, not explained.'));
        return;
      }
      const { base, end, parts } = found;
      const order = Array.from(parts.keys()).sort((a, b) => Math.abs(parts[b]) - Math.abs(parts[a]));
      const steps = order.slice(0, SHOWN).filter((f) => parts[f] !== 0)
        .map((f) => ({ label: `${fields[f].name} ${display(f, row_[f])}`, delta: parts[f] }));
      const rest = order.slice(SHOWN).filter((f) => parts[f] !== 0);
      if (rest.length > 0) {
        steps.push({ label: `${rest.length} other fields`, delta: rest.reduce((sum, f) => sum + parts[f], 0) });
      }
      const logOdds = (v) => page.minus(v.toFixed(2));
      why.replaceChildren(onProbability
        ? waterfall(base, steps, end, text, points, (p) => page.percent(p, 0), `${id}-why`)
        : waterfall(base, steps, end, logOdds, logOdds, (v) => page.number(v, 3), `${id}-why`));
    }

    function headline() {
      const after = score();
      const before = model ? probability(given) : after;
      const parts = [make('strong', {}, text(after))];
      parts.push(make('span', {}, same(before, after)
        ? 'as this customer is'
        : `${after > before ? '+' : ''}${points(after - before)} points against ${text(before)}`));
      if (data.cutoff !== null) {
        parts.push(make('span', {}, `${after >= data.cutoff ? 'at or above' : 'below'} the cutoff of ${text(data.cutoff)}`));
      }
      now.replaceChildren(...parts);
    }

    function profileOf() {
      const f = shown;
      const title = `The score over ${fields[f].name}`;
      const points = tried(f);
      if (isText(fields[f]) || fields[f].type === 'BOOLEAN') {
        const values = points.map(([value, p]) => ({ label: display(f, value), value, p }));
        ice.replaceChildren(bars(title, values.slice(0, 12), row_[f], text, `${id}-ice`));
        return;
      }
      const own = Number.isNaN(row_[f]) ? null : [row_[f], score()];
      if (own) points.push(own);
      points.sort((a, b) => a[0] - b[0]);
      ice.replaceChildren(curve(title, fields[f].name, points, own, data.cutoff,
        fields[f].type === 'DATE' ? (day) => dated(day).slice(0, -3) : page.number, `${id}-ice`));
    }

    // With a cutoff, the nearest value of each field that crosses it; else the value of each that moves the score most.
    function counterfactuals() {
      const p = score();
      const found = [];
      used.forEach((f) => {
        const field = fields[f];
        if (field.fixed) return;
        let best = null;
        for (const [value, q] of tried(f)) {
          if (same(value, row_[f])) continue;
          const crosses = data.cutoff !== null && (p >= data.cutoff) !== (q >= data.cutoff);
          const distance = isText(field) || Number.isNaN(row_[f]) ? 1 : Math.abs(value - row_[f]);
          const better = best === null
            || (crosses && (!best.crosses || distance < best.distance))
            || (!crosses && !best.crosses && Math.abs(q - p) > Math.abs(best.q - p));
          if (better) best = { f, value, q, crosses, distance };
        }
        if (best !== null && Math.abs(best.q - p) > 5e-4) found.push(best);
      });
      found.sort((a, b) => b.crosses - a.crosses || Math.abs(b.q - p) - Math.abs(a.q - p));
      const crossing = found.filter((c) => c.crosses).length;
      const take = model ? '; take one to try it' : '';
      changesNote.textContent = data.cutoff === null
        ? `The strongest change of each field${take}.`
        : crossing > 0
          ? `These alone cross the cutoff, each at the nearest value tried that does${take}.`
          : 'No single change crosses the cutoff. The strongest of each field:';
      const list = crossing > 0 ? found.filter((c) => c.crosses) : found;
      changes.replaceChildren(...list.slice(0, 8).map((c) => {
        const words = `${fields[c.f].name}: ${display(c.f, row_[c.f])} \u2192 ${display(c.f, c.value)} gives ${text(c.q)}`;
        if (!model) return make('li', {}, words);
        const button = make('button', { type: 'button' }, words);
        button.addEventListener('click', () => {
          row_[c.f] = c.value;
          shown = c.f;
          profile.value = c.f;
          update(-1);
          controls.find((control) => control.f === c.f).main.focus();
        });
        return make('li', {}, button);
      }));
    }

    // The field being typed into keeps what was typed.
    function update(typed) {
      controls.forEach((control) => {
        const f = control.f;
        if (f !== typed) control.set(row_[f]);
        control.line.classList.toggle('changed', !same(row_[f], given[f]));
      });
      headline();
      explain();
      profileOf();
      counterfactuals();
    }

    function load() {
      given = read(data.customers[Number(customer.value)].row);
      row_ = [...given];
      const found = reasons(false);
      if (found !== null) {
        const free = used.filter((f) => !fields[f].fixed);
        shown = free.reduce((best, f) => (Math.abs(found.parts[f]) > Math.abs(found.parts[best]) ? f : best), shown);
        profile.value = shown;
      }
      update(-1);
    }

    customer.addEventListener('change', load);
    reset.addEventListener('click', load);
    profile.addEventListener('change', () => {
      shown = Number(profile.value);
      profileOf();
    });
    load();
  }

  page.all('.whatif').forEach(start);
})();
