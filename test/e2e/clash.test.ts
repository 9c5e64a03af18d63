import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import type { Explanation } from '#solver/contract/matching.ts';
import { openSample, pairsShown, rows, settled, verdict } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
beforeAll(async () => {
  visit = await startVisit();
});
afterAll(async () => {
  await visit.end();
});

async function cohortOf(hash: string): Promise<CohortDetail> {
  const id = /cohorts\/([^/]+)/.exec(hash)?.[1] ?? '';
  return (await (await fetch(`${visit.service.origin}/api/cohorts/${id}`)).json()) as CohortDetail;
}

async function isAllowed(cohort: CohortDetail, participant: string, mentor: string): Promise<boolean> {
  const reply = await fetch(`${visit.service.origin}/api/cohorts/${cohort.id}/explanations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ cohortVersion: cohort.version, policy: cohort.policy, participant, mentor }),
  });
  return ((await reply.json()) as Explanation).allowed;
}

/** A matched pair on screen whose mentor has room for one, and somebody else who may have that mentor. */
async function rivals(cohort: CohortDetail, pairs: readonly string[]) {
  for (const pair of pairs) {
    const [participant = '', mentor = ''] = pair.split(' -> ');
    const person = cohort.mentorPeople.find(({ name }) => name === mentor);
    if (!person || Number(person.values.capacity ?? 1) !== 1) continue;
    for (const rival of cohort.participantPeople.filter(({ name }) => name !== participant))
      if (await isAllowed(cohort, rival.id, person.id)) return { participant, mentor, rival: rival.name };
  }
  throw new Error('no two participants may have one mentor');
}

test('check 21: two pins of a mentor with room for one are told in words; the last match stays; Remove mends it', async () => {
  const page = await visit.open('/');
  await openSample(page);
  const cohort = await cohortOf(new URL(page.url()).hash);
  const { participant, mentor, rival } = await rivals(cohort, await pairsShown(page));
  await settled(page, () => page.getByRole('button', { name: `Pin ${participant} with ${mentor}` }).click());
  const held = await pairsShown(page);

  const ofRival = page.locator('.participant').getByText(rival, { exact: true });
  await rows(page).filter({ has: ofRival }).first().locator('button.pair').click();
  const choice = page.getByRole('combobox', { name: /^(Why not|What about)/ });
  await choice.fill(mentor);
  await page.getByRole('option').filter({ hasText: mentor }).first().click();
  await settled(page, () => page.getByRole('button', { name: 'Try it (pins the pair)' }).click());

  const clash = page.locator('.clash');
  await clash.getByText('These cannot all hold together').waitFor();
  const words = await clash.innerText();
  expect(words).toContain(`${mentor} has room for 1.`);
  for (const name of [participant, rival]) expect(words).toContain(name);
  // Each of the two, once it is worked out.
  await expect.poll(() => clash.getByText(/without it \d+ would be matched/).count()).toBe(2);
  expect(await pairsShown(page)).toEqual(held);
  expect(await page.getByRole('button', { name: 'Save match set' }).getAttribute('aria-disabled')).toBe(
    'true',
  );

  const remove = clash.getByRole('listitem').filter({ hasText: participant }).getByRole('button');
  await settled(page, () => remove.click());
  await clash.waitFor({ state: 'detached' });
  expect(await pairsShown(page)).toContain(`${rival} -> ${mentor}`);
  await expect.poll(() => verdict(page).textContent()).toContain('best possible, proven');
  expect(visit.faults).toEqual([]);
});
