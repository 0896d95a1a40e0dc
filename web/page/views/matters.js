/** What matters to whom: small pictures of means over a year, with the band that luck leaves, and what differs from
 * the policy that was pinned. */
import { html, svg, set, write } from '../dom.js';
import { direction, interval, mean, quantile } from '../statistics.js';
import { unitOf } from '../words.js';

/** As on the report's scorecard (analysis/matters.py). */
export const MATTERS = [
  { key: 'fit', who: 'citizen', metric: 'underserved' },
  { key: 'equality', who: 'citizen', metric: 'equality' },
  { key: 'waiting', who: 'citizen', metric: 'waiting' },
  { key: 'hardship', who: 'citizen', metric: 'hardship' },
  { key: 'meaning', who: 'worker', metric: 'moral_sensitivity' },
  { key: 'load', who: 'worker', metric: 'work_pressure' },
  { key: 'grip', who: 'manager', metric: 'worker_dispersion_adjusted' },
  { key: 'cost', who: 'manager', metric: 'cost_administration' },
  { key: 'steering', who: 'administrator', metric: 'fidelity' },
  { key: 'damage', who: 'administrator', metric: 'incidents', times: 12 },
];
const WHO = ['citizen', 'worker', 'manager', 'administrator'];
const WIDE = 220;
const HIGH = 66;
const FIRST = 12;  // months before which there is no whole year

export class Matters {
  constructor(app) {
    this.app = app;
    this.cards = MATTERS.map((matter) => this.card(matter));
    this.groups = WHO.map((who) => {
      const heading = html('h3');
      return { who, heading, element: html('section', { class: `who ${who}` }, heading,
        html('div', { class: 'cards' }, this.cards.filter(({ matter }) => matter.who === who).map(({ element }) => element))) };
    });
    this.pin = html('button', { type: 'button', class: 'quiet', onclick: () => app.pin() });
    this.explain = html('button', { type: 'button', class: 'quiet', onclick: () => this.toggle() });
    this.key = html('p', { class: 'note' });
    this.element = html('div', {}, html('div', { class: 'bar' }, this.key, this.pin, this.explain), ...this.groups.map(({ element }) => element));
    this.speak();
  }

  toggle() {
    const shown = this.element.classList.toggle('explains');
    this.explain.setAttribute('aria-pressed', shown);
  }

  card(matter) {
    const parts = {
      band: svg('path', { class: 'band' }), other: svg('path', { class: 'other' }), line: svg('path', { class: 'line' }),
      beside: svg('g', { class: 'beside' }), now: svg('line', { class: 'now', y1: 0, y2: HIGH }), dot: svg('circle', { class: 'point', r: 3.5 }),
    };
    const picture = svg('svg', { viewBox: `0 0 ${WIDE} ${HIGH}`, class: 'spark', 'aria-hidden': 'true' },
      svg('line', { class: 'base', x1: 0, x2: WIDE, y1: HIGH - 0.5, y2: HIGH - 0.5 }), parts.band, parts.other, parts.now, parts.line, parts.beside, parts.dot);
    const name = html('h4');
    const number = html('b');
    const unit = html('small');
    const change = html('p', { class: 'change' });
    const found = html('p', { class: 'change found' });
    const summary = html('p', { class: 'explained' });
    return { matter, ...parts, name, number, unit, change, found, summary, top: 0,
      element: html('article', { class: 'card' }, name, html('p', { class: 'number' }, number, ' ', unit), picture, change, found, summary) };
  }

  speak() {
    const { words } = this.app;
    write(this.explain, words.say('matters.explain'));
    for (const { who, heading } of this.groups) write(heading, words.say(`who.${who}`));
    for (const { matter, name, summary } of this.cards) {
      write(name, words.say(`matter.${matter.key}.heading`));
      write(summary, words.say(`matter.${matter.key}.explained`));
    }
  }

  draw() {
    const { study, words, session } = this.app;
    write(this.pin, words.say(study.pinned ? 'matters.unpin' : 'matters.pin'));
    write(this.key, words.say(study.pinned ? 'matters.key_pinned' : 'matters.key', { n: session.run.replicates }));
    for (const card of this.cards) this.drawCard(card);
  }

