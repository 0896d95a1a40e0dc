/** The page: a session, what is worked out of it, and what shows both. */
import { unzip } from './engine.js';
import { html, write } from './dom.js';
import { Pool } from './pool.js';
import { addEvent, beginning, copySession, inRows, readToml, setValue, valueAt, writeToml } from './scenario.js';
import { packed, unpacked } from './link.js';
import { poster } from './poster.js';
import { readResult } from './result.js';
import { Study } from './study.js';
import { Tables } from './tables.js';
import { Words } from './words.js';
import { Actions } from './views/actions.js';
import { Assumptions } from './views/assumptions.js';
import { BLAMED } from './views/desk.js';
import { DYNAMIC_METRICS, Dynamics } from './views/dynamics.js';
import { Guess } from './views/guess.js';
import { Headline } from './views/headline.js';
import { MATTERS, Matters } from './views/matters.js';
import { OneCase } from './views/one_case.js';
import { AIM, PLANE_METRICS, Plane } from './views/plane.js';
import { Play } from './views/play.js';
import { Share } from './views/share.js';
import { TimeBar } from './views/timebar.js';
import { Tabs } from './views/tabs.js';

const SETTLED = 160;  // milliseconds without a change after which all replicates are run

class App {
  constructor({ tables, texts, shipped, cases, worker }, module) {
    this.tables = new Tables(tables);
    this.texts = texts;
    this.shipped = shipped;
    this.cases = cases;
    this.words = new Words(texts[this.firstLanguage()], this.firstLanguage());
    const metrics = [...new Set([...PLANE_METRICS, ...DYNAMIC_METRICS, ...MATTERS.map(({ metric }) => metric), BLAMED])];
    this.study = new Study(new Pool(worker, module), this.tables, metrics, () => this.drawSoon(), (why) => this.refuse(why));
    this.history = [this.begin()];
    this.place = 0;
    this.session = this.history[0];
    this.month = this.session.run.months;
  }

  firstLanguage() {
    const wanted = new URLSearchParams(location.hash.slice(1)).get('lang') ?? navigator.language.slice(0, 2);
    return wanted in this.texts ? wanted : 'en';
  }

  begin() { return beginning(this.tables); }

  build() {
    const views = { headline: new Headline(this), plane: new Plane(this), timebar: new TimeBar(this), matters: new Matters(this),
      dynamics: new Dynamics(this), actions: new Actions(this), one_case: new OneCase(this), play: new Play(this), assumptions: new Assumptions(this), share: new Share(this), guess: new Guess(this) };
    Object.assign(this, views);
    this.tabs = new Tabs(this, ['matters', 'dynamics', 'actions', 'one_case', 'play', 'assumptions', 'share']);
    this.views = [...Object.values(views), this.tabs];
    this.complaint = html('p', { class: 'complaint', role: 'alert', hidden: true });
    this.purpose = html('p', { class: 'kicker' });
    this.provenanceLine = html('p');
    this.fromNow = html('input', { type: 'checkbox', id: 'from-now', onchange: () => this.draw() });
    this.fromNowLabel = html('label', { for: 'from-now' });
    this.planeTitle = html('h2');
    this.guessButton = html('button', { type: 'button', class: 'quiet', onclick: () => this.guess.open() });
    this.languages = this.tables.languages.map((language) => html('button', { type: 'button', class: 'quiet', lang: language, onclick: () => this.speak(language) }, language.toUpperCase()));
    document.body.append(
      html('header', {}, html('div', { class: 'top' }, this.purpose, html('div', { class: 'languages' }, this.guessButton, ...this.languages)), this.headline.element),
      html('main', {}, html('section', { class: 'left', 'aria-labelledby': 'plane-title' }, this.planeTitle, this.plane.element,
        html('div', { class: 'check' }, this.fromNow, this.fromNowLabel)),
      html('section', { class: 'right' }, this.timebar.element, this.complaint, this.tabs.element)),
      html('footer', {}, this.provenanceLine), this.guess.element);
    this.planeTitle.id = 'plane-title';
    this.speak(this.words.language);
    addEventListener('keydown', (event) => this.keyed(event));
  }

  speak(language) {
    this.words = new Words(this.texts[language], language);
    document.documentElement.lang = language;
    document.title = `maatwerk · ${this.words.say('page.title')}`;
    write(this.purpose, this.words.say('page.purpose'));
    write(this.planeTitle, this.words.say('plane.title'));
    write(this.fromNowLabel, this.words.say('plane.from_now'));
    write(this.guessButton, this.words.say('guess.open'));
    for (const button of this.languages) button.setAttribute('aria-pressed', button.lang === language);
    for (const view of this.views) view.speak?.();
    write(this.provenanceLine, this.provenance().join(' · '));
    this.draw();
  }

