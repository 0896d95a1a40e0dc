import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import { addEvent, emptySession, inRows, setValue, valueAt, writeToml } from '../page/scenario.js';
import { packed, unpacked } from '../page/link.js';
import { call, read, root, shipped, tables } from './support.mjs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Words } from '../page/words.js';

/** Every value that the program reads in a file, by name. */
function resolved(text) {
  const folder = mkdtempSync(join(tmpdir(), 'maatwerk-'));
  try {
    const file = join(folder, 'session.toml');
    writeFileSync(file, text);
    const [scenario] = JSON.parse(call('check', file, '--print-resolved', '--json')).scenarios;
    return Object.fromEntries(scenario.values.map(({ key, value }) => [key, value]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('what is written is read back, for every shipped scenario', () => {
  for (const [name, text] of Object.entries(shipped)) {
    const session = read(text);
    assert.deepEqual(read(writeToml(tables, session)), session, name);
  }
});

test('the program reads in a session what the page holds', () => {
  const session = emptySession(tables);
  setValue(tables, session, 'policy.decider', 1);
  setValue(tables, session, 'loops.see_difference', 0);
  setValue(tables, session, 'citizens.lens', 0.1 + 0.2);
  session.run.seed = '9007199254740993';
  session.title = 'Het "beleid" van\nnu';
  const found = resolved(writeToml(tables, session));
  assert.equal(found['policy.decider'], `"${tables.parameter('policy.decider').choices[1]}"`);
  assert.equal(found['loops.see_difference'], 'false');
  assert.equal(Number(found['citizens.lens']), 0.1 + 0.2);
  assert.equal(found['run.seed'], '9007199254740993');
});

test('an unknown key is refused with its name', () => {
  assert.throws(() => read('schema_version = 1\n[policy]\ngroup_taloring = 5\n'), /policy\.group_taloring/);
});

test('a scenario that extends one that is not shipped is refused with what to do', () => {
  assert.throws(() => read('schema_version = 1\nextends = "mine.toml"\n'), /maatwerk check --print-resolved/);
});

test('a value counts from the month of its event', () => {
  const session = emptySession(tables);
  addEvent(session, 13, { 'levers.cover': 1 });
  assert.equal(valueAt(tables, session, 'levers.cover', 12), 0);
  assert.equal(valueAt(tables, session, 'levers.cover', 13), 1);
});

test('two things that happen in one month are one event', () => {
  const session = emptySession(tables);
  addEvent(session, 13, { 'levers.cover': 1 });
  addEvent(session, 13, { 'levers.help': 1 });
  assert.equal(session.events.length, 1);
});

test('two ways to one world are one to the engine', () => {
  const [one, other] = [emptySession(tables), emptySession(tables)];
  const values = [['policy.group_tailoring', 30], ['citizens.lens', 0.5]];
  for (const [name, value] of values) setValue(tables, one, name, value);
  for (const [name, value] of values.reverse()) setValue(tables, other, name, value);
  assert.equal(JSON.stringify(inRows(tables, one)), JSON.stringify(inRows(tables, other)));
});

test('a link holds a session whole', async () => {
  const text = writeToml(tables, read(shipped['media-affair']));
  assert.equal(await unpacked(await packed(text)), text);
});

test('a link that a report makes holds its scenario whole', async () => {
  const text = shipped['media-affair'];
  const made = execFileSync('/usr/bin/python3', ['-c', 'import sys; from analysis.try_it import packed; print(packed(sys.stdin.read()), end="")'],
    { cwd: root, input: text, encoding: 'utf8' });
  assert.equal(await unpacked(made), text);
});

test('a verb agrees with the number beside it', () => {
  const words = new Words({ kept: 'Er {n|is|zijn} {n} {kind}' }, 'nl');
  const said = (n) => words.say('kept', { n, kind: 'op maat' });
  assert.equal(said(1), 'Er is 1 op maat');
  assert.equal(said('minder dan 1 van de 100'), 'Er is minder dan 1 van de 100 op maat');
  assert.equal(said('11 van de 100'), 'Er zijn 11 van de 100 op maat');
  assert.equal(said(0), 'Er zijn 0 op maat');
});
