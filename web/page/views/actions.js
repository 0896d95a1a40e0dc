/** Levers to pull and things that happen, from the month after the one that is shown; all of them events. */
import { html, write } from '../dom.js';

/** Shipped scenarios whose events can happen in any year. */
const SHOCKS = ['media-affair', 'budget-cut', 'crisis', 'inflow-surge', 'staff-turnover', 'administrators-leave'];

export class Actions {
  constructor(app) {
    this.app = app;
    this.shockTitle = html('h3');
    this.shocks = SHOCKS.map((name) => ({ name, button: html('button', { type: 'button', onclick: () => this.strike(name) }) }));
    this.leverTitle = html('h3');
    this.levers = app.tables.levers().filter(({ name }) => name.split('.')[1] in app.texts.en.lever).map((lever) => this.lever(lever));
    this.log = html('ol', { class: 'log' });
    this.logTitle = html('h3');
    this.when = html('p', { class: 'finding' });
    this.back = html('button', { type: 'button', onclick: () => app.goTo(24) });
    this.element = html('div', {}, html('div', { class: 'bar' }, this.when, this.back),
      this.shockTitle, html('div', { class: 'buttons' }, this.shocks.map(({ button }) => button)),
      this.leverTitle, html('div', { class: 'levers' }, this.levers.map(({ element }) => element)),
      this.logTitle, this.log);
    this.speak();
  }

  lever(lever) {
    const key = lever.name.split('.')[1];
    const name = html('span', { class: 'name' });
    const input = html('input', { type: 'range', min: 0, max: 1, step: 0.25,
      onchange: () => this.app.happen({ [lever.name]: Number(input.value) }) });
    const value = html('output');
    const help = html('p', { class: 'help' });
    return { lever, key, name, input, value, help,
      element: html('div', { class: 'lever' }, html('label', {}, html('span', { class: 'row' }, name, value), input), help) };
  }

  speak() {
    const { words } = this.app;
    write(this.shockTitle, words.say('actions.shocks'));
    write(this.back, words.say('actions.back'));
    write(this.leverTitle, words.say('actions.levers'));
    write(this.logTitle, words.say('actions.log'));
    for (const { name, button } of this.shocks) write(button, words.say(`shock.${name}`));
    for (const { lever, key, name, help } of this.levers) {
      const text = words.say(`lever.${key}`);
      write(name, text.charAt(0).toUpperCase() + text.slice(1));
      write(help, words.of(lever.help));
    }
  }

  draw() {
    const { words, month, session } = this.app;
    const end = month >= session.run.months;
    write(this.when, end ? words.say('actions.at_end') : words.say('actions.when', { month: words.month(month + 1) }));
    this.back.hidden = !end;
    for (const { button } of this.shocks) button.disabled = end;
    for (const { lever, input, value, element } of this.levers) {
      const now = this.app.valueAt(lever.name, month + 1);
      input.value = now;
      input.disabled = end;
      element.classList.toggle('pulled', now > 0);
      write(value, `${words.digits(100 * now)} %`);
    }
    this.drawLog();
  }

  drawLog() {
    const { words, session, tables } = this.app;
    if (!session.events.length) return this.log.replaceChildren(html('li', { class: 'none' }, words.say('actions.nothing')));
    const removed = (event) => this.app.change((changed) => changed.events.splice(session.events.indexOf(event), 1));
    this.log.replaceChildren(...session.events.map((event) => html('li', {},
      html('b', {}, words.month(event.month)), ' ',
      Object.entries(event.set).map(([name, value]) => `${this.nameOf(name)} → ${tables.shown(tables.parameter(name), value)}`).join('; '), ' ',
      html('button', { type: 'button', class: 'quiet', 'aria-label': `${words.say('remove')}: ${words.month(event.month)}`, onclick: () => removed(event) }, '×'))));
  }

  nameOf(name) {
    const { words } = this.app;
    const [section, key] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.') + 1)];
    if (section === 'levers' && words.has(`lever.${key}`)) return words.say(`lever.${key}`);
    return words.has(`parameter.${key}`) ? words.say(`parameter.${key}`) : name;
  }

  /** What a shipped scenario does, begun next month. */
  strike(name) {
    const { events } = this.app.read(this.app.shipped[name]);
    const shift = this.app.month + 1 - events[0].month;
    const { months } = this.app.session.run;
    this.app.happenings(events.map((event) => ({ ...event, month: event.month + shift })).filter(({ month }) => month <= months));
  }
}
