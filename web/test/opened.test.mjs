// The parts of the plan view that are asked for when they are opened: what every plan needs, why not something else, what else would do
// in a step's place, and what would change the plan.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { api, browser, heading, phone, violations, visit, who } from './browser.mjs';

after(() => browser.close());

const specialist = `/?${who}&to=clinical-informatics-specialist`;
const nurses = '/?hold=high-school-diploma&to=registered-nurses';
const national = { catalog: 'national' };
const gone = /ERR_FAILED|Failed to load resource/;

const needs = (page) => page.getByRole('button', { name: 'What every plan needs' });
const section = (page, title) => page.locator('section.panel', { has: page.getByRole('button', { name: title }) });
const changes = (page) => section(page, 'What would change this plan');
const whyNot = (page) => page.getByRole('combobox', { name: 'A credential or a job that plans could lead through' });
const instead = (page, name) => page.getByRole('button', { name: `What else would do? In the place of ${name}` });
const planHeading = (page) => page.getByRole('heading', { level: 2, name: /^The plan/ });
const isFocused = (locator) => locator.evaluate((element) => document.activeElement === element);

/** Makes every answer of the API late. */
const late = (page, milliseconds) => page.route(api, async (route) => {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  await route.continue();
});

test('nothing more is asked and no code is loaded until a part is opened, which the address says; back closes it', async () => {
  await visit(specialist, async (page, requests) => {
    await heading(page, /6 ways/);
    await page.waitForLoadState('networkidle');
    const isMore = (url) => /(Needs|WhyNot|Instead|Others|Changes|Share)-/.test(url);
    const asked = () => requests.filter((url) => api.test(url)).length;
    const before = asked();
    assert.deepEqual(requests.filter(isMore), []);
    assert.equal(await needs(page).getAttribute('aria-expanded'), 'false');
    await needs(page).click();
    await page.waitForURL(/open=needs/);
    await page.getByText('No credential and no job is in every plan').waitFor();
    assert.equal(asked(), before + 1);
    assert.ok(requests.some(isMore));
    await page.reload();
    await page.getByText('No credential and no job is in every plan').waitFor();
    await page.goBack();
    await page.getByText('No credential and no job is in every plan').waitFor({ state: 'detached' });
    assert.equal(await needs(page).getAttribute('aria-expanded'), 'false');
  });
});

test('what every plan needs: each with why, and what all come to meet', async () => {
  await visit(nurses + '&open=needs', async (page) => {
    const part = section(page, 'What every plan needs');
    await part.getByRole('link', { name: 'Registered nurse license (NCLEX-RN)' }).waitFor();
    await part.getByText('Registered Nurses requires Registered nurse license (NCLEX-RN).').waitFor();
    await part.getByText('An associate degree or higher in Registered Nursing/Registered Nurse').waitFor();
    await part.getByText('Asked for by Registered nurse license (NCLEX-RN).').waitFor();
    await page.goto(new URL('/?hold=high-school-diploma&to=accountants-and-auditors&open=needs', page.url()).href);
    await part.getByText('No credential and no job is in every plan').waitFor();
    await part.getByText('Asked for by Accountants and Auditors.').waitFor();
  }, national);
});

test('what every plan needs for its limits alone is said so, in years; it follows the form', async () => {
  await visit(specialist + '&open=needs', async (page) => {
    const part = section(page, 'What every plan needs');
    await part.getByText('No credential and no job is in every plan').waitFor();
    await page.goto(page.url().replace('&open', '&months=48&open'));
    await part.getByText('in every plan within your limits').waitFor();
    await part.getByRole('link', { name: "Master's Degree in Health Informatics" }).waitFor();
    await part.getByText('There are plans without it, but none within 4 years.').waitFor();
    await page.getByRole('slider', { name: 'At most' }).focus();
    await page.keyboard.press('End');
    await part.getByText('No credential and no job is in every plan').waitFor();
    assert.match(page.url(), /open=needs/);
  });
});

test('what is not settled is said', async () => {
  await visit(nurses + '&open=needs', async (page) => {
    await page.getByText('Not settled: whether every plan has Registered nurse license (NCLEX-RN). The search stopped at its limit.').waitFor();
    await page.getByText('Nothing is known to be in every plan.').waitFor();
  }, {
    ...national,
    before: (page) => page.route(api, async (route) => {
      const answer = await (await route.fetch()).json();
      const found = answer.data?.landmarks;
      if (found) Object.assign(found, { unproven: found.steps.map((s) => s.node), steps: [] });
      await route.fulfill({ json: answer });
    }),
  });
});

