/**
 * What is worked out for a session: its own world with its replicates, those of a policy that was pinned, the four
 * corners of the plane, and the world without each loop. A world that was worked out before is kept.
 */
import { copySession, inRows, setValue } from './scenario.js';

export const YEAR = 12;
const KEPT = 40;
const RANK = { drag: 0, replicates: 1, pinned: 1, cuts: 2, corners: 3, worlds: 4 };

/** One scenario and its runs: series[replicate] is Float64Array[metric][month], others[world] one under other assumptions. */
class World {
  constructor(session, key) { Object.assign(this, { session, key, series: [], others: [], asked: new Set() }); }
}

export class Study {
  /**
   * @param {Pool} pool @param {Tables} tables
   * @param {string[]} metrics that the page shows
   * @param {function(): void} changed called when there is something new to show
   * @param {function(string): void} refused called with what the engine says against a session
   */
  constructor(pool, tables, metrics, changed, refused) {
    Object.assign(this, { pool, tables, metrics, changed, refused });
    this.rows = metrics.map((name) => tables.metricRow.get(name));
    this.worlds = new Map();
    this.pinned = undefined;
  }

  /** A metric of a run over the year before each month: Float64Array. */
  series(world, replicate, metric) {
    const run = world?.series[replicate];
    return run && this.of(world, run, metric);
  }

  of(world, run, metric) {
    const { months } = world.session.run;
    const place = this.metrics.indexOf(metric) * months;
    return run.subarray(place, place + months);
  }

  /** A metric at a month in each replicate that is there; NaN where not. */
  at(world, metric, month) {
    return (world?.series ?? []).map((run, replicate) => this.series(world, replicate, metric)[month - 1]);
  }

  /** What is worked out of a session, in parts as wished; a world that is there already is the same one. */
  world(session, { replicates = 1, rank = 'replicates' } = {}) {
    const key = JSON.stringify({ ...inRows(this.tables, session), replicates: 0 });
    const world = this.worlds.get(key) ?? new World(copySession(session), key);
    this.worlds.delete(key);
    this.worlds.set(key, world);
    this.clear();
    for (let replicate = 0; replicate < replicates; ++replicate) this.ask(world, replicate, RANK[rank]);
    return world;
  }

  /** Lets go of the worlds that were longest not asked for, but of none that is shown: a long drag leaves the corners there. */
  clear() {
    const shown = new Set([this.here, this.pinned, ...(this.cuts ?? []), ...(this.corners ?? [])]);
    for (const [key, old] of this.worlds) {
      if (this.worlds.size <= KEPT) return;
      if (!shown.has(old)) this.worlds.delete(key);
    }
  }

  ask(world, replicate, rank) {
    if (world.asked.has(replicate)) return;
    world.asked.add(replicate);
    const job = { scenario: inRows(this.tables, world.session), replicate, metrics: this.rows, length: YEAR };
    this.pool.run(job, rank, world).then(
      (series) => {
        world.series[replicate] = series;
        this.changed(world);
      },
      (error) => {
        world.refusal = error.message;
        if (world === this.here) this.refused(error.message);
      });
  }

  /** Runs a session in so many worlds in which all that it does not say is otherwise. */
  lookElsewhere(world, count) {
    for (let other = 0; other < count; ++other) {
      const job = { scenario: inRows(this.tables, world.session), replicate: other, metrics: this.rows, length: YEAR, world: other };
      this.pool.run(job, RANK.worlds, world).then((series) => {
        world.others.push(series);
        this.changed(world);
      }, () => { world.others.push(undefined); });
    }
    world.wanted = count;
  }

  /** Forgets what was asked of a world and did not begin: somebody is dragging on. */
  forget(world) {
    this.pool.drop(world);
    if (world.others.length < (world.wanted ?? 0)) Object.assign(world, { wanted: 0, others: [] });
    world.asked = new Set(Object.keys(world.series).map(Number));
  }

  /** Shows a session; while it is being dragged only its first replicate, before anything else. */
  show(session, dragging) {
    for (const world of [this.here, ...(this.cuts ?? []), ...(this.corners ?? [])].filter(Boolean)) this.forget(world);
    this.here = this.world(session, { rank: 'drag' });
    if (!dragging) this.complete(session);
  }

  complete(session) {
    this.world(session, { replicates: session.run.replicates });
    this.cuts = this.tables.dynamics.map((dynamic) => this.world(this.without(session, dynamic), { replicates: 5, rank: 'cuts' }));
    if (this.pinned) this.world(this.pinned.session, { replicates: session.run.replicates, rank: 'pinned' });
    this.corners = this.tables.variants.map((variant) => this.world(this.corner(session, variant), { replicates: 3, rank: 'corners' }));
  }

  /** The session with a loop cut. */
  without(session, dynamic) { return this.with(session, dynamic.cut); }

  /** The session in a corner of the plane. */
  corner(session, variant) { return this.with(session, variant.set); }

  with(session, values) {
    const other = copySession(session);
    for (const [name, value] of Object.entries(values)) setValue(this.tables, other, name, value);
    return other;
  }

  /** Keeps a session to compare with, on the same luck. */
  pin(session) {
    this.pinned = session && this.world(session, { replicates: session.run.replicates, rank: 'pinned' });
    this.changed();
  }

  /** A metric's differences from the pinned world at a month, in each replicate that both have. */
  differences(metric, month) {
    const one = this.at(this.here, metric, month);
    const other = this.at(this.pinned, metric, month);
    return one.map((value, replicate) => value - other[replicate]).filter(Number.isFinite);
  }
}
