// The plan view in use: choosing, comparing, going back, taking away, and what it says when there is nothing to show.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { api, browser, heading, phone, servers, violations, visit, who } from './browser.mjs';

after(() => browser.close());

const specialist = `/?${who}&to=clinical-informatics-specialist`;
const gone = /ERR_FAILED|Failed to load resource/;

test('a change of the form changes the answer and the address, and back brings both back', async () => {
  await visit(specialist, async (page) => {
    await heading(page, '6 ways to Clinical Informatics Specialist');
    await page.getByText('Beside a job', { exact: true }).click();
    await page.waitForURL(/study=beside/);
    await page.getByRole('heading', { level: 1, name: /^(?!6 ways)/ }).waitFor();
    await page.goBack();
    await heading(page, '6 ways to Clinical Informatics Specialist');
    assert.equal(new URL(page.url()).searchParams.get('study'), null);
    await page.reload();
    await heading(page, '6 ways to Clinical Informatics Specialist');
  });
});

test('everything can be chosen by keyboard alone, typos forgiven', async () => {
  await visit('/?hold=high-school-diploma', async (page) => {
    await heading(page, 'Where do you want to be?');
    const box = page.getByRole('combobox', { name: 'The career you want' });
    await box.focus();
    await page.keyboard.type('regsitered nurs');
    await page.getByRole('option', { name: /Registered Nurse/ }).first().waitFor();
    await page.keyboard.press('Enter');
    await heading(page, /ways? to Registered Nurse/);
    assert.match(page.url(), /to=registered-nurse/);
    const slider = page.getByRole('slider', { name: 'At most' });
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/months=240/);
    assert.equal(await slider.getAttribute('aria-valuetext'), '20 years');
    const hold = page.getByRole('combobox', { name: /that you hold/ });
    await hold.focus();
    await page.keyboard.type('rhit');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('option').count(), 0);
  });
});

test('arrow keys go from plan to plan in the picture, and the plan follows', async () => {
  await visit(specialist, async (page) => {
    const dots = page.getByRole('radiogroup', { name: 'Plans by time and cost' }).getByRole('radio');
    await dots.first().waitFor();
    assert.equal(await dots.count(), 6);
    const timeline = page.locator('svg[aria-label^="Timeline"]').first();
    const before = await timeline.getAttribute('aria-label');
    await page.locator('[role="radio"][aria-checked="true"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/plan=/);
    await page.waitForFunction((was) => document.querySelector('svg[aria-label^="Timeline"]').getAttribute('aria-label') !== was, before);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-checked')), 'true');
  });
});

test('two plans stand on one axis, and their difference is said in words', async () => {
  await visit(specialist, async (page) => {
    await heading(page, /6 ways/);
    await page.getByLabel('Beside', { exact: true }).selectOption({ index: 2 });
    await page.waitForURL(/with=/);
    await page.getByText(/is, against “Fastest”,/).waitFor();
    assert.equal(await page.locator('svg[aria-label^="Timeline"]').count(), 2);
  });
});

test('every step says what it is for and every figure where it comes from', async () => {
  await visit(specialist, async (page) => {
    await page.getByText('Where the figures come from').waitFor();
    const notes = page.locator('ol.why sup a');
    assert.ok((await notes.count()) > 0);
    for (const href of await notes.evaluateAll((links) => links.map((a) => a.getAttribute('href')))) {
      assert.equal(await page.locator(href).count(), 1, `${href} leads nowhere`);
    }
    assert.ok((await page.getByText(/^Needed to/).count()) > 0);
  });
});

test('no plan within the limits: the nearest limits are buttons that work', async () => {
  await visit(specialist + '&months=12&cost=0', async (page) => {
    await heading(page, /There is no way within these limits/);
    await page.getByRole('button', { name: /^Allow/ }).first().click();
    await heading(page, /ways? to Clinical Informatics Specialist/);
  });
});

test('no plan whatever the limits: what is missing is a tree', async () => {
  await visit(`/?${who}&to=clinical-informatics-specialist&avoid=credentials/bs-health-informatics,credentials/ms-health-informatics,careers/computer-systems-analyst,credentials/health-informatics-graduate-certificate,credentials/bs-health-administration&study=full&months=24`, async (page) => {
    await heading(page, /There is no way/);
    await page.getByText(/asks for, and what you have of it/).waitFor();
    assert.ok((await page.getByText('Missing: ').count()) > 0);
  });
});

test('an id that nothing has: the nearest names, as buttons that take them over', async () => {
  await visit(`/?${who}&to=clinical-informatics-specialst`, async (page) => {
    await heading(page, /is not in this catalog/);
    await page.getByRole('button', { name: 'Clinical Informatics Specialist', exact: true }).click();
    await heading(page, '6 ways to Clinical Informatics Specialist');
  });
  await visit('/careers/registered-nrse', async (page) => {
    await heading(page, /is not in this catalog/);
    await page.getByRole('link', { name: 'Registered Nurse', exact: true }).click();
    await heading(page, 'Registered Nurse');
  });
  await visit('/map/skills/leadrship', async (page) => {
    await heading(page, /is not in this catalog/);
    await page.getByRole('link', { name: 'Leadership', exact: true }).click();
    await heading(page, 'Leadership');
  });
});

test('an address that is none of a view says so', async () => {
  await visit('/careers/', async (page) => heading(page, 'There is nothing at this address'));
  const response = await fetch(servers.founding + '/nowhere');
  assert.equal(response.status, 404);
});

test('nonsense in an address is left out', async () => {
  await visit('/?hold=%00,<script>&worked=a:b:c,:::&months=-1&cost=1e9&study=sideways&to=%ff', async (page) => {
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await page.getByRole('slider', { name: 'At most' }).getAttribute('aria-valuetext'), 'any time');
  });
});

