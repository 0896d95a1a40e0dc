/** The plane: what a policy aims at, what is realised, and the four corners beside it. */
import { html, set, svg, write } from '../dom.js';
import { mean } from '../statistics.js';

export const AIM = ['policy.group_tailoring', 'policy.individual_tailoring'];
const REALISED = ['realised_group', 'realised_individual'];
export const PLANE_METRICS = [...REALISED, 'tailored'];
const SIDE = 400;
const LEFT = 44;
const TOP = 26;
const WIDE = SIDE + LEFT + 36;
const HIGH = SIDE + TOP + 52;

const place = ([across, up]) => [LEFT + SIDE * across / 100, TOP + SIDE * (1 - up / 100)];
const inside = (value) => Math.min(103, Math.max(-3, value));
const join = (points) => points.map((point) => point.map((value) => value.toFixed(1)).join(' ')).join(' L ');

export class Plane {
  constructor(app) {
    this.app = app;
    this.corners = app.tables.variants.map((variant) => this.makeCorner(variant));
    this.track = svg('path', { class: 'track', fill: 'none' });
    this.arrow = svg('line', { class: 'aim-arrow', 'marker-end': 'url(#head)' });
    this.realised = svg('circle', { class: 'realised', r: 8 });
    this.pinned = svg('path', { class: 'pinned-mark', d: 'M -6 0 L 0 -7 L 6 0 L 0 7 Z', visibility: 'hidden' });
    this.handle = svg('g', { class: 'handle' },
      svg('circle', { r: 30, class: 'grip' }), svg('circle', { r: 15, class: 'ring' }), svg('circle', { r: 4, class: 'dot' }));
    this.you = svg('text', { class: 'you' });
    this.picture = svg('svg', { viewBox: `0 0 ${WIDE} ${HIGH}`, class: 'plane', role: 'img' },
      svg('defs', {}, svg('marker', { id: 'head', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 5, markerHeight: 5, orient: 'auto' },
        svg('path', { d: 'M 0 0 L 8 4 L 0 8 Z', class: 'head' }))),
      svg('rect', { x: LEFT, y: TOP, width: SIDE, height: SIDE, class: 'field' }),
      ...this.grid(), this.axisTexts = svg('g', { class: 'axis' }),
      ...this.corners.map((corner) => corner.group),
      this.track, this.arrow, this.pinned, this.realised, this.handle, this.you);
    this.sliders = AIM.map((name, axis) => this.slider(name, axis));
    this.sentence = html('p', { class: 'note', id: 'plane-sentence' });
    this.picture.setAttribute('aria-labelledby', 'plane-sentence');
    this.element = html('div', {}, this.picture, html('div', { class: 'pair' }, this.sliders.map(({ label }) => label)), this.sentence);
    this.listen();
    this.speak();
  }

  grid() {
    return [25, 50, 75].flatMap((at) => {
      const [x, y] = place([at, at]);
      return [svg('line', { x1: x, x2: x, y1: TOP, y2: TOP + SIDE, class: 'grid' }),
        svg('line', { x1: LEFT, x2: LEFT + SIDE, y1: y, y2: y, class: 'grid' })];
    });
  }

  makeCorner(variant) {
    const at = AIM.map((name) => variant.set[name]);
    const [x, y] = place(at);
    const right = at[0] > 50;
    const text = svg('text', { x: right ? x - 9 : x + 9, y: at[1] > 50 ? y + 20 : y - 11, 'text-anchor': right ? 'end' : 'start' });
    const line = svg('line', { x1: x, y1: y, x2: x, y2: y, class: 'corner-line' });
    const dot = svg('circle', { cx: x, cy: y, r: 5, class: 'corner-dot', visibility: 'hidden' });
    const aim = svg('circle', { cx: x, cy: y, r: 5, class: 'corner-aim' });
    const group = svg('g', { class: `corner ${variant.name}`, onclick: () => this.app.aim(at, false) }, line, aim, dot, text);
    return { variant, at, line, dot, text, group };
  }

  slider(name, axis) {
    const input = html('input', { type: 'range', min: 0, max: 100, step: 1, id: `aim-${axis}`,
      oninput: () => this.app.aim(this.sliders.map((one) => Number(one.input.value)), true),
      onchange: () => this.app.aim(this.sliders.map((one) => Number(one.input.value)), false) });
    const words = html('span');
    const value = html('output', { for: `aim-${axis}` });
    return { input, value, words, label: html('label', { class: 'slider' }, html('span', { class: 'row' }, words, value), input) };
  }

