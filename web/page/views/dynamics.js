/** The four dynamics: a loop for each actor, thicker as it works, a switch to cut it, and a sentence on what works now. */
import { html, set, svg, write } from '../dom.js';
import { direction, interval, mean } from '../statistics.js';
import { unitOf } from '../words.js';

/** How strong a dynamic is now: what its actors make, by the model's own tables. */
export const SHOWN = {
  see_difference: { metric: 'equality_complaints', who: 'citizen', at: [352, 262] },
  seek_shelter: { metric: 'shelter', who: 'worker', at: [88, 262] },
  pile_preconditions: { metric: 'preconditions', who: 'manager', at: [88, 58] },
  risk_rule_reflex: { metric: 'measures', who: 'administrator', at: [352, 58] },
};
export const KEPT = 'tailored';
export const DYNAMIC_METRICS = [...Object.values(SHOWN).map(({ metric }) => metric), KEPT];
const CENTRE = [220, 160];
const THIN = 1.5;
const THICK = 17;

export class Dynamics {
  constructor(app) {
    this.app = app;
    this.loops = app.tables.dynamics.map((dynamic) => this.loop(dynamic));
    this.kept = svg('text', { class: 'kept', x: CENTRE[0], y: CENTRE[1] + 4 });
    this.of = svg('text', { class: 'kept-of', x: CENTRE[0], y: CENTRE[1] + 22 });
    this.picture = svg('svg', { viewBox: '28 4 384 312', class: 'loops', role: 'img', 'aria-labelledby': 'loop-sentence' },
      svg('defs', {}, this.loops.map(({ marker }) => marker)),
      ...this.loops.map(({ paths }) => svg('g', {}, paths)),
      svg('circle', { cx: CENTRE[0], cy: CENTRE[1], r: 50, class: 'centre' }), this.kept, this.of,
      ...this.loops.map(({ node }) => node));
    this.sentence = html('p', { class: 'finding', id: 'loop-sentence', 'aria-live': 'polite' });
    this.list = html('ul', { class: 'switches' }, this.loops.map(({ item }) => item));
    this.note = html('p', { class: 'note' });
    this.element = html('div', {}, this.sentence, html('div', { class: 'side-by-side' }, html('div', {}, this.picture, this.note), this.list));
    this.speak();
  }

  loop(dynamic) {
    const { at: [x, y] } = SHOWN[dynamic.name];
    const [cx, cy] = CENTRE;
    const normal = [(y - cy) / 3, (cx - x) / 3];
    const bent = (side) => `${(x + cx) / 2 + side * normal[0]} ${(y + cy) / 2 + side * normal[1]}`;
    const towards = (from, to, gap) => {
      const far = Math.hypot(to[0] - from[0], to[1] - from[1]);
      return [to[0] - gap * (to[0] - from[0]) / far, to[1] - gap * (to[1] - from[1]) / far];
    };
    const marker = svg('marker', { id: `to-${dynamic.name}`, viewBox: '0 0 8 8', refX: 5, refY: 4, markerWidth: 2.1, markerHeight: 2.1, orient: 'auto' },
      svg('path', { d: 'M 0 0 L 8 4 L 0 8 Z', class: `fill ${dynamic.name}` }));
    const paths = [
      svg('path', { class: `way ${dynamic.name}`, d: `M ${towards([x, y], [cx, cy], 40).join(' ')} Q ${bent(1)} ${x} ${y}` }),
      svg('path', { class: `way ${dynamic.name}`, d: `M ${x} ${y} Q ${bent(-1)} ${towards([x, y], [cx, cy], 74).join(' ')}`, 'marker-end': `url(#to-${dynamic.name})` }),
    ];
    const name = svg('text', { x, y: y + 5, class: 'actor' });
    const node = svg('g', { class: 'node' }, svg('circle', { cx: x, cy: y, r: 48, class: `actor-disc ${dynamic.name}` }), name);
    const input = html('input', { type: 'checkbox', role: 'switch', onchange: () => this.app.cut(dynamic, !input.checked) });
    const label = html('span', { class: 'name' });
    const level = html('span', { class: 'level' });
    const effect = html('span', { class: 'effect' });
    const help = html('p', { class: 'help' });
    const item = html('li', { class: dynamic.name }, html('label', {}, input, html('span', {}, label, level)), effect, help);
    return { dynamic, marker, paths, node, name, input, label, level, effect, help, item };
  }

