/** Four people at one screen run an office for three years: each year each of them does one thing, or nothing. */
import { html, write } from '../dom.js';
import { addEvent, copySession, valueAt, valueOf } from '../scenario.js';
import { direction, interval, mean } from '../statistics.js';
import { unitOf } from '../words.js';
import { SHOWN } from './dynamics.js';
import { MATTERS } from './matters.js';

const FIRST_YEAR = 2;
const ROUNDS = 3;
/** What each may do: values for a year; what is `once` is for its first month. All are live parameters of the model. */
const MOVES = {
  citizen: [
    { key: 'compare', year: { 'citizens.lens': 1 } },
    { key: 'claim', year: { 'citizens.overstatement': 2 } },
    { key: 'complain', once: { 'loops.added_complaints': 0.1 } },
    { key: 'accept', year: { 'loops.others': 0 } }],
  worker: [
    { key: 'shelter', year: { 'loops.added_rules': 0.5 } },
    { key: 'stand', year: { 'loops.self_protection': 0 } }],
  manager: [
    { key: 'precondition', once: { 'loops.added_preconditions': 1 } },
    { key: 'cover', year: { 'levers.cover': 1 } }],
  administrator: [
    { key: 'measure', once: { 'loops.added_measures': 1 } },
    { key: 'pause', year: { 'levers.pause': 1 } }],
};
const ROLES = Object.keys(MOVES);
const VALUES = ['fit', 'meaning', 'grip', 'steering'];  // one of each role

export class Office {
  constructor(app) {
    this.app = app;
    this.title = html('h3');
    this.intro = html('p', { class: 'note' });
    this.begin = html('button', { type: 'button', onclick: () => this.start() });
    this.who = html('p', { class: 'kicker' });
    this.question = html('p', { class: 'finding round-news' });
    this.buttons = html('div', { class: 'buttons moves' });
    this.round = html('div', { class: 'case', hidden: true }, this.who, this.question, this.buttons);
    this.end = html('div', { hidden: true, role: 'status' });
    this.element = html('section', {}, this.title, this.intro, this.begin, this.round, this.end);
  }

  speak() {
    const { words } = this.app;
    write(this.title, words.say('office.title'));
    write(this.intro, words.say('office.intro', { n: ROUNDS }));
    write(this.begin, words.say('office.begin'));
    if (this.base) this.show();
  }

  /** From the session as it is, which is kept to compare with. */
  start() {
    const { app } = this;
    this.base = copySession(app.session);
    this.did = Object.fromEntries(ROLES.map((role) => [role, []]));
    this.turn = 0;
    app.study.pin(this.base);
    this.show();
  }

  year() { return FIRST_YEAR + Math.floor(this.turn / ROLES.length); }

  show() {
    const { words } = this.app;
    const over = this.turn >= ROUNDS * ROLES.length;
    this.round.hidden = over;
    this.end.hidden = !over;
    if (over) return this.draw();
    const role = ROLES[this.turn % ROLES.length];
    write(this.who, words.say('office.turn', { who: words.say(`who.${role}`), year: this.year() }));
    write(this.question, this.news(role));
    this.buttons.replaceChildren(...[...MOVES[role], { key: 'nothing' }].map((move) =>
      html('button', { type: 'button', onclick: () => this.move(move) }, words.say(`office.move.${move.key}`))));
    this.round.className = `case who ${role}`;
    return undefined;
  }

  /** What the role sees of the last year. */
  news(role) {
    const { words, study, tables, session } = this.app;
    const month = 12 * (this.year() - 1);
    const at = (metric) => mean(study.at(study.here, metric, month));
    if (!Number.isFinite(at('incidents'))) return words.say('plane.working');
    const value = MATTERS.find(({ key }) => key === VALUES[ROLES.indexOf(role)]).metric;
    const incidents = at('incidents') * 12 * valueOf(tables, session, 'population.size') / 10000;
    return words.say(`office.news.${role}`, { n: words.digits(100 * at(value)), complaints: words.digits(1000 * at('equality_complaints')),
      sheltered: words.digits(100 * at('shelter')), incidents: words.say(incidents < 0.5 ? 'office.no_incident' : incidents < 1.5 ? 'office.incident' : 'office.incidents', { n: words.digits(incidents) }) });
  }