test('why not: chosen by keyboard, told against all plans, and taken', async () => {
  await visit(specialist + '&open=needs', async (page) => {
    await whyNot(page).focus();
    await page.keyboard.type('doctoral health informatics');
    await page.getByRole('option', { name: 'Doctoral Degree in Health Informatics' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/through=credentials\/phd-health-informatics/);
    await page.getByText('There are plans through Doctoral Degree in Health Informatics, but none is worth weighing').waitFor();
    const fastest = page.getByRole('link', { name: 'Fastest through it' });
    await page.getByText(/^Against the fastest of all: 3 years longer, \$11,400 more in cost/).waitFor();
    await fastest.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/via=credentials\/phd-health-informatics.*plan=84-/);
    assert.doesNotMatch(page.url(), /through=/);
    await page.getByRole('list', { name: 'To go by way of' }).getByText('Doctoral Degree in Health Informatics').waitFor();
    await page.locator('svg[aria-label^="Timeline: 7 years"]').waitFor();
    assert.ok(await isFocused(planHeading(page)), 'the reader is not led to the plan');
    await page.goBack();
    await fastest.waitFor();
  });
});

test('why not: in some plans, in all, held already, avoided, the target itself, and nothing that is', async () => {
  const says = async (page, through, text) => {
    await page.goto(new URL(`${specialist}&open=needs&through=${through}`, page.url()).href);
    await page.getByText(text).waitFor();
  };
  await visit(specialist + '&open=needs', async (page) => {
    await says(page, 'careers/medical-coder', 'There are plans through Medical Coder that are worth weighing, of those above:');
    await page.getByRole('list', { name: 'Plans above that lead through it' }).getByRole('link', { name: 'By way of Medical Coder' }).click();
    await page.getByRole('heading', { name: 'The plan you chose: by way of Medical Coder' }).waitFor();
    await says(page, 'credentials/rhit', 'You hold Registered Health Information Technician already');
    await says(page, 'careers/medical-records-specialist', 'You have worked as Medical Records Specialist already');
    await says(page, 'careers/clinical-informatics-specialist', 'Clinical Informatics Specialist is where you want to be.');
    await says(page, 'careers/medical-coder&avoid=careers/medical-coder', 'You avoid Medical Coder.');
    await says(page, 'careers/medical-coder&via=careers/medical-coder', 'You go by way of Medical Coder: every plan leads through it.');
    await says(page, 'careers/medical-codr', /there is no credential or career/);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText(/there is no credential or career/).waitFor({ state: 'detached' });
  }, { expected: gone });
  await visit(nurses + '&open=needs&through=credentials/license-rn', async (page) => {
    await page.getByText('Every plan leads through Registered nurse license (NCLEX-RN).').waitFor();
  }, national);
});

test('why not: none within the limits, with limits that would do; none at all, with the reason', async () => {
  await visit(specialist + '&months=60&open=needs&through=credentials/phd-health-informatics', async (page) => {
    await page.getByText('Through Doctoral Degree in Health Informatics, nothing leads there within 5 years.').waitFor();
    await page.getByRole('link', { name: 'Allow 7 years' }).click();
    await page.waitForURL(/months=84&via=credentials\/phd-health-informatics/);
    await heading(page, /ways? to Clinical Informatics Specialist/);
  });
  await visit(nurses + '&open=needs&through=careers/first-line-supervisors-of-transportation-workers-all-other', async (page) => {
    await page.getByText(/none through First-Line Supervisors of Transportation Workers, All Other\. .*requires something that the catalog does not name/).waitFor();
  }, national);
});

test('what else would do in a step’s place: each against the plan, and taken with one click', async () => {
  await visit(specialist, async (page) => {
    await instead(page, "Master's Degree in Health Informatics").click();
    await page.waitForURL(/step=2/);
    await page.getByText("Without Master's Degree in Health Informatics, 5 plans are worth weighing:").waitFor();
    const coder = page.getByRole('link', { name: 'Medical Coder and Health Data Analyst' });
    await page.getByText("4 months longer, $22,700 less in cost and $249,011 less below the role's pay meanwhile.").waitFor();
    await coder.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/avoid=credentials\/ms-health-informatics.*plan=52-19300-58261/);
    assert.doesNotMatch(page.url(), /step=/);
    await page.locator('svg[aria-label^="Timeline: 4 years 4 months"]').waitFor();
    assert.ok(await isFocused(planHeading(page)), 'the reader is not led to the plan');
    await page.goBack();
    await coder.waitFor();
    await page.goBack();
    await coder.waitFor({ state: 'detached' });
  });
});

