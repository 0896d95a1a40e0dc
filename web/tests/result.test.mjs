import assert from 'node:assert/strict';
import test from 'node:test';
import { inRows } from '../page/scenario.js';
import { readResult } from '../page/result.js';
import { mean } from '../page/statistics.js';
import { call, newEngine, read, shipped, tables } from './support.mjs';

const REPLICATES = 5;
const document = call('run', 'quickstart', '-n', String(REPLICATES), '--json', '--quiet');

test('a result of the program stands where the same scenario runs here', () => {
  const { points, names, months, replicates } = readResult(tables, document);
  assert.equal(replicates, REPLICATES);
  const scenario = inRows(tables, read(shipped.quickstart));
  const metrics = ['tailored', 'waiting', 'underserved'];
  const runs = Array.from({ length: REPLICATES }, (_, replicate) =>
    newEngine().run(scenario, replicate, metrics.map((name) => tables.metricRow.get(name)), 12));
  metrics.forEach((metric, k) => {
    const found = points(names[0], metric);
    assert.deepEqual(found.map(({ month }) => month), [12, months]);
    for (const { month, mean: value, low, high } of found) {
      assert.ok(Math.abs(value - mean(runs.map((run) => run[k * months + month - 1]))) < 1e-12 * Math.max(1, Math.abs(value)), metric);
      assert.ok(low <= value && value <= high);
    }
  });
});

test('of a comparison each scenario is there by its name', () => {
  const { names, points } = readResult(tables, call('compare', '--variants', 'quickstart', '-n', '1', '--months', '24', '--json', '--quiet'));
  assert.deepEqual(names, tables.variants.map(({ name }) => name));
  for (const name of names) assert.equal(points(name, 'tailored').length, 2);
});

test('what is no result, or of another model, is refused', () => {
  assert.throws(() => readResult(tables, '{"schema_version": 1}'), /maatwerk run --json/);
  assert.throws(() => readResult(tables, document.replace('"discretion"', '"case_round"')), /case_round/);
});
