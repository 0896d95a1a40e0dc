/** The finding above everything: what became of tailoring, and how far luck alone would explain it. */
import { html, write } from '../dom.js';
import { direction, interval, mean } from '../statistics.js';
import { KEPT } from './dynamics.js';

const WORLDS = 40;
/** A change counts in another world if it is this part of the level or more, as in analysis/worlds.py. */
const LEAST = 0.05;
const FEW = 0.02;  // a share of decisions below which there is hardly any tailoring

export class Headline {
  constructor(app) {
    this.app = app;
    this.title = html('h1', { 'aria-live': 'polite' });
    this.luck = html('span');
    this.sure = html('span', { class: 'sure' });
    this.ask = html('button', { type: 'button', class: 'quiet', onclick: () => this.look() });
    this.element = html('div', { class: 'headline' }, this.title, html('p', { class: 'luck' }, this.luck, ' ', this.sure, this.ask));
    this.speak();
  }

  speak() { write(this.ask, this.app.words.say('sure.ask', { n: WORLDS })); }

  look() {
    this.app.study.lookElsewhere(this.app.study.here, WORLDS);
    this.draw();
  }

  draw() {
    const { study, words, session } = this.app;
    const { months } = session.run;
    const first = study.at(study.here, KEPT, Math.min(12, months));
    const last = study.at(study.here, KEPT, months);
    const [from, to] = [mean(first), mean(last)];
    if (!Number.isFinite(from + to)) return;
    const change = interval(last.map((value, replicate) => value - first[replicate]));
    write(this.title, words.say(`title.${this.kind(from, to, change)}`, {
      from: words.digits(100 * from), to: words.digits(100 * to), years: words.years(months),
      left: words.fraction(to / from),
    }));
    write(this.luck, this.luckText(first, last, change));
    this.drawSure(Math.sign(to - from));
  }

  kind(from, to, change) {
    if (from < FEW && to < FEW) return 'hardly';
    if (Math.abs(to - from) < 0.01 || (change.n > 4 && !direction(change))) return 'same';
    return to < from ? 'less' : 'more';
  }

  /** Whether it also goes this way where what nobody knows is otherwise. */
  drawSure(side) {
    const { study, words } = this.app;
    const { others, wanted, session } = study.here;
    this.ask.hidden = Boolean(wanted);
    if (!wanted) return write(this.sure, '');
    if (others.length < wanted) return write(this.sure, words.say('sure.counting', { n: others.length, of: wanted }));
    const hold = others.filter(Boolean).filter((run) => {
      const kept = study.of(study.here, run, KEPT);
      const [from, to] = [kept[Math.min(12, session.run.months) - 1], kept.at(-1)];
      return side * (to - from) > 0 && side * (to - from) >= LEAST * (from + to) / 2;
    }).length;
    const word = hold >= 0.9 * wanted ? 'robust' : hold >= 0.75 * wanted ? 'likely' : 'depends';
    return write(this.sure, words.say('sure.said', { word: words.say(`sure.${word}`), n: hold, of: wanted }));
  }

  luckText(first, last, { n, mean: change }) {
    const { words, session } = this.app;
    if (n < Math.min(5, session.run.replicates)) return words.say('title.counting', { of: session.run.replicates });
    const alike = last.filter((value, replicate) => Math.sign(value - first[replicate]) === Math.sign(change)).length;
    return words.say('title.luck', { n, alike });
  }
}
