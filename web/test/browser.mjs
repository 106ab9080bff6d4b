// A real browser on a running server, and what every page must keep to: no request leaves the server, nothing is logged as an error.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

/** Where the two built-in catalogs are served. */
export const servers = { founding: process.env.CAREERLATTICE_TEST_FOUNDING, national: process.env.CAREERLATTICE_TEST_NATIONAL };
for (const [name, address] of Object.entries(servers)) assert.ok(address, `no address of the ${name} catalog's server is given`);

const flags = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync',
];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });

export const desktop = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };

/**
 * Opens a page and gives it to `use`; afterwards holds it to what every page must keep to. `expected` are errors in the console that the
 * test itself brings about.
 */
export async function visit(path, use, { catalog = 'founding', viewport = desktop, colorScheme = 'light', before, expected = /^$/ } = {}) {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce', bypassCSP: false });
  const page = await context.newPage();
  const origin = servers[catalog];
  const problems = [];
  const requests = [];
  page.on('request', (request) => {
    requests.push(request.url());
    if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(origin + '/')) problems.push(`a request leaves the server: ${request.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`an error is not caught: ${error.stack}`));
  try {
    await before?.(page);
    await page.goto(origin + path);
    await use(page, requests);
    assert.deepEqual(problems, []);
  } finally {
    await context.close();
  }
}

/** What axe finds wrong with a page, in words. */
export async function violations(page) {
  // The page's policy forbids scripts in the page; one that the browser itself evaluates is none.
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return found.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).join('; ')}`);
}

/** What is asked of the API: the addresses of requests, told from those of files. */
export const api = /\/graphql(\?|$)/;

/** Waits until a heading says something. */
export const heading = (page, text) => page.getByRole('heading', { level: 1, name: text }).waitFor();

export const who = 'hold=as-health-informatics,rhit&worked=medical-records-specialist:24';
