/** The session as a file that the program runs, as a link, as numbers, as a picture; and files opened again. */
import { download, filePicker, html, write } from '../dom.js';
import { MATTERS } from './matters.js';

export class Share {
  constructor(app) {
    this.app = app;
    const button = (key, act) => ({ key, button: html('button', { type: 'button', onclick: act }) });
    this.buttons = [
      button('toml', () => download('maatwerk-session.toml', app.toml(), 'application/toml')),
      button('link', () => this.copyLink()),
      button('csv', () => download('maatwerk-session.csv', this.csv(), 'text/csv')),
      button('png', async () => download('maatwerk-session.png', await app.poster(), 'image/png')),
    ];
    this.said = html('p', { class: 'note', role: 'status' });
    this.file = filePicker('open-file', '.toml,.json', async (file) => app.open(await file.text()));
    this.choice = html('select', { id: 'open-shipped', onchange: () => this.choice.value && app.open(app.shipped[this.choice.value]) });
    this.choiceLabel = html('label', { for: 'open-shipped' });
    this.besideSays = html('p', { class: 'note', role: 'status' });
    this.besideName = html('select', { id: 'beside-name', onchange: () => app.lay(app.beside, this.besideName.value) });
    this.besideLabel = html('label', { for: 'beside-name' });
    this.away = html('button', { type: 'button', class: 'quiet', onclick: () => app.lay() });
    this.beside = html('div', { hidden: true }, this.besideSays, html('div', { class: 'form' }, this.besideLabel, this.besideName), this.away);
    this.title = html('input', { type: 'text', id: 'session-title', onchange: () => app.change((session) => { session.title = this.title.value; }) });
    this.titleLabel = html('label', { for: 'session-title' });
    this.text = html('pre', { tabindex: 0 });
    this.textTitle = html('h3');
    this.run = html('p');
    this.element = html('div', {}, html('div', { class: 'form' }, this.titleLabel, this.title), html('div', { class: 'buttons' }, this.buttons.map(({ button: one }) => one)), this.said,
      html('div', { class: 'bar opening' }, this.file.element, this.choiceLabel, this.choice), this.beside, this.textTitle, this.run, this.text);
    this.speak();
  }

  speak() {
    const { words, shipped } = this.app;
    for (const { key, button } of this.buttons) write(button, words.say(`share.${key}`));
    write(this.file.label, words.say('share.open'));
    write(this.choiceLabel, words.say('share.shipped'));
    write(this.titleLabel, words.say('share.title'));
    write(this.textTitle, words.say('share.text'));
    write(this.run, words.say('share.run'));
    write(this.besideLabel, words.say('beside.which'));
    write(this.away, words.say('beside.away'));
    this.text.setAttribute('aria-label', words.say('share.text'));
    this.choice.replaceChildren(html('option', { value: '' }, words.say('share.choose')),
      ...Object.keys(shipped).sort().map((name) => html('option', { value: name }, name)));
  }

  draw() {
    this.title.value = this.app.session.title;
    write(this.text, this.app.toml());
    this.drawBeside();
  }

  drawBeside() {
    const { beside, words } = this.app;
    this.beside.hidden = !beside;
    if (!beside) return;
    write(this.besideSays, words.say('beside.says', { title: beside.title, n: beside.replicates, seed: beside.seed, months: beside.months }));
    this.besideName.replaceChildren(...beside.names.map((name) => html('option', { value: name }, name)));
    this.besideName.value = beside.name;
  }

  async copyLink() {
    const { app } = this;
    const link = await app.link();
    try {
      await navigator.clipboard.writeText(link);
      write(this.said, app.words.say('share.copied'));
    } catch {
      write(this.said, link);
    }
  }

  /** Means over the year before each month, a row for each replicate and month. */
  csv() {
    const { study, session, tables } = this.app;
    const metrics = MATTERS.map(({ metric }) => metric).concat('tailored', 'realised_group', 'realised_individual');
    const head = this.app.provenance().map((line) => `# ${line}`);
    const rows = study.here.series.flatMap((run, replicate) => Array.from({ length: session.run.months }, (_, month) =>
      [replicate, month + 1, ...metrics.map((metric) => study.series(study.here, replicate, metric)[month])]
        .map((value) => (Number.isFinite(value) ? value : '')).join(',')));
    const units = `# ${metrics.map((metric) => `${metric} [${tables.metric(metric).unit}]`).join(', ')}`;
    return [...head, units, ['replicate', 'month', ...metrics].join(','), ...rows].join('\n') + '\n';
  }
}
