import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import { beginning, inRows, setValue } from '../page/scenario.js';
import { mean } from '../page/statistics.js';
import { unitOf } from '../page/words.js';
import { open, optionsFor, settled } from './browser.mjs';
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

const options = optionsFor('chrome');
test('the lesson is walked through, and the page says its numbers', options, async () => {
  const { browser, tab } = await open({ hash: '' });
  try {
    const year = (metric, number, changes = '') => Math.round(100 * shown(metric, number, 'standard-maatwerk', changes));
    const text = (selector) => tab.evaluate((where) => document.querySelector(where).textContent, selector);
    const until = async (selector, what) => {
      await settled(tab);
      assert.match(await text(selector), what);
    };
    // What is still being worked out moves what lies below it, and a click beside a switch changes nothing.
    const press = async (selector) => {
      await settled(tab);
      await tab.click(selector);
    };
    const cut = ['see_difference', 'seek_shelter', 'pile_preconditions', 'risk_rule_reflex'];
    // 0: guess first
    await settled(tab);
    assert.match(await text('#guess-question'), new RegExp(`first year ${year('tailored', 1)} of 100`));
    await tab.click('dialog .main');
    assert.match(await text('dialog [role=status]'), new RegExp(`\\b${year('tailored', 10)}\\.$`));
    await tab.click('dialog .quiet');
    // 5: the plane
    assert.equal(await text('.card .number b'), String(year('underserved', 10)));
    // 15: why is that
    await tab.click('#tab-dynamics');
    for (const name of cut) await press(`.switches .${name} input`);
    await until('.loops .kept', new RegExp(`^${year('tailored', 10, cut.map((name) => `, loops.${name} = 0`).join(''))}$`));
    for (const name of cut.filter((one) => one !== 'seek_shelter')) await press(`.switches .${name} input`);
    await until('.loops .kept', new RegExp(`^${year('tailored', 10, ', loops.seek_shelter = 0')}$`));
    await press('.switches .seek_shelter input');
    // 25: what can you do
    await tab.evaluate(() => window.maatwerk.put({ 'levers.cover': 1 }));
    await until('h1', new RegExp(` to ${year('tailored', 10, ', levers.cover = 1')} of 100`));
  } finally {
    await browser.close();
  }
});
