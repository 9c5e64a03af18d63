import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MatchSet, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import { openSample, saveAs, settled, slider, verdict } from './support/bench-page.ts';
import { seriousIssues } from './support/accessibility.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
let cohortId: string;

beforeAll(async () => {
  visit = await startVisit();
  const page = await visit.open('/');
  await openSample(page);
  cohortId = new URL(page.url()).hash.split('/')[2] as string;
  await saveAs(page, 'Draft A');
  await settled(page, () => slider(page, 'Topics').press('Home'));
  await settled(page, () => slider(page, 'Distance').press('End'));
  await saveAs(page, 'Draft B');
  await page.close();
});
afterAll(async () => {
  expect(visit.faults).toEqual([]);
  await visit.end();
});

async function read<Reply>(path: string): Promise<Reply> {
  return (await (await fetch(`${visit.service.origin}/api${path}`)).json()) as Reply;
}
const list = () => read<MatchSetSummary[]>(`/cohorts/${cohortId}/match-sets`);

async function openCompare(names: readonly string[], options = {}): Promise<Page> {
  const sets = await list();
  const ids = names.map((name) => sets.find((set) => set.name === name)?.id);
  const page = await visit.open(`/#/cohorts/${cohortId}/compare?sets=${ids.join(',')}`, options);
  await page.getByText(/^Same in/).waitFor();
  return page;
}

/** A gain as it stands on screen, in tenths of a point. */
const tenths = (words: string) => Math.round(10 * Number(words.replace('−', '-').replace(/[^\d.-]/gu, '')));

/** Gives a reference of this kind its proposed name and adds it. */
async function addReference(page: Page, kind: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Add a reference…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(kind).check();
  await dialog.locator('.preview').waitFor();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

test('check 28: same + changed = participants, and the groups’ changes sum to the total', async () => {
  const page = await openCompare(['Draft A', 'Draft B']);
  const heading = await page.getByRole('heading', { name: /differ/ }).innerText();
  const [changed = 0, all = 0] = (heading.match(/\d+/gu) ?? []).map(Number);
  const same = Number(/\((\d+)\)/u.exec(await page.getByText(/^Same in both/).innerText())?.[1]);
  const participants = (await read<{ participants: number }>(`/cohorts/${cohortId}`)).participants;
  expect(changed).toBeGreaterThan(3);
  expect({ all, together: same + changed }).toEqual({ all: participants, together: participants });

  const groups = await page.locator('tr.group > .number').allInnerTexts();
  const rows = await page.locator('tbody tr:not(.group) > td.number').allInnerTexts();
  const differing = rows.slice(0, changed).map((text) => tenths(text));
  const total = tenths(await page.locator('tr.total > .number').innerText());
  const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);
  expect(sum(groups.map(tenths))).toBe(total);
  expect(sum(differing)).toBe(total);
  await page.close();
});

