import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { after, before } from 'node:test';
import { inRows } from '../page/scenario.js';
import { open, optionsFor, settled } from './browser.mjs';
import { call, compareMonths, different, newEngine, read, root, runHere, runNatively, tables } from './support.mjs';

const options = optionsFor('chrome');
let opened;
before(async () => {
  if (options.skip) return;
  opened = await open({ language: 'nl' });
  // Fewer citizens and less luck: what is tested here does not hang on them.
  await inPage(() => window.maatwerk.change((session) => { session.values['population.size'] = 800; session.run.replicates = 8; }));
});
after(() => opened?.browser.close());

/** Where something is on the screen. */
const middleOf = async (selector) => {
  const box = await (await opened.tab.$(selector)).boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
};
const inPage = (act, ...values) => opened.tab.evaluate(act, ...values);
const goTo = (month) => inPage((to) => window.maatwerk.goTo(to), month);
const choose = (name) => opened.tab.click(`#tab-${name}`);
const value = (name) => inPage((key) => window.maatwerk.value(key), name);

test('the page asks for nothing but itself, and cannot', options, async () => {
  assert.deepEqual(opened.requests.filter((url) => !url.startsWith('file://') && !url.startsWith('blob:')), []);
  assert.equal(opened.requests.filter((url) => url.startsWith('file://')).length, 1);
  assert.equal(await inPage(() => fetch('https://example.org').then(() => 'fetched', () => 'refused')), 'refused');
  opened.errors.length = 0;  // of that attempt
});

test('a policy is dragged, and the title says what became of it', options, async () => {
  const before = await inPage(() => document.querySelector('h1').textContent);
  const [x, y] = await middleOf('.plane .dot');
  const field = await (await opened.tab.$('.plane .field')).boundingBox();
  await opened.tab.mouse.move(x, y);
  await opened.tab.mouse.down();
  await opened.tab.mouse.move(field.x + 0.5 * field.width, field.y + 0.5 * field.height, { steps: 8 });
  await opened.tab.mouse.up();
  assert.ok(Math.abs(await value('policy.group_tailoring') - 50) <= 1);
  assert.ok(Math.abs(await value('policy.individual_tailoring') - 50) <= 1);
  await opened.tab.waitForFunction((text) => document.querySelector('h1').textContent !== text, {}, before);
});

test('the same policy is set with the keyboard alone', options, async () => {
  await opened.tab.focus('#aim-0');
  await opened.tab.keyboard.press('ArrowRight');
  assert.ok(Math.abs(await value('policy.group_tailoring') - 51) <= 1);
});

test('a loop is cut, and its dynamic is no more', options, async () => {
  await choose('dynamics');
  await opened.tab.click('.switches .risk_rule_reflex input');
  assert.equal(await value('loops.risk_rule_reflex'), 0);
  await opened.tab.waitForFunction(() => window.maatwerk.study.here.series[0]);
  assert.match(await inPage(() => document.querySelector('.switches .risk_rule_reflex .effect').textContent), /geknipt/);
});

test('a lever and an affair act from the month after the one shown', options, async () => {
  await goTo(24);
  await choose('actions');
  await opened.tab.focus('.lever input');
  await opened.tab.keyboard.press('ArrowRight');
  await opened.tab.click('.actions .buttons button');
  const events = await inPage(() => window.maatwerk.session.events);
  assert.deepEqual(events.map(({ month }) => month), [25, 28]);
  assert.deepEqual(events[0].set, { 'levers.front_line_signals': 0.25, 'administration.affair': 10 });
});

test('what is done can be undone, and done again', options, async () => {
  const now = await inPage(() => JSON.stringify(window.maatwerk.session));
  await inPage(() => window.maatwerk.undo());
  assert.notEqual(await inPage(() => JSON.stringify(window.maatwerk.session)), now);
  await inPage(() => window.maatwerk.redo());
  assert.equal(await inPage(() => JSON.stringify(window.maatwerk.session)), now);
});