test('what else would do keeps the rest of the plan, and what it leaves out besides is said', async () => {
  await visit(specialist + '&step=1', async (page) => {
    await page.getByText("Without Bachelor's Degree in Health Informatics and with Master's Degree in Health Informatics kept, 6 plans are worth weighing:").waitFor();
    await page.getByText('As long, as dear and with as much income left behind.').waitFor();
    await page.getByRole('button', { name: 'Show all 6' }).click();
    await page.getByRole('link', { name: "Bachelor's Degree in Health Administration", exact: true }).click();
    await page.waitForURL(/avoid=credentials\/bs-health-informatics&via=credentials\/ms-health-informatics/);
    await heading(page, '6 ways to Clinical Informatics Specialist');
  });
  await visit(specialist + '&step=2', async (page) => page.getByText("It also does without Bachelor's Degree in Health Informatics.").first().waitFor());
});

test('nothing else would do: said, with limits that would', async () => {
  await visit(nurses + '&step=2', async (page) => {
    await page.getByText('Without Registered nurse license (NCLEX-RN), nothing leads there: nothing else would do.').waitFor();
  }, national);
  await visit(specialist + '&months=48&step=2', async (page) => {
    await page.getByText("Without Master's Degree in Health Informatics, nothing leads there within 4 years.").waitFor();
    await page.getByRole('link', { name: 'Allow 4 years 4 months' }).click();
    await page.waitForURL(/months=52&avoid=credentials\/ms-health-informatics/);
    await heading(page, /ways? to Clinical Informatics Specialist/);
  });
});

test('a part without an answer says so, and trying again works', async () => {
  for (const [answer, says] of [[undefined, 'The server cannot be reached.'], [{ status: 503, body: 'busy' }, 'The server is busy.']]) {
    await visit(specialist, async (page) => {
      await heading(page, /6 ways/);
      await page.waitForLoadState('networkidle');
      await page.route(api, (route) => (answer ? route.fulfill(answer) : route.abort()));
      await instead(page, "Master's Degree in Health Informatics").click();
      await page.getByText(says).waitFor();
      assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), '6 ways to Clinical Informatics Specialist');
      await page.unroute(api);
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText(says).waitFor({ state: 'detached' });
      await page.getByText('5 plans are worth weighing').waitFor();
    }, { expected: gone });
  }
});

test('a part that is slow says that it is worked out, and leaves the old answer in sight', async () => {
  await visit(specialist, async (page) => {
    await heading(page, /6 ways/);
    await page.waitForLoadState('networkidle');
    await late(page, 1200);
    await needs(page).click();
    await page.getByText('Working it out…').waitFor();
    await page.getByText('No credential and no job is in every plan').waitFor();
    await page.getByText('Full time', { exact: true }).click();
    await section(page, 'What every plan needs').locator('.dim').waitFor();
    await page.getByText('No credential and no job is in every plan').waitFor();
    await page.locator('.dim').first().waitFor({ state: 'detached' });
  });
});