test('a search that finds nothing says what was looked for', async () => {
  await visit(specialist, async (page) => {
    await heading(page, /6 ways/);
    await page.getByRole('combobox', { name: /that you hold/ }).fill('xqzzyqx');
    await page.getByText('Nothing is called “xqzzyqx”').waitFor();
  });
});

test('the server is gone: said in words, what was typed stays, and trying again works', async () => {
  await visit(specialist, async (page) => {
    await heading(page, '6 ways to Clinical Informatics Specialist');
    await page.route(api, (route) => route.abort());
    await page.getByText('Beside a job', { exact: true }).click();
    await page.getByText('The server cannot be reached.').waitFor();
    assert.equal(await page.getByRole('radio', { name: 'Beside a job' }).isChecked(), true);
    assert.equal(await page.getByRole('combobox', { name: 'The career you want' }).inputValue(), 'Clinical Informatics Specialist');
    await page.unroute(api);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The server cannot be reached.').waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: /Clinical Informatics Specialist/ }).waitFor();
  }, { expected: gone });
});

test('the server is gone from the start: the page says so and begins when it is back', async () => {
  await visit('/', async (page) => {
    await page.getByText('The server cannot be reached.').waitFor();
    await page.unroute(api);
    await page.getByRole('button', { name: 'Try again' }).click();
    await heading(page, /ways to/);
  }, { expected: gone, before: (page) => page.route(api, (route) => route.abort()) });
});

test('a busy server and one that answers nonsense are said in words', async () => {
  for (const [answer, says] of [[{ status: 503, body: 'busy' }, 'The server is busy.'], [{ status: 200, body: '<html>' }, 'The server answered 200 without saying why.']]) {
    await visit('/', async (page) => page.getByText(says).waitFor(), { expected: gone, before: (page) => page.route(api, (route) => route.fulfill(answer)) });
  }
});

test('a slow answer leaves the old one in sight, dimmed', async () => {
  await visit(specialist, async (page) => {
    await heading(page, '6 ways to Clinical Informatics Specialist');
    await page.route(api, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1200));
      await route.continue();
    });
    await page.getByText('Beside a job', { exact: true }).click();
    await page.locator('section.out.dim').waitFor();
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), '6 ways to Clinical Informatics Specialist');
    await page.locator('section.out:not(.dim)').waitFor();
  });
});

test('a document that the server does not know is sent whole', async () => {
  let refused = 0;
  await visit(specialist, async (page) => {
    await heading(page, '6 ways to Clinical Informatics Specialist');
    assert.ok(refused > 0);
  }, {
    before: (page) => page.route(/\/graphql\?/, (route) => {
      refused++;
      return route.fulfill({ json: { errors: [{ message: 'There is no trusted document.', extensions: { code: 'DOCUMENT_NOT_FOUND' } }] } });
    }),
  });
});

