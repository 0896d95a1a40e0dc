/**
 * A case as its file has it: who asks, in rows for the engine, and what people are told of it.
 * { people: [[row, value]], names: [{language: name}], texts: {language: {title, story, question, limits}}, sources: [text] }
 */
import { parse } from 'smol-toml';

/**
 * @param {object} texts of all languages: the words for how much (case.grades)
 * @throws {Error} with what is wrong; ranges are the engine's to check
 */
export function readCase(tables, texts, text) {
  const { case: file } = parse(text, { integersAsBigInt: true });
  if (!file) throw new Error('[case]: maatwerk check');
  const missing = tables.case_keys.find(({ needed, name }) => needed && !(name in file));
  if (missing) throw new Error(`case.${missing.name}?`);
  const first = personOf(tables, texts, file);
  const others = file.lookalike ?? [];
  return {
    people: [first, ...others.map((other) => [...first, ...personOf(tables, texts, other)])],
    names: [file, ...others].map(({ name }) => name ?? {}),
    texts: file.text ?? {},
    sources: (file.source ?? []).map(({ document, page }) => [document, typeof page === 'number' ? `p. ${page}` : page].filter(Boolean).join(', ')),
  };
}

const NOT_KEYS = new Set(['name', 'text', 'source', 'lookalike']);

function personOf(tables, texts, table) {
  return Object.entries(table).filter(([name]) => !NOT_KEYS.has(name)).map(([name, value]) => {
    const row = tables.case_keys.findIndex((key) => key.name === name);
    if (row < 0) throw new Error(`case.${name}?`);
    return [row, numberOf(tables, texts, tables.case_keys[row], value)];
  });
}

/** "much" in any language stands for a number of each key. */
function numberOf(tables, texts, key, value) {
  for (const { case: { grades } } of Object.values(texts)) {
    const grade = Object.values(grades).indexOf(value);
    if (grade >= 0 && grade in key.grades) return key.grades[grade];
  }
  const number = tables.number(key, value);
  if (number === undefined) throw new Error(`case.${key.name} = ${value}?`);
  return number;
}
