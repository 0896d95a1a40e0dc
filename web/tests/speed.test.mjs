/**
 * How soon there is something to see. Measured as what all the browser's processes and threads work together: a clock would
 * measure what else the machine does. The limits are those of a clock, for a machine of two processors that has nothing else to do.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import test from 'node:test';
import { launch, optionsFor, page } from './browser.mjs';

const DRAGS = 40;
const PROCESSORS = 2;
const TICK = 10;  // milliseconds, of the kernel's account
const slow = process.env.MAATWERK_SLOW ? {} : { skip: 'only where MAATWERK_SLOW is set' };

/** Milliseconds of processor time of a process and all that it began. */
function work(root) {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      return [{ id: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }];
    } catch {
      return [];  // it has ended
    }
  });
  const own = new Set([root]);
  for (let size = 0; size < own.size;) {
    size = own.size;
    for (const { id, parent } of processes) if (own.has(parent)) own.add(id);
  }
  return TICK * processes.filter(({ id }) => own.has(id)).reduce((sum, { ticks }) => sum + ticks, 0);
}

/** Drags so many steps, each seen before the next. */
async function drag(steps) {
  const app = window.maatwerk;
  for (let step = 0; step < steps; ++step) {
    app.aim([99 - step, 60], true);
    while (!app.study.here.series[0] || app.shown !== app.study.here) await new Promise(requestAnimationFrame);
  }
}

/** Lets go, and waits for all replicates. */
async function letGo(at) {
  const app = window.maatwerk;
  app.aim([at, 60], false);
  while (app.study.here.series.filter(Boolean).length < app.session.run.replicates) await new Promise(requestAnimationFrame);
  return app.study.corners.every(({ series }) => series[0]);
}

for (const browser of ['chrome', 'firefox']) {
  const { skip } = { ...optionsFor(browser), ...slow };
  test(`in ${browser} it stands within a second, and follows a hand`, { skip }, async (context) => {
    const opened = await launch({ browser });
    try {
      const { tab } = opened;
      const took = async (act) => {
        const before = work(opened.browser.process().pid);
        const start = performance.now();
        const answer = await act();
        return [work(opened.browser.process().pid) - before, answer, Math.round(performance.now() - start)];
      };
      await tab.goto('about:blank');
      const [stood, , stoodIn] = await took(async () => {
        await tab.goto(`file://${page}#lang=nl&guess=0`);
        await tab.waitForFunction(() => window.maatwerk?.stood);
      });
      await tab.waitForFunction(() => window.maatwerk.study.corners?.every(({ series }) => series[2]));
      const [dragged, , draggedIn] = await took(() => tab.evaluate(drag, DRAGS));
      const [replicates, kept, replicatesIn] = await took(() => tab.evaluate(letGo, 99 - DRAGS));
      context.diagnostic(`by the clock: to stand ${stoodIn} ms; a drag ${draggedIn / DRAGS} ms; all replicates ${replicatesIn} ms`);
      context.diagnostic(`processor time: to stand ${stood} ms; a drag ${dragged / DRAGS} ms; all replicates ${replicates} ms; `
        + `the file has ${Math.round(statSync(page).size / 1000)} kB`);
      assert.ok(kept, 'the corners are kept through a drag');
      assert.ok(dragged / DRAGS / PROCESSORS < 100);
      assert.ok(replicates / PROCESSORS < 1000);
      assert.ok(stood / PROCESSORS < 1000);
    } finally {
      await opened.browser.close();
    }
  });
}
