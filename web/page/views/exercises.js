/** Exercises for a class: a number for each student, answers checked here, and the scenario to hand in. */
import { html, write } from '../dom.js';
import { EXERCISES, answerOf, isRight, monthOf, sessionOf } from '../exercises.js';

export class Exercises {
  constructor(app) {
    this.app = app;
    this.title = html('h3');
    this.intro = html('p', { class: 'note' });
    this.number = html('input', { type: 'number', id: 'student', min: 1, max: 999999, step: 1 });
    this.label = html('label', { for: 'student' });
    this.begin = html('button', { type: 'button', onclick: () => this.start() });
    this.rows = EXERCISES.map((exercise) => this.row(exercise));
    this.element = html('section', {}, this.title, this.intro, html('div', { class: 'search' }, this.label, this.number, this.begin),
      html('ol', { class: 'exercises' }, this.rows.map(({ element }) => element)));
  }

  row(exercise) {
    const id = `answer-${exercise.key}`;
    const question = html('label', { for: id });
    const input = html('input', { type: 'number', id, step: 1, min: 0 });
    const check = html('button', { type: 'button', onclick: () => this.check(exercise) });
    const reply = html('span', { role: 'status' });
    return { exercise, question, input, check, reply, element: html('li', {}, question, html('div', { class: 'buttons' }, input, check, reply)) };
  }

  speak() {
    const { words } = this.app;
    write(this.title, words.say('exercises.title'));
    write(this.intro, words.say('exercises.intro'));
    write(this.label, words.say('exercises.number'));
    write(this.begin, words.say('exercises.begin'));
    for (const { exercise, question, check } of this.rows) {
      write(question, words.say(`exercises.question.${exercise.key}`));
      write(check, words.say('exercises.check'));
    }
  }

  draw() {}

  /** The page's first world again, with the luck of this number. */
  start() {
    const number = Number(this.number.value);
    if (Number.isInteger(number) && number > 0)
      this.app.change((session) => Object.assign(session, this.app.begin(), { run: { ...this.app.begin().run, seed: String(number) } }));
  }

  async check(exercise) {
    const { app } = this;
    const { input, reply } = this.rows.find((row) => row.exercise === exercise);
    const number = Number(this.number.value);
    if (!Number.isInteger(number) || number < 1 || input.value === '') return write(reply, app.words.say('exercises.first'));
    write(reply, app.words.say('plane.working'));
    const values = await this.valuesOf(exercise, number);
    return write(reply, isRight(exercise, values, Number(input.value)) ? app.words.say('exercises.right')
      : app.words.say('exercises.wrong', { side: app.words.say(Number(input.value) < answerOf(exercise, values) ? 'exercises.more' : 'exercises.less') }));
  }

  async valuesOf(exercise, number) {
    const { app } = this;
    const session = sessionOf(app.tables, app.begin(), exercise, number);
    const metrics = [app.tables.metricRow.get(exercise.metric)];
    const runs = Array.from({ length: session.run.replicates }, (_, replicate) =>
      app.study.pool.run({ scenario: app.rows(session), replicate, metrics, length: 12 }, 0, this));
    return (await Promise.all(runs)).map((series) => series[monthOf(exercise) - 1]);
  }
}
