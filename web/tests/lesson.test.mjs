import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import { beginning, inRows, setValue } from '../page/scenario.js';
import { mean } from '../page/statistics.js';
import { unitOf } from '../page/words.js';
import { newEngine, root, tables } from './support.mjs';

const YEAR = 12;
/** 15<!-- tailored, year 10, standard-maatwerk, loops.seek_shelter = 0 --> */
const MARKED = /(\d+)<!-- (\w+), year (\d+), ([\w-]+)((?:, [\w.]+ = [\d.]+)*) -->/g;

const engine = newEngine();
const worked = new Map();

/** What the page shows of a metric in a year of this session, with all its replicates. */
function shown(metric, year, corner, changes) {
  const key = [metric, corner, changes].join();
  if (!worked.has(key)) {
    const session = beginning(tables);
    const set = Object.fromEntries(changes.split(', ').filter(Boolean).map((change) => change.split(' = ')).map(([name, value]) => [name, Number(value)]));
    for (const [name, value] of Object.entries({ ...tables.variant(corner).set, ...set })) setValue(tables, session, name, value);
    const scenario = inRows(tables, session);
    worked.set(key, Array.from({ length: session.run.replicates }, (_, replicate) => engine.run(scenario, replicate, [tables.metricRow.get(metric)], YEAR)));
  }
  return mean(worked.get(key).map((series) => series[YEAR * year - 1]));
}

const folder = `${root}docs/teaching`;
for (const file of readdirSync(folder).filter((name) => /^(lesson|slides)\./.test(name)))
  test(`each number of ${file} is what the page shows`, () => {
    const found = [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(MARKED)];
    assert.ok(found.length >= 5);
    for (const [, number, metric, year, corner, changes] of found) {
      const value = shown(metric, Number(year), corner, changes);
      assert.equal(Number(number), Math.round(value * unitOf(tables.metric(metric), value).factor), `${metric} in year ${year} of ${corner}${changes}`);
    }
  });

test('a lesson says no number without what it is a number of', () => {
  for (const file of readdirSync(folder).filter((name) => /^(lesson|slides)\./.test(name))) {
    const text = readFileSync(`${folder}/${file}`, 'utf8').replace(/<style>[^]*<\/style>/, '').replace(MARKED, '').replace(/<!--[^]*?-->/g, '');
    assert.deepEqual(text.match(/\d+ (?:van de|of) (?:de )?\d+/g) ?? [], [], file);
  }
});