  listen() {
    let dragging = false;
    const moved = (event, still) => {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.picture.getScreenCTM().inverse());
      const to = (value) => Math.round(Math.min(100, Math.max(0, value)));
      this.app.aim([to(100 * (point.x - LEFT) / SIDE), to(100 * (1 - (point.y - TOP) / SIDE))], still);
    };
    const field = [this.handle, this.picture.querySelector('.field')];
    for (const element of field)
      element.addEventListener('pointerdown', (event) => {
        dragging = true;
        this.picture.setPointerCapture(event.pointerId);
        moved(event, true);
        event.preventDefault();
      });
    this.picture.addEventListener('pointermove', (event) => dragging && moved(event, true));
    const end = (event) => { if (dragging) { dragging = false; moved(event, false); } };
    this.picture.addEventListener('pointerup', end);
    this.picture.addEventListener('pointercancel', end);
  }

  /** In the language of now. */
  speak() {
    const { words, tables } = this.app;
    const middle = LEFT + SIDE / 2;
    this.axisTexts.replaceChildren(
      svg('text', { x: middle, y: TOP + SIDE + 38, 'text-anchor': 'middle' }, `${words.say('plane.group')} →`),
      svg('text', { x: 0, y: 0, 'text-anchor': 'middle', transform: `translate(14 ${TOP + SIDE / 2}) rotate(-90)` },
        `${words.say('plane.individual')} →`),
      ...[0, 100].flatMap((at) => [
        svg('text', { x: place([at, 0])[0], y: TOP + SIDE + 18, 'text-anchor': 'middle', class: 'tick' }, String(at)),
        svg('text', { x: LEFT - 9, y: place([0, at])[1] + 4, 'text-anchor': 'end', class: 'tick' }, String(at))]));
    for (const { variant, text } of this.corners) write(text, words.of(variant.label));
    this.sliders.forEach(({ words: said, label }, axis) => {
      write(said, words.say(axis ? 'plane.individual' : 'plane.group'));
      label.title = words.of(tables.parameter(AIM[axis]).help);
    });
    write(this.you, words.say('plane.you'));
  }

  draw() {
    const { app } = this;
    const { study, words, month } = app;
    const aim = AIM.map((name) => app.value(name));
    const from = place(aim);
    set(this.handle, { transform: `translate(${from})` });
    this.sliders.forEach(({ input, value }, axis) => {
      input.value = aim[axis];
      write(value, words.digits(aim[axis]));
    });
    const at = (world, when) => REALISED.map((metric) => inside(100 * mean(study.at(world, metric, when))));
    const now = at(study.here, month);
    for (const corner of this.corners) {
      corner.near = Math.hypot(corner.at[0] - aim[0], corner.at[1] - aim[1]) < 14;
      corner.group.classList.toggle('near', corner.near);
      corner.text.setAttribute('dx', (corner.at[0] > 50 ? -1 : 1) * (corner.near ? 16 : 0));
      this.drawCorner(corner, at);
    }
    this.drawJourney(study.here, from, now, at);
    this.drawPinned(at);
    write(this.sentence, now.every(Number.isFinite) ? words.say('plane.sentence', {
      group: words.digits(aim[0]), individual: words.digits(aim[1]),
      got_group: words.digits(now[0]), got_individual: words.digits(now[1]), month: words.month(month),
    }) : words.say('plane.working'));
  }

  drawJourney(world, from, now, at) {
    if (!now.every(Number.isFinite)) return;
    const { month } = this.app;
    const to = place(now);
    const far = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const short = far > 0 ? Math.max(0, far - 9) / far : 0;
    set(this.arrow, { x1: from[0], y1: from[1], x2: from[0] + short * (to[0] - from[0]), y2: from[1] + short * (to[1] - from[1]),
      visibility: far > 26 ? 'visible' : 'hidden' });
    set(this.realised, { cx: to[0], cy: to[1] });
    const years = [];
    for (let when = 12; when < month; when += 6) years.push(place(at(world, when)));
    this.track.setAttribute('d', years.length ? `M ${join([...years, to])}` : '');
    const left = from[0] > LEFT + SIDE - 70;
    set(this.you, { x: from[0] + (left ? -20 : 20), y: from[1] + 5, 'text-anchor': left ? 'end' : 'start' });
    this.you.style.display = this.corners.some(({ near }) => near) ? 'none' : '';
  }

  drawCorner({ variant, at: aim, line, dot }, at) {
    const world = this.app.study.corners?.[this.app.tables.variants.indexOf(variant)];
    const now = at(world, this.app.month);
    if (!now.every(Number.isFinite)) return;
    const [x2, y2] = place(now);
    const [x1, y1] = place(aim);
    set(line, { x1, y1, x2, y2 });
    set(dot, { cx: x2, cy: y2, visibility: 'visible' });
  }

  drawPinned(at) {
    const { study, month } = this.app;
    const now = at(study.pinned, month);
    const there = study.pinned && now.every(Number.isFinite);
    set(this.pinned, { visibility: there ? 'visible' : 'hidden' });
    if (there) this.pinned.setAttribute('transform', `translate(${place(now)})`);
  }
}
