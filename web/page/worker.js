/** A worker: an engine that answers one job at a time. */
import { Engine } from './engine.js';

let module;
let engine;

function work({ scenario, replicate, metrics, length, world, table, people, replicates }) {
  if (table) return engine.table(scenario, replicate, table.place, table.names);
  if (people) return engine.hear(scenario, people, replicates);
  return engine.run(scenario, replicate, metrics, length, world);
}

function answer({ id, ...job }) {
  engine ??= new Engine(module);
  try {
    self.postMessage({ id, found: work(job) });
  } catch (refusal) {
    engine = undefined;
    self.postMessage({ id, refusal: refusal.message });
  }
}

self.onmessage = ({ data }) => {
  if (data.module) module = new WebAssembly.Module(data.module);
  else answer(data);
};