test('what would change the plan: the nearest first, in years, with its source, how far in words, and what then is the best', async () => {
  await visit(nurses, async (page) => {
    await heading(page, /ways to Registered Nurses/);
    await page.getByRole('button', { name: 'What would change this plan' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/open=changes/);
    const nearest = changes(page).locator('ol > li').first();
    await nearest.getByText(/^If full-time study for Associate Degree in Registered Nursing\/Registered Nurse, begun with .*, took 2 years 2 months or more instead of 2 years/).waitFor();
    await nearest.getByText(/another plan would be the fastest\./).waitFor();
    await nearest.getByText(/^It has .*Practical nurse license \(NCLEX-PN\).* With the figures as they are: 1 month longer, \$7,103 more in cost/).waitFor();
    await nearest.getByText('8.3% more').waitFor();
    const rows = changes(page).locator('.share');
    assert.equal(await rows.count(), 5);
    await changes(page).getByRole('button', { name: 'Show all 26' }).click();
    assert.equal(await rows.count(), 26);
    await changes(page).getByText(/The same goes for 295 other credentials: .* and 292 more\./).waitFor();
    const shares = (await rows.allTextContents()).map((text) => parseFloat(text));
    assert.deepEqual(shares, shares.toSorted((a, b) => a - b));
    await page.goBack();
    await changes(page).locator('.share').first().waitFor({ state: 'detached' });
  }, national);
});

test('what would change the plan: in each criterion that it is the best in, which the address says', async () => {
  await visit(nurses + '&open=changes', async (page) => {
    await changes(page).getByRole('button', { name: 'The cheapest' }).click();
    await page.waitForURL(/by=cost/);
    await changes(page).getByText(/cost \$\d+,\d+ or (more|less) instead of .*, another plan would be the cheapest\./).first().waitFor();
    const far = await changes(page).locator('.share').evaluateAll((all) => all.map((x) => ({ share: parseFloat(x.textContent), drawn: Math.abs(x.querySelector('circle').cx.baseVal.value - 60) })));
    assert.ok(far.every((x, i) => i === 0 || (x.drawn - far[i - 1].drawn) * (x.share - far[i - 1].share) >= 0), `bars as long as said: ${JSON.stringify(far)}`);
    const notes = await changes(page).locator('sup a').evaluateAll((links) => links.map((a) => a.getAttribute('href')));
    assert.ok(notes.length > 0);
    for (const href of notes) assert.equal(await page.locator(href).count(), 1, `${href} leads nowhere`);
    await page.reload();
    await changes(page).getByText(/another plan would be the cheapest\./).first().waitFor();
    assert.equal(await changes(page).getByRole('button', { name: 'The cheapest' }).getAttribute('aria-pressed'), 'true');
    await page.goBack();
    await changes(page).getByText(/another plan would be the fastest\./).first().waitFor();
  }, national);
});

test('what would change the plan: of one that is the best in nothing, those that are the best in something are named', async () => {
  await visit(specialist + '&plan=52-19300-58261&open=changes', async (page) => {
    await changes(page).getByText('This plan is the best in nothing alone').waitFor();
    await changes(page).getByRole('button', { name: 'The one with the least income left behind' }).click();
    await page.waitForURL(/plan=76-19300-54927/);
    await changes(page).getByText(/Clinical Informatics Specialist paid \$75,828 a year or less instead of \$76,818 a year/).waitFor();
    await changes(page).getByText('1.3% less').first().waitFor();
  });
});

/** Changes what the API says of a plan's sensitivity. */
const otherwise = (change) => ({
  before: (page) => page.route(api, async (route) => {
    const answer = await (await route.fetch()).json();
    const found = answer.data?.node?.sensitivity;
    if (found) change(found);
    await route.fulfill({ json: answer });
  }),
});

test('what would change the plan: limits, what is not settled, and that nothing would', async () => {
  await visit(specialist + '&months=48&open=changes', async (page) => {
    await changes(page).getByText(/no plan would be within your limits\./).first().waitFor();
  });
  await visit(specialist + '&open=changes', async (page) => {
    await page.getByText('No figure, changed alone, makes another plan the fastest.').waitFor();
  }, otherwise((found) => Object.assign(found, { count: 0, changes: [] })));
  await visit(specialist + '&open=changes', async (page) => {
    await page.getByText('Not settled: 2 figures, or groups of figures that are alike.').waitFor();
    await page.getByText('No change is known that makes another plan the fastest.').waitFor();
  }, otherwise((found) => Object.assign(found, { count: 0, changes: [], unsettled: 2 })));
});

for (const [name, path, ready, how] of [
  ['everything open', specialist + '&open=changes,needs&step=2&through=credentials/phd-health-informatics', ['Fastest through it', 'Medical Coder and Health Data Analyst'], {}],
  ['everything open, national', nurses + '&open=changes,needs&step=1&through=careers/licensed-practical-and-licensed-vocational-nurses', ['Least income left behind through it', "Bachelor's Degree in Registered Nursing/Registered Nurse"], national],
]) {
  test(`${name}: nothing is wrong for a screen reader, in light and dark, and it fits a phone`, async () => {
    for (const look of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { viewport: phone }]) {
      await visit(path, async (page) => {
        for (const link of ready) await page.getByRole('link', { name: link, exact: true }).first().waitFor();
        await page.locator('.share').first().waitFor();
        await page.waitForLoadState('networkidle');
        assert.deepEqual(await violations(page), []);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
      }, { ...how, ...look });
    }
  });
}

test('a part that is open is printed, and one that is not is left out', async () => {
  await visit(nurses + '&open=needs', async (page) => {
    await page.getByText('One thing is in every plan').waitFor();
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.getByText('One thing is in every plan').isVisible(), true);
    assert.equal(await page.getByText('What else would do?').first().isVisible(), false);
    assert.equal(await whyNot(page).isVisible(), false);
  }, national);
});
