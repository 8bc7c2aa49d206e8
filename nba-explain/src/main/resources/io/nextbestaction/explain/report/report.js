// SPDX-License-Identifier: Apache-2.0
// What a reader can do on every report: turn dark, go from page to page, pick one of several, move a cutoff.
'use strict';
const page = (() => {
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const minus = (text) => text.replace('-', '\u2212');
  const percent = (share, digits = 1) => minus(`${(100 * share).toFixed(digits)} %`);

  // A number as people read it, with at most so many significant digits.
  function number(value, digits = 4) {
    if (!Number.isFinite(value)) return '\u2013';
    return minus(Math.abs(value) >= 10 ** digits ? value.toFixed(0) : String(Number(value.toPrecision(digits))));
  }

  function reveal(within) {
    for (const control of all('.control', within)) control.hidden = false;
  }

  function theme() {
    const root = document.documentElement;
    const button = document.getElementById('theme');
    const system = matchMedia('(prefers-color-scheme: dark)');
    const dark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : system.matches);
    const show = () => {
      button.textContent = dark() ? 'Light' : 'Dark';
    };
    button.hidden = false;
    button.title = 'Change between light and dark';
    button.addEventListener('click', () => {
      root.dataset.theme = dark() ? 'light' : 'dark';
      show();
    });
    system.addEventListener('change', show);
    show();
  }

  function pages() {
    const parts = all('.page');
    if (parts.length < 2) return;
    const links = all('nav a');
    const show = () => {
      const wanted = location.hash.slice(1);
      const found = parts.findIndex((part) => part.id === wanted || part.querySelector(`[id="${CSS.escape(wanted)}"]`));
      const current = Math.max(0, found);
      parts.forEach((part, i) => {
        part.hidden = i !== current;
      });
      links.forEach((link, i) => {
        if (i === current) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
      });
      if (found >= 0) parts[current].scrollIntoView();
      if (found >= 0 && parts[current].id === wanted) scrollTo(0, 0);
    };
    addEventListener('hashchange', show);
    show();
  }

  function choices() {
    for (const choice of all('.choice')) {
      const variants = all(':scope > .variant', choice); // not those of a choice within
      const select = choice.querySelector('select');
      const show = () => variants.forEach((variant, i) => {
        variant.hidden = i !== Number(select.value);
      });
      reveal(choice);
      all('h4.name', choice).forEach((name) => {
        name.hidden = true;
      });
      select.addEventListener('change', show);
      show();
    }
  }

  // Where a value lies on a chart; the frame is that of Plane.java.
  const FRAME = { left: 46, right: 388, top: 26, bottom: 256 };

  function place(svg, x, y) {
    const [x0, x1, y0, y1] = svg.dataset.ends.split(' ').map(Number);
    const within = (v, low, high) => Math.max(0, Math.min(1, (v - low) / (high - low)));
    return [
      FRAME.left + within(x, x0, x1) * (FRAME.right - FRAME.left),
      FRAME.bottom - within(y, y0, y1) * (FRAME.bottom - FRAME.top),
    ];
  }

  function cutoff(section) {
    const data = JSON.parse(section.querySelector('script[type="application/json"]').textContent);
    const cutoffs = packedNumbers(data.cutoffs);
    const acted = packedNumbers(data.acted);
    const hits = packedNumbers(data.hits);
    const slider = section.querySelector('input[type="range"]');
    const rings = all('.here', section);
    const set = (part, text) => {
      const element = section.querySelector(`[data-part="${part}"]`);
      if (element) element.textContent = text;
    };
    const others = data.rows - data.events;
    const show = () => {
      const k = Number(slider.value);
      const wrong = acted[k] - hits[k];
      const misses = data.events - hits[k];
      const precision = hits[k] / acted[k];
      const recall = hits[k] / data.events;
      const share = acted[k] / data.rows;
      const worth = hits[k] * data.onEvent + wrong * data.onNone;
      const at = cutoffs[k].toFixed(4);
      set('at', `At a cutoff of ${at}:`);
      slider.setAttribute('aria-valuetext', at);
      set('hits', String(hits[k]));
      set('alarms', String(wrong));
      set('misses', String(misses));
      set('passed', String(others - wrong));
      set('share', percent(share));
      set('precision', percent(precision));
      set('recall', percent(recall));
      set('fpr', percent(wrong / others));
      set('lift', ((precision * data.rows) / data.events).toFixed(2));
      set('worth', `${minus(worth.toFixed(0))} ${data.unit}`);
      const points = [
        [wrong / others, recall],
        [recall, precision],
        [share, recall],
        [share, (precision * data.rows) / data.events],
        [share, worth],
      ];
      rings.forEach((ring, i) => {
        const [x, y] = place(ring.ownerSVGElement, ...points[i]);
        ring.setAttribute('cx', x);
        ring.setAttribute('cy', y);
      });
    };
    reveal(section);
    slider.addEventListener('input', show);
    show();
  }

  theme();
  choices();
  all('.performance').forEach(cutoff);
  pages();
  return { all, minus, number, percent };
})();
