import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { colourIssues, seriousIssues } from './support/accessibility.ts';
import { rows, slider, verdict } from './support/bench-page.ts';
import { add, giveFile } from './support/import-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let here: Visit;
let elsewhere: Visit;
beforeAll(async () => {
  [here, elsewhere] = await Promise.all([startVisit(), startVisit()]);
});
afterAll(async () => {
  expect([...here.faults, ...elsewhere.faults]).toEqual([]);
  await Promise.all([here.end(), elsewhere.end()]);
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const chapter = (page: Page, name: string) => page.locator('.chapter > summary', { hasText: name }).click();
const list = (page: Page, name: string) => page.locator('details.list > summary', { hasText: name }).click();
const choose = (page: Page, label: string, option: string) =>
  page.getByLabel(label, { exact: true }).selectOption({ label: option });

/** One chapter at a time: the words of both forms are the same. */
async function inForm(page: Page, name: string, act: () => Promise<void>): Promise<void> {
  await chapter(page, name);
  await list(page, 'What the questions stand for');
  await act();
  await chapter(page, name);
}

async function askMemberNumber(page: Page): Promise<void> {
  await page.getByLabel('New question').fill('Member number');
  await button(page, 'Add the question').click();
  await page.getByLabel('Must be answered', { exact: true }).check();
  await choose(page, 'Tells one person from another', 'Member number');
}

/** Numbers that only the file had once: what wishes, likenesses, regions and answers to a wish are worth. */
async function sayWhatNumbersMean(page: Page): Promise<void> {
  await button(page, 'More of Topics').click();
  await page.getByLabel('Wish 1', { exact: true }).fill('80');
  await page.getByLabel('Wish 1', { exact: true }).press('Tab');
  await page.getByText('a mentor who offers only the first gets 615 of 1000 points').waitFor();
  await button(page, 'More of Library type').click();
  await page.getByLabel('Share of “Library type”').fill('70');
  await page.getByLabel('Share of “Library type”').press('Tab');
  await choose(page, 'New pair: one answer', 'Special library');
  await choose(page, 'New pair: the other answer', 'Tribal library');
  await button(page, 'Add the pair').click();
  await choose(page, 'Special library and Tribal library, in words', 'three quarters as good');
  const tried = page.getByRole('group', { name: 'Try it' });
  await tried.getByLabel('Participant: Library type').selectOption({ label: 'Special library' });
  await tried.getByLabel('Participant: Desired library type').selectOption({ label: 'Tribal library' });
  await tried.getByLabel('Mentor: Library type').selectOption({ label: 'Tribal library' });
  await tried.getByText('875 of 1000 points').waitFor();
  await button(page, 'More of Region').click();
  await page.getByLabel('Same Multicounty multitype system, points').fill('450');
  await page.getByLabel('Same Multicounty multitype system, points').press('Tab');
  await page.getByText('the same Multicounty multitype system: 450 points').waitFor();
  await button(page, "More of Wish for the mentor's library type").click();
  await page.getByLabel('Answer that asks for another one').selectOption({ label: 'No preference' });
  await page.getByText('who answers “No preference”, only with mentors for whom it is another one').waitFor();
}

async function changeSurvey(page: Page): Promise<void> {
  await chapter(page, 'Closing survey');
  await list(page, 'What helped you most?');
  const open = page.locator('details.list[open]', { hasText: 'What helped you most?' });
  await open.getByLabel('Kind of answer').selectOption({ label: 'Scale from 1 to 5' });
  await open.getByLabel('Words at 5').fill('Everything');
  await open.getByLabel('Who is asked').selectOption({ label: 'Mentors' });
  await button(page, 'Move What helped you most? up').click();
}

async function save(page: Page): Promise<void> {
  await button(page, 'Save the programme').click();
  await page.getByText('The programme is saved.').first().waitFor();
}

let file: string;

test('an association makes a copy its own: who is who, capacities, places, postcodes, weights and rules', async () => {
  const page = await here.open('/#/programmes');
  await page.getByLabel('Name of yours').fill('Museum mentors');
  await button(page, 'Make the copy').click();
  await page.getByRole('heading', { level: 1, name: 'Museum mentors' }).waitFor();
  await inForm(page, 'Participant form', async () => {
    await askMemberNumber(page);
    await button(page, 'Remove Last name in the name').click();
    await choose(page, 'Employer', 'no question');
    await page.locator('.open', { hasText: 'Phone' }).click();
    await page.getByLabel('Not asked on the application form').check();
  });
  await inForm(page, 'Mentor form', async () => {
    await askMemberNumber(page);
    await choose(page, 'At most, as answered in', 'this many for everybody');
    await page.getByLabel('At most, number').fill('3');
    await page.getByLabel('At most, number').press('Tab');
    await choose(page, 'Agreement to the use of answers', 'no question');
  });
  await chapter(page, 'Regions and places');
  await button(page, 'More of Aitkin').click();
  await page.getByLabel('Other ways in which files write it').fill('Aitkin Shire');
  await choose(page, 'Add a neighbour of Aitkin', 'Winona');
  await list(page, 'Postcodes');
  await page.getByLabel('Find a postcode').fill('55401');
  await page.getByRole('list', { name: 'Postcodes' }).getByText('Hennepin').waitFor();
  await page.getByLabel('Add or change postcodes').fill('00042, 44.5, -93.5, Aitkin Shire');
  await button(page, 'Put in 1 postcode').click();
  await chapter(page, 'Weights and rules');
  await page.getByLabel('Weight of Topics, 0 to 10').fill('9.5');
  await button(page, 'Remove Preferred mentors').click();
  await choose(page, 'Add a criterion', 'Words in common');
  await sayWhatNumbersMean(page);
  await page.getByLabel('Mentor has enough experience: at least').fill('2');
  await page.getByLabel('Not an earlier pairing is on').uncheck();
  await changeSurvey(page);
  await save(page);

  await page.reload();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the programme' }).click(),
  ]);
  file = await download.path();
  const programme = JSON.parse(await readFile(file, 'utf8')) as Programme;
  const { participant, mentor, geography, policy } = programme;
  expect(participant).toMatchObject({ keyField: 'member-number', nameFields: ['name'] });
  expect(participant.employerField).toBeUndefined();
  expect(participant.fields.find(({ id }) => id === 'phone')?.internal).toBe(true);
  expect(mentor).toMatchObject({ keyField: 'member-number', max: { default: 3 } });
  expect(mentor.consentField).toBeUndefined();
  const at = (id: string) => geography.places.find((place) => place.id === id);
  expect(at('aitkin')?.synonyms).toContain('Aitkin Shire');
  expect(at('aitkin')?.neighbours).toContain('winona');
  expect(at('winona')?.neighbours).toContain('aitkin');
  expect(geography.postcodes['00042']).toEqual({ latitude: 44.5, longitude: -93.5, place: 'aitkin' });
  expect(geography.postcodes['55401']?.place).toBe('hennepin');
  expect(policy.criteria.find(({ id }) => id === 'topics')?.weight).toBe(9.5);
  expect(policy.criteria.map(({ id }) => id)).not.toContain('preference');
  expect(policy.criteria.at(-1)).toMatchObject({ kind: 'text', label: 'Words in common' });
  expect(policy.criteria.find(({ id }) => id === 'topics')).toMatchObject({ places: [80, 30, 20] });
  expect(policy.criteria.find(({ id }) => id === 'region')).toMatchObject({
    systems: [
      { system: 'regional', points: 1000 },
      { system: 'multitype', points: 450 },
    ],
  });
  expect(policy.criteria.find(({ kind }) => kind === 'similarity')).toMatchObject({
    participantFields: [{ share: 70 }, { share: 70 }],
    table: expect.arrayContaining([{ a: 'special', b: 'tribal', points: 750 }]) as unknown,
  });
  expect(policy.rules.find(({ kind }) => kind === 'wish')).toMatchObject({ same: 'same', different: 'any' });
  expect(policy.rules.find(({ id }) => id === 'minimum-years')).toMatchObject({ threshold: 2 });
  expect(policy.rules.find(({ id }) => id === 'earlier-pairing')).toMatchObject({ on: false });
  expect(programme.survey.at(-3)).toMatchObject({
    ...{ id: 'best', kind: 'scale', high: 'Everything', sides: ['mentor'] },
  });
  await page.close();
});

