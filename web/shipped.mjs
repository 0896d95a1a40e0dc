/** The shipped scenarios of a model: {name: text}. */
import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'smol-toml';

const OTHERS = ['experiments', 'hypotheses'];

export function shippedScenarios(root, model) {
  const found = {};
  const look = (folder) => {
    for (const entry of readdirSync(`${root}/${folder}`, { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory() && !OTHERS.includes(entry.name)) look(path);
      else if (entry.name.endsWith('.toml')) found[entry.name.slice(0, -5)] = readFileSync(`${root}/${path}`, 'utf8');
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
