import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { axe } from './support/accessibility.ts';
import { openSample, pairsShown, rows, settled, slider, verdict } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
let page: Page;
let bench: string;

beforeAll(async () => {
  visit = await startVisit();
  page = await visit.open('/');
  await openSample(page);
  bench = new URL(page.url()).hash;
});
afterAll(async () => {
  await visit.end();
});

/** A sample cohort whose committee has put another policy in force, on a page of its own. */
async function openWith(change: (policy: Policy) => Policy): Promise<Page> {
  const api = `${visit.service.origin}/api/cohorts`;
  const headers = { 'content-type': 'application/json' };
  const made = await fetch(`${api}/sample`, { method: 'POST', headers, body: '{}' });
  const { id } = (await made.json()) as { id: string };
  const cohort = (await (await fetch(`${api}/${id}`)).json()) as CohortDetail;
  const body = JSON.stringify({ policy: change(cohort.policy), basedOn: cohort.policyVersion });
  const saved = await fetch(`${api}/${id}/policy`, { method: 'PUT', headers, body });
  expect(saved.status).toBe(200);
  const other = await visit.open(`/#/cohorts/${id}/bench`);
  await verdict(other).getByText('matched').waitFor();
  return other;
}

const matched = async (on: Page) =>
  Number(/(\d+) of \d+ matched/.exec((await verdict(on).textContent()) ?? '')?.[1]);
const undo = (on: Page) =>
  settled(on, () => on.getByRole('button', { name: 'Undo', exact: true }).first().click());

test('what is written on a pair stands in its row and its card, also after the page was loaded again', async () => {
  const row = rows(page)
    .filter({ has: page.getByRole('button', { name: /^Pin / }) })
    .first();
  await row.locator('button.pair').click();
  const comments = page.getByRole('region', { name: 'Comments' });
  await comments.getByLabel('Comment', { exact: true }).fill('They met in spring.');
  await comments.getByLabel('Your name').fill('Ana');
  await comments.getByRole('button', { name: 'Add comment' }).click();
  await comments.getByText('They met in spring.').waitFor();
  await row.getByText('1 comment').waitFor({ state: 'attached' });
  const participant = await row.locator('.participant').innerText();
  await page.reload();
  const again = rows(page).filter({ hasText: participant });
  await again.getByText('1 comment').waitFor({ state: 'attached' });
  await again.locator('button.pair').click();
  await comments.getByText('They met in spring.').waitFor();
  // The name was asked for once.
  await comments.getByRole('button', { name: 'as Ana' }).waitFor();
});

test('check 23: each relaxation that is offered delivers what it promises', async () => {
  const strict = await openWith((policy) => ({
    ...policy,
    rules: policy.rules.map((rule) =>
      rule.kind === 'max-distance' ? { ...rule, on: true, threshold: 25 } : rule,
    ),
  }));
  const panel = strict.getByRole('region', { name: 'Mentors still needed' });
  const offers = panel.locator('.relaxing');
  await offers.first().waitFor();
  const sentences = await offers.locator('span').allTextContents();
  const before = { matched: await matched(strict), pairs: await pairsShown(strict) };
  for (const [at, sentence] of sentences.entries()) {
    await offers.nth(at).waitFor();
    await settled(strict, () => offers.nth(at).getByRole('button').click());
    const now = await matched(strict);
    const more = Number(/matches (\d+) more/.exec(sentence)?.[1]);
    const moved = Number(/(\d+) participants? changes?/.exec(sentence)?.[1]);
    expect(now - before.matched, sentence).toBe(
      sentence.includes('matches all') ? 25 - before.matched : more,
    );
    const changed = (await pairsShown(strict)).filter((pair) => !before.pairs.includes(pair));
    expect(changed, sentence).toHaveLength(moved);
    await undo(strict);
    expect(await pairsShown(strict)).toEqual(before.pairs);
  }
  expect(sentences.length).toBeGreaterThan(0);
  await strict.close();
});

test('equally good matches are stepped through, the rule that chose is named, and another one can be taken', async () => {
  const tied = await openWith((policy) => ({
    ...policy,
    criteria: policy.criteria.map((one) => ({ ...one, weight: one.label === 'Region' ? 3 : 0 })),
  }));
  await tied.getByRole('button', { name: 'look at the equally good matches' }).click();
  const stepper = tied.getByRole('group', { name: 'Equally good matches' });
  await tied.getByText('Chosen by lot').waitFor();
  await stepper.getByRole('button', { name: 'The next match' }).click();
  await tied.locator('.moves li').first().waitFor();
  const moves = await tied.locator('.moves li').allTextContents();
  await settled(tied, () => stepper.getByRole('button', { name: 'Take this one' }).click());
  const now = await pairsShown(tied);
  for (const move of moves) {
    const [, who = '', mentor = ''] = /^(.*): .* → (.*)$/.exec(move.trim()) ?? [];
    if (mentor !== 'nobody') expect(now).toContain(`${who} -> ${mentor}`);
  }
  await tied.close();
});

