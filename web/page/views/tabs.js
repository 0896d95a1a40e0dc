/** One question on the screen at a time. */
import { html, write } from '../dom.js';

export class Tabs {
  /** @param {string[]} names of the app's views */
  constructor(app, names) {
    this.app = app;
    this.chosen = names[0];
    this.tabs = names.map((name) => ({
      name,
      tab: html('button', { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': `panel-${name}`, onclick: () => this.choose(name) }),
      panel: html('div', { role: 'tabpanel', id: `panel-${name}`, 'aria-labelledby': `tab-${name}`, class: `panel ${name}` }, app[name].element),
    }));
    this.list = html('div', { role: 'tablist', onkeydown: (event) => this.keyed(event) }, this.tabs.map(({ tab }) => tab));
    this.element = html('div', {}, this.list, ...this.tabs.map(({ panel }) => panel));
  }

  speak() {
    const { words } = this.app;
    this.list.setAttribute('aria-label', words.say('tab.label'));
    for (const { name, tab } of this.tabs) write(tab, words.say(`tab.${name}`));
  }

  choose(name) {
    this.chosen = name;
    this.app.draw();
    this.tabs.find((one) => one.name === name).tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  keyed(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const place = this.tabs.findIndex(({ name }) => name === this.chosen);
    const next = this.tabs[(place + step + this.tabs.length) % this.tabs.length];
    this.choose(next.name);
    next.tab.focus();
  }

  draw() {
    for (const { name, tab, panel } of this.tabs) {
      const chosen = name === this.chosen;
      tab.setAttribute('aria-selected', chosen);
      tab.tabIndex = chosen ? 0 : -1;
      panel.hidden = !chosen;
    }
  }
}
