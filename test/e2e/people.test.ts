import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail, CohortSummary, Person } from '#solver/contract/api/cohorts.ts';
import { expectFaults } from './support/faults.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
let cohort: CohortDetail;

beforeAll(async () => {
  visit = await startVisit();
  const made = await ask<CohortSummary>('POST', '/api/cohorts/sample', {});
  cohort = await ask<CohortDetail>('GET', `/api/cohorts/${made.id}`);
});
afterAll(() => visit.end());

async function ask<Reply>(method: string, path: string, body?: unknown): Promise<Reply> {
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(visit.service.origin + path, {
    method,
    ...(body !== undefined && { headers, body: JSON.stringify(body) }),
  });
  return (await reply.json()) as Reply;
}

const load = () => ask<CohortDetail>('GET', `/api/cohorts/${cohort.id}`);
const pageOf = ({ id }: Person) => `/#/cohorts/${cohort.id}/applications/participant/${id}`;
const inTable = (page: Page) => page.locator('tbody tr');

async function setJob(page: Page, job: string): Promise<void> {
  await page.getByRole('button', { name: 'Change Job title' }).click();
  await page.getByRole('textbox', { name: 'Job title' }).fill(job);
  await page.getByRole('button', { name: 'Done with Job title' }).click();
}

test('the table finds, filters, orders and shows what is chosen', async () => {
  const page = await visit.open(`/#/cohorts/${cohort.id}/applications`);
  await inTable(page).first().waitFor();
  await expect.poll(() => inTable(page).count()).toBe(cohort.participants);

  await page.getByLabel('Only where').selectOption({ label: 'County' });
  const chosen = await page.getByLabel('County is').inputValue();
  const expected = cohort.participantPeople.filter(({ values }) => values.county === chosen.toLowerCase());
  await expect.poll(() => inTable(page).count()).toBe(expected.length);
  await page.getByLabel('Only where').selectOption('');

  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Job title' }).check();
  await page.getByRole('button', { name: 'Job title' }).click();
  const answered = async () => {
    const jobs = await page.locator('td[data-label="Job title"]').allTextContents();
    return jobs.filter((job) => job !== '');
  };
  const inOrder = (await answered()).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  expect(inOrder.length).toBeGreaterThan(10);
  await expect.poll(answered).toEqual(inOrder);
  await page.close();
});

test('many are changed at once and back with one undo', async () => {
  const page = await visit.open(`/#/cohorts/${cohort.id}/applications`);
  await page.getByRole('checkbox', { name: /^Select all/ }).check();
  await page.getByRole('combobox', { name: 'Set', exact: true }).selectOption({ label: 'Pronouns' });
  await page.getByRole('textbox', { name: 'Pronouns for all selected' }).fill('they');
  await page.getByRole('textbox', { name: 'Pronouns for all selected' }).press('Tab');
  await page.getByRole('button', { name: 'Set for all' }).click();
  await page.getByText(`Set Pronouns of ${cohort.participants} participants.`).waitFor();
  expect((await load()).participantPeople.every(({ values }) => values.pronouns === 'they')).toBe(true);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Taken back.').waitFor();
  const before = cohort.participantPeople.map(({ values }) => values);
  expect((await load()).participantPeople.map(({ values }) => values)).toEqual(before);
  await page.close();
});

test('an answer is changed in place, the form refuses what it does not take, and the history says who, when and what', async () => {
  const person = (await load()).participantPeople[0] as Person;
  const page = await visit.open(pageOf(person));
  await page.getByRole('heading', { name: person.name }).waitFor();
  await page.getByRole('button', { name: 'Change Years of professional experience' }).click();
  const years = page.getByRole('textbox', { name: 'Years of professional experience' });
  await years.fill('-4');
  await years.press('Tab');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText(/is -4; it is at least/).waitFor();
  await expectFaults(visit, '400');
  await years.fill('14');
  await years.press('Tab');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText(`Saved ${person.name}.`).waitFor();
  await page.getByText(/Years of professional experience:.*became\s+14/s).waitFor();
  await page.close();
});

test('two editors of one application: the second sees both, and nothing is lost', async () => {
  const person = (await load()).participantPeople[1] as Person;
  const [ana, bo] = [await visit.open(pageOf(person)), await visit.open(pageOf(person))];
  for (const page of [ana, bo]) await page.getByRole('heading', { name: person.name }).waitFor();
  await setJob(bo, 'Map librarian');
  await setJob(ana, 'Music librarian');
  await ana.getByRole('button', { name: 'Save', exact: true }).click();
  await ana.getByText(`Saved ${person.name}.`).waitFor();
  // The other window has heard of it, and still holds what was written there.
  await bo.getByText(/changed the applications/).waitFor();
  await bo.getByRole('button', { name: 'Save', exact: true }).click();
  const conflict = bo.getByRole('region', { name: /was first/ });
  await conflict.getByText('Music librarian').waitFor();
  await conflict.getByText('Map librarian').waitFor();
  await conflict.getByText('changed by both').waitFor();
  expect((await load()).participantPeople.find(({ id }) => id === person.id)?.values.jobTitle).toBe(
    'Music librarian',
  );
  await conflict.getByRole('button', { name: 'Save mine', exact: true }).click();
  await conflict.waitFor({ state: 'detached' });
  expect((await load()).participantPeople.find(({ id }) => id === person.id)?.values.jobTitle).toBe(
    'Map librarian',
  );
  await bo.getByText(/Music librarian.*became\s+Map librarian/s).waitFor();
  // Refused were what came second, and questions to the match that were on their way meanwhile.
  expect(visit.faults.splice(0).filter((fault) => !fault.includes('409'))).toEqual([]);
  await ana.close();
  await bo.close();
});

test('who withdraws leaves the match and can be taken back in; duplicates are merged and parted again', async () => {
  const [first, second] = (await load()).participantPeople.slice(2, 4) as [Person, Person];
  const page = await visit.open(pageOf(first));
  await page.getByLabel('Why (kept in the history)').fill('Moved away');
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByText('Has withdrawn: in no match').waitFor();
  expect((await load()).participants).toBe(cohort.participants - 1);
  await page.getByText(/withdrawn: Moved away/).waitFor();
  await page.getByRole('button', { name: 'Take back in' }).click();
  await page.getByText('Takes part in this cycle.').waitFor();

  const { revision } = (await load()).participantPeople.find(({ id }) => id === second.id) as Person;
  const shout = String(first.values.email).toUpperCase();
  const edits = [{ side: 'participant', id: second.id, basedOn: revision, values: { email: shout } }];
  await ask('POST', `/api/cohorts/${cohort.id}/people`, { edits });
  await page.getByRole('link', { name: '← All applications' }).click();
  await page.getByText('Perhaps the same person (1)').click();
  await page.getByText(/same address;/).waitFor();
  await page
    .getByRole('button', { name: `Keep ${first.name}’s first` })
    .or(page.getByRole('button', { name: `Keep ${first.name}’s second` }))
    .first()
    .click();
  await page.getByText(`Merged into ${first.name}.`).waitFor();
  expect((await load()).absentPeople).toMatchObject([{ id: second.id, state: 'withdrawn' }]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Perhaps the same person (1)').waitFor();
  expect((await load()).absentPeople).toEqual([]);
  expect(visit.faults.filter((fault) => !fault.includes('409'))).toEqual([]);
  await page.close();
});
