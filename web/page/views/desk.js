/** Ten cases at a desk of the office as it is now: what would you do, what did a colleague do, and what became of it? */
import { html, write } from '../dom.js';
import { mean } from '../statistics.js';

const CASES = 10;
const FOLLOWED = 400;  // citizens whose decisions are written down, to find ten in a year
const OPTIONS = ['apply', 'tailor', 'shortcut'];
const SECONDS = 20;  // that a case may take, for who asks for a clock
export const BLAMED = 'blame_expectation';
const HEARD = 0.02;  // a vote that says anything
const VOICES = ['citizen', 'law', 'organisation', 'profession', 'society', 'self'];
/** Sizes of a gap in standard deviations of need, and of pressure, and their words. */
const SIZES = [[0.4, 'small'], [1, 'clear'], [Infinity, 'large']];
const LOADS = [[0.1, 'calm'], [0.4, 'busy'], [Infinity, 'swamped']];
/** And of the blame that workers reckon with for each tailored decision. */
const BLAME = [[0.1, 'none'], [0.3, 'some'], [Infinity, 'much']];
const sizeOf = (value, table) => table.find(([least]) => Math.abs(value) < least)[1];

export class Desk {
  constructor(app) {
    this.app = app;
    this.title = html('h3');
    this.intro = html('p', { class: 'note' });
    this.begin = html('button', { type: 'button', onclick: () => this.start() });
    this.clock = html('input', { type: 'checkbox', id: 'desk-clock' });
    this.clockLabel = html('label', { for: 'desk-clock' });
    this.left = html('span', { class: 'left', role: 'timer' });
    this.counted = html('span');
    this.count = html('p', { class: 'kicker' }, this.counted, ' ', this.left);
    this.seen = html('p', { class: 'finding' });
    this.choices = OPTIONS.map((option) => ({ option, button: html('button', { type: 'button', onclick: () => this.choose(option) }) }));
    this.reply = html('div', { class: 'reply', role: 'status' });
    this.next = html('button', { type: 'button', class: 'main', onclick: () => this.turn() });
    this.case = html('div', { class: 'case', hidden: true }, this.count, this.seen, html('div', { class: 'buttons' }, this.choices.map(({ button }) => button)), this.reply, this.next);
    this.end = html('div', { hidden: true });
    this.element = html('section', {}, this.title, this.intro, html('div', { class: 'check' }, this.clock, this.clockLabel), this.begin, this.case, this.end);
  }

  speak() {
    const { words } = this.app;
    write(this.title, words.say('desk.title'));
    write(this.intro, words.say('desk.intro', { n: CASES }));
    write(this.begin, words.say('desk.begin'));
    write(this.next, words.say('desk.next'));
    write(this.clockLabel, words.say('desk.clock', { n: SECONDS }));
    for (const { option, button } of this.choices) write(button, words.say(`desk.option.${option}`));
    if (this.cases) this.show();
  }

  draw() {}

  /** Takes ten cases in which there is a choice, spread over the year that is shown. */
  async start() {
    const { app } = this;
    const place = app.tables.tables.findIndex(({ name }) => name === 'agents');
    const session = structuredClone(app.session);
    session.values['record.sampled_citizens'] = FOLLOWED;
    this.begin.disabled = true;
    const rows = await app.study.pool.run({ scenario: app.rows(session), replicate: 0, table: { place, names: app.tables.tables[place].columns } }, 0, this);
    this.begin.disabled = false;
    const there = [...rows.month_handled.keys()].filter((row) => rows.may_tailor[row] && rows.option[row] < OPTIONS.length
      && rows.month_handled[row] > app.month - 12 && rows.month_handled[row] <= app.month);
    if (there.length < CASES) return write(this.intro, app.words.say('desk.none'));
    const chosen = Array.from({ length: CASES }, (_, k) => there[Math.floor((k + 0.5) * there.length / CASES)]);
    this.cases = chosen.map((row) => Object.fromEntries(Object.entries(rows).map(([name, column]) => [name, column[row]])));
    this.turns = [];
    this.blame = mean(app.study.at(app.study.here, BLAMED, app.month));
    this.end.hidden = true;
    this.show();
  }

