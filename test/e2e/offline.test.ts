import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { openSample, rows, slider, verdict } from './support/bench-page.ts';
import { add, beginImport, choose, fileOf, rowsOf } from './support/import-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
let page: Page;
let cohortUrl: string;
beforeAll(async () => {
  visit = await startVisit();
  page = await visit.open('/');
  await openSample(page);
  const [, , cohortId] = new URL(page.url()).hash.split('/');
  cohortUrl = `${visit.service.origin}/api/cohorts/${cohortId}`;
});
afterAll(() => visit.end());

const banner = () => page.getByRole('status').getByText('Offline since');

/** The weights that are stored, by label. */
async function stored(): Promise<Record<string, number>> {
  const { policy } = (await (await fetch(cohortUrl)).json()) as CohortDetail;
  return Object.fromEntries(policy.criteria.map(({ label, weight }) => [label, weight]));
}

/** The window is closed without a network; a new one opens the same address once it is back. */
async function closeAndComeBack(): Promise<void> {
  const context = page.context();
  const url = page.url();
  await page.close();
  await context.setOffline(false);
  page = await context.newPage();
  await page.goto(url);
}

test('without a network the last match stays, changes are kept, and all of them are sent when it is back', async () => {
  const people = await rows(page).count();
  await page.context().setOffline(true);
  await banner().waitFor();
  await slider(page, 'Topics').press('End');
  await slider(page, 'Distance').press('Home');
  await page.locator('footer.status').getByText('not sent yet: kept in this browser').waitFor();
  expect(await rows(page).count()).toBe(people);
  await verdict(page).getByText('matched').waitFor();
  await rows(page).first().locator('button.pair').click();
  expect((await stored()).Topics).not.toBe(10);

  await page.context().setOffline(false);
  await banner().waitFor({ state: 'detached' });
  await page
    .locator('footer.status')
    .getByText(/^saved/)
    .waitFor();
  expect(await stored()).toMatchObject({ Topics: 10, Distance: 0 });
  await verdict(page).getByText('best possible, proven').waitFor();
});

test('on a small screen the banner covers nothing of the foot, and what keeps mentors still needed from an answer is said once', async () => {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 768, height: 1024 });
  const missing = page.getByRole('region', { name: 'Mentors still needed' });
  await missing.getByText('would match').first().waitFor();
  await page.context().setOffline(true);
  await banner().waitFor();
  await slider(page, 'Topics').press('Home');
  await page.locator('footer.status').getByText('not sent yet').waitFor();
  await missing.getByText('The service does not answer.').waitFor();
  await missing.getByText('Working it out').waitFor({ state: 'detached' });
  await expect.poll(() => missing.getByRole('alert').count()).toBe(1);
  const top = (part: Locator) => part.evaluate((element) => element.getBoundingClientRect().top);
  const bottom = (part: Locator) => part.evaluate((element) => element.getBoundingClientRect().bottom);
  await expect
    .poll(async () => (await top(page.locator('footer.status'))) - (await bottom(banner())))
    .toBeGreaterThanOrEqual(0);

  await page.context().setOffline(false);
  await banner().waitFor({ state: 'detached' });
  await missing.getByRole('alert').waitFor({ state: 'detached' });
  await slider(page, 'Topics').press('End');
  await expect.poll(async () => (await stored()).Topics).toBe(10);
  if (before) await page.setViewportSize(before);
});

test('what a colleague stored meanwhile comes first, mine is a copy, and nothing says any more that the service does not answer', async () => {
  await page.context().setOffline(true);
  await banner().waitFor();
  await slider(page, 'Topics').press('PageDown');
  await page.locator('footer.status').getByText('not sent yet').waitFor();
  await page.getByText('The service does not answer.').first().waitFor();

  const { policy, policyVersion } = (await (await fetch(cohortUrl)).json()) as CohortDetail;
  const theirs = {
    ...policy,
    criteria: policy.criteria.map((one) => (one.label === 'Region' ? { ...one, weight: 1.5 } : one)),
  };
  const saved = await fetch(`${cohortUrl}/policy`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ policy: theirs, basedOn: policyVersion }),
  });
  expect(saved.status).toBe(200);

  await page.context().setOffline(false);
  await page.locator('footer.status').getByText('“My copy” is kept').waitFor();
  await verdict(page).getByText('best possible, proven').waitFor();
  await page.getByText('The service does not answer.').waitFor({ state: 'detached' });
  expect(await stored()).toMatchObject({ Region: 1.5, Topics: 10 });
  await page.getByRole('button', { name: 'Discard' }).click();
});