  drawCard(card) {
    const { study, month, session, words, tables } = this.app;
    const { matter } = card;
    const metric = tables.metric(matter.metric);
    const here = this.curve(study.here, matter.metric);
    if (!here) return;
    const other = this.curve(study.pinned, matter.metric);
    const points = this.points(matter.metric);
    card.top = this.scale([here, other], session.run.months, points);
    const point = this.placer(card.top, session.run.months);
    const drawn = (curve) => curve.map(point).slice(FIRST - 1);
    card.line.setAttribute('d', path(drawn(here.middle)));
    card.other.setAttribute('d', other ? path(drawn(other.middle)) : '');
    card.band.setAttribute('d', here.low ? `${path(drawn(here.low))} L ${join(drawn(here.high).reverse())} Z` : '');
    const [x, y] = point(here.middle[month - 1], month - 1);
    set(card.now, { x1: x, x2: x });
    set(card.dot, Number.isFinite(y) && month >= FIRST ? { cx: x, cy: y, visibility: 'visible' } : { visibility: 'hidden' });
    const value = here.middle[month - 1];
    const largest = Math.max(...here.middle.slice(FIRST - 1).filter(Number.isFinite).map(Math.abs), 0);
    const unit = unitOf(metric, largest, matter.times);
    write(card.number, words.digits(value * unit.factor, unit.decimals));
    write(card.unit, words.say(matter.times ? 'matters.a_year' : `natural.${unit.key}.of`));
    this.compare(card, metric, unit);
    this.drawBeside(card, points, point, unit);
  }

  /** What a result of the program that was opened has of a metric, in the years that are shown. */
  points(metric) {
    const { beside, session } = this.app;
    return beside ? beside.points(beside.name, metric).filter(({ month }) => month <= session.run.months) : [];
  }

  drawBeside(card, points, point, unit) {
    const { words } = this.app;
    card.beside.replaceChildren(...points.flatMap(({ month, mean: middle, low, high }) => {
      const [x, y] = point(middle, month - 1);
      const ends = [low, high].filter(Number.isFinite).map((value) => point(value, month - 1)[1]);
      return [...(ends.length === 2 ? [svg('line', { x1: x, x2: x, y1: ends[0], y2: ends[1] })] : []),
        svg('path', { d: `M ${x - 5} ${y} L ${x} ${y - 5} L ${x + 5} ${y} L ${x} ${y + 5} Z` })];
    }));
    const number = ({ mean: value }) => words.digits(value * unit.factor, unit.decimals);
    write(card.found, points.length ? words.say('beside.found', { numbers: points.map(number).join(' → ') }) : '');
  }

  /** The mean of replicates each month, and where nine in ten of them lie. */
  curve(world, metric) {
    const runs = (world?.series ?? []).map((run, replicate) => this.app.study.series(world, replicate, metric)).filter(Boolean);
    if (!runs.length) return undefined;
    const months = Array.from({ length: world.session.run.months }, (_, month) => runs.map((run) => run[month]));
    const middle = months.map(mean);
    if (runs.length < 5) return { middle };
    return { middle, low: months.map((numbers) => quantile(numbers, 0.05)), high: months.map((numbers) => quantile(numbers, 0.95)) };
  }

  scale(curves, months, points = []) {
    const all = points.flatMap(({ mean: middle, low, high }) => [middle, low, high]).concat(curves.filter(Boolean).flatMap(({ middle, high, low }) => [middle, high ?? [], low ?? []].flatMap((line) => line.slice(Math.min(FIRST, months) - 1))))
      .filter(Number.isFinite);
    const most = Math.max(...all, 1e-9);
    const least = Math.min(...all, most);
    return { most, least: least > 0.6 * most ? least - 0.5 * (most - least) - 0.02 * most : Math.min(0, least) };
  }

  placer({ most, least }, months) {
    const across = WIDE - 6;
    return (value, month) => [3 + across * month / Math.max(1, months - 1), HIGH - 4 - (HIGH - 12) * (value - least) / (most - least || 1)];
  }

  /** "clearly fewer people fall short", or that it may be luck. */
  compare(card, metric, unit) {
    const { study, month, words } = this.app;
    const key = `matter.${card.matter.key}`;
    if (!study.pinned) {
      card.change.className = 'change';
      write(card.change, '');
      return;
    }
    const found = interval(study.differences(metric.name, month));
    const side = direction(found);
    const good = side * (metric.better === 'higher' ? 1 : -1);
    card.change.className = `change ${side ? (good > 0 ? 'good' : 'bad') : 'luck'}`;
    const size = words.amount(Math.abs(found.mean), Math.abs(found.mean * unit.factor) < 0.5 ? unitOf(metric, found.mean, card.matter.times) : unit);
    write(card.change, found.n < 5 ? words.say('matters.counting')
      : side ? words.say('matters.clear', { what: capital(words.say(`${key}.${good > 0 ? 'better_main' : 'worse_main'}`)), size })
        : words.say('matters.luck'));
  }
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const join = (points) => points.filter(([, y]) => Number.isFinite(y)).map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join(' L ');
function path(points) {
  const text = join(points);
  return text && `M ${text}`;
}