const csv = (name: string, people: Record<string, string>[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(Papa.unparse(people)),
});

test('its file is taken up elsewhere: a cohort begins with it, takes people as it says and is matched', async () => {
  const page = await elsewhere.open('/#/programmes');
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('heading', { level: 1, name: 'Museum mentors' }).waitFor();
  await page.goto(`${elsewhere.service.origin}/#/`);
  await button(page, 'Import applications').click();
  await page.getByLabel('Programme').selectOption({ label: 'Museum mentors' });
  await button(page, 'Continue to the files').click();
  // Two share the office's mailbox: what tells them apart is their number.
  const person = (number: string, name: string) => ({
    'Member number': number,
    Name: name,
    'E-mail': 'office@museum.example',
    County: 'Aitkin Shire',
    Years: '9',
    Consent: 'yes',
  });
  await giveFile(
    page,
    'participant',
    csv('p.csv', [person('1', 'Ines'), person('2', 'Pavel'), person('3', 'Kai')]),
  );
  await page.getByText('3 new').first().waitFor();
  await add(page);
  const mentor = { ...person('9', 'Marta'), 'E-mail': 'marta@museum.example' };
  await giveFile(page, 'mentor', csv('m.csv', [mentor]));
  await add(page);
  const cohort = new URL(page.url()).hash.split('/')[2] as string;
  await page.goto(`${elsewhere.service.origin}/#/cohorts/${cohort}/bench`);
  await verdict(page).getByText('3 of 3 matched').waitFor();
  await expect.poll(() => rows(page).count()).toBe(3);
  await expect.poll(() => slider(page, 'Topics').inputValue()).toBe('9.5');
  expect(await slider(page, 'Preferred mentors').count()).toBe(0);
  await slider(page, 'Words in common').waitFor();

  // What a committee found on the bench becomes what later cohorts begin with.
  await Promise.all([
    page.waitForResponse((reply) => reply.url().endsWith('/policy') && reply.ok()),
    slider(page, 'Topics').press('Home'),
  ]);
  await page.goto(`${elsewhere.service.origin}/#/programmes/museum-mentors`);
  await chapter(page, 'Weights and rules');
  await page.getByLabel('As a cohort was weighed on the bench').selectOption({ index: 1 });
  await button(page, 'Take it over').click();
  await expect.poll(() => page.getByLabel('Weight of Topics, 0 to 10').inputValue()).toBe('0');
  await save(page);
  await page.close();
});

