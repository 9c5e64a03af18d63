import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import { MailServer } from '../support/mail-server.ts';
import { askAt } from '../support/ask.ts';
import { cohortThatIsOver } from '../support/cohort-that-is-over.ts';
import { seriousIssues } from './support/accessibility.ts';
import { openSample, saveAs, settled, slider, verdict } from './support/bench-page.ts';
import { goTo } from './support/screens.ts';
import { startVisit } from './support/visit.ts';
import type { Visit } from './support/visit.ts';

let server: MailServer;
let visit: Visit;
let cohort: string;
/** Of another one, published and over by now. */
let over: string;
beforeAll(async () => {
  server = await MailServer.start();
  visit = await startVisit({
    SMTP_URL: `smtp://127.0.0.1:${server.port}`,
    MAIL_FROM: 'mentoring@library.example',
  });
  const page = await visit.open('/');
  await openSample(page);
  await saveAs(page, 'Draft A');
  await settled(page, () => slider(page, 'Topics').press('End'));
  await saveAs(page, 'Draft B');
  cohort = new URL(page.url()).hash.split('/')[2] as string;
  over = await publishedAndOver(page);
  await page.close();
});
afterAll(async () => {
  expect(visit.faults).toEqual([]);
  await visit.end();
  await server.stop();
});

/** Published by whoever joins the committee in this window. */
async function publishedAndOver(page: Page): Promise<string> {
  const { id } = await cohortThatIsOver(askAt(visit.service.origin));
  const committee = `${visit.service.origin}/api/cohorts/${id}`;
  const [set] = (await (await page.request.get(`${committee}/match-sets`)).json()) as MatchSetSummary[];
  await page.request.post(`${committee}/members`, { data: { name: 'Olga' } });
  const publication = { matchSet: set?.id, why: 'All agreed.', basedOn: 0 };
  await page.request.post(`${committee}/publications`, { data: publication });
  return id;
}

/** Each dialog by what opens it, and the screen on which that stands. */
const DIALOGS: readonly { name: string; screen: string; open: (page: Page) => Promise<void> }[] = [
  { name: 'save', screen: 'bench', open: (page) => press(page, 'Save match set') },
  { name: 'share', screen: 'bench', open: (page) => press(page, 'Share') },
  {
    name: 'print',
    screen: 'bench',
    async open(page) {
      await press(page, 'More: download, print');
      await page.getByRole('button', { name: 'Print', exact: true }).click();
    },
  },
  { name: 'help', screen: 'bench', open: (page) => page.keyboard.press('?') },
  { name: 'reference', screen: 'compare', open: (page) => press(page, 'Add a reference…') },
  {
    name: 'keep',
    screen: 'compare',
    async open(page) {
      await press(page, /^Take group 1 from Draft B/u);
      await press(page, 'Save as a set of its own…');
    },
  },
  { name: 'publish', screen: 'decide', open: (page) => press(page, 'Publish without a vote…') },
  {
    name: 'erase',
    screen: 'applications',
    async open(page) {
      await page.locator('main a[href*="/participant/"]').first().click();
      await press(page, /^Erase this person/u);
    },
  },
  {
    name: 'letter',
    screen: 'over/letters',
    open: (page) =>
      page.getByRole('table', { name: 'Who gets a letter by mail' }).getByRole('button').first().click(),
  },
  { name: 'send letters', screen: 'over/letters', open: (page) => press(page, /^Send \d+ letters…/u) },
  { name: 'let go', screen: 'home', open: (page) => press(page, /^Erase the personal data/u) },
];

function addressOf(screen: string): string {
  if (screen === 'home') return '';
  return screen.startsWith('over/')
    ? `cohorts/${screen.replace('over', over)}`
    : `cohorts/${cohort}/${screen}`;
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().click();
}

async function ready(page: Page, screen: string): Promise<void> {
  await goTo(page, `/#/${addressOf(screen)}`);
  await page.locator('main h1, main h2').first().waitFor();
  if (screen === 'bench') await verdict(page).getByText('matched').waitFor();
}

const LOOKS = [
  { look: 'light at 1440 px', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { look: 'dark at 390 px', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  { look: 'light at 200 % zoom', colorScheme: 'light', viewport: { width: 720, height: 450 } },
] as const;

test.each(LOOKS)(
  'check 36 and 37: no dialog has a serious issue, nor runs over its window, $look',
  async ({ colorScheme, viewport }) => {
    const page = await visit.open('/', { colorScheme, viewport });
    const found: string[] = [];
    for (const { name, screen, open } of DIALOGS) {
      await ready(page, screen);
      await open(page);
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      for (const issue of await seriousIssues(page)) found.push(`${name}: ${issue}`);
      const over = await dialog.evaluate((one) => one.scrollWidth - one.clientWidth);
      if (over > 0) found.push(`${name}: ${over} px sideways`);
      // Whatever its size, its last button can be reached.
      await dialog.getByRole('button').last().scrollIntoViewIfNeeded();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    }
    expect(found).toEqual([]);
    await page.close();
  },
);
