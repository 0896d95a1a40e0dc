/** The shipped scenarios of a model, and cases: {name: text}. */
import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'smol-toml';

const OTHERS = ['cases', 'experiments', 'hypotheses'];
const stem = (file) => file.slice(0, -'.toml'.length);
const read = (path) => readFileSync(path, 'utf8');

export function shippedScenarios(root, model) {
  const found = {};
  const look = (folder) => {
    for (const entry of readdirSync(`${root}/${folder}`, { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory() && !OTHERS.includes(entry.name)) look(path);
      else if (entry.name.endsWith('.toml')) found[stem(entry.name)] = read(`${root}/${path}`);
    }
  };
  look('scenarios');
  const modelOf = (text) => {
    const { model: said, extends: base } = parse(text);
    const other = base && found[base.split('/').pop().replace(/\.toml$/, '')];
    return said ?? (other ? modelOf(other) : model);
  };
  return Object.fromEntries(Object.entries(found).filter(([, text]) => modelOf(text) === model));
}

export function shippedCases(root) {
  const folder = `${root}/scenarios/cases`;
  return Object.fromEntries(readdirSync(folder).sort().map((file) => [stem(file), read(`${folder}/${file}`)]));
}