  keyed(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || event.target.matches('input[type=text], input[type=search], input[type=number]')) return;
    event.preventDefault();
    if (event.shiftKey) this.redo();
    else this.undo();
  }

  // What the session is and was.

  value(name) {
    if (this.tables.runRow.has(name)) return Number(this.session.run[name.slice(4)]);
    return this.valueAt(name, this.fromNow?.checked ? this.month + 1 : this.month);
  }

  valueAt(name, month) { return valueAt(this.tables, this.session, name, month); }
  setValue(session, name, value) {
    if (!this.tables.runRow.has(name)) return setValue(this.tables, session, name, value);
    session.run[name.slice(4)] = name === 'run.seed' ? String(value) : value;
    return undefined;
  }
  canUndo() { return this.place > 0; }
  canRedo() { return this.place < this.history.length - 1; }
  undo() { this.go(-1); }
  redo() { this.go(1); }

  go(by) {
    const place = this.place + by;
    if (!this.history[place]) return;
    this.place = place;
    this.session = this.history[place];
    this.settle();
  }

  /** Changes a copy of the session, which becomes the session. While somebody drags it is no step to undo. */
  change(act, dragging = false) {
    const changed = copySession(dragging || this.draft ? this.session : this.history[this.place]);
    act(changed);
    this.session = changed;
    this.draft = dragging;
    if (dragging) return this.follow();
    this.history = [...this.history.slice(0, this.place + 1), changed];
    this.place = this.history.length - 1;
    this.settle();
  }

  /** Sets values from the start, or as an event from the next month on if that is asked for. */
  put(values, dragging = false) {
    const later = this.fromNow.checked && this.month < this.session.run.months;
    this.change((session) => {
      if (later) addEvent(session, this.month + 1, values);
      else for (const [name, value] of Object.entries(values)) this.setValue(session, name, value);
    }, dragging);
  }

  aim(at, dragging) { this.put(Object.fromEntries(AIM.map((name, axis) => [name, at[axis]])), dragging); }

  cut(dynamic, cut) {
    this.put(Object.fromEntries(Object.entries(dynamic.cut).map(([name, closed]) => [name, cut ? closed : 1 - closed])));
  }

  happen(set) { this.happenings([{ month: this.month + 1, set }]); }
  happenings(events) { this.change((session) => { for (const { month, set } of events) addEvent(session, month, set); }); }

  read(text) { return readToml(this.tables, text, (name) => this.shipped[name]); }

  /** Opens a scenario, or puts what the program found beside the session. */
  open(text) {
    try {
      if (text.trimStart().startsWith('{')) return this.lay(readResult(this.tables, text));
      const session = this.read(text);
      this.change((changed) => { for (const key of Object.keys(changed)) changed[key] = session[key]; });
      this.goTo(this.session.run.months);
    } catch (error) {
      this.refuse(error.message);
    }
  }

  /** Puts what the program found of a scenario of its result beside the session; nothing takes it away. */
  lay(result, name = result?.names[0]) {
    this.beside = result && { ...result, name };
    this.draw();
  }

  rows(session) { return inRows(this.tables, session); }

  poster() { return poster(this); }

  toml() {
    const title = this.session.title || this.words.say('share.untitled');
    return writeToml(this.tables, { ...this.session, title }, this.provenance());
  }

  async link() {
    const parts = new URLSearchParams({ lang: this.words.language, s: await packed(this.toml()) });
    return `${location.href.split('#')[0]}#${parts}`;
  }

  async openLink() {
    const text = new URLSearchParams(location.hash.slice(1)).get('s');
    if (!text) return;
    this.open(await unpacked(text));
    this.history = [this.session];
    this.place = 0;
  }

  provenance() {
    const { version, commit } = this.tables;
    return [this.words.say('page.purpose'), `maatwerk ${version}, ${commit.slice(0, 12)}${commit.endsWith('-dirty') ? '-dirty' : ''}`,
      this.words.say('page.luck', { seed: this.session.run.seed, n: this.session.run.replicates })];
  }

  pin() { this.study.pin(this.study.pinned ? undefined : this.session); }

  // What is shown.

  goTo(month) {
    this.month = Math.min(Math.max(1, month), this.session.run.months);
    this.draw();
  }

  follow() {
    clearTimeout(this.settling);
    this.study.show(this.session, true);
    this.drawSoon();
  }

  settle() {
    this.complaint.hidden = true;
    this.month = Math.min(this.month, this.session.run.months);
    clearTimeout(this.settling);
    this.study.show(this.session, true);
    this.settling = setTimeout(() => this.study.complete(this.session), SETTLED);
    this.draw();
  }

  refuse(why) {
    write(this.complaint, `${this.words.say('page.refused')} ${why}`);
    this.complaint.hidden = false;
  }

  drawSoon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.draw();
    });
  }

  draw() {
    for (const view of [this.headline, this.plane, this.timebar, this.tabs, this.guess]) view.draw();
    this[this.tabs.chosen].draw();
    this.drawn = performance.now();
    this.shown = this.study.here?.series[0] && this.study.here;
    if (this.shown) this.stood ??= this.drawn;
  }
}

const block = (id) => Uint8Array.from(atob(document.getElementById(id).textContent.trim()), (letter) => letter.charCodeAt(0));

const [module, facts] = await Promise.all([unzip(block('module')), unzip(block('facts'))]);
const app = new App(JSON.parse(new TextDecoder().decode(facts)), module);
app.build();
const parts = new URLSearchParams(location.hash.slice(1));
await app.openLink();
app.settle();
// Who opens the file guesses before seeing; who follows a link came for what is in it.
if (!parts.has('s') && parts.get('guess') !== '0') app.guess.open();
window.maatwerk = app;
