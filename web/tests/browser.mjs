/** The page in a real browser, from a file, with nothing that it could ask elsewhere. */
import { existsSync } from 'node:fs';
import { root } from './support.mjs';
import puppeteer from 'puppeteer-core';

export const page = process.env.MAATWERK_EXPLORER ?? `${root}out/explorer/maatwerk-explorer.html`;
const BROWSERS = {
  chrome: { path: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] },
  firefox: { path: '/usr/bin/firefox-esr', args: [] },
};

const PATIENCE = 120000;  // milliseconds: the machine may be busy

/** What a test of a browser is run with: passed over where that is not installed, unless it must be. */
export function optionsFor(name) {
  const there = existsSync(BROWSERS[name].path) && existsSync(page);
  return { skip: !there && !process.env.MAATWERK_COMPLETE && `there is no ${name} here` };
}

/** A browser with an empty page that notes what it asks for and complains of. */
export async function launch({ browser: name = 'chrome', width = 1280, height = 800 } = {}) {
  const { path, args } = BROWSERS[name];
  const browser = await puppeteer.launch({ browser: name, executablePath: path, args, timeout: PATIENCE });
  const tab = await browser.newPage();
  tab.setDefaultTimeout(PATIENCE);
  const requests = [];
  const errors = [];
  tab.on('request', (request) => requests.push(request.url()));
  tab.on('pageerror', (error) => errors.push(error.message));
  tab.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await tab.setViewport({ width, height });
  return { browser, tab, requests, errors };
}

/** Opens the page, and waits until there is something to see. */
export async function open({ language = 'en', hash = '&guess=0', ...how } = {}) {
  const opened = await launch(how);
  await opened.tab.goto(`file://${page}#lang=${language}${hash}`);
  await opened.tab.waitForFunction(() => window.maatwerk?.study.here?.series[0]);
  return opened;
}

/** Waits until all replicates of what is shown, and its cuts and corners, are there. */
export async function settled(tab) {
  await tab.waitForFunction(() => {
    const { study, session } = window.maatwerk;
    const full = (world, n) => world && world.series.filter(Boolean).length >= n;
    return full(study.here, session.run.replicates) && study.cuts?.every((world) => full(world, 5)) && study.corners?.every((world) => full(world, 3));
  }, { polling: 50 });
  await tab.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
}