  move({ key, once, year }) {
    const { app } = this;
    this.did[ROLES[this.turn % ROLES.length]].push(key);
    const from = 12 * (this.year() - 1) + 1;
    const back = (values) => Object.fromEntries(Object.keys(values).map((name) => [name, valueAt(app.tables, this.base, name, from - 1)]));
    ++this.turn;
    if (!once && !year) return this.show();
    app.change((session) => {
      if (once) { addEvent(session, from, once); addEvent(session, from + 1, back(once)); }
      if (year) { addEvent(session, from, year); addEvent(session, from + 12, back(year)); }
    });
    app.goTo(from + 11);
    return this.show();
  }

  /** Their choices beside the model's own, and what both did to each: four values, and no sum of them. */
  draw() {
    if (!this.base) return;
    if (this.end.hidden) return write(this.question, this.news(ROLES[this.turn % ROLES.length]));
    const { words } = this.app;
    const month = 12 * (FIRST_YEAR + ROUNDS - 1);
    const head = ['who', 'did', 'own', 'value'].map((key) => html('th', { scope: 'col' }, words.say(`office.column.${key}`)));
    const rows = ROLES.map((role, k) => {
      const { side, said } = this.verdict(VALUES[k], month);
      return html('tr', { class: side > 0 ? 'good' : side < 0 ? 'bad' : '' }, html('th', { scope: 'row' }, words.say(`who.${role}`)),
        html('td', {}, this.choices(role)), html('td', {}, this.own(role, month)), html('td', { class: 'verdict' }, said));
    });
    this.end.replaceChildren(html('div', { class: 'wide office-end', tabindex: 0 }, html('table', {}, html('caption', {}, words.say('office.end', { year: FIRST_YEAR + ROUNDS - 1 })),
      html('thead', {}, html('tr', {}, head)), html('tbody', {}, rows))),
      html('p', { class: 'note' }, words.say('desk.no_score')),
      html('button', { type: 'button', onclick: () => { this.app.goTo(month); this.app.tabs.choose('matters'); } }, words.say('office.more')));
    return undefined;
  }

  /** "2 × First a pause, then a measure; Nothing special" */
  choices(role) {
    const { words } = this.app;
    const times = new Map();
    for (const key of this.did[role]) times.set(key, (times.get(key) ?? 0) + 1);
    return [...times].map(([key, n]) => (n > 1 ? `${n} × ` : '') + words.say(`office.move.${key}`)).join('; ');
  }

  /** What a value became beside the same office without them, and whether that is good for whose it is. */
  verdict(key, month) {
    const { study, words, tables } = this.app;
    const { metric } = MATTERS.find((one) => one.key === key);
    const found = interval(study.differences(metric, month));
    const side = direction(found) * (tables.metric(metric).better === 'higher' ? 1 : -1);
    return { side, said: found.n < 5 ? words.say('matters.counting') : side ? words.say(`matter.${key}.${side > 0 ? 'better_main' : 'worse_main'}`) : words.say('matters.luck') };
  }

  /** What the actors of the model do by themselves: without the four, and with them. */
  own(role, month) {
    const { study, words, tables } = this.app;
    const { metric } = Object.values(SHOWN).find(({ who }) => who === role);
    const info = tables.metric(metric);
    const [without, now] = [study.pinned, study.here].map((world) => mean(study.at(world, metric, month)));
    const unit = unitOf(info, Math.max(without, now));
    return words.say('office.own', { what: words.of(info.label), without: words.digits(without * unit.factor, unit.decimals), now: words.amount(now, unit) });
  }
}
