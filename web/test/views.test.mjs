// Each view, as people see it: on both catalogs, in light and dark, wide and narrow.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { api, browser, heading, phone, violations, visit, who } from './browser.mjs';

after(() => browser.close());

const views = [
  ['the plan view', '/', /ways to Clinical Informatics Specialist/, 'founding'],
  ['the plan view, national', '/', /ways? to Registered Nurses/, 'national'],
  ['reach', `/reach?${who}&months=60`, /careers are within 5 years/, 'founding'],
  ['reach, national', '/reach?hold=high-school-diploma&months=24&cost=20000', /careers are within 2 years and \$20,000/, 'national'],
  ['a career', `/careers/clinical-informatics-specialist?${who}`, /^Clinical Informatics Specialist$/, 'founding'],
  ['a career, national', '/careers/registered-nurses?hold=high-school-diploma', /^Registered Nurses$/, 'national'],
  ['a credential', '/credentials/bs-health-informatics', /^Bachelor's Degree in Health Informatics$/, 'founding'],
  ['a map', '/map/careers/clinical-informatics-specialist?chain=skills/leadership', /^Clinical Informatics Specialist$/, 'founding'],
  ['a map, national', '/map/careers/registered-nurses', /^Registered Nurses$/, 'national'],
  ['the map of a skill', '/map/skills/leadership', /^Leadership$/, 'founding'],
  ['where the map begins', '/map', /What is linked with what/, 'founding'],
  ['the catalog', '/catalog', /^Health informatics careers$/, 'founding'],
  ['a list of the catalog, national', '/catalog?list=skills', /^Careers of the United States$/, 'national'],
];

for (const [name, path, title, catalog] of views) {
  test(`${name}: nothing is wrong for a screen reader, in light and dark`, async () => {
    for (const colorScheme of ['light', 'dark']) {
      await visit(path, async (page) => {
        await heading(page, title);
        await page.waitForLoadState('networkidle');
        assert.deepEqual(await violations(page), []);
      }, { catalog, colorScheme });
    }
  });
  test(`${name}: fits a phone`, async () => {
    await visit(path, async (page) => {
      await heading(page, title);
      await page.waitForLoadState('networkidle');
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, `the page is ${wide} pixels wider than the phone`);
      assert.deepEqual(await violations(page), []);
    }, { catalog, viewport: phone });
  });
}

test('the first page is small, and loads no code of plots before the first plan', async () => {
  await visit('/', async (page, requests) => {
    await heading(page, /ways to/);
    await page.waitForLoadState('networkidle');
    const firstPlan = requests.findIndex((url) => api.test(url) && url.includes('constraints'));
    assert.ok(firstPlan > 0, 'no plan was asked for');
    const early = requests.slice(0, firstPlan).filter((url) => /Scatter|Plot|Graph-|d3/.test(url));
    assert.deepEqual(early, []);
    assert.ok(requests.slice(firstPlan).some((url) => /Scatter/.test(url)), 'the plot was loaded with the first plan');
    let bytes = 0;
    for (const url of requests.slice(0, firstPlan).filter((u) => !api.test(u))) {
      const response = await fetch(url, { headers: { 'Accept-Encoding': 'gzip' } });
      bytes += Number(response.headers.get('content-length'));
    }
    console.log(`# first load: ${(bytes / 1024).toFixed(1)} KB, gzip`);
    assert.ok(bytes > 10_000 && bytes <= 50 * 1024, `the first load takes ${bytes} bytes`);
  });
});

test('assets may be kept for ever, pages may not', async () => {
  await visit('/', async (page, requests) => {
    await heading(page, /ways to/);
    for (const url of requests.filter((u) => u.includes('/assets/'))) {
      assert.match((await fetch(url)).headers.get('cache-control'), /immutable/);
    }
    assert.equal((await fetch(page.url())).headers.get('cache-control'), 'no-cache');
  });
});

test('a plan is drawn soon after the last click', async () => {
  await visit('/?' + who, async (page) => {
    await heading(page, 'Where do you want to be?');
    const box = page.getByRole('combobox', { name: 'The career you want' });
    await box.fill('nurse informat');
    const took = [];
    await page.getByRole('option').first().waitFor();
    await page.evaluate(() => {
      new MutationObserver(() => {
        if (document.querySelector('svg[aria-label^="Timeline"]')) globalThis.drawn ??= performance.now();
      }).observe(document.body, { childList: true, subtree: true });
      addEventListener('mousedown', () => (globalThis.clicked = performance.now()), true);
    });
    await page.getByRole('option').first().click();
    await page.locator('svg[aria-label^="Timeline"]').waitFor();
    took.push(await page.evaluate(() => globalThis.drawn - globalThis.clicked));
    console.log(`# from the click to the drawn plan: ${took[0].toFixed(0)} ms`);
    assert.ok(took[0] > 0);
  });
});
