/** How soon there is something to see, where ./dev check runs; on a machine that is busy with something else it only says so. */
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import test from 'node:test';
import { launch, optionsFor, page } from './browser.mjs';

const TRIES = 3;
const CROWDED = 1.3;
const slow = process.env.MAATWERK_SLOW ? {} : { skip: 'only where MAATWERK_SLOW is set' };
const middle = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
const round = (numbers) => numbers.map(Math.round).join(', ');

/** How much longer a second of work takes than on a machine with nothing else to do. */
function crowding() {
  const [begun, used] = [performance.now(), process.cpuUsage().user];
  while (process.cpuUsage().user - used < 3e5);
  return (performance.now() - begun) / 300;
}

/** Milliseconds from the start of loading until the first world is drawn. */
async function standing(tab) {
  await tab.goto('about:blank');
  await tab.goto(`file://${page}#lang=nl&guess=0`);
  await tab.waitForFunction(() => window.maatwerk?.stood);
  return tab.evaluate(() => window.maatwerk.stood);
}

/** Milliseconds from a change to its picture, while somebody drags; then until all replicates are drawn. */
function dragging(steps) {
  return (async () => {
    const app = window.maatwerk;
    const until = async (so) => { while (!so()) await new Promise(requestAnimationFrame); };
    const drags = [];
    for (let step = 0; step < steps; ++step) {
      const begun = performance.now();
      app.aim([99 - step, 60], true);
      await until(() => app.study.here.series[0] && app.shown === app.study.here);
      drags.push(app.drawn - begun);
    }
    const released = performance.now();
    app.aim([99 - steps, 60], false);
    await until(() => app.study.here.series.filter(Boolean).length === app.session.run.replicates);
    const replicates = performance.now() - released;
    return { drags, replicates, kept: app.study.corners.every(({ series }) => series[0]) };
  })();
}

for (const browser of ['chrome', 'firefox']) {
  const { skip } = { ...optionsFor(browser), ...slow };
  test(`in ${browser} it stands within a second, and follows a hand`, { skip }, async (context) => {
    const opened = await launch({ browser });
    try {
      const stood = [];
      for (let k = 0; k < TRIES; ++k) stood.push(await standing(opened.tab));
      await opened.tab.waitForFunction(() => window.maatwerk.study.corners?.every(({ series }) => series[2]), { timeout: 60000 });
      const { drags, replicates, kept } = await opened.tab.evaluate(dragging, 60);
      context.diagnostic(`stands after ${round(stood)} ms; a drag takes ${round([Math.min(...drags), middle(drags), Math.max(...drags)])} ms (least, median, most); `
        + `all replicates ${round([replicates])} ms; the file has ${Math.round(statSync(page).size / 1024)} KiB`);
      assert.ok(kept, 'the corners are kept through a long drag');
      const crowded = crowding();
      if (crowded > CROWDED) return context.diagnostic(`work takes ${crowded.toFixed(1)} times as long here as on an idle machine: the limits are not looked at`);
      assert.ok(Math.min(...stood) < 1000);
      assert.ok(middle(drags) < 100);
      assert.ok(replicates < 1000);
      return undefined;
    } finally {
      await opened.browser.close();
    }
  });
}
