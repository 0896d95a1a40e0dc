/** One case before every worker under the policy of now: what would you do, who else would, why, and what comes of it? */
import { readCase } from '../case.js';
import { filePicker, html, write } from '../dom.js';

export const OPTIONS = ['tailor', 'apply', 'shortcut', 'escalate'];
const REPLICATES = 3;  // as `maatwerk case`, once nobody drags
const OPENED = ['case.why.heading'];
const FIRST = 'scootmobiel';

export class OneCase {
  constructor(app) {
    this.app = app;
    this.own = new Map();  // cases that were opened
    this.opened = new Set(OPENED);
    this.choice = html('select', { id: 'case-choice', onchange: () => this.take(this.choice.value) });
    this.label = html('label', { for: 'case-choice' });
    this.file = filePicker('case-file', '.toml', (file) => this.open(file));
    this.story = html('p', { class: 'finding' });
    this.source = html('p', { class: 'note' });
    this.question = html('p', { class: 'question' });
    this.buttons = OPTIONS.map((option) => ({ option, button: html('button', { type: 'button', onclick: () => this.choose(option) }) }));
    this.said = html('p', { class: 'finding', 'aria-live': 'polite' });
    this.desks = html('div', { class: 'desks' });
    this.told = html('div', { class: 'told' });
    this.shown = html('div', { hidden: true }, this.said, this.desks, this.told);
    this.element = html('div', {}, html('div', { class: 'bar opening' }, this.label, this.choice, this.file.element), this.story, this.source,
      this.question, html('div', { class: 'buttons' }, this.buttons.map(({ button }) => button)), this.shown);
    this.name = FIRST;
    this.speak();
  }

  /** The case of a name, read when it is first asked for. */
  fileOf(name) {
    const { tables, texts, cases } = this.app;
    if (!this.own.has(name)) this.own.set(name, readCase(tables, texts, cases[name]));
    return this.own.get(name);
  }

  get case() { return this.fileOf(this.name); }

  speak() {
    const { words } = this.app;
    write(this.label, words.say('one_case.choose'));
    write(this.file.label, words.say('one_case.open'));
    for (const { option, button } of this.buttons) write(button, words.say(`desk.option.${option}`));
    this.choice.replaceChildren();  // titles are of the language
    if (this.found) this.tell();
  }

  take(name) {
    Object.assign(this, { name, chosen: undefined, found: undefined, asked: undefined });
    this.shown.hidden = true;
    this.draw();
  }

  async open(file) {
    try {
      this.own.set(file.name, readCase(this.app.tables, this.app.texts, await file.text()));
      this.choice.replaceChildren();
      this.take(file.name);
    } catch (error) {
      this.app.refuse(error.message);
    }
  }

  choose(option) {
    this.chosen = option;
    this.shown.hidden = false;
    this.draw();
    this.tell();
  }

  draw() {
    const { words } = this.app;
    if (!this.choice.children.length)
      this.choice.append(...Object.keys({ ...this.app.cases, ...Object.fromEntries(this.own) })
        .map((name) => html('option', { value: name }, words.of(this.fileOf(name).texts)?.title ?? name)));
    this.choice.value = this.name;
    const texts = words.of(this.case.texts) ?? {};
    write(this.story, texts.story ?? '');
    write(this.question, texts.question ?? words.say('one_case.question'));
    write(this.source, this.case.sources.join('; '));
    for (const { option, button } of this.buttons) button.setAttribute('aria-pressed', option === this.chosen);
    if (this.chosen) this.ask();
  }

  /** The session up to the month shown, which is the last that the case is heard in. */
  session() {
    const { session, month } = this.app;
    return { ...session, run: { ...session.run, months: month }, events: session.events.filter((event) => event.month <= month) };
  }

  /** Has it heard under the policy of now, if that is another than it was heard under; one at a time. */
  async ask() {
    const { app } = this;
    const job = { scenario: app.rows(this.session()), people: this.case.people, replicates: app.draft ? 1 : REPLICATES };
    const asked = JSON.stringify(job);
    if (asked === this.asked || this.busy) return;
    Object.assign(this, { asked, busy: true });
    try {
      this.found = await app.study.pool.run(job, 0, this);
      this.tell();
    } catch (error) {
      app.refuse(error.message);
    }
    this.busy = false;
    if (this.chosen) this.draw();
  }

