import assert from 'node:assert/strict';
import test from 'node:test';
import { Refusal } from '../page/engine.js';
import { emptySession, inRows, writeToml } from '../page/scenario.js';
import { different, newEngine, read, runHere, runNatively, shipped, tables } from './support.mjs';

/** Monthly numbers of all metrics that the program wrote, against those of the engine. */
function compare(native, engine) {
  let compared = 0;
  for (const [place, numbers] of Object.entries(native)) {
    const row = tables.metricRow.get(place.slice(1));
    if (row === undefined) continue;
    assert.equal(different(numbers, engine.monthly(row)), 0, `${place} differs`);
    compared += numbers.length;
  }
  return compared;
}

/** Breakdowns by office and life situation in a file, which keeps them as floats, against the engine's. */
function compareBreakdowns(native, engine, kind, group) {
  const own = Object.entries(native).filter(([place]) => place.startsWith(`${group}/`));
  const rows = own.map(([place]) => tables.metricRow.get(place.split('/')[1])).filter((row) => row !== undefined);
  const inOrder = [...rows].sort((one, other) => one - other);
  const all = engine.numbers(kind);
  const size = all.length / inOrder.length;
  for (const [place, numbers] of own) {
    const k = inOrder.indexOf(tables.metricRow.get(place.split('/')[1]));
    const here = all.subarray(k * size, (k + 1) * size).map(Math.fround);
    assert.equal(different(numbers, here), 0, `${place} differs`);
  }
  return rows.length * size;
}

for (const [name, text] of Object.entries(shipped)) {
  test(`the engine gives the program's bits for ${name}`, () => {
    // As the page would save it, so that reading and writing are of one mind with the program, too.
    const whole = writeToml(tables, read(text));
    const native = runNatively(whole);
    const engine = runHere(text);
    assert.ok(compare(native, engine) > 1000, 'there is something to compare');
    assert.ok(compareBreakdowns(native, engine, 1, 'offices') > 100);
    assert.ok(compareBreakdowns(native, engine, 2, 'life_situations') > 100);
  });
}

test('another seed gives other numbers', () => {
  const one = runHere(shipped.quickstart);
  const other = runHere(shipped.quickstart.replace('[run]', '[run]\nseed = 7'));
  assert.ok(different(one.numbers(0), other.numbers(0)) > 1000);
});

test('a value out of range is refused with its name and why', () => {
  const session = { ...emptySession(tables), values: { 'policy.group_tailoring': 101 } };
  assert.throws(() => newEngine().start(inRows(tables, session), 0), new Refusal('policy.group_tailoring = 101.000000 (too large)'));
});

test('an event after the end is refused', () => {
  const session = { ...emptySession(tables), events: [{ month: 121, offices: [], set: { 'levers.cover': 1 } }] };
  assert.throws(() => newEngine().start(inRows(tables, session), 0), /month 121 \(there is no such month\)/);
});

test('what is used only while the world is made cannot be an event', () => {
  const session = { ...emptySession(tables), events: [{ month: 5, offices: [], set: { 'population.size': 3000 } }] };
  assert.throws(() => newEngine().start(inRows(tables, session), 0), /population.size in month 5/);
});

test('means over twelve months are those of the program in its last year', () => {
  const engine = newEngine();
  const scenario = inRows(tables, read(shipped.quickstart));
  const row = tables.metricRow.get('tailored');
  const series = engine.run(scenario, 0, [row], 12);
  const decided = engine.monthly(tables.metricRow.get('decisions'));
  const tailored = engine.monthly(row);
  let share = 0;
  let all = 0;
  for (let month = 48; month < 60; ++month) share += tailored[month] * decided[month], all += decided[month];
  assert.ok(Math.abs(series[59] - share / all) < 1e-12);
});
