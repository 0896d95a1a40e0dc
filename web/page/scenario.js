/**
 * A session is a scenario: what a file of the program says, nothing else.
 * { title, run: {months, warm_up, seed (text), replicates}, values: {name: number}, events: [{month, offices, set}] }
 * Values are numbers as the engine has them (false and true 0 and 1, a choice its place) and only those that differ.
 */
import { parse } from 'smol-toml';

/** Keys of a file that say nothing of a world. */
const KEYS = new Set(['schema_version', 'model', 'title', 'label', 'label_nl', 'colour', 'calibration_status', 'observed', 'extends', 'event']);

export function emptySession(tables) {
  const of = (name) => tables.runRow.get(`run.${name}`).default;
  return {
    title: '',
    run: { months: of('months'), warm_up: of('warm_up'), seed: String(of('seed')), replicates: of('replicates') },
    values: {},
    events: [],
  };
}

const CITIZENS = 2000;  // a world that answers while somebody drags
const OFFICES = 2;

/** What the page begins with: standard maatwerk in a small municipality. */
export function beginning(tables) {
  const session = emptySession(tables);
  for (const [name, value] of Object.entries({ 'population.size': CITIZENS, 'population.offices': OFFICES,
    ...tables.variant('standard-maatwerk').set })) setValue(tables, session, name, value);
  return session;
}

export function copySession(session) { return structuredClone(session); }

/** The value of a parameter at the start. */
export function valueOf(tables, session, name) { return session.values[name] ?? tables.parameter(name).default; }

/** The value of a parameter in a month, everywhere. */
export function valueAt(tables, session, name, month) {
  let value = valueOf(tables, session, name);
  for (const event of session.events)
    if (event.month <= month && !event.offices.length && name in event.set) value = event.set[name];
  return value;
}

/** Sets what a parameter starts with; what is the default is left out. */
export function setValue(tables, session, name, value) {
  if (value === tables.parameter(name).default) delete session.values[name];
  else session.values[name] = value;
}

/** Adds an event, or adds to the one of that month that is everywhere. */
export function addEvent(session, month, set) {
  const there = session.events.find((event) => event.month === month && !event.offices.length);
  if (there) Object.assign(there.set, set);
  else session.events.push({ month, offices: [], set: { ...set } });
  session.events.sort((one, other) => one.month - other.month);
}

/** What the engine takes: names as rows, in their order, so that two ways to one world are one. */
export function inRows(tables, session) {
  const rows = (values) => Object.entries(values).map(([name, value]) => [tables.parameterRow.get(name), value]).sort(([one], [other]) => one - other);
  return {
    ...session.run,
    free: tables.free.filter((name) => !(name in session.values)).map((name) => tables.parameterRow.get(name)),
    values: rows(session.values),
    events: session.events.map((event) => ({ ...event, set: rows(event.set) })),
  };
}

/**
 * Reads a scenario file.
 * @param {function(string): string|undefined} shipped the text of a shipped scenario, for `extends`
 * @throws {Error} with what is wrong and what may help; ranges are the engine's to check
 */
export function readToml(tables, text, shipped = () => undefined, depth = 0) {
  const file = parse(text, { integersAsBigInt: true });
  if (file.schema_version !== 1n) throw new Error(`schema_version = ${file.schema_version}: 1`);
  if ((file.model ?? tables.model) !== tables.model) throw new Error(`model = ${file.model}: ${tables.model}`);
  const session = base(tables, file, shipped, depth);
  if (file.title !== undefined) session.title = String(file.title);
  applyTable(tables, session, file, '');
  if (file.event) session.events = file.event.map((event) => readEvent(tables, event));
  session.events.sort((one, other) => one.month - other.month);
  return session;
}

function base(tables, file, shipped, depth) {
  if (file.extends === undefined) return emptySession(tables);
  const name = String(file.extends).split('/').pop().replace(/\.toml$/, '');
  const text = depth < 9 ? shipped(name) : undefined;
  if (text === undefined) throw new Error(`extends = "${file.extends}": maatwerk check --print-resolved`);
  return readToml(tables, text, shipped, depth + 1);
}

function applyTable(tables, session, table, prefix) {
  for (const [key, value] of Object.entries(table)) {
    const name = prefix + key;
    if (!prefix && KEYS.has(key)) continue;
    if (tables.runRow.has(name)) setRun(session, key.split('.').pop(), value);
    else if (tables.parameterRow.has(name)) setValue(tables, session, name, readValue(tables, name, value));
    else if (value && typeof value === 'object' && !Array.isArray(value)) applyTable(tables, session, value, `${name}.`);
    else throw new Error(`${name}?`);
  }
}

function setRun(session, key, value) {
  session.run[key] = key === 'seed' ? String(value) : Number(value);
}

function readValue(tables, name, value) {
  const number = tables.number(tables.parameter(name), value);
  if (number === undefined) throw new Error(`${name} = ${value}?`);
  return number;
}

function readEvent(tables, event) {
  const set = {};
  const read = (table, prefix) => {
    for (const [key, value] of Object.entries(table)) {
      const name = prefix + key;
      if (tables.parameterRow.has(name)) set[name] = readValue(tables, name, value);
      else if (value && typeof value === 'object') read(value, `${name}.`);
      else throw new Error(`event: ${name}?`);
    }
  };
  read(event.set ?? {}, '');
  return { month: Number(event.month), offices: (event.offices ?? []).map(Number), set };
}

const quoted = (text) => JSON.stringify(text);
const asToml = (parameter, tables, value) =>
  parameter.kind === 'choice' ? quoted(tables.shown(parameter, value)) : tables.shown(parameter, value);

/** The session as a file that the program runs. */
export function writeToml(tables, session, heading = []) {
  const line = (name, value) => asToml(tables.parameter(name), tables, value);
  const sections = {};
  for (const [name, value] of Object.entries(session.values)) {
    const dot = name.lastIndexOf('.');
    (sections[name.slice(0, dot)] ??= []).push(`${name.slice(dot + 1)} = ${line(name, value)}`);
  }
  const { months, warm_up, seed, replicates } = session.run;
  const parts = [
    [...heading.map((text) => `# ${text}`), 'schema_version = 1', `model = ${quoted(tables.model)}`,
      `title = ${quoted(session.title)}`],
    ['[run]', `months = ${months}`, `warm_up = ${warm_up}`, `seed = ${seed}`, `replicates = ${replicates}`],
    ...Object.entries(sections).map(([section, lines]) => [`[${section}]`, ...lines]),
    ...session.events.map((event) => [
      '[[event]]', `month = ${event.month}`,
      ...(event.offices.length ? [`offices = [${event.offices.join(', ')}]`] : []),
      `set = { ${Object.entries(event.set).map(([name, value]) => `${quoted(name)} = ${line(name, value)}`).join(', ')} }`,
    ]),
  ];
  return `${parts.map((part) => part.join('\n')).join('\n\n')}\n`;
}