  show() {
    const { words } = this.app;
    const file = this.cases[this.turns.length];
    this.case.hidden = !file;
    if (!file) return this.finish();
    write(this.counted, words.say('desk.count', { k: this.turns.length + 1, n: CASES }));
    write(this.seen, words.say('desk.seen', {
      situation: file.life_situation_id + 1, gap: words.say(`desk.gap.${file.perceived_gap < 0 ? 'less' : 'more'}.${sizeOf(file.perceived_gap, SIZES)}`),
      room: words.digits(100 * file.room), pressure: words.say(`desk.pressure.${sizeOf(file.pressure, LOADS)}`),
      blame: words.say(`desk.blame.${sizeOf(this.blame, BLAME)}`),
    }));
    this.reply.replaceChildren();
    this.next.hidden = true;
    for (const { button } of this.choices) button.disabled = false;
    this.startClock();
    return undefined;
  }

  /** Whose time is up keeps to the rule. */
  startClock() {
    this.stopClock();
    if (!this.clock.checked) return;
    const until = performance.now() + 1000 * SECONDS;
    const tick = () => {
      const left = Math.ceil((until - performance.now()) / 1000);
      write(this.left, this.app.words.say('desk.left', { n: Math.max(0, left) }));
      if (left <= 0) this.choose('apply', true);
    };
    this.ticking = setInterval(tick, 250);
    tick();
  }

  stopClock() {
    clearInterval(this.ticking);
    write(this.left, '');
  }

  choose(option, late = false) {
    const { words } = this.app;
    this.stopClock();
    const file = this.cases[this.turns.length];
    for (const { button } of this.choices) button.disabled = true;
    this.chosen = option;
    const share = (name) => words.digits(100 * file[`probability_${name}`]);
    const missing = file.need - file.treatment;
    this.reply.replaceChildren(
      late ? html('p', {}, words.say('desk.late')) : '',
      html('p', {}, words.say('desk.colleagues', { apply: share('apply'), tailor: share('tailor'), shortcut: share('shortcut') })),
      html('p', {}, words.say('desk.colleague', { option: words.say(`desk.did.${OPTIONS[file.option]}`) }), this.voices(file)),
      html('p', {}, words.say(`desk.became.${Math.abs(missing) < 0.25 ? 'fits' : missing > 0 ? 'short' : 'over'}`)));
    this.next.hidden = false;
    this.next.focus();
  }

  /** Who spoke most for what was chosen, and who most against it. */
  voices(file) {
    const { words } = this.app;
    const said = (sign) => {
      const loudest = VOICES.reduce((best, name) => (sign * file[`vote_${name}`] > sign * file[`vote_${best}`] ? name : best));
      return sign * file[`vote_${loudest}`] < HEARD ? '' : ` ${words.say(sign > 0 ? 'desk.for' : 'desk.against', { voice: words.say(`desk.voice.${loudest}`) })}`;
    };
    return said(1) + said(-1);
  }

  turn() {
    this.turns.push(this.chosen);
    this.show();
  }

  /** Four values, and no sum of them. */
  finish() {
    const { words } = this.app;
    const yours = this.cases.map((file, k) => given(file, this.turns[k]));
    const theirs = this.cases.map((file) => file.treatment);
    const short = (treatments) => this.cases.filter((file, k) => file.need - treatments[k] > 0.5).length;
    const away = (treatments) => mean(this.cases.map((file, k) => Math.abs(treatments[k] - file.rule)));
    const tailored = this.turns.filter((option) => option === 'tailor').length;
    const row = (key, you, they) => html('tr', {}, html('th', { scope: 'row' }, words.say(`desk.value.${key}`)), html('td', {}, you), html('td', {}, they));
    this.end.replaceChildren(html('table', {}, html('caption', {}, words.say('desk.end')),
      html('thead', {}, html('tr', {}, html('td'), html('th', { scope: 'col' }, words.say('desk.you')), html('th', { scope: 'col' }, words.say('desk.they')))),
      html('tbody', {},
        row('citizen', words.digits(short(yours)), words.digits(short(theirs))),
        row('worker', words.digits(tailored), words.digits(this.cases.filter(({ option }) => OPTIONS[option] === 'tailor').length)),
        row('manager', words.digits(this.cases.filter((file, k) => likeliest(file) !== this.turns[k]).length), words.digits(this.cases.filter((file) => likeliest(file) !== OPTIONS[file.option]).length)),
        row('administrator', words.digits(away(yours), 2), words.digits(away(theirs), 2)))),
    html('p', { class: 'note' }, words.say('desk.no_score')));
    this.end.hidden = false;
  }
}

/** What a citizen gets: tailoring closes the share of the perceived gap that there is room for. */
function given(file, option) {
  if (option === OPTIONS[file.option]) return file.treatment;
  return option === 'tailor' ? file.rule + file.room * file.perceived_gap : file.rule;
}

const likeliest = (file) => OPTIONS.reduce((best, option) => (file[`probability_${option}`] > file[`probability_${best}`] ? option : best));
