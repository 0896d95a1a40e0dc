import assert from 'node:assert/strict';
import test from 'node:test';
import { Refusal } from '../page/engine.js';
import { emptySession, inRows, writeToml } from '../page/scenario.js';
import { compareMonths, different, newEngine, read, runHere, runNatively, shipped, tables } from './support.mjs';

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

/** Whole in ./dev check; else with fewer citizens, where the scenario allows that. */
const MOST = process.env.MAATWERK_SLOW ? Infinity : 3000;
function smaller(session) {
  const size = tables.parameter('population.size');
  const fewer = { ...session, values: { ...session.values, [size.name]: Math.min(session.values[size.name] ?? size.default, MOST) } };
  try {
    newEngine().start(inRows(tables, fewer), 0);
    return fewer;
  } catch {
    return session;
  }
}

// Written as the page would save them, so that reading and writing are of one mind with the program, too.
const saved = Object.fromEntries(Object.entries(shipped).map(([name, text]) => [name, writeToml(tables, smaller(read(text)))]));
let native;  // of all of them at once, for who asks first

for (const name of Object.keys(saved)) {
  test(`the engine gives the program's bits for ${name}`, () => {
    native ??= runNatively(saved);
    const engine = runHere(saved[name]);
    const { compared, apart } = compareMonths(native[name], engine);
    assert.deepEqual(apart, []);
    assert.ok(compared > 1000, 'there is something to compare');
    assert.ok(compareBreakdowns(native[name], engine, 1, 'offices') > 100);
    assert.ok(compareBreakdowns(native[name], engine, 2, 'life_situations') > 100);
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

test('another world is the same each time, and has other assumptions within their ranges', () => {
  const scenario = inRows(tables, read(shipped.quickstart));
  const tailored = [tables.metricRow.get('tailored')];
  const one = newEngine().run(scenario, 0, tailored, 12, 3);
  assert.equal(different(one, newEngine().run(scenario, 0, tailored, 12, 3)), 0);
  assert.ok(different(one, newEngine().run(scenario, 0, tailored, 12, 4)) > 30);
  assert.ok(different(one, newEngine().run(scenario, 0, tailored, 12)) > 30);
  const { calls } = newEngine();
  for (const name of tables.free) {
    const { min, max, default: middle } = tables.parameter(name);
    const row = tables.parameterRow.get(name);
    for (const place of [0, 1]) assert.ok(calls.drawn(row, place) >= min && calls.drawn(row, place) <= max, name);
    assert.ok(Math.abs(calls.drawn(row, 0.5) - middle) <= 1e-9 * Math.max(1, Math.abs(middle)), name);
  }
});

test('what a session sets is not drawn', () => {
  const scenario = inRows(tables, read(shipped.quickstart));
  assert.ok(!scenario.free.includes(tables.parameterRow.get('policy.group_tailoring')));
  const set = inRows(tables, { ...read(shipped.quickstart), values: { 'citizens.lens': 0.5 } });
  assert.equal(set.free.length, inRows(tables, emptySession(tables)).free.length - 1);
});

test('ten years of 2,000 citizens take far less than a tenth of a second', () => {
  const engine = newEngine();
  const scenario = inRows(tables, read('schema_version = 1\n[population]\nsize = 2000\noffices = 2\n'));
  const times = [];
  for (let replicate = 0; replicate < 25; ++replicate) {
    const before = process.cpuUsage().user;
    engine.run(scenario, replicate, [0], 12);
    times.push((process.cpuUsage().user - before) / 1000);
  }
  // Of processor time, the least: others may use the machine, and the first runs are compiled meanwhile.
  assert.ok(Math.min(...times) < 100, `${times.map(Math.round)} ms`);
});
