/** The month that everything is shown at, and what happens when. */
import { html, set, svg, write } from '../dom.js';

const PACE = 60;  // milliseconds a month, when time runs

export class TimeBar {
  constructor(app) {
    this.app = app;
    this.play = html('button', { type: 'button', class: 'play', onclick: () => this.toggle() });
    this.input = html('input', { type: 'range', min: 1, step: 1, id: 'month', oninput: () => app.goTo(Number(this.input.value)) });
    this.output = html('output', { for: 'month' });
    this.label = html('label', { for: 'month', class: 'sr' });
    this.marks = html('div', { class: 'marks', 'aria-hidden': 'true' });
    this.undo = html('button', { type: 'button', class: 'quiet', onclick: () => app.undo() }, '↶');
    this.redo = html('button', { type: 'button', class: 'quiet', onclick: () => app.redo() }, '↷');
    this.element = html('div', { class: 'timebar' }, this.play, html('div', { class: 'track-of-time' }, this.label, this.input, this.marks),
      this.output, this.undo, this.redo);
    this.speak();
  }

  speak() {
    const { words } = this.app;
    write(this.label, words.say('month.label'));
    for (const [button, key] of [[this.undo, 'undo'], [this.redo, 'redo']]) set(button, { 'aria-label': words.say(key), title: words.say(key) });
  }

  draw() {
    const { app } = this;
    const { months } = app.session.run;
    this.input.max = months;
    this.input.value = app.month;
    this.input.setAttribute('aria-valuetext', app.words.month(app.month));
    write(this.output, app.words.month(app.month));
    this.undo.disabled = !app.canUndo();
    this.redo.disabled = !app.canRedo();
    const text = app.words.say(this.timer ? 'month.stop' : 'month.play');
    set(this.play, { 'aria-label': text, title: text });
    write(this.play, this.timer ? '❚❚' : '▶');
    this.marks.replaceChildren(...app.session.events.map(({ month }) =>
      html('i', { style: `left:calc(${(100 * (month - 1) / Math.max(1, months - 1)).toFixed(2)}% )` })));
  }

  toggle() {
    if (this.timer) return this.stop();
    if (this.app.month === this.app.session.run.months) this.app.goTo(1);
    this.timer = setInterval(() => {
      if (this.app.month >= this.app.session.run.months) this.stop();
      else this.app.goTo(this.app.month + 1);
    }, PACE);
    this.draw();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.draw();
  }
}
