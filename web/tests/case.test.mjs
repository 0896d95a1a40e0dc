import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { parse } from 'smol-toml';
import { readCase } from '../page/case.js';
import { addEvent, beginning, inRows, writeToml } from '../page/scenario.js';
import { shippedCases } from '../shipped.mjs';
import { call, newEngine, root, tables, text } from './support.mjs';

const texts = Object.fromEntries(tables.languages.map((language) => [language, { case: parse(text(`models/${tables.model}/words/${language}.toml`)).case }]));
const cases = shippedCases(root);
const REPLICATES = 2;

/** A session in which something happens. */
const session = beginning(tables);
session.run.months = 36;
session.values['population.size'] = 1000;
addEvent(session, 20, { 'levers.cover': 1 });

/** What the program tells of cases: {name: document}. */
function toldNatively() {
  const folder = mkdtempSync(join(tmpdir(), 'maatwerk-'));
  try {
    const file = join(folder, 'session.toml');
    writeFileSync(file, writeToml(tables, session));
    return Object.fromEntries(Object.keys(cases).map((name) =>
      [name, JSON.parse(call('case', name, '--scenario', file, '-n', String(REPLICATES), '--json'))]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What is no number is null in a document. */
const asDocument = (data) => JSON.parse(JSON.stringify({ ...data, scenario: '' }));

let native;  // for who asks first
for (const [name, file] of Object.entries(cases)) {
  test(`the engine tells of ${name} what the program tells, to the bit`, () => {
    native ??= toldNatively();
    const { people, names, sources } = readCase(tables, texts, file);
    const { passages, data } = newEngine().hear(inRows(tables, session), people, REPLICATES);
    assert.deepEqual(asDocument(data.scenarios[0]), asDocument(native[name].scenarios[0]));
    assert.deepEqual(passages.map(({ heading }) => heading.key), native[name].told.map(({ about }) => about));
    assert.deepEqual(passages.map(({ rows }) => rows.length), native[name].told.map(({ rows }) => rows.length));
    assert.equal(people.length, native[name].case.people.length);
    assert.equal(names.length, people.length);
    assert.deepEqual(sources, native[name].case.sources);
  });
}

test('a case says as much in either language', () => {
  const [dutch] = readCase(tables, texts, '[case]\nneed = "veel"\n').people;
  const [english] = readCase(tables, texts, '[case]\nneed = "much"\n').people;
  assert.deepEqual(dutch, english);
});

test('who resembles the first is the first but for what is said', () => {
  const { people } = readCase(tables, texts, '[case]\nneed = 1.5\nproblems = 3\n[[case.lookalike]]\nneed = 0.5\n');
  const values = (person) => Object.fromEntries(person);  // the last of a row counts
  const row = (name) => tables.case_keys.findIndex((key) => key.name === name);
  assert.equal(values(people[1])[row('need')], 0.5);
  assert.equal(values(people[1])[row('problems')], 3);
});

test('a case without a need, or with what no case has, is refused with its name', () => {
  assert.throws(() => readCase(tables, texts, '[case]\nproblems = 3\n'), /case\.need/);
  assert.throws(() => readCase(tables, texts, '[case]\nneed = 1.0\nneeed = 2.0\n'), /case\.neeed/);
  assert.throws(() => readCase(tables, texts, 'schema_version = 1\n'), /\[case\]/);
});

test('a need out of range is refused by the engine', () => {
  const { people } = readCase(tables, texts, '[case]\nneed = 9.0\n');
  assert.throws(() => newEngine().hear(inRows(tables, session), people, 1), /case\.need/);
});