  moments() { return this.found.data.scenarios[0].moments; }

  tell() {
    const { words } = this.app;
    if (!this.found || !this.chosen) return;
    const moments = this.moments();
    const n = (moment) => words.digits(100 * moment.chosen[this.chosen]);
    write(this.said, words.say(moments.length > 1 ? 'one_case.you' : 'one_case.you_once', {
      option: words.say(`one_case.did.${this.chosen}`), first: n(moments[0]), then: n(moments.at(-1)), month: words.month(moments.at(-1).month) }));
    this.desks.replaceChildren(...moments.map((moment) => this.bar(moment)), this.key());
    const texts = words.of(this.case.texts) ?? {};
    const [overview, scenario, ...others] = this.found.passages;
    this.told.replaceChildren(
      html('p', {}, scenario.sentences.map((sentence) => this.fill(sentence)).join(' ')),
      ...[...others, overview].map((passage) => this.unfold(passage)),
      this.unfolded('one_case.limits', words.say('one_case.limits'), [html('p', {}, texts.limits ?? '')]),
      html('p', { class: 'note' }, this.command()));
  }

  /** What workers choose, of 100 desks. */
  bar(moment) {
    const { words } = this.app;
    const shares = OPTIONS.map((option) => ({ option, n: 100 * moment.chosen[option] }));
    const label = words.say('one_case.year', { year: Math.ceil(moment.month / 12) });
    const text = shares.map(({ option, n }) => `${words.say(`case.option.${option}`)} ${words.digits(n)}`).join(', ');
    return html('div', { class: 'desk-row' }, html('span', { 'aria-hidden': 'true' }, label),
      html('div', { class: 'desk-bar', role: 'img', 'aria-label': `${label}: ${text}` }, shares.filter(({ n }) => n >= 0.5).map(({ option, n }) =>
        html('i', { class: option, style: `width:${n.toFixed(2)}%` }, n >= 6 ? words.digits(n) : ''))));
  }

  key() {
    const { words } = this.app;
    return html('p', { class: 'note desk-key' }, words.say('one_case.of_100'), ' ',
      ...OPTIONS.map((option) => html('span', {}, html('i', { class: option }), words.say(`case.option.${option}`))));
  }

  word({ key, otherwise }) {
    const { words } = this.app;
    return words.has(key) ? words.say(key) : otherwise || words.say('one_case.here');
  }

  cell(field) { return typeof field === 'object' ? this.word(field) : String(field); }

  fill({ key, fields }) {
    return this.app.words.say(key, Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, this.cell(field)])));
  }

  unfold({ heading, sentences, columns, rows }) {
    const numbers = (cell) => (typeof cell === 'object' ? undefined : 'number');
    const table = html('div', { class: 'wide', tabindex: 0 }, html('table', {}, html('thead', {}, html('tr', {}, columns.map((column, k) => html('th', { scope: 'col', class: k && rows[0] && numbers(rows[0][k]) }, this.word(column))))),
      html('tbody', {}, rows.map(([first, ...cells]) => html('tr', {}, html('th', { scope: 'row' }, this.cell(first)),
        cells.map((cell) => html('td', { class: numbers(cell) }, this.cell(cell))))))));
    return this.unfolded(heading.key, this.fill(heading), [html('p', {}, sentences.map((sentence) => this.fill(sentence)).join(' ')), rows.length ? table : '']);
  }

  unfolded(key, heading, parts) {
    const element = html('details', { open: this.opened.has(key) }, html('summary', {}, heading), parts);
    element.addEventListener('toggle', () => (element.open ? this.opened.add(key) : this.opened.delete(key)));
    return element;
  }

  /** What the program is asked for the same; nothing where the file has events that come later. */
  command() {
    const { app } = this;
    if (this.session().events.length < app.session.events.length || !(this.name in app.cases)) return '';
    const months = app.month < app.session.run.months ? ` --months ${app.month}` : '';
    return app.words.say('one_case.command', { command: `maatwerk case ${this.name} --scenario maatwerk-session.toml -n ${REPLICATES}${months}` });
  }
}
