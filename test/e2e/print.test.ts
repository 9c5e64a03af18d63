import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSample, pairsShown, saveAs, verdict } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';
import { publishWithoutVote } from './support/publish.ts';

let visit: Visit;
let page: Page;

beforeAll(async () => {
  visit = await startVisit();
  page = await visit.open('/');
  await openSample(page);
});
afterAll(async () => {
  await visit.end();
});

/** Chooses in the dialog, whose last button would open the browser's own: the page is printed to a file instead. */
async function choose(contents: string, paper: string): Promise<void> {
  await page.getByRole('button', { name: 'More: download, print' }).click();
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Print' });
  await dialog.getByRole('radio', { name: contents, exact: true }).check();
  await dialog.getByRole('radio', { name: paper, exact: true }).check();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
}

/** Width and height of the pages in points. */
async function sheets(): Promise<string[]> {
  const file = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  return [...file.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
    ([, width, height]) => `${Math.round(Number(width))} x ${Math.round(Number(height))}`,
  );
}

/** What would be on paper. */
async function onPaper(): Promise<string> {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  const text = await page.evaluate(() => document.body.innerText);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: null });
  return text;
}

test('check 40: the match list is printed on A4 or Letter, with no navigation and no request to another host', async () => {
  const pairs = await pairsShown(page);
  await choose('The match list', 'A4');
  expect(new Set(await sheets())).toEqual(new Set(['595 x 842']));
  const text = await onPaper();
  for (const pair of pairs) {
    const [participant = '', mentor = ''] = pair.split(' -> ');
    expect(text).toContain(participant);
    expect(text).toContain(mentor);
  }
  expect(text).not.toMatch(/Applications|What matters|Undo|Save match set/);
  await choose('The match list', 'Letter');
  expect(new Set(await sheets())).toEqual(new Set(['612 x 792']));
  expect(visit.faults).toEqual([]);
});

test('check 34: every sheet says whose match it is, of which day, how sure it is best, and by which fingerprint', async () => {
  await choose('The match list and the roster', 'A4');
  await expect.poll(async () => (await onPaper()).match(/match [0-9a-f]{12}/g)).toHaveLength(3);
  const text = await onPaper();
  expect(text.match(/Sample cohort/g)).toHaveLength(3);
  expect(text.match(/best possible, proven/g)).toHaveLength(3);
  expect(text).toContain(String(new Date().getFullYear()));
  expect((await sheets()).length).toBeGreaterThanOrEqual(3);
});

test('every sheet says what was decided about this match, when and by whom, and where the record stands', async () => {
  expect(await onPaper()).toContain('Not saved, nothing decided');
  await saveAs(page, 'Draft A');
  await choose('The match list and the roster', 'A4');
  const today = new Date().toLocaleDateString('en', { day: 'numeric', month: 'long', year: 'numeric' });
  await expect.poll(onPaper).toContain(`Saved as “Draft A” on ${today}, not published`);

  const bench = page.url();
  await publishWithoutVote(page);
  await page.goto(bench);
  await verdict(page).getByText('best possible, proven').waitFor();
  await choose('The match list and the roster', 'A4');
  await expect
    .poll(onPaper)
    .toContain(`Published as version 1 (“Draft A”) on ${today} by Ana: Agreed by all`);
  const headsOn = (text: string) => [...text.matchAll(/record (\d+:[0-9a-f]{64})/g)].map(([, head]) => head);
  await expect.poll(async () => headsOn(await onPaper())).toHaveLength(3);
  const heads = headsOn(await onPaper());
  const path = `${visit.service.origin}/api/record/verification?printed=${heads[0]}`;
  expect(await (await page.request.get(path)).json()).toMatchObject({ intact: true, printedHolds: true });
});

test('the roster has everybody, and nothing that was told in confidence', async () => {
  await choose('The roster', 'A4');
  const text = await onPaper();
  const { participants, mentors, secrets } = await page.evaluate(async () => {
    const [, id = ''] = /cohorts\/([^/]+)/.exec(location.hash) ?? [];
    const cohort = await (await fetch(`/api/cohorts/${id}`)).json();
    const names = (people: { name: string }[]) => people.map(({ name }) => name);
    return {
      participants: names(cohort.participantPeople),
      mentors: names(cohort.mentorPeople),
      secrets: cohort.participantPeople.map(
        ({ values }: { values: { phone?: string } }) => values.phone ?? '',
      ),
    };
  });
  for (const name of [...participants, ...mentors]) expect(text).toContain(name);
  for (const secret of secrets.filter((one: string) => one !== '')) expect(text).not.toContain(secret);
  expect(participants.length).toBeGreaterThan(20);
  expect(visit.faults).toEqual([]);
});
