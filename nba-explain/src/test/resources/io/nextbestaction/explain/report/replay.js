// SPDX-License-Identifier: Apache-2.0
// Runs the kernel of a finished report outside a browser: node replay.js report.html rows.json. Prints a line a row: margin,
// probability, scale and base, then the contribution of every column.
'use strict';
const fs = require('node:fs');
const vm = require('node:vm');

const html = fs.readFileSync(process.argv[2], 'utf8');
const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => match[1]);
for (const script of scripts.slice(0, 2)) vm.runInThisContext(script);
const data = [...html.matchAll(/<script type="application\/json">([\s\S]*?)<\/script>/g)]
  .map((match) => JSON.parse(match[1]))
  .find((candidate) => 'scorer' in candidate);
const model = vm.runInThisContext('nba').model(data);
const isText = data.fields.map((field) => field.type === 'CATEGORY');
for (const values of JSON.parse(fs.readFileSync(process.argv[3], 'utf8'))) {
  const row = values.map((v, f) => (isText[f] ? v : v === null ? NaN : Number(v)));
  const x = model.features(row);
  const margin = model.margin(x);
  const out = [margin, model.probability(margin), model.scale(margin), model.base];
  if (model.explains) out.push(...model.explain(x));
  console.log(out.join(' '));
}
