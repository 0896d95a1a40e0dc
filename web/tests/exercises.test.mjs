import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { EXERCISES, answerOf, isRight, monthOf, sessionOf } from '../page/exercises.js';
import { beginning, inRows, writeToml } from '../page/scenario.js';
import { call, newEngine, tables } from './support.mjs';

const NUMBER = 4711;  // of some student

/** The metric over the year that is asked for, in each replicate. */
function valuesOf(exercise, session) {
  const engine = newEngine();
  return Array.from({ length: session.run.replicates }, (_, replicate) =>
    engine.run(inRows(tables, session), replicate, [tables.metricRow.get(exercise.metric)], 12)[monthOf(exercise) - 1]);
}

/** The same from a result file that the program makes of what a student hands in, as docs/teaching says: its mean of a year. */
function fromProgram(exercise, session) {
  const folder = mkdtempSync(join(tmpdir(), 'maatwerk-'));
  try {
    const file = join(folder, 'session.toml');
    writeFileSync(file, writeToml(tables, session));
    const window = exercise.year === 1 ? 'first_year' : 'last_year';
    const result = join(folder, 'handed-in.h5');
    call('run', file, '-o', result, '--quiet');
    const [head, ...rows] = call('export', result, '--by', 'summary', '--metrics', exercise.metric, '--quiet').trim().split('\n').map((line) => line.split(','));
    return Number(rows.find((row) => row[head.indexOf('window')] === window)[head.indexOf('mean')]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const exercise of EXERCISES) {
  test(`the program has the answer to ${exercise.key} that the page checks by`, () => {
    const session = sessionOf(tables, beginning(tables), exercise, NUMBER);
    session.run.replicates = 5;
    const values = valuesOf(exercise, session);
    const mean = fromProgram(exercise, session);
    assert.equal(answerOf(exercise, values), Math.round(exercise.times * mean));
    assert.ok(isRight(exercise, values, Math.round(exercise.times * mean)));
  });
}

test('an answer that is far off is not right', () => {
  const [exercise] = EXERCISES;
  assert.ok(!isRight(exercise, [0.3, 0.3], 25));
  assert.ok(isRight(exercise, [0.3, 0.3], 31));
});