/** Opens every list of what stands open, and the lists within. */
async function openAllLists(page: Page): Promise<void> {
  const closed = page.locator('details.list:not([open]) > summary');
  const stillEmpty = page.locator('details.list[open]:not(:has(> .inside))');
  while ((await closed.count()) > 0) {
    await closed.first().click();
    await expect.poll(() => stillEmpty.count()).toBe(0);
  }
}

test('check 36 and 37: every part of the editor is sound, opened, in light and dark', async () => {
  const viewport = { width: 390, height: 844 };
  const page = await here.open('/#/programmes/museum-mentors', { viewport });
  await page.locator('.chapter > summary').first().waitFor();
  const found: string[] = [];
  for (const title of await page.locator('.chapter > summary h2').allInnerTexts()) {
    // The first is open from the beginning.
    if (title !== 'Name, dates and retention') await chapter(page, title);
    await page.locator('.chapter[open] > .inside').first().waitFor();
    await openAllLists(page);
    const more = page.getByRole('button', { name: /^More of/ }).first();
    if (['Regions and places', 'Weights and rules'].includes(title)) await more.click();
    if (title === 'Weights and rules') {
      await button(page, 'More of Library type').click();
      await button(page, "More of Wish for the mentor's library type").click();
    }
    found.push(...(await seriousIssues(page)).map((issue) => `${title}: ${issue}`));
    await page.emulateMedia({ colorScheme: 'dark' });
    found.push(...(await colourIssues(page)).map((issue) => `${title} in the dark: ${issue}`));
    await page.emulateMedia({ colorScheme: 'light' });
    // A part that has just been opened may still be laid out.
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(width, { message: title }).toBeLessThanOrEqual(390);
    await chapter(page, title);
  }
  expect(found).toEqual([]);
  await page.close();
});
