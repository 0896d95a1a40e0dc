/** Every parameter: what it means, what it may be, what it rests on; change one and see. */
import { html, write } from '../dom.js';
import { direction, interval, mean } from '../statistics.js';
import { KEPT } from './dynamics.js';

const GRADES = ['assumed', 'calibrated', 'literature', 'document'];

export class Assumptions {
  constructor(app) {
    this.app = app;
    this.search = html('input', { type: 'search', id: 'search', oninput: () => this.filter() });
    this.label = html('label', { for: 'search' });
    this.count = html('p', { class: 'note', 'aria-live': 'polite' });
    this.intro = html('p', { class: 'finding' });
    this.parameters = [...app.tables.run, ...app.tables.parameters];
    this.made = new Map();
    this.shown = [];  // rows: there are hundreds, so none before somebody looks
    this.list = html('div', { class: 'parameters' });
    this.element = html('div', {}, this.intro, html('div', { class: 'search' }, this.label, this.search), this.count, this.list);
    this.speak();
  }

  row(parameter) {
    if (!this.made.has(parameter)) this.made.set(parameter, this.make(parameter));
    return this.made.get(parameter);
  }

  make(parameter) {
    const id = `value-${parameter.name.replaceAll('.', '-')}`;
    const input = this.input(parameter, id);
    const help = html('span');
    const facts = html('p', { class: 'facts' });
    const label = html('label', { for: id });
    const value = html('span', { class: 'value' });
    const moved = html('p', { class: 'moved', role: 'status' });
    const element = html('details', {}, html('summary', {}, html('span', {}, help, html('code', {}, parameter.name)), value), facts,
      html('div', { class: 'change-one' }, label, input), moved);
    return { parameter, input, help, facts, label, value, moved, element };
  }

  input(parameter, id) {
    const changed = (value) => {
      const before = this.app.session;
      this.app.change((session) => this.app.setValue(session, parameter.name, value));
      this.last = { parameter, before: this.app.study.world(before, { replicates: before.run.replicates, rank: 'pinned' }), session: this.app.session };
      this.drawRows();
    };
    if (parameter.kind === 'boolean')
      return html('input', { type: 'checkbox', id, onchange: (event) => changed(Number(event.target.checked)) });
    if (parameter.kind === 'choice')
      return html('select', { id, onchange: (event) => changed(Number(event.target.value)) },
        parameter.choices.map((name, place) => html('option', { value: place }, name)));
    return html('input', { type: 'number', id, min: parameter.min, max: parameter.max, step: parameter.kind === 'integer' ? 1 : 'any',
      onchange: (event) => event.target.value !== '' && changed(Number(event.target.value)) });
  }

  speak() {
    const { words, tables } = this.app;
    write(this.label, words.say('assumptions.search'));
    const assumed = tables.parameters.filter(({ number }) => number.grade === 'assumed').length;
    write(this.intro, words.say('assumptions.intro', { of: tables.parameters.length, n: assumed }));
    if (this.shown.length) this.filter();
  }

  factsOf(parameter) {
    const { words, tables } = this.app;
    const source = ({ grade, source: text }) => words.say(`grade.${GRADES.includes(grade) ? grade : 'assumed'}`) + (text ? ` (${text})` : '');
    const range = 'min' in parameter ? words.say('assumptions.range', { min: parameter.min, max: parameter.max }) : '';
    return [parameter.unit === '1' ? '' : parameter.unit, range,
      words.say('assumptions.default', { value: tables.shown(parameter, parameter.default) }),
      words.say('assumptions.mechanism', { source: source(parameter.mechanism) }),
      words.say('assumptions.number', { source: source(parameter.number) }),
      words.say(parameter.live ? 'assumptions.live' : 'assumptions.setup')].filter(Boolean).join(' · ');
  }

  filter() {
    const { words } = this.app;
    const wanted = this.search.value.toLowerCase();
    this.shown = this.parameters.filter(({ name, help }) => `${name} ${Object.values(help).join(' ')}`.toLowerCase().includes(wanted))
      .map((parameter) => this.row(parameter));
    for (const { parameter, help, facts, label } of this.shown) {
      write(help, words.of(parameter.help));
      write(facts, this.factsOf(parameter));
      write(label, words.say('assumptions.value'));
    }
    this.list.replaceChildren(...this.shown.map(({ element }) => element));
    write(this.count, words.say('assumptions.count', { n: this.shown.length }));
    this.drawRows();
  }

  draw() {
    if (this.shown.length || this.search.value) this.drawRows();
    else this.filter();
  }

  drawRows() {
    const { app } = this;
    for (const { parameter, input, value, moved, element } of this.shown) {
      const now = app.value(parameter.name);
      if (parameter.kind === 'boolean') input.checked = Boolean(now);
      else input.value = now;
      element.classList.toggle('changed', now !== parameter.default);
      write(value, app.tables.shown(parameter, now));
      write(moved, this.last?.parameter === parameter && this.last.session === app.session ? this.movedText() : '');
    }
  }

  /** How much the last change moves what is kept of tailoring in the month shown, on the same luck. */
  movedText() {
    const { study, words, month } = this.app;
    const [from, to] = [this.last.before, study.here].map((world) => study.at(world, KEPT, month));
    const found = interval(to.map((value, replicate) => value - from[replicate]).filter(Number.isFinite));
    if (found.n < 5) return words.say('matters.counting');
    const numbers = { from: words.digits(100 * mean(from)), to: words.digits(100 * mean(to)), month: words.month(month) };
    return words.say(direction(found) ? 'assumptions.moved' : 'assumptions.luck', numbers);
  }
}