test('check 29: a taken group makes a match of its own, which the independent checker accepts', async () => {
  const page = await openCompare(['Draft A', 'Draft B']);
  const takes = page.getByRole('button', { name: /^Take group \d+ from Draft B$/ });
  const groups = await takes.count();
  expect(groups).toBeGreaterThan(1);
  await takes.first().click();
  await expect.poll(() => takes.first().getAttribute('aria-pressed')).toBe('true');
  const group = page.locator('tbody:has(tr.group)').first();
  const taken = await group.locator('tr:not(.group) > th').allInnerTexts();
  await page.getByRole('button', { name: 'Save as a set of its own…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  const sets = await list();
  const setOf = async (name: string) =>
    read<MatchSet>(`/match-sets/${sets.find((set) => set.name === name)?.id}`);
  const [a, b, combination] = await Promise.all([setOf('Draft A'), setOf('Draft B'), setOf('Combination')]);
  const mentorsIn = ({ matching, names }: MatchSet) =>
    new Map(
      ('pairs' in matching ? matching.pairs : []).map((pair) => [names[pair.participant], pair.mentor]),
    );
  const [inA, inB, inTaken] = [mentorsIn(a), mentorsIn(b), mentorsIn(combination)];
  for (const name of new Set([...inA.keys(), ...inB.keys()]))
    expect(inTaken.get(name), name).toBe((taken.includes(name ?? '') ? inB : inA).get(name));
  expect(await read(`/match-sets/${combination.id}/verification`)).toMatchObject({
    feasible: true,
    reason: null,
    recordIntact: true,
  });
  expect(combination.kind).toBe('combination');
  await page.getByText(/^Same in all/).waitFor();
  await page.close();
});

test('four sets: a reference is put beside the others, told as one and never as the best', async () => {
  const page = await openCompare(['Draft A', 'Draft B', 'Combination']);
  await addReference(page, /Best pair first/);
  const facts = page.getByRole('region', { name: 'About these sets' }).getByRole('table');
  await facts.getByRole('columnheader', { name: 'Best pair first' }).waitFor();
  await facts
    .getByRole('row', { name: /^How sure/ })
    .getByText('Reference: best pair first')
    .waitFor();
  // Four sets, and what the fact is.
  await expect.poll(() => facts.getByRole('columnheader').count()).toBe(1 + 4);
  // What was made by a rule says so on top too, beside its name.
  const heads = page.getByRole('list', { name: 'The sets side by side' });
  await heads.getByText('Reference: best pair first').waitFor();
  // One letter for each set that gives somebody other mentors.
  await page.getByRole('figure', { name: 'Where the sets agree' }).waitFor();
  const greedy = (await list()).find(({ name }) => name === 'Best pair first');
  expect(greedy).toMatchObject({ kind: 'greedy', agreement: null });
  await page.close();
});

test('a list by hand tells what is wrong line by line, and writes nothing before it is added', async () => {
  const page = await openCompare(['Draft A', 'Draft B']);
  const set = await read<MatchSet>(
    `/match-sets/${(await list()).find(({ name }) => name === 'Draft A')?.id}`,
  );
  if (!('pairs' in set.matching)) throw new Error('Draft A has no pairs');
  const lines = set.matching.pairs.map(
    ({ participant, mentor }) => `${set.names[participant]} → ${set.names[mentor]}`,
  );
  const before = (await list()).length;
  await page.getByRole('button', { name: 'Add a reference…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Made by hand/).check();
  await dialog
    .getByLabel(/Paste the pairs/)
    .fill(['Participant → Mentor', ...lines, 'Nobody → Marta', String(lines[0])].join('\n'));
  const problems = dialog.getByRole('list', { name: 'Lines that are left out' });
  await expect
    .poll(() => problems.getByRole('listitem').allInnerTexts())
    .toEqual([
      expect.stringContaining(`Line ${lines.length + 2}`),
      expect.stringContaining('The same pair as on line 2'),
    ]);
  await dialog.getByText(`${lines.length} pairs understood, 2 lines left out.`).waitFor();
  await dialog.locator('.preview').waitFor();
  expect((await list()).length).toBe(before);
  // The list is the best match of some weights: nothing has to move for that, and no pair stays unexplained.
  await dialog.getByText('Which weights would make this match?').click();
  await dialog.getByText(/a match with these pairs (the|is the) best/).waitFor();
  expect(await dialog.getByText(/no weights explain/).count()).toBe(0);
  await dialog.getByLabel('Name').fill('By hand');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  const kept = (await list()).find(({ name }) => name === 'By hand');
  expect(kept).toMatchObject({ kind: 'hand', matched: set.matched });
  await page.close();
});

test('differences come first, and everything on the page is judged by one set of weights, which is named', async () => {
  const page = await openCompare(['Draft A', 'Draft B']);
  const bar = page.getByRole('region', { name: 'Your combination' });
  const weakest = page.getByRole('region', { name: 'Weakest fits' });
  for (const name of ['Draft B', 'Draft A']) {
    await page.getByLabel('Fits on this page').selectOption({ label: `the weights of “${name}”` });
    await weakest.getByText(`by the weights of “${name}”`).waitFor();
    await bar.getByText(`by the weights of “${name}”`).waitFor();
    // Nothing is taken from elsewhere: the combination is the first set, and its weakest fit is the one beside it.
    const stated = /weakest fit (\d+\.\d)/.exec(await bar.innerText())?.[1];
    const shown = weakest.locator('.pairs').first().locator('.number').first();
    await expect.poll(() => shown.innerText()).toBe(stated);
  }
  const top = async (name: string) =>
    (await page.getByRole('heading', { name }).boundingBox())?.y ?? Number.NaN;
  const changes = page.getByRole('heading', { name: /participants? of \d+ differ/ });
  await expect.poll(async () => (await changes.boundingBox())?.y).toBeLessThan(360);
  expect(await top('About these sets')).toBeGreaterThan(await top('Weakest fits'));
  await page.close();
});

test('the bench and Compare give the same groups the same numbers, people and gains', async () => {
  const compare = await openCompare(['Draft A', 'Draft B']);
  const groups = await compare.locator('tbody:has(tr.group)').evaluateAll((bodies) =>
    bodies.map((body) => ({
      name: body
        .querySelector('th')
        ?.textContent.replace(/\s+/g, ' ')
        .trim()
        .replace(/ (?=\d+ part)/, ': '),
      gain: body.querySelector('.number')?.textContent.trim(),
      people: [...body.querySelectorAll('tr:not(.group) > th')].map((one) => one.textContent.trim()),
    })),
  );
  await compare.close();
  const bench = await visit.open(`/#/cohorts/${cohortId}/bench`);
  await bench.getByLabel('compared with').selectOption({ label: 'Draft A' });
  await verdict(bench).getByText('differ from “Draft A”').waitFor();
  const blocks = await bench.locator('h4').evaluateAll((heads) =>
    heads.map((head) => ({
      title: head.textContent.trim(),
      people: [...(head.nextElementSibling?.querySelectorAll('.participant') ?? [])].map((one) =>
        one.textContent.trim(),
      ),
    })),
  );
  expect(groups.length).toBeGreaterThan(1);
  expect(blocks.map(({ people }) => people)).toEqual(groups.map(({ people }) => people));
  for (const [at, { name, gain }] of groups.entries())
    expect(blocks[at]?.title).toMatch(new RegExp(`^${name}, .*${gain?.replace('+', '\\+')} points`));
  await bench.close();
});

test('fairness and travel stand side by side, judged alike', async () => {
  const page = await openCompare(['Draft A', 'Draft B']);
  await page.getByRole('heading', { name: 'How far apart' }).waitFor();
  const median = page.getByRole('row', { name: /^Median \d+ km \d+ km$/ });
  await median.waitFor();
  for (const name of ['Region', 'Library type', 'Experience'])
    await page.getByRole('heading', { name, exact: true }).waitFor();
  await expect.poll(() => page.getByText(/so large a gap comes .* by chance/).count()).toBeGreaterThan(5);
  await page.close();
});

test('a trade-off opens on the bench as that very match, in one step that can be undone', async () => {
  const page = await visit.open(`/#/cohorts/${cohortId}/trade-offs`);
  await page.getByLabel('People moved are counted from').selectOption({ label: 'Draft A' });
  const rows = page.locator('tbody tr').filter({ has: page.getByRole('button', { name: /^Open / }) });
  await rows.filter({ hasText: 'Fewest moved' }).first().waitFor();
  const last = rows.last();
  const [matched] = await last.locator('td.number').allInnerTexts();
  const moved = (await last.locator('td.number').allInnerTexts()).at(-1);
  await settled(page, () => last.getByRole('button', { name: /^Open / }).click());
  await page.getByText(`${matched} of`).first().waitFor();
  await expect
    .poll(() => verdict(page).innerText())
    .toContain(moved === '0' ? 'Draft A' : `${moved} participant`);
  await page.close();
});

describe('check 36: no serious issue', () => {
  test.each(['light', 'dark'] as const)('of Compare and Trade-offs, %s', async (colorScheme) => {
    const page = await openCompare(['Draft A', 'Draft B'], { colorScheme });
    await page
      .getByText(/so large a gap comes/)
      .first()
      .waitFor();
    expect(await seriousIssues(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add a reference…' }).click();
    await page.getByRole('dialog').locator('.preview').waitFor();
    expect(await seriousIssues(page)).toEqual([]);
    await page.close();
    const tradeOffs = await visit.open(`/#/cohorts/${cohortId}/trade-offs`, { colorScheme });
    await tradeOffs
      .getByRole('button', { name: /^Open / })
      .first()
      .waitFor();
    expect(await seriousIssues(tradeOffs)).toEqual([]);
    await tradeOffs.close();
  });
});

test('check 37: at 390 px nothing runs over the side', async () => {
  for (const screen of ['compare', 'trade-offs']) {
    const phone = await visit.open(`/#/cohorts/${cohortId}/${screen}`, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    await phone.locator('main table').first().waitFor();
    const over = await phone.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over, screen).toBe(0);
    await phone.close();
  }
});
