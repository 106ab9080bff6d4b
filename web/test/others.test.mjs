// Reach, map, catalog and playground in use.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browser, heading, visit, who } from './browser.mjs';

after(() => browser.close());

test('reach: a limit changes what is within it, and a career opens its plans with the person kept', async () => {
  await visit(`/reach?${who}&months=60`, async (page) => {
    await heading(page, /careers are within 5 years/);
    const before = await page.getByRole('heading', { level: 1 }).textContent();
    await page.getByRole('slider', { name: 'At most' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/months=48/);
    await heading(page, /within 4 years/);
    assert.notEqual(await page.getByRole('heading', { level: 1 }).textContent(), before);
    await page.getByRole('button', { name: 'Pay a year' }).click();
    await page.locator('th[aria-sort="descending"]').waitFor();
    await page.getByRole('row').getByRole('link', { name: 'Software Developer' }).click();
    await heading(page, /to Software Developer/);
    assert.match(page.url(), /hold=as-health-informatics,rhit&worked=medical-records-specialist:24&to=software-developer&months=48/);
  });
});

test('reach: arrow keys go from career to career in the picture, Enter opens one', async () => {
  await visit(`/reach?${who}&months=60`, async (page) => {
    const dots = page.getByRole('list', { name: 'Careers by time and pay' }).getByRole('link');
    await dots.first().waitFor();
    await dots.first().focus();
    await page.keyboard.press('ArrowRight');
    const name = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/to=/);
    await page.getByRole('heading', { level: 1, name: new RegExp(name.split(':')[0]) }).waitFor();
  });
});

test('reach: all pages of a long list come', async () => {
  await visit('/reach?hold=high-school-diploma', async (page) => {
    await page.getByRole('heading', { name: 'All of them' }).waitFor({ timeout: 60_000 });
    const total = Number((await page.getByRole('heading', { level: 1 }).textContent()).split(' ')[0].replace(',', ''));
    assert.ok(total > 100, `${total} careers`);
    await page.getByRole('button', { name: `Show all ${total}` }).click();
    assert.equal(await page.locator('tbody tr').count(), total);
  }, { catalog: 'national' });
});

test('map: a click goes on from there, kinds can be hidden, and two things are linked by chains', async () => {
  await visit('/map/careers/clinical-informatics-specialist', async (page) => {
    await heading(page, 'Clinical Informatics Specialist');
    await page.getByLabel('skills').uncheck();
    await page.waitForURL(/hide=skill/);
    await page.getByRole('row', { name: /Computer Science/ }).waitFor({ state: 'detached' });
    await page.locator('svg a[aria-label^="Informatics Director"]').click();
    await heading(page, 'Informatics Director');
    await page.getByRole('combobox', { name: 'Anything in the catalog' }).fill('leadership');
    await page.getByRole('option', { name: /Leadership/ }).first().click();
    await page.getByText(/links? apart/).waitFor();
    await page.goBack();
    await heading(page, 'Clinical Informatics Specialist');
  });
});

test('map: its nodes are links in the order of the table', async () => {
  await visit('/map/skills/leadership', async (page) => {
    await heading(page, 'Leadership');
    const drawn = await page.locator('svg a').count();
    assert.ok(drawn > 0);
    assert.equal(await page.locator('tbody tr').count(), drawn);
    await page.locator('svg a').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^(?!Leadership)/ }).waitFor();
  });
});

test('catalog: lists are looked through and paged, and the address keeps where one was', async () => {
  await visit('/catalog', async (page) => {
    await page.getByRole('textbox', { name: 'Look through careers' }).fill('nurse');
    await page.waitForURL(/text=nurse/);
    await page.getByRole('link', { name: 'Registered Nurse', exact: true }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Registered Nurse', exact: true }).click();
    await heading(page, 'Registered Nurse');
  });
  await visit('/catalog?list=skills', async (page) => {
    await page.getByText(/^1 to 60 of/).waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText(/^61 to/).waitFor();
    await page.getByRole('button', { name: 'Before' }).click();
    await page.getByText(/^1 to 60 of/).waitFor();
  }, { catalog: 'national' });
});

test('"As GraphQL" opens the very question in the playground, which answers it', async () => {
  await visit(`/careers/clinical-informatics-specialist?${who}`, async (page) => {
    await page.getByRole('link', { name: 'As GraphQL' }).first().click();
    await page.waitForURL(/\/playground\?query=/);
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.locator('.result-window').getByText('Clinical Informatics Specialist').first().waitFor();
  }, { before: (page) => page.addInitScript(() => localStorage.clear()) });
});

test('the playground has eight worked queries, and each has an answer', async () => {
  await visit('/playground', async (page) => {
    const tabs = page.getByRole('tab');
    await tabs.nth(7).waitFor();
    assert.deepEqual((await tabs.allTextContents()).map((t) => t.replace('fc icon', '')), ['Plans', 'NestedData', 'Reach', 'Gap', 'Matrix', 'Relationships', 'Paging', 'Search']);
    const fields = ['plan', 'careers', 'reachableCareers', 'gap', 'planMatrix', 'relationships', 'credentials', 'search'];
    for (const [i, field] of fields.entries()) {
      await tabs.nth(i).click();
      await page.locator('.graphiql-query-editor').getByText(field, { exact: true }).first().waitFor();
      await page.waitForTimeout(300); // the editor takes over the tab's query a moment later
      await page.getByRole('button', { name: /Execute query/ }).click();
      await page.locator('.result-window').getByText(`"${field}"`, { exact: true }).first().waitFor();
      assert.equal(await page.locator('.result-window').getByText('"errors"').count(), 0);
    }
  });
});

test('the playground opens a linked query in front of the others', async () => {
  await visit('/playground?query=' + encodeURIComponent('query Mine { catalog { title } }'), async (page) => {
    await page.getByRole('tab', { name: 'Mine' }).waitFor();
    assert.equal(await page.getByRole('tab').count(), 9);
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.locator('.result-window').getByText('Health informatics careers').waitFor();
  });
});
