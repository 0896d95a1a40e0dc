import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { inRows } from '../page/scenario.js';
import { open, optionsFor, settled } from './browser.mjs';
import { newEngine, read, tables } from './support.mjs';

const options = optionsFor('firefox');
let opened;
before(async () => { if (!options.skip) opened = await open({ browser: 'firefox', language: 'nl' }); });
after(() => opened?.browser.close());

const inPage = (act, ...values) => opened.tab.evaluate(act, ...values);

/** FNV-1a over bytes; all that are not numbers are alike. The page is given it, too. */
function hash(numbers) {
  const bytes = new Uint8Array(Float64Array.from(numbers, (number) => (Number.isNaN(number) ? NaN : number)).buffer);
  return bytes.reduce((found, byte) => Math.imul(found ^ byte, 16777619) >>> 0, 2166136261);
}

test('Firefox opens it from a file, and nothing is asked of anybody', options, async () => {
  assert.deepEqual(opened.requests.filter((url) => !/^(file|blob|data):/.test(url)), []);
  assert.match(await inPage(() => document.querySelector('h1').textContent), /\d+ van de 100 besluiten/);
  assert.equal(await inPage(() => fetch('https://example.org').then(() => 'fetched', () => 'refused')), 'refused');
});

test('a policy is dragged in Firefox', options, async () => {
  const box = await (await opened.tab.$('.plane .dot')).boundingBox();
  const field = await (await opened.tab.$('.plane .field')).boundingBox();
  await opened.tab.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await opened.tab.mouse.down();
  await opened.tab.mouse.move(field.x + 0.3 * field.width, field.y + 0.6 * field.height, { steps: 5 });
  await opened.tab.mouse.up();
  assert.ok(Math.abs(await inPage(() => window.maatwerk.value('policy.group_tailoring')) - 30) <= 1);
  assert.ok(Math.abs(await inPage(() => window.maatwerk.value('policy.individual_tailoring')) - 40) <= 1);
  await settled(opened.tab);
});

test('Firefox has the bits that node has, of every metric of the session that it saves', options, async () => {
  const rows = tables.metrics.map((_, row) => row);
  const text = await inPage(() => window.maatwerk.toml());
  await inPage(`window.hashOf = ${hash}`);
  const found = await inPage(async (metrics) => {
    const { study, session } = window.maatwerk;
    const series = await study.pool.run({ scenario: window.maatwerk.rows(session), replicate: 0, metrics, length: 12 }, 0, {});
    return window.hashOf(series);
  }, rows);
  assert.equal(found, hash(newEngine().run(inRows(tables, read(text)), 0, rows, 12)));
});

test('Firefox complains of nothing but that attempt to ask', options, () =>
  assert.deepEqual(opened.errors.filter((error) => !error.includes('https://example.org')), []));
