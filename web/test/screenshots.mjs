// Pictures of every view for people to look at, wide and narrow, in light and dark: `node test/screenshots.mjs PROGRAM FOLDER [ONLY]`,
// as `make screenshots` does. PROGRAM is a built careerlattice with the explorer inside; ONLY takes those alone whose name has it. What
// tests in a browser hold a page to (test/browser.mjs) is held here too, and printed.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const [program, folder, only = ''] = process.argv.slice(2);
if (!program || !folder) throw new Error('say what to take pictures of and where to: node test/screenshots.mjs PROGRAM FOLDER [ONLY]');

/** Serves a catalog on a free port while this runs, and says where. */
async function serve(catalog) {
  const server = spawn(program, ['serve', '--listen', '127.0.0.1:0', '--catalog', catalog, '--log-level', 'error'], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => server.kill());
  return new Promise((resolve, reject) => {
    let printed = '';
    server.on('error', reject);
    server.on('exit', () => reject(new Error(`${program} ended before it said where it serves ${catalog}: ${printed}`)));
    server.stdout.on('data', (text) => {
      const found = /API +(http:\S+)\/graphql/.exec((printed += text));
      if (found) resolve(found[1]);
    });
  });
}

process.env.CAREERLATTICE_TEST_FOUNDING = await serve('health-informatics');
process.env.CAREERLATTICE_TEST_NATIONAL = await serve('national');
const { api, browser, desktop, heading, phone, servers, visit, who } = await import('./browser.mjs');
servers.many = await serve(join(import.meta.dirname, 'many.yaml'));

const refused = { before: (page) => page.route(api, (route) => route.abort()), expected: /ERR_FAILED/ };
const onNational = { catalog: 'national' };
const says = (text) => (page) => page.getByText(text).first().waitFor();
const titled = (text) => (page) => heading(page, text);

/** What is taken: name, address, what is waited for, and how it is visited. */
const scenes = [
  ['plan', `/?${who}&to=clinical-informatics-specialist`, titled(/ways to/)],
  ['plan-start', '/', titled(/ways to/)],
  ['plan-compared', `/?${who}&to=clinical-informatics-specialist`, async (page) => {
    await page.getByLabel('Beside', { exact: true }).selectOption({ index: 2 });
    await page.waitForURL(/with=/);
  }],
  ['plan-one', '/?hold=high-school-diploma&to=nurse-informaticist', titled(/way to/)],
  ['plan-many', '/?hold=high-school-diploma&to=master-of-everything', titled(/64 ways to/), { catalog: 'many' }],
  ['plan-long-names', '/?hold=high-school-diploma&to=adult-basic-education-adult-secondary-education-and-english-as-a-second-language-instructors', titled(/ways to/), onNational],
  ['plan-never', '/?hold=high-school-diploma&to=first-line-supervisors-of-transportation-workers-all-other', titled(/There is no way/), onNational],
  ['plan-none', `/?${who}&to=clinical-informatics-specialist&months=12&cost=0`, titled(/There is no way within these limits/)],
  ['plan-needs', `/?${who}&to=clinical-informatics-specialist&open=needs&through=credentials/phd-health-informatics`, says('Fastest through it')],
  ['plan-needs-many', '/?hold=high-school-diploma&to=chief-medical-officer&open=needs&through=credentials/registered-nurse-license', says('Asked for by')],
  ['plan-needs-national', '/?hold=high-school-diploma&to=registered-nurses&months=30&open=needs&through=careers/licensed-practical-and-licensed-vocational-nurses', says('through it'), onNational],
  ['plan-instead', `/?${who}&to=clinical-informatics-specialist&step=2`, says(/plans are worth weighing:/)],
  ['plan-instead-national', '/?hold=high-school-diploma&to=accountants-and-auditors&step=1', says(/plans are worth weighing:/), onNational],
  ['plan-instead-none', '/?hold=high-school-diploma&to=registered-nurses&step=2', says('nothing else would do'), onNational],
  ['plan-changes', `/?${who}&to=clinical-informatics-specialist&plan=76-19300-54927&open=changes`, says(/another plan would be/)],
  ['plan-changes-national', '/?hold=high-school-diploma&to=registered-nurses&open=changes', says(/another plan would be/), onNational],
  ['plan-changes-none', `/?${who}&to=clinical-informatics-specialist&plan=52-19300-58261&open=changes`, says(/best in nothing alone/)],
  ['plan-unknown', `/?${who}&to=clinical-informatics-specialst`, titled(/is not in this catalog/)],
  ['server-gone', '/', says('The server cannot be reached.'), refused],
  ['reach', `/reach?${who}&months=60`, titled(/careers are within/)],
  ['reach-national', '/reach?hold=high-school-diploma&months=24&cost=20000', titled(/careers are within/), onNational],
  ['career', `/careers/clinical-informatics-specialist?${who}`, titled('Clinical Informatics Specialist')],
  ['career-national', '/careers/registered-nurses?hold=high-school-diploma', titled('Registered Nurses'), onNational],
  ['credential', '/credentials/bs-health-informatics', titled(/Health Informatics/)],
  ['map', '/map/careers/clinical-informatics-specialist?chain=skills/leadership', titled('Clinical Informatics Specialist')],
  ['map-national', '/map/careers/registered-nurses', titled('Registered Nurses'), onNational],
  ['map-start', '/map', titled(/What is linked with what/)],
  ['catalog', '/catalog', titled('Health informatics careers')],
  ['catalog-national', '/catalog?list=skills', titled('Careers of the United States'), onNational],
  ['playground', '/playground', (page) => page.getByRole('tab').nth(7).waitFor()],
];

/** README.md's pictures, taken as high as they are to be there; CONTRIBUTING.md says how they come to docs/images. */
const readme = [
  ['readme-plan', `/?${who}&to=clinical-informatics-specialist`, async (page) => {
    await page.getByRole('row').getByRole('button', { name: 'By way of Medical Coder' }).click();
    await page.getByRole('heading', { name: 'The plan you chose: by way of Medical Coder' }).waitFor();
    await page.mouse.move(0, 0);
    await page.evaluate(() => document.activeElement.blur());
  }, { viewport: { ...desktop, height: 1136 } }],
  ['readme-reach', `/reach?${who}&months=60`, titled(/careers are within/), { viewport: { ...desktop, height: 760 } }],
];

let failed = 0;

async function take(name, [, path, ready, how = {}], look, fullPage) {
  if (!name.includes(only)) return;
  try {
    await visit(path, async (page) => {
      await ready(page);
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: join(folder, name + '.png'), fullPage });
    }, { ...how, ...look });
  } catch (problem) {
    failed++;
    console.error(`${name}: ${problem.message}`);
  }
}

mkdirSync(folder, { recursive: true });
for (const scene of scenes) {
  for (const [width, viewport] of Object.entries({ desktop, phone })) {
    for (const colorScheme of ['light', 'dark']) await take(`${scene[0]}-${width}-${colorScheme}`, scene, { viewport, colorScheme }, true);
  }
}
for (const scene of readme) await take(scene[0], scene, {}, false);

await browser.close();
if (failed) console.error(`${failed} pictures could not be taken, or show a page that breaks a rule.`);
process.exit(failed && 1);
