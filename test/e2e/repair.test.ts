import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail, MatchSet } from '#solver/contract/api/cohorts.ts';
import type { Committee } from '#solver/contract/api/committee.ts';
import { seriousIssues } from './support/accessibility.ts';
import { openSample, saveAs } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

/* Somebody of a published match can no longer take part. */

let visit: Visit;
let page: Page;
let cohortId: string;

beforeAll(async () => {
  visit = await startVisit();
  page = await visit.open('/');
  await openSample(page);
  cohortId = new URL(page.url()).hash.split('/')[2] as string;
  await saveAs(page, 'Draft A');
  await page.getByRole('link', { name: 'Decide', exact: true }).click();
  await page.getByRole('button', { name: 'Publish without a vote…' }).click();
  await dialog().getByLabel('Your name').fill('Ana');
  await dialog().getByLabel('Why this one').fill('Agreed by all');
  await dialog().getByRole('button', { name: 'Publish version 1' }).click();
  await dialog().waitFor({ state: 'detached' });
});
afterAll(async () => {
  expect(visit.faults).toEqual([]);
  await visit.end();
});

const dialog = () => page.getByRole('dialog');

async function read<Reply>(path: string): Promise<Reply> {
  return (await (await page.request.get(`${visit.service.origin}/api${path}`)).json()) as Reply;
}

/** "Ines -> Marta", by participant. */
async function pairsOf(version: number): Promise<Map<string, string>> {
  const { publications } = await read<Committee>(`/cohorts/${cohortId}/committee`);
  const id = publications.find((one) => one.version === version)?.matchSet;
  const { matching, names } = await read<MatchSet>(`/match-sets/${id}`);
  if (!('pairs' in matching)) throw new Error('a published set without pairs');
  return new Map(
    matching.pairs.map(({ participant, mentor }) => [names[participant] ?? '', names[mentor] ?? '']),
  );
}

/** The lines of the choice that is open, of which there is one. */
async function oneMove(): Promise<string[]> {
  const moves = dialog().getByRole('list', { name: 'Move nobody else' }).getByRole('listitem');
  await expect.poll(async () => (await moves.allInnerTexts()).length).toBe(1);
  return moves.allInnerTexts();
}

async function chooseGone(name: string): Promise<void> {
  await page.getByRole('button', { name: 'Somebody can no longer take part…' }).click();
  await dialog().getByLabel('Who can no longer take part').selectOption({ label: name });
  await dialog().getByRole('button', { name: 'Move nobody else' }).waitFor();
}

test('check 33: after a mentor drops out, moving nobody else changes the affected pair alone', async () => {
  const first = await pairsOf(1);
  const [[participant, mentor] = ['', '']] = first;
  await chooseGone(mentor);
  const choices = dialog().locator('tbody tr');
  await choices.last().getByText('best of all').waitFor();
  expect(await choices.count()).toBeGreaterThan(1);
  await dialog().getByRole('button', { name: 'Move nobody else' }).click();
  const moves = await oneMove();
  expect(moves[0]).toContain(`${participant}: ${mentor} → `);

  // Without a reason nothing is published.
  const publish = dialog().getByRole('button', { name: 'Publish version 2' });
  await publish.click();
  expect(
    await dialog()
      .getByLabel('Why there is a new version')
      .evaluate((field) => field.matches(':invalid')),
  ).toBe(true);
  await dialog().getByLabel('Why there is a new version').fill('Moved away');
  await publish.click();
  await dialog().waitFor({ state: 'detached' });
  await page.getByText(/^Published version 2 of Sample cohort: “Version 1 repaired”$/).waitFor();

  const second = await pairsOf(2);
  expect([...second.values()]).not.toContain(mentor);
  const others = (pairs: Map<string, string>) => [...pairs].filter(([one]) => one !== participant);
  expect(others(second)).toEqual(others(first));
});