  speak() {
    const { words } = this.app;
    for (const { dynamic, name, label, help } of this.loops) {
      write(name, words.say(`who.${SHOWN[dynamic.name].who}`));
      name.classList.toggle('long', name.textContent.length > 12);
      write(label, words.of(dynamic.label));
      write(help, words.of(dynamic.help));
    }
    write(this.of, words.say('dynamics.tailored'));
    write(this.note, words.say('dynamics.note'));
  }

  draw() {
    const { study, words, month } = this.app;
    const kept = mean(study.at(study.here, KEPT, month));
    write(this.kept, words.digits(100 * kept));
    for (const loop of this.loops) this.drawLoop(loop);
    write(this.sentence, this.say(kept));
  }

  drawLoop({ dynamic, paths, input, level, effect, item }) {
    const { study, words, month, tables } = this.app;
    const { metric } = SHOWN[dynamic.name];
    const open = this.isOpen(dynamic);
    const value = mean(study.at(study.here, metric, month));
    const strength = open ? Math.min(1, value / this.most(metric)) : 0;
    for (const path of paths) set(path, { 'stroke-width': (THIN + (THICK - THIN) * (strength || 0)).toFixed(1), 'stroke-dasharray': open ? 'none' : '3 5' });
    input.checked = open;
    item.classList.toggle('cut', !open);
    const info = tables.metric(metric);
    write(level, `${words.of(info.label)}: ${words.amount(value, unitOf(info, value))}`);
    write(effect, open ? this.effectText(dynamic) : words.say('dynamics.is_cut'));
  }

  isOpen(dynamic) { return Object.keys(dynamic.cut).every((name) => this.app.value(name) === 1); }

  /** The highest that a dynamic came, here or in a corner: what thickness is measured by. */
  most(metric) {
    const { study } = this.app;
    const worlds = [study.here, study.pinned, ...(study.corners ?? [])].filter(Boolean);
    const all = worlds.flatMap((world) => [...(study.series(world, 0, metric) ?? [])].slice(11)).filter(Number.isFinite);
    return Math.max(...all, 1e-9);
  }

  /** What tailoring would be without a loop less what it is, on the same luck. */
  effect(dynamic) {
    const { study, month, tables } = this.app;
    const world = study.cuts?.[tables.dynamics.indexOf(dynamic)];
    const without = study.at(world, KEPT, month);
    return interval(study.at(study.here, KEPT, month).map((value, replicate) => without[replicate] - value).filter(Number.isFinite));
  }

  effectText(dynamic) {
    const { words } = this.app;
    const found = this.effect(dynamic);
    if (found.n < 3) return words.say('dynamics.counting');
    const side = direction(found);
    const n = words.digits(Math.abs(100 * found.mean));
    if (!side || n === '0') return words.say('dynamics.luck');
    return words.say(side > 0 ? 'dynamics.takes' : 'dynamics.gives', { n });
  }

  say(kept) {
    const { words, month, session } = this.app;
    if (!Number.isFinite(kept)) return words.say('plane.working');
    const open = this.loops.filter(({ dynamic }) => this.isOpen(dynamic));
    const now = { month: words.month(month), n: words.digits(100 * kept) };
    if (!open.length) return words.say('dynamics.none', now);
    const found = open.map(({ dynamic }) => ({ dynamic, effect: this.effect(dynamic) }))
      .filter(({ effect }) => direction(effect) > 0)
      .sort((one, other) => other.effect.mean - one.effect.mean)[0];
    if (!found || session.run.months < 12) return words.say('dynamics.quiet', now);
    return words.say('dynamics.strongest', {
      ...now, dynamic: words.of(found.dynamic.label), without: words.digits(100 * (kept + found.effect.mean)),
    });
  }
}
