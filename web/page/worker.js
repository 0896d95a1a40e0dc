/** A worker: an engine that answers one job at a time. */
import { Engine } from './engine.js';

let module;
let engine;

function answer({ id, scenario, replicate, metrics, length, world, table }) {
  engine ??= new Engine(module);
  try {
    const found = table ? engine.table(scenario, replicate, table.place, table.names) : engine.run(scenario, replicate, metrics, length, world);
    self.postMessage({ id, found });
  } catch (refusal) {
    engine = undefined;
    self.postMessage({ id, refusal: refusal.message });
  }
}

self.onmessage = ({ data }) => {
  if (data.module) module = new WebAssembly.Module(data.module);
  else answer(data);
};
