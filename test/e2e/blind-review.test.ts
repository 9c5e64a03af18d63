import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { openSample, rows, saveAs, verdict } from './support/bench-page.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let visit: Visit;
let page: Page;
/** Names, addresses and employers of everybody. */
let telling: string[];
/** Everything that came over the network, by address. */
const received = new Map<string, string>();

beforeAll(async () => {
  visit = await startVisit();
  page = await visit.open('/');
  await openSample(page);
  await saveAs(page, 'Draft A');
  await saveAs(page, 'Draft B');
  const cohort = new URL(page.url()).hash.split('/')[2] ?? '';
  const detail = (await (
    await fetch(`${visit.service.origin}/api/cohorts/${cohort}`)
  ).json()) as CohortDetail;
  telling = [...detail.participantPeople, ...detail.mentorPeople].flatMap(({ name, values }) =>
    [name, values.email, values.employer, values.about, values.motivation].filter(
      (text) => typeof text === 'string',
    ),
  );
  await page.getByRole('link', { name: 'Applications' }).click();
  await page.getByRole('switch', { name: 'Review blind, everybody' }).click();
  await page.getByText('People are told by numbers.').waitFor();
  page.on('response', (reply) => {
    if (reply.url().includes('/api/') && !reply.url().includes('/live?'))
      void reply.text().then(
        (text) => received.set(reply.url(), text),
        () => undefined,
      );
  });
});
afterAll(() => visit.end());

const leaksIn = (text: string) => telling.filter((word) => text.includes(word));

test('check 31: in blind mode no names stand in the page, come over the network or go to paper', async () => {
  expect(telling.length).toBeGreaterThan(100);
  const { origin } = visit.service;
  const at = new URL(page.url()).hash.replace('/applications', '');
  const stands: [string, (page: Page) => Promise<unknown>][] = [
    [
      'applications',
      (screen) =>
        screen
          .getByRole('link', { name: /^Participant \d+$/ })
          .first()
          .waitFor(),
    ],
    ['bench', async (screen) => verdict(screen).getByText('matched').waitFor()],
    ['compare', (screen) => screen.locator('main table').first().waitFor()],
    ['decide', (screen) => screen.locator('main h1').first().waitFor()],
  ];
  for (const [screen, ready] of stands) {
    await page.goto(`${origin}/${at}/${screen}`);
    await page.reload();
    await ready(page);
    expect({ screen, leaks: leaksIn(await page.content()) }).toEqual({ screen, leaks: [] });
    if (screen !== 'bench') continue;
    await rows(page).first().locator('button.pair').click();
    await page
      .getByRole('complementary', { name: 'Why' })
      .getByText(/^Participant \d+/)
      .first()
      .waitFor();
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    expect(leaksIn(await page.content())).toEqual([]);
    await page.emulateMedia({ media: null });
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  }
  await expect.poll(() => received.size).toBeGreaterThan(8);
  for (const [url, text] of received) expect({ url, leaks: leaksIn(text) }).toEqual({ url, leaks: [] });
});

test('the names are back when the blind review ends, and the numbers were those of the same people', async () => {
  await page.getByRole('link', { name: 'Applications' }).click();
  expect(await page.getByText('Import more').count()).toBe(0);
  await page.getByRole('switch', { name: 'Review blind, everybody' }).click();
  await page.getByText('Import more').waitFor();
  await expect.poll(async () => leaksIn(await page.content()).length).toBeGreaterThan(20);
  expect(visit.faults).toEqual([]);
});