test('check 32: the older version stays as it was; the repair says who, when and why, and letters follow it', async () => {
  const first = await pairsOf(1);
  const [[, mentor] = ['', '']] = first;
  const row = page.getByRole('row', { name: /Version 1 repaired/ });
  expect(await row.innerText()).toMatch(/Ana, [^]*Moved away/u);
  await page.getByRole('link', { name: /^Letters/ }).click();
  await page
    .getByText(/\d+ letters/)
    .first()
    .waitFor();
  const { publication, letters } = await read<{
    publication: { version: number };
    letters: unknown[];
  }>(`/cohorts/${cohortId}/announcement`);
  expect(publication.version).toBe(2);
  expect(JSON.stringify(letters)).not.toContain(mentor);

  // A second repair, of the best that there is: nobody who is gone comes back, and both earlier versions stay.
  const second = await pairsOf(2);
  await page.getByRole('link', { name: 'Decide', exact: true }).click();
  const also = [...second.values()][1] as string;
  await chooseGone(also);
  await dialog().locator('tbody tr button').last().click();
  await dialog().getByLabel('Why there is a new version').fill('Ill');
  await dialog().getByRole('button', { name: 'Publish version 3' }).click();
  await dialog().waitFor({ state: 'detached' });
  const third = [...(await pairsOf(3)).values()];
  expect(third).not.toContain(mentor);
  expect(third).not.toContain(also);
  expect(await pairsOf(1)).toEqual(first);
  expect(await pairsOf(2)).toEqual(second);
});

test.each(['light', 'dark'] as const)('check 36: no serious issue of a repair, %s', async (colorScheme) => {
  await page.emulateMedia({ colorScheme });
  await chooseGone([...(await pairsOf(3)).values()][0] as string);
  expect(await seriousIssues(page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Cancel' }).click();
});

test('check 37: a repair keeps to 390 px', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await chooseGone([...(await pairsOf(3)).values()][0] as string);
  const over = await dialog().evaluate((box) => box.scrollWidth - box.clientWidth);
  expect(over).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('who has withdrawn before the repair is left out of the next version without a detour; who was repaired away may withdraw', async () => {
  const names = new Set((await pairsOf(3)).values());
  const [goneFromIt = ''] = [...(await pairsOf(1)).values()].filter((name) => !names.has(name));
  await withdraw(goneFromIt);
  await page.reload();
  const [inIt = ''] = names;
  await chooseGone(inIt);
  await dialog().getByRole('button', { name: 'Cancel' }).click();

  await withdraw(inIt);
  await page.getByRole('button', { name: 'Somebody can no longer take part…' }).click();
  await dialog().getByText(`Withdrawn already, or on the waiting list: ${inIt}.`).waitFor();
  await dialog().getByRole('button', { name: 'Move nobody else' }).click();
  const third = await pairsOf(3);
  const [forsaken] = [...third].find(([, mentor]) => mentor === inIt) ?? [];
  const moves = await oneMove();
  expect(moves[0]).toContain(`${forsaken}: ${inIt} → `);
  // Somebody else may be gone besides.
  const also = [...third.values()].find((mentor) => mentor !== inIt) as string;
  await dialog().getByLabel('Who else can no longer take part').selectOption({ label: also });
  await dialog().getByText(`The best match without ${also} and ${inIt},`).waitFor();
  await dialog().getByLabel('Who else can no longer take part').selectOption({ label: 'Nobody else' });
  await dialog().getByText(`The best match without ${inIt},`).waitFor();
  await dialog().getByRole('button', { name: 'Move nobody else' }).click();
  await dialog().getByLabel('Why there is a new version').fill('Withdrew');
  await dialog().getByRole('button', { name: 'Publish version 4' }).click();
  await dialog().waitFor({ state: 'detached' });
  const fourth = await pairsOf(4);
  expect([...fourth.values()]).not.toContain(inIt);
  const others = (pairs: Map<string, string>) => [...pairs].filter(([one]) => one !== forsaken);
  expect(others(fourth)).toEqual(others(third));
});

async function withdraw(name: string): Promise<void> {
  const { mentorPeople } = await read<CohortDetail>(`/cohorts/${cohortId}`);
  const person = mentorPeople.find((one) => one.name === name);
  const edit = { side: 'mentor', id: person?.id, basedOn: person?.revision, state: 'withdrawn' };
  const path = `${visit.service.origin}/api/cohorts/${cohortId}/people`;
  const reply = await page.request.post(path, { data: { edits: [edit], why: 'Ill' } });
  expect(reply.ok(), await reply.text()).toBe(true);
}
