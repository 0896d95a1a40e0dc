/** Workers that share jobs: those that are wanted soonest first. */

const MOST = 4;

export class Pool {
  /** @param {string} source of a worker @param {Uint8Array} module */
  constructor(source, module, size = Math.min(MOST, Math.max(2, (navigator.hardwareConcurrency || 2) - 1))) {
    const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    this.jobs = [];
    this.running = new Map();
    this.next = 0;
    this.idle = Array.from({ length: size }, () => {
      const worker = new Worker(url);
      worker.postMessage({ module });
      worker.onmessage = ({ data }) => this.take(worker, data);
      return worker;
    });
  }

  /**
   * Runs a scenario with the luck of a replicate, in turn.
   * @param {object} job scenario in rows, replicate, and what of it: metrics and length, or table
   * @param {number} rank lower comes first
   * @param {object} group what `drop` drops together
   * @returns {Promise} of what the engine gives; never settles if it is dropped before it begins
   */
  run(job, rank, group) {
    return new Promise((resolve, reject) => {
      this.jobs.push({ job: { ...job, id: this.next++ }, rank, group, resolve, reject });
      this.jobs.sort((one, other) => one.rank - other.rank || one.job.id - other.job.id);
      this.share();
    });
  }

  /** Forgets the jobs of a group that have not begun. */
  drop(group) { this.jobs = this.jobs.filter((waiting) => waiting.group !== group); }

  share() {
    while (this.idle.length && this.jobs.length) {
      const worker = this.idle.pop();
      const waiting = this.jobs.shift();
      this.running.set(waiting.job.id, waiting);
      worker.postMessage(waiting.job);
    }
  }

  take(worker, { id, found, refusal }) {
    const { resolve, reject } = this.running.get(id);
    this.running.delete(id);
    this.idle.push(worker);
    if (found) resolve(found);
    else reject(new Error(refusal));
    this.share();
  }
}