test('a pair that was tried by hand is explained by weights, which take the place of its pin in one step', async () => {
  const own = await openWith((policy) => policy);
  const before = await pairsShown(own);
  await rows(own).nth(3).locator('button.pair').click();
  await own.getByRole('combobox', { name: 'Why not …?' }).click();
  await own
    .getByRole('option')
    .filter({ hasText: /costs [\d.]+ points?$/ })
    .first()
    .click();
  await settled(own, () => own.getByRole('button', { name: 'Try it (pins the pair)' }).click());
  const tried = await pairsShown(own);
  await own.getByText('Which weights would bring the pins about?').click();
  await own.getByText('With these weights a match with these pairs is the best.').waitFor();
  const pin = await own.getByRole('button', { name: /^Remove the pin of/ }).getAttribute('aria-label');
  const pair = (pin ?? '').replace('Remove the pin of ', '').replace(' → ', ' -> ');
  expect(before).not.toContain(pair);
  await settled(own, () => own.getByRole('button', { name: 'Apply' }).click());
  expect(await pairsShown(own)).toContain(pair);
  await own.getByRole('button', { name: /^Remove the pin of/ }).waitFor({ state: 'detached' });
  await undo(own);
  expect(await pairsShown(own)).toEqual(tried);
  await own.close();
});

test('check 38: in forced colours a change is told by a glyph and by the old name in words', async () => {
  const forced = await visit.open(`/${bench}`, { forcedColors: 'active' });
  await verdict(forced).getByText('matched').waitFor();
  await settled(forced, () => slider(forced, 'Topics').press('End'));
  const changed = forced.locator('li.changed');
  expect(await changed.count()).toBeGreaterThan(0);
  for (const text of await changed.allInnerTexts()) expect(text).toContain('◆');
  expect(await changed.locator('del').count()).toBeGreaterThanOrEqual(await changed.count());
  await forced.close();
});

test('check 39: with reduced motion no row and no name moves when the list gathers', async () => {
  const calm = await visit.open(`/${bench}`, { reducedMotion: 'reduce' });
  await verdict(calm).getByText('matched').waitFor();
  await slider(calm, 'Topics').press('Home');
  await calm.locator('li.changed').first().waitFor();
  const running = await calm.evaluate(
    () =>
      document.getAnimations().filter((one) => Number(one.effect?.getComputedTiming().duration ?? 0) > 0)
        .length,
  );
  expect(running).toBe(0);
  await calm.close();
});

test('the list is grouped by an answer, with those who are unmatched on top', async () => {
  await page.getByLabel('Groups of the list').selectOption({ label: 'By Regional public library system' });
  const titles = page.getByRole('group', { name: 'Pairs' }).getByRole('heading', { level: 3 });
  await expect.poll(() => titles.count()).toBeGreaterThan(3);
  await expect.poll(() => titles.first().textContent()).toMatch(/^Unmatched/);
  await page.getByLabel('Groups of the list').selectOption('');
});

test('the fits of all pairs are spread in a picture: a dot for each, the weakest named as the verdict names it', async () => {
  await page.getByText('How the fits are spread').click();
  const picture = page.getByRole('figure', { name: 'Fit of every pair' });
  await picture.locator('circle').first().waitFor();
  const matched = (await pairsShown(page)).filter((pair) => !pair.endsWith('unmatched')).length;
  await expect.poll(() => picture.locator('circle').count()).toBe(matched);
  const said = /weakest fit ([\d.]+) \((.+ → .+)\)/.exec(await verdict(page).innerText());
  await picture.getByRole('button', { name: 'As table' }).click();
  const lines = picture.getByRole('row');
  await expect.poll(() => lines.count()).toBe(matched + 1);
  expect((await lines.nth(1).allInnerTexts()).join()).toContain(said?.[2]);
  expect(await picture.locator('caption').textContent()).toContain(`the weakest ${said?.[1]} (${said?.[2]})`);
  await page.getByText('How the fits are spread').click();
  await picture.waitFor({ state: 'detached' });
});

test.each(['light', 'dark'] as const)('check 36: no barrier, %s', async (colorScheme) => {
  await page.emulateMedia({ colorScheme });
  const { violations } = await axe(page).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});

test('check 37: on a phone the card is a sheet, and nothing scrolls sideways', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Match', exact: true }).click();
  await rows(page).nth(1).locator('button.pair').click();
  const sheet = page.getByRole('complementary', { name: 'Why' });
  await sheet.waitFor();
  await expect.poll(async () => (await sheet.boundingBox())?.height).toBeLessThanOrEqual(844 * 0.55 + 1);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(visit.faults).toEqual([]);
});
