/** What tests share: the program, the tables, an engine, and a scenario run by both. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine } from '../page/engine.js';
import { inRows, readToml } from '../page/scenario.js';
import { Tables } from '../page/tables.js';
import { shippedScenarios } from '../shipped.mjs';

export const root = new URL('../..', import.meta.url).pathname;
const program = process.env.MAATWERK_PROGRAM ?? `${root}build/release/models/maatwerk`;
const wasm = process.env.MAATWERK_ENGINE ?? `${root}build/wasm/web/engine/maatwerk_engine.wasm`;

export const text = (path) => readFileSync(`${root}${path}`, 'utf8');

export function call(...parts) { return execFileSync(program, parts, { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'pipe'] }); }

export const tables = new Tables(JSON.parse(call('document', '--json')));
const module = new WebAssembly.Module(readFileSync(wasm));
export const newEngine = () => new Engine(module);

export const shipped = shippedScenarios(root, tables.model);

export function read(text) { return readToml(tables, text, (name) => shipped[name]); }

/** What the program computes of scenarios: {name: text} to {name: {place: Float64Array}}. */
export function runNatively(texts) {
  const folder = mkdtempSync(join(tmpdir(), 'maatwerk-'));
  try {
    for (const [name, text] of Object.entries(texts)) {
      writeFileSync(join(folder, `${name}.toml`), text);
      call('run', join(folder, `${name}.toml`), '-n', '1', '-j', '1', '-o', join(folder, `${name}.h5`), '--quiet');
    }
    const found = execFileSync('/usr/bin/python3', [`${root}web/tests/native.py`, folder], { encoding: 'utf8', maxBuffer: 2 ** 30 });
    return JSON.parse(found, (_, value) => (typeof value === 'string' ? floats(value) : value));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function floats(text64) {
  const bytes = Buffer.from(text64, 'base64');
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

/** What the engine computes of it: an engine that has finished. */
export function runHere(text, replicate = 0) {
  const engine = newEngine();
  engine.start(inRows(tables, read(text)), replicate);
  engine.calls.finish();
  return engine;
}

/** Monthly numbers of all metrics that the program wrote, against those of an engine: how many were alike, and which not. */
export function compareMonths(native, engine) {
  const found = { compared: 0, apart: [] };
  for (const [place, numbers] of Object.entries(native)) {
    const row = tables.metricRow.get(place.slice(1));
    if (row === undefined) continue;
    if (different(numbers, engine.monthly(row))) found.apart.push(place);
    found.compared += numbers.length;
  }
  return found;
}

/** How many numbers are not the same bits; all that are not numbers are alike. */
export function different(one, other) {
  if (one.length !== other.length) return Infinity;
  let count = 0;
  for (let k = 0; k < one.length; ++k) if (!Object.is(one[k], other[k])) ++count;
  return count;
}