test('figures and pictures can be taken away', async () => {
  await visit(specialist, async (page) => {
    const panel = page.locator('.panel', { has: page.getByRole('heading', { name: 'Time against cost' }) });
    await panel.getByRole('radio').first().waitFor();
    const files = {};
    for (const name of ['CSV', 'SVG', 'PNG']) {
      const [download] = await Promise.all([page.waitForEvent('download'), panel.getByRole('button', { name, exact: true }).click()]);
      const chunks = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk);
      files[name] = Buffer.concat(chunks);
    }
    assert.equal(files.CSV.toString().trim().split('\r\n').length, 7);
    assert.match(files.SVG.toString(), /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.doesNotMatch(files.SVG.toString(), /var\(--/);
    assert.equal(files.PNG.subarray(1, 4).toString(), 'PNG');
    await panel.getByRole('button', { name: 'As code' }).click();
    for (const language of ['Python', 'R', 'curl']) {
      await page.getByRole('button', { name: language, exact: true }).click();
      await page.getByText('/graphql').first().waitFor();
    }
  });
});

test('a plan as a calendar', async () => {
  await visit(specialist, async (page) => {
    const href = await page.getByRole('link', { name: 'Calendar' }).getAttribute('href');
    const response = await fetch(servers.founding + href);
    assert.equal(response.status, 200);
    assert.match(await response.text(), /BEGIN:VCALENDAR/);
  });
});

test('a plan prints with its sources and without the form', async () => {
  await visit(specialist, async (page) => {
    await page.getByText('Where the figures come from').waitFor();
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.getByRole('combobox', { name: 'The career you want' }).isVisible(), false);
    assert.equal(await page.getByText('Where the figures come from').isVisible(), true);
  });
});

test('on a phone the form folds into a line, and the timeline runs downward', async () => {
  await visit(specialist, async (page) => {
    await heading(page, /6 ways/);
    assert.equal(await page.getByRole('combobox', { name: 'The career you want' }).isVisible(), false);
    await page.getByRole('button', { name: /Change$/ }).click();
    assert.equal(await page.getByRole('combobox', { name: 'The career you want' }).isVisible(), true);
    const box = await page.locator('svg[aria-label^="Timeline"]').first().boundingBox();
    assert.ok(box.height > box.width);
  }, { viewport: phone });
});

/** Answers a question for plans with many more than there are. */
async function manyPlans(route, count) {
  const answer = await (await route.fetch()).json();
  if (answer.data?.plan?.plans) {
    const [first] = answer.data.plan.plans.nodes;
    const nodes = Array.from({ length: count }, (_, i) => ({ ...first, months: first.months + i + 1, cost: 90_000 - i * 500, foregoneEarnings: 1000 * (i % 7) }));
    answer.data.plan = {
      ...answer.data.plan, fastest: nodes[0], cheapest: nodes.at(-1), leastForegone: nodes[7], representatives: nodes.filter((_, i) => i % 8 === 0),
      plans: { ...answer.data.plan.plans, totalCount: count, nodes },
    };
  }
  await route.fulfill({ json: answer });
}

test('a front of sixty plans shows few with names, and all when asked', async () => {
  await visit(specialist, async (page) => {
    await heading(page, '60 ways to Clinical Informatics Specialist');
    const rows = page.locator('.two table tbody tr');
    const few = await rows.count();
    assert.ok(few >= 8 && few <= 12, `${few} rows`);
    await page.getByRole('button', { name: 'Show all 60' }).click();
    assert.equal(await rows.count(), 60);
    const dots = page.getByRole('radiogroup', { name: 'Plans by time and cost' }).getByRole('radio');
    await dots.first().waitFor();
    assert.equal(await dots.count(), 60);
    assert.deepEqual(await violations(page), []);
  }, { before: (page) => page.route(api, (route) => manyPlans(route, 60)) });
});

/** How many pixels of the table of plans are out of sight. */
const outOfSight = (page) => page.locator('.two .wide').evaluate((box) => box.scrollWidth - box.clientWidth);

test('the table of plans is whole beside the plot', async () => {
  await visit(specialist, async (page) => {
    await heading(page, /6 ways/);
    assert.equal(await outOfSight(page), 0);
  });
});

test('the table of plans is whole on a phone, long names too', async () => {
  await visit('/?hold=high-school-diploma&to=registered-nurses', async (page) => {
    await heading(page, /ways to/);
    assert.equal(await outOfSight(page), 0);
  }, { catalog: 'national', viewport: phone });
});
