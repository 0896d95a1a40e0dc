/** A guess before anything is seen: what is said first is remembered better. */
import { html, write } from '../dom.js';
import { mean } from '../statistics.js';
import { KEPT } from './dynamics.js';

export class Guess {
  constructor(app) {
    this.app = app;
    this.question = html('p', { class: 'finding', id: 'guess-question' });
    this.input = html('input', { type: 'range', min: 0, max: 100, value: 50, 'aria-labelledby': 'guess-question', oninput: () => this.draw() });
    this.number = html('output', { class: 'number' });
    this.show = html('button', { type: 'button', class: 'main', onclick: () => this.answer() });
    this.skip = html('button', { type: 'button', class: 'quiet', onclick: () => this.element.close() });
    this.reply = html('p', { role: 'status' });
    this.title = html('h2', { id: 'guess-title' });
    this.element = html('dialog', { 'aria-labelledby': 'guess-title' }, this.title, this.question, html('div', { class: 'row' }, this.input, this.number),
      this.reply, html('div', { class: 'buttons' }, this.show, this.skip));
    this.speak();
  }

  speak() {
    const { words } = this.app;
    write(this.title, words.say('guess.title'));
    write(this.show, words.say('guess.show'));
    write(this.skip, words.say('guess.skip'));
  }

  open() {
    write(this.reply, '');
    this.show.hidden = false;
    this.element.showModal();
    this.draw();
  }

  draw() {
    const { words, session, study } = this.app;
    if (!this.element.open || this.show.hidden) return;
    const from = mean(study.at(study.here, KEPT, Math.min(12, session.run.months)));
    write(this.question, words.say('guess.question', { from: words.digits(100 * from), years: words.years(session.run.months) }));
    write(this.number, this.input.value);
  }

  answer() {
    const { words, session, study } = this.app;
    const to = 100 * mean(study.at(study.here, KEPT, session.run.months));
    const apart = Number(this.input.value) - to;
    write(this.reply, words.say(Math.abs(apart) < 5 ? 'guess.near' : apart > 0 ? 'guess.high' : 'guess.low', { to: words.digits(to) }));
    this.show.hidden = true;
    write(this.skip, words.say('guess.why'));
    this.app.goTo(session.run.months);
  }
}