test('a window that is closed without a network loses nothing: the next one sends it', async () => {
  await page.context().setOffline(true);
  await banner().waitFor();
  await slider(page, 'Topics').press('Home');
  await page.locator('footer.status').getByText('not sent yet').waitFor();
  await closeAndComeBack();
  await verdict(page).getByText('matched').waitFor();
  await expect.poll(async () => (await stored()).Topics).toBe(0);
});

test('a set that is saved without a network waits on this device, outlives the window, and is stored once when it is back', async () => {
  const refusals = visit.faults.length;
  await page.context().setOffline(true);
  await banner().waitFor();
  await page.getByRole('button', { name: 'Save match set' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Before the storm');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.locator('footer.status').getByText('1 set waits on this device').waitFor();

  await closeAndComeBack();
  await page.getByText('Saved as “Before the storm”').waitFor();
  await page.getByText('1 set waits on this device').waitFor({ state: 'detached' });
  await page.reload();
  await verdict(page).getByText('matched').waitFor();
  const names = ((await (await fetch(`${cohortUrl}/match-sets`)).json()) as { name: string }[]).map(
    ({ name }) => name,
  );
  expect(names).toEqual(['Before the storm']);
  expect(visit.faults.slice(refusals).filter((fault) => !fault.includes('INTERNET_DISCONNECTED'))).toEqual(
    [],
  );
});

const finish = () => page.getByRole('region', { name: 'Finish the import' });
/** Applications that the service has. */
async function applications(): Promise<number> {
  const [, , cohortId] = new URL(page.url()).hash.split('/');
  const cohort = await fetch(`${visit.service.origin}/api/cohorts/${cohortId}`);
  return ((await cohort.json()) as CohortDetail).participants;
}

test('an import that was looked at waits without a network, and is added once when it is back', async () => {
  await page.goto(visit.service.origin);
  await beginImport(page);
  await choose(page, 'participant');
  await page.context().setOffline(true);
  await banner().waitFor();
  await finish().getByRole('button', { name: 'Add 20 participants' }).click();
  await page.getByText('“participants.csv” is kept on this device.').waitFor();
  await finish().getByText('20 new, 0 updated').waitFor();
  const button = finish().getByRole('button', { name: 'Add 20 participants' });
  await expect.poll(() => button.getAttribute('aria-disabled')).toBe('true');
  expect(await applications()).toBe(0);

  await page.context().setOffline(false);
  await page.getByText('Added 20 people.').waitFor();
  expect(await applications()).toBe(20);
  // Nothing waits any more: the table is shown again when the window comes back.
  await page.reload();
  await page.getByText('20 participants, no mentors yet.').waitFor();
  expect(await finish().count()).toBe(0);
});

test('a file that was chosen without a network is read by the next window, and nothing is added before somebody has looked', async () => {
  await page.context().setOffline(true);
  await banner().waitFor();
  await page.getByLabel('Import mentors').setInputFiles(fileOf('mentor'));
  await page.getByText('“mentors.csv” is kept on this device. It is read and checked').waitFor();
  await closeAndComeBack();
  await finish().getByText('24 new, 0 updated').waitFor();
  await page.getByText('is kept on this device').waitFor({ state: 'detached' });

  // It still waits for somebody's word, in this window or the next.
  await page.reload();
  await finish().getByText('24 new, 0 updated').waitFor();
  await page.context().setOffline(true);
  await banner().waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.context().setOffline(false);
  await banner().waitFor({ state: 'detached' });
  await page.reload();
  await page.getByText('20 participants, no mentors yet.').waitFor();
  expect(await finish().count()).toBe(0);
});

test('an import that would do something else by now is shown again instead of being added', async () => {
  await choose(page, 'mentor');
  await page.context().setOffline(true);
  await banner().waitFor();
  await finish().getByRole('button', { name: 'Add 24 mentors' }).click();
  await page.getByText('“mentors.csv” is kept on this device. It is added').waitFor();

  // A colleague adds the first of these mentors meanwhile.
  const [headers, first] = rowsOf('mentor');
  const [, , cohortId] = new URL(page.url()).hash.split('/');
  const added = await fetch(`${visit.service.origin}/api/cohorts/${cohortId}/imports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ side: 'mentor', table: { headers, rows: [first], rowNumbers: [2] } }),
  });
  expect(added.status, await added.text()).toBe(200);
  await page.context().setOffline(false);
  await page.getByText('it was not added by itself').waitFor();
  await finish().getByText('23 new, 0 updated, 1 unchanged').waitFor();
  await add(page);
  await page.getByText('Added 23 people.').waitFor();
});
