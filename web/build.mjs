/** Makes the one file: `node build.mjs PROGRAM ENGINE.wasm OUTPUT.html`. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { parse } from 'smol-toml';
import { shippedCases, shippedScenarios } from './shipped.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const [program, engine, output] = process.argv.slice(2);
const MOST = 600 * 1024;

const text = (path) => readFileSync(`${root}/${path}`, 'utf8');
const bundle = async (entry, format) => (await build({ entryPoints: [`${here}/page/${entry}`], bundle: true, minify: true, write: false,
  format, target: 'es2022', charset: 'utf8', legalComments: 'none' })).outputFiles[0].text.trim();

/** The page's own texts, with those parts of the report's and of the model's that it says again. */
function texts(language) {
  const { natural, matter, lever } = parse(text(`analysis/texts/report.${language}.toml`));
  const { case: told } = parse(text(`models/${tables.model}/words/${language}.toml`));
  return { natural, matter, lever, case: told, ...parse(text(`web/texts/${language}.toml`)) };
}

const tables = JSON.parse(execFileSync(program, ['document', '--json'], { encoding: 'utf8', maxBuffer: 2 ** 26 }));
/** Of the tables what the page shows. */
const { words: _words, rules: _rules, phases: _phases, breakdowns: _breakdowns, ...shown } = tables;
shown.metrics = tables.metrics.map(({ definition: _definition, ...metric }) => metric);
const facts = { tables: shown, texts: Object.fromEntries(tables.languages.map((language) => [language, texts(language)])),
  shipped: shippedScenarios(root, tables.model), cases: shippedCases(root), worker: await bundle('worker.js', 'iife') };

const packed = (content) => gzipSync(content, { level: 9 }).toString('base64');
const hash = (content) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
const parts = { style: text('web/page/style.css'), script: (await bundle('main.js', 'esm')).replaceAll('</script', '<\\/script'),
  module: packed(readFileSync(engine)), facts: packed(JSON.stringify(facts)) };
// Nothing may be fetched; what is computed runs in workers made of this file.
parts.policy = ["default-src 'none'", `script-src ${hash(parts.script)} 'wasm-unsafe-eval'`, `style-src ${hash(parts.style)}`,
  "style-src-attr 'unsafe-inline'", 'worker-src blob:', 'img-src data: blob:', "base-uri 'none'", "form-action 'none'"].join('; ');

const page = text('web/page/index.html').replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, page);
if (page.length > MOST) throw new Error(`${output} has ${page.length} bytes (at most ${MOST}). Leave something out.`);
console.log(`${output}: ${Math.round(page.length / 1024)} KiB`);
