/** The engine: a WebAssembly module that holds one scenario and one run at a time (web/engine/engine.cpp). */

/** An engine is of no use after it has refused something: whoever catches a Refusal makes a new one. */
export class Refusal extends Error {}

export class Engine {
  /** @param {WebAssembly.Module} module */
  constructor(module) {
    const imports = {
      page: { fail: (start, length) => { throw new Refusal(this.text(start, length)); } },
      // Only printing would call these, and nothing prints.
      wasi_snapshot_preview1: { fd_close: () => 8, fd_seek: () => 8, fd_write: () => 8 },
    };
    this.calls = new WebAssembly.Instance(module, imports).exports;
    this.calls._initialize();
  }

  /**
   * Makes the world of a scenario in rows (scenario.js: inRows), with the luck of a replicate.
   * @param {number} [world] with other assumptions: every free parameter that the scenario does not set is drawn
   */
  start(scenario, replicate, world) {
    const { calls } = this;
    calls.begin_scenario();
    calls.set_run(scenario.months, scenario.warm_up, BigInt(scenario.seed));
    if (world !== undefined) this.draw(scenario, world);
    for (const [row, value] of scenario.values) calls.set_value(row, value);
    for (const event of scenario.events) {
      calls.add_event(event.month);
      for (const office of event.offices) calls.add_event_office(office);
      for (const [row, value] of event.set) calls.add_event_value(row, value);
    }
    this.months = scenario.months;
    calls.start(replicate);
  }

  /** Draws the free parameters of another world, between half and double, each on its scale; anew if it runs away. */
  draw(scenario, world) {
    for (let attempt = 0; attempt < 100; ++attempt) {
      for (const row of scenario.free) this.calls.set_value(row, this.calls.drawn(row, uniform(world, row, attempt)));
      if (!this.calls.runs_away()) return;
    }
  }

  /** Runs a scenario whole, and gives metrics as means over the months before each: Float64Array[metric][month]. */
  run(scenario, replicate, metrics, length, world) {
    this.start(scenario, replicate, world);
    this.calls.finish();
    const series = new Float64Array(metrics.length * this.months);
    metrics.forEach((row, k) => series.set(this.copy(this.calls.trailing(row, length), this.months), k * this.months));
    return series;
  }

  /** Runs a scenario whole, and gives one of the long tables: {column: Float64Array[row]}. */
  table(scenario, replicate, place, names) {
    this.start(scenario, replicate);
    this.calls.finish();
    const rows = this.calls.table_rows(place);
    return Object.fromEntries(names.map((name, column) => [name, this.copy(this.calls.table_column(place, column), rows)]));
  }

  /**
   * Lays a case before all workers, in so many replicates (case.js).
   * @returns {{passages: object[], data: object}} what there is to tell, in keys of texts, and the numbers under it
   */
  hear(scenario, people, replicates) {
    const { calls } = this;
    for (let replicate = 0; replicate < replicates; ++replicate) {
      this.start(scenario, replicate);
      if (replicate === 0) this.lay(people, replicates);
      calls.watch(replicate);
    }
    const told = this.text(calls.tell(), calls.told_length());
    const numbers = this.copy(calls.told_numbers(), calls.told_count());
    return JSON.parse(told, (_, value) => (typeof value?.at === 'number' ? numbers[value.at] : value));
  }

  lay(people, replicates) {
    this.calls.begin_case();
    for (const person of people) {
      this.calls.add_person();
      for (const [row, value] of person) this.calls.set_person(row, value);
    }
    this.calls.lay_case(replicates);
  }

  /** A metric month by month, of the run that was finished last. */
  monthly(row) { return this.copy(this.calls.monthly(row), this.months); }

  /** All numbers of a kind (engine.cpp: count). */
  numbers(kind) { return this.copy(this.calls.numbers(kind), this.calls.count(kind)); }

  text(start, length) { return new TextDecoder().decode(new Uint8Array(this.calls.memory.buffer, start, length)); }

  // The module's memory may grow and move at any call: what is read from it is copied at once.
  copy(start, count) { return new Float64Array(this.calls.memory.buffer, start, count).slice(); }
}

/** A number in (0, 1) at an address (Steele and others, 2014: SplitMix, its mixer): which worlds are drawn is fixed. */
function uniform(...address) {
  let bits = 0n;
  for (const part of address) {
    bits = BigInt.asUintN(64, (bits ^ BigInt(part)) + 0x9e3779b97f4a7c15n);
    bits = BigInt.asUintN(64, (bits ^ (bits >> 30n)) * 0xbf58476d1ce4e5b9n);
    bits = BigInt.asUintN(64, (bits ^ (bits >> 27n)) * 0x94d049bb133111ebn);
    bits ^= bits >> 31n;
  }
  return (Number(bits >> 32n) + 0.5) / 2 ** 32;
}

/** The bytes of something gzipped. */
export async function unzip(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