test('at a desk ten cases are decided, and compared with what colleagues did', options, async () => {
  await choose('play');
  await goTo(24);
  await inPage(() => window.maatwerk.play.desk.start());
  for (let k = 0; k < 10; ++k) {
    const chosen = await inPage((place) => {
      const button = document.querySelectorAll('.case .buttons')[1].children[place % 2];
      button.click();
      return document.querySelector('.reply').textContent;
    }, k);
    assert.match(chosen, /Van 100 collega's/);
    await inPage(() => window.maatwerk.play.desk.next.click());
  }
  const cells = await inPage(() => [...window.maatwerk.play.desk.end.querySelectorAll('td')].map((cell) => cell.textContent));
  assert.equal(cells[3], '5', 'every other case was tailored');
});

test('whose time is up at a desk has kept to the rule', options, async () => {
  await inPage(async () => {
    const { desk } = window.maatwerk.play;
    desk.clock.checked = true;
    await desk.start();
    const now = performance.now.bind(performance);
    performance.now = () => now() + 60000;
  });
  await opened.tab.waitForFunction(() => /De tijd is om/.test(document.querySelector('.reply').textContent));
  assert.equal(await inPage(() => window.maatwerk.play.desk.chosen), 'apply');
  await inPage(() => { delete performance.now; window.maatwerk.play.desk.clock.checked = false; });
});

test('one case is laid before all desks, as the policy is now', options, async () => {
  await choose('one_case');
  await goTo(60);
  assert.equal(await inPage(() => window.maatwerk.one_case.told.textContent), '', 'nothing is told before somebody chose');
  await opened.tab.click('.one_case .buttons button');
  const heard = () => opened.tab.waitForFunction(() => { const { found, busy } = window.maatwerk.one_case; return found && !busy; });
  await heard();
  const told = await inPage(() => window.maatwerk.one_case.told.textContent);
  assert.match(told, /uitvoerders in deze zaak maatwerk leveren/);
  assert.match(told, /maatwerk case scootmobiel --scenario maatwerk-session.toml -n 3 --months 60/);
  assert.ok(!/undefined|NaN|\{\w+\}|case\.\w+/.test(told), told);
  const data = await inPage(() => JSON.stringify(window.maatwerk.one_case.found.data));
  const session = read(await inPage(() => window.maatwerk.toml()));
  session.run.months = 60;
  const people = await inPage(() => window.maatwerk.one_case.case.people);
  assert.equal(data, JSON.stringify(newEngine().hear(inRows(tables, session), people, 3).data));
  await inPage(() => window.maatwerk.aim([0, 0], false));
  await opened.tab.waitForFunction((before) => JSON.stringify(window.maatwerk.one_case.found.data) !== before, {}, data);
  await heard();
  assert.match(await inPage(() => window.maatwerk.one_case.told.textContent), /Hier mag geen uitvoerder meer dan de regel geven/);
  await inPage(() => window.maatwerk.undo());
});

test('each case of the program is there, and one of your own can be opened', options, async () => {
  const titles = await inPage(() => [...window.maatwerk.one_case.choice.options].map((option) => option.textContent));
  assert.equal(titles.length, 10);
  assert.ok(titles.every((title) => / /.test(title) || /^\p{L}+$/u.test(title)));
  await inPage(() => window.maatwerk.one_case.open(new File(['[case]\nneed = "veel"\n[case.text.nl]\ntitle = "De traplift"\nstory = "Zij vraagt een traplift."'], 'eigen.toml')));
  assert.match(await inPage(() => document.querySelector('.one_case .finding').textContent), /traplift/);
  await inPage(() => window.maatwerk.one_case.take('scootmobiel'));
});

test('a result of the program stands beside the session', options, async () => {
  const document_ = call('run', 'quickstart', '-n', '5', '--json', '--quiet');
  await inPage((text) => window.maatwerk.open(text), document_);
  await choose('matters');
  assert.equal(await inPage(() => document.querySelectorAll('.spark .beside path').length), 20);
  const { summary } = JSON.parse(document_);
  const { mean } = summary.find(({ metric, window }) => metric === 'underserved' && window === 'last_year');
  assert.match(await inPage(() => document.querySelector('.change.found').textContent), new RegExp(`→ ${Math.round(100 * mean)}\\.$`));
  await inPage(() => window.maatwerk.lay());
  assert.equal(await inPage(() => document.querySelectorAll('.spark .beside path').length), 0);
});

test('four play an office for three years, and what they did is in the scenario', options, async () => {
  await choose('play');
  await inPage(() => window.maatwerk.play.office.start());
  const base = await inPage(() => window.maatwerk.session.events.length);
  for (let turn = 0; turn < 12; ++turn) {
    await opened.tab.waitForFunction(() => /\d/.test(document.querySelector('.round-news').textContent));
    assert.ok(!(await inPage(() => document.querySelector('.round-news').textContent)).includes('–'));
    await inPage(() => document.querySelector('.moves').children[1].click());
  }
  const events = await inPage(() => window.maatwerk.session.events);
  assert.ok(events.length > base);
  const first = events.find(({ month }) => month === 13).set;
  assert.deepEqual(first, { 'citizens.overstatement': 2, 'loops.self_protection': 0, 'levers.cover': 1, 'levers.pause': 1 });
  assert.deepEqual(events.find(({ month }) => month === 49).set, { 'citizens.overstatement': 1, 'loops.self_protection': 1, 'levers.cover': 0, 'levers.pause': 0 });
  await settled(opened.tab);
  const rows = await inPage(() => [...window.maatwerk.play.office.end.querySelectorAll('tbody tr')].map((row) => row.textContent));
  assert.equal(rows.length, 4);
  assert.match(rows[2], /^Managers3 × Vertrouwen: geef rugdekkingrandvoorwaarden: [\d,]+ → [\d,]+/);
  await inPage(() => window.maatwerk.pin());
});

test('the program gives the same series from what the session saved', options, async () => {
  await settled(opened.tab);
  const text = await inPage(() => window.maatwerk.toml());
  // All metrics in the browser's own worker, against the module in node, and that against the program.
  const rows = tables.metrics.map((_, row) => row);
  const browser = Float64Array.from(await inPage(async (metrics) => {
    const { study, session } = window.maatwerk;
    const job = { scenario: window.maatwerk.rows(session), replicate: 0, metrics, length: 12 };
    return [...await study.pool.run(job, 0, {})].map((number) => (Number.isNaN(number) ? null : number));
  }, rows), (number) => number ?? NaN);
  const here = newEngine().run(inRows(tables, read(text)), 0, rows, 12);
  assert.equal(different(browser, here), 0);
  const { compared, apart } = compareMonths(runNatively({ session: text }).session, runHere(text));
  assert.deepEqual(apart, []);
  assert.ok(compared > 10000);
});

test('what is shown of it are means over the year before', options, async () => {
  const text = await inPage(() => window.maatwerk.toml());
  const shown = await inPage(() => [...window.maatwerk.study.series(window.maatwerk.study.here, 3, 'tailored')]);
  const here = newEngine().run(inRows(tables, read(text)), 3, [tables.metricRow.get('tailored')], 12);
  assert.equal(different(Float64Array.from(shown), here), 0);
});

test('a pinned policy is compared on the same luck', options, async () => {
  await choose('matters');
  await goTo(120);
  await inPage(() => window.maatwerk.pin());
  const before = await inPage(() => window.maatwerk.study.differences('tailored', 120));
  assert.ok(before.length === 8 && before.every((number) => number === 0));
  await inPage(() => window.maatwerk.aim([0, 0], false));
  await settled(opened.tab);
  const apart = await inPage(() => window.maatwerk.study.differences('tailored', 120));
  assert.ok(apart.length === 8 && apart.every((number) => number < 0));
  assert.match(await inPage(() => document.querySelector('.matters .change').textContent), /meer mensen komen tekort/i);
  await inPage(() => { window.maatwerk.undo(); window.maatwerk.pin(); });
});

test('it is said in one of three words whether a finding holds in other worlds', options, async () => {
  await opened.tab.click('.headline button');
  await opened.tab.waitForFunction(() => /van 40 werelden/.test(document.querySelector('.sure').textContent));
  assert.match(await inPage(() => document.querySelector('.sure').textContent), /^(Robuust|Waarschijnlijk|Hangt af van aannames): in \d+ van 40 werelden/);
});

test('who opens the file guesses before seeing anything', options, async () => {
  const other = await open({ language: 'nl', hash: '' });
  try {
    assert.equal(await other.tab.evaluate(() => document.querySelector('dialog').open), true);
    assert.equal(await other.tab.evaluate(() => getComputedStyle(document.querySelector('dialog'), '::backdrop').backgroundColor), 'rgb(255, 255, 255)');
    await other.tab.click('dialog .main');
    assert.match(await other.tab.evaluate(() => document.querySelector('dialog [role=status]').textContent), /\d/);
    await other.tab.click('dialog .quiet');
    assert.equal(await other.tab.evaluate(() => document.querySelector('dialog').open), false);
  } finally {
    await other.browser.close();
  }
});

test('a link opens the session that it was copied from', options, async () => {
  const link = await inPage(() => window.maatwerk.link());
  const other = await open({ language: 'en', hash: `&${link.split('#')[1].split('&').find((part) => part.startsWith('s='))}` });
  try {
    const session = (tab) => tab.evaluate(() => ({ ...window.maatwerk.session, title: '' }));
    assert.deepEqual(await session(other.tab), await session(opened.tab));
  } finally {
    await other.browser.close();
  }
});

test('numbers and picture say what they come from', options, async () => {
  const csv = await inPage(() => window.maatwerk.share.csv());
  const lines = csv.split('\n');
  assert.match(lines[0], /Verklaring, geen voorspelling/);
  assert.match(lines[1], new RegExp(tables.commit.slice(0, 12)));
  assert.equal(lines.filter((line) => /^\d/.test(line)).length, 8 * 120);
  const picture = await inPage(async () => {
    const bytes = new Uint8Array(await (await window.maatwerk.poster()).arrayBuffer());
    return [[...bytes.slice(0, 8)], bytes.length];
  });
  assert.deepEqual(picture[0], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  assert.ok(picture[1] > 20000);
});

test('an assumption is found by a word of its meaning, and changed', options, async () => {
  await choose('assumptions');
  await opened.tab.type('#search', 'verwijt op zich');
  assert.deepEqual(await inPage(() => [...document.querySelectorAll('.parameters code')].map((name) => name.textContent)), ['levers.cover']);
  const { run, parameters } = tables;
  await inPage(() => { document.querySelector('#search').value = ''; window.maatwerk.assumptions.filter(); });
  assert.equal(await inPage(() => document.querySelectorAll('.parameters details').length), run.length + parameters.length);
  await inPage(() => { const input = document.querySelector('#value-citizens-lens'); input.value = 0.5; input.dispatchEvent(new Event('change')); });
  assert.equal(await value('citizens.lens'), 0.5);
  await opened.tab.waitForFunction(() => /zijn (hierdoor )?\d+ van de 100 besluiten op maat/.test(document.querySelector('#value-citizens-lens').closest('details').textContent));
  await inPage(() => window.maatwerk.undo());
});

test('an impossible value is refused in words', options, async () => {
  await inPage(() => window.maatwerk.change((session) => window.maatwerk.setValue(session, 'population.size', 5)));
  await opened.tab.waitForFunction(() => !document.querySelector('.complaint').hidden);
  assert.match(await inPage(() => document.querySelector('.complaint').textContent), /population\.size/);
  await inPage(() => window.maatwerk.undo());
});

const axe = readFileSync(`${root}web/node_modules/axe-core/axe.min.js`, 'utf8');
test('nothing that axe knows stands in the way of anybody', options, async () => {
  await inPage(axe);
  const looks = [['nl', 'matters'], ['nl', 'dynamics'], ['nl', 'actions'], ['nl', 'one_case'], ['nl', 'play'], ['nl', 'assumptions'], ['nl', 'share'], ['en', 'matters']];
  for (const [language, tab] of looks) {
    await inPage((code, name) => {
      const { assumptions } = window.maatwerk;
      window.maatwerk.speak(code);
      window.maatwerk.tabs.choose(name);
      assumptions.search.value = 'levers.s';  // rows are alike
      if (name === 'assumptions') assumptions.filter();
      if (name === 'one_case') window.maatwerk.one_case.choose('apply');
    }, language, tab);
    const found = await inPage(() => window.axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).slice(0, 3).join(' | ')}`)));
    assert.deepEqual(found, [], `${language}, ${tab}`);
  }
});

test('every text that is shown is there in both languages', () => {
  const keys = (texts, prefix = '') => Object.entries(texts).flatMap(([key, text]) =>
    (typeof text === 'object' && !Array.isArray(text) ? keys(text, `${prefix}${key}.`) : [prefix + key]));
  return opened && inPage(() => window.maatwerk.texts).then(({ nl, en }) => assert.deepEqual(keys(nl), keys(en)));
});

test('the page has thrown nothing', options, () => assert.deepEqual(opened.errors, []));
