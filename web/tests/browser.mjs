/** The page in a real browser, from a file, with nothing that it could ask elsewhere. */
import { existsSync } from 'node:fs';
import { root } from './support.mjs';
import puppeteer from 'puppeteer-core';

export const page = process.env.MAATWERK_EXPLORER ?? `${root}out/explorer/maatwerk-explorer.html`;
const CHROMIUM = '/usr/bin/chromium';
export const there = existsSync(CHROMIUM) && existsSync(page);

/** Opens the page and notes what it asks for and complains of. */
export async function open({ width = 1280, height = 800, language = 'en', hash = '&guess=0' } = {}) {
  const browser = await puppeteer.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  const tab = await browser.newPage();
  const requests = [];
  const errors = [];
  tab.on('request', (request) => requests.push(request.url()));
  tab.on('pageerror', (error) => errors.push(error.message));
  tab.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await tab.setViewport({ width, height });
  await tab.goto(`file://${page}#lang=${language}${hash}`);
  await tab.waitForFunction(() => window.maatwerk?.study.here?.series[0]);
  return { browser, tab, requests, errors };
}

/** Waits until all replicates of what is shown, and its cuts and corners, are there. */
export async function settled(tab) {
  await tab.waitForFunction(() => {
    const { study, session } = window.maatwerk;
    const full = (world, n) => world && world.series.filter(Boolean).length >= n;
    return full(study.here, session.run.replicates) && study.cuts?.every((world) => full(world, 5)) && study.corners?.every((world) => full(world, 3));
  }, { timeout: 60000, polling: 50 });
  await tab.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
}
