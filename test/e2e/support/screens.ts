import type { Page } from 'playwright-core';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { openSample, rows, saveAs, settled, slider, verdict } from './bench-page.ts';
import type { Visit } from './visit.ts';

/** A screen, and how one knows that it stands. */
export interface ScreenVisit {
  name: string;
  /** After the origin. */
  path: string;
  ready: (page: Page) => Promise<void>;
}

const headed = (page: Page) => page.locator('main h1, main h2').first().waitFor();

/** Goes to another screen in the window that is open, and resolves once the one before is gone: its headings are not taken for those of the next. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(
    async (hash) => {
      if (location.hash === hash) return;
      const turned = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
      location.hash = hash;
      await turned;
    },
    path.slice(path.indexOf('#')),
  );
}

/** Makes a cohort with two saved sets and another without mentors, and tells of every screen of them. */
export async function everyScreen(visit: Visit): Promise<ScreenVisit[]> {
  const page = await visit.open('/');
  await openSample(page);
  await saveAs(page, 'Draft A');
  await settled(page, () => slider(page, 'Topics').press('End'));
  await saveAs(page, 'Draft B');
  const cohort = new URL(page.url()).hash.replace(/\/bench.*/, '');
  const person = await firstParticipant(visit.service.origin, cohort);
  await page.close();
  const empty = await emptyCohort(visit.service.origin);
  const ofCohort = (screen: string, ready = headed) => ({
    name: screen,
    path: `/${cohort}/${screen}`,
    ready,
  });
  return [
    { name: 'home', path: '/#/', ready: headed },
    ofCohort('recruit'),
    ofCohort('applications'),
    { ...ofCohort(`applications/participant/${person}`), name: 'person' },
    ofCohort('bench', async (bench) => {
      await verdict(bench).getByText('matched').waitFor();
      await rows(bench).first().waitFor();
    }),
    ofCohort('compare', async (compare) => {
      await headed(compare);
      await compare.locator('main table').first().waitFor();
    }),
    ofCohort('trade-offs', async (tradeOffs) => {
      await headed(tradeOffs);
      await tradeOffs.locator('main svg').first().waitFor();
    }),
    ofCohort('decide'),
    ofCohort('letters'),
    ofCohort('year'),
    ofCohort('record', async (record) => {
      await record.locator('main ol li').first().waitFor();
    }),
    { name: 'bench-empty', path: `/#/cohorts/${empty}/bench`, ready: headed },
    { name: 'lab', path: '/#/lab', ready: headed },
    { name: 'programmes', path: '/#/programmes', ready: headed },
    { name: 'programme', path: '/#/programmes/minnesota', ready: headed },
    { name: 'accounts', path: '/#/accounts', ready: headed },
    { name: 'unknown', path: '/#/nowhere', ready: headed },
  ];
}

async function firstParticipant(origin: string, cohort: string): Promise<string> {
  const detail = (await (await fetch(`${origin}/api${cohort.replace('#', '')}`)).json()) as CohortDetail;
  return detail.participantPeople[0]?.id ?? '';
}

async function emptyCohort(origin: string): Promise<string> {
  const reply = await fetch(`${origin}/api/cohorts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Next year', programme: 'minnesota' }),
  });
  return ((await reply.json()) as { id: string }).id;
}
