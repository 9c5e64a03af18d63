import type { Page } from 'playwright-core';
import type { CohortDetail, MatchingReply, MatchSet, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { Proposal } from '#solver/contract/api/committee.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
import { askAt } from '../../support/ask.ts';
import { cohortThatIsOver } from '../../support/cohort-that-is-over.ts';
import { openSomethingHard } from '../../support/hard-question.ts';
import { openSample, saveAs, settled, slider, verdict } from './bench-page.ts';
import { add, beginImport, choose } from './import-page.ts';
import type { ScreenVisit } from './screens.ts';
import type { Visit } from './visit.ts';

/** States that need cohorts of their own, each on its screen: for pictures. */
export async function everyState(visit: Visit): Promise<ScreenVisit[]> {
  return [
    ...(await committeeStates(visit)),
    await clash(visit),
    await oneSide(visit),
    await stale(visit),
    ...(await longSearch(visit)),
    noSuchCohort,
    labRun,
    await timeIsOver(visit),
    await yearGone(visit),
  ];
}

const shows = (text: string | RegExp) => (page: Page) => page.getByText(text).first().waitFor();
const cohortIn = (page: Page) => new URL(page.url()).hash.split('/')[2] as string;

/** As the page would ask, with its cookies. */
async function ask<Reply>(page: Page, method: string, path: string, data?: unknown): Promise<Reply> {
  const url = `${new URL(page.url()).origin}/api${path}`;
  const reply = await page.request.fetch(url, { method, ...(data !== undefined && { data }) });
  if (!reply.ok()) throw new Error(`${method} ${path}: ${await reply.text()}`);
  return (await reply.json()) as Reply;
}

async function newSample(visit: Visit): Promise<Page> {
  const page = await visit.open('/');
  await openSample(page);
  return page;
}

/** Three sets, proposals before and after the reveal, a published version with its letters. */
async function committeeStates(visit: Visit): Promise<ScreenVisit[]> {
  const page = await newSample(visit);
  const id = cohortIn(page);
  const keys = { 'Draft A': 'Home', 'Draft B': 'End', 'Draft C': 'Home' } as const;
  for (const [name, key] of Object.entries(keys)) {
    await settled(page, () => slider(page, name === 'Draft C' ? 'Region' : 'Topics').press(key));
    await saveAs(page, name);
  }
  const sets = await ask<MatchSetSummary[]>(page, 'GET', `/cohorts/${id}/match-sets`);
  await ask(page, 'POST', `/cohorts/${id}/members`, { name: 'Olga' });
  const ids = sets.map((set) => set.id);
  for (const matchSet of ids.slice(0, 2)) await ask(page, 'POST', `/cohorts/${id}/proposals`, { matchSet });
  await ask(page, 'POST', `/cohorts/${id}/publications`, {
    matchSet: ids[2],
    why: 'Agreed by all.',
    basedOn: 0,
  });
  await page.close();
  return [
    {
      name: 'compare-three',
      path: `/#/cohorts/${id}/compare?sets=${ids.join(',')}`,
      ready: shows(/Same in/),
    },
    { name: 'decide-proposals', path: `/#/cohorts/${id}/decide`, ready: shows(/Published version 1/) },
    { name: 'decide-adopted', path: `/#/cohorts/${await adopted(visit)}/decide`, ready: shows(/Adopted/) },
    { name: 'letters-published', path: `/#/cohorts/${id}/letters`, ready: shows(/\d+ letters/) },
  ];
}

/** Two sets are proposed and answered, with an objection to a pair; of one the decision is recorded. Gives the cohort. */
async function adopted(visit: Visit): Promise<string> {
  const page = await newSample(visit);
  const id = cohortIn(page);
  for (const name of ['Draft A', 'Draft B']) await saveAs(page, name);
  await ask(page, 'POST', `/cohorts/${id}/members`, { name: 'Olga' });
  const sets = await ask<MatchSetSummary[]>(page, 'GET', `/cohorts/${id}/match-sets`);
  for (const [at, { id: matchSet }] of sets.entries()) {
    const proposed = await ask<Proposal>(page, 'POST', `/cohorts/${id}/proposals`, { matchSet });
    const proposal = `/cohorts/${id}/proposals/${proposed.id}`;
    const { matching } = await ask<MatchSet>(page, 'GET', `/match-sets/${matchSet}`);
    const [pair] = 'pairs' in matching ? matching.pairs : [];
    if (!pair) throw new Error('the set has no pair');
    const { participant, mentor } = pair;
    const objection = { stand: 'objection', reason: 'They are neighbours.', pair: { participant, mentor } };
    await ask(
      page,
      'PUT',
      `${proposal}/answer`,
      at === 0 ? objection : { stand: 'consent', reason: '', pair: null },
    );
    await ask(page, 'POST', `${proposal}/reveal`);
    if (at > 0) await ask(page, 'POST', `${proposal}/decision`, { outcome: 'adopted', why: 'All agree.' });
  }
  await page.close();
  return id;
}

/** Two participants are pinned to the mentor of one of them. */
async function clash(visit: Visit): Promise<ScreenVisit> {
  const page = await newSample(visit);
  const id = cohortIn(page);
  const cohort = await ask<CohortDetail>(page, 'GET', `/cohorts/${id}`);
  const { policy, version: cohortVersion } = cohort;
  const { matching } = await ask<MatchingReply>(page, 'POST', `/cohorts/${id}/matchings`, {
    cohortVersion,
    policy,
    revision: 0,
  });
  const pairs = 'pairs' in matching ? matching.pairs : [];
  const roomy = new Set(
    cohort.mentorPeople.filter(({ values }) => Number(values.capacity ?? 1) > 1).map((mentor) => mentor.id),
  );
  for (const first of pairs.filter(({ mentor }) => !roomy.has(mentor)))
    for (const { participant } of pairs.filter((one) => one !== first)) {
      const rival = { participant, mentor: first.mentor };
      if (!(await isAllowed(page, cohort, rival))) continue;
      const pins = [{ participant: first.participant, mentor: first.mentor }, rival];
      await storePolicy(page, cohort, { ...policy, pins });
      await page.close();
      return {
        name: 'bench-clash',
        path: `/#/cohorts/${id}/bench`,
        ready: shows('These cannot all hold together'),
      };
    }
  throw new Error('no two participants may have one mentor');
}

async function isAllowed(page: Page, cohort: CohortDetail, pair: Decision): Promise<boolean> {
  const body = { cohortVersion: cohort.version, policy: cohort.policy, ...pair };
  const { allowed } = await ask<{ allowed: boolean }>(
    page,
    'POST',
    `/cohorts/${cohort.id}/explanations`,
    body,
  );
  return allowed;
}

async function storePolicy(page: Page, { id, policyVersion }: CohortDetail, policy: Policy): Promise<void> {
  await ask(page, 'PUT', `/cohorts/${id}/policy`, { policy, basedOn: policyVersion });
}

async function oneSide(visit: Visit): Promise<ScreenVisit> {
  const page = await visit.open('/');
  await beginImport(page);
  await choose(page, 'participant');
  await add(page);
  const path = `/#/cohorts/${cohortIn(page)}/bench`;
  await page.close();
  return { name: 'bench-one-side', path, ready: shows(/no mentors yet/) };
}

/** Somebody else stores another weight while this window cannot send its own. */
async function stale(visit: Visit): Promise<ScreenVisit> {
  const page = await newSample(visit);
  const id = cohortIn(page);
  await page.close();
  return {
    name: 'bench-stale',
    path: `/#/cohorts/${id}/bench`,
    ready: async (own) => {
      await verdict(own).getByText('matched').waitFor();
      await own.context().setOffline(true);
      // On a phone the sliders are a sheet of their own.
      const weights = own.getByRole('button', { name: 'Weights', exact: true });
      if (await weights.isVisible()) await weights.click();
      await slider(own, 'Topics').press('End');
      await own.getByText('not sent yet').first().waitFor();
      const other = await visit.open(`/#/cohorts/${id}/bench`);
      const cohort = await ask<CohortDetail>(other, 'GET', `/cohorts/${id}`);
      const [first, ...others] = cohort.policy.criteria;
      if (!first) throw new Error('there is no criterion');
      const criteria = [{ ...first, weight: (first.weight + 3) % 10 }, ...others];
      await storePolicy(other, cohort, { ...cohort.policy, criteria });
      await other.close();
      await own.context().setOffline(false);
      await own.getByText('My copy').first().waitFor();
    },
  };
}

async function longSearch(visit: Visit): Promise<ScreenVisit[]> {
  const { cohort } = await openSomethingHard(visit.service.origin);
  const path = `/#/cohorts/${cohort.id}/bench`;
  const stopped = async (page: Page) => {
    const stop = page.getByRole('button', { name: 'Stop and keep' });
    const kept = verdict(page).getByText('good, not proven best');
    // Once it was stopped its answer is remembered.
    await stop.or(kept).first().waitFor({ timeout: 60_000 });
    if (await stop.isVisible()) await stop.click();
    await kept.waitFor();
  };
  return [
    { name: 'bench-stopped', path, ready: stopped },
    {
      name: 'bench-searching',
      path,
      ready: async (page) => {
        await stopped(page);
        await page.getByRole('button', { name: 'Keep looking' }).click();
        await page.getByRole('figure', { name: 'How near it is to the best' }).waitFor({ timeout: 60_000 });
      },
    },
  ];
}

const noSuchCohort: ScreenVisit = {
  name: 'bench-cannot-be-opened',
  path: '/#/cohorts/gone/bench',
  ready: shows('The Bench cannot be opened'),
};

async function timeIsOver(visit: Visit): Promise<ScreenVisit> {
  await cohortThatIsOver(askAt(visit.service.origin));
  return {
    name: 'home-time-is-over',
    path: '/#/',
    ready: async (page) => {
      await page.getByRole('button', { name: /^Erase the personal data/u }).click();
      await page.getByText('What goes').waitFor();
    },
  };
}

/** The year of a published class whose personal data was erased. */
async function yearGone(visit: Visit): Promise<ScreenVisit> {
  const { id, name } = await cohortThatIsOver(askAt(visit.service.origin));
  const page = await visit.open('/');
  const [set] = await ask<MatchSetSummary[]>(page, 'GET', `/cohorts/${id}/match-sets`);
  await ask(page, 'POST', `/cohorts/${id}/members`, { name: 'Olga' });
  const publication = { matchSet: set?.id, why: 'Agreed by all.', basedOn: 0 };
  await ask(page, 'POST', `/cohorts/${id}/publications`, publication);
  await ask(page, 'POST', '/retention', { cohort: id, name });
  await page.close();
  return { name: 'year-gone', path: `/#/cohorts/${id}/year`, ready: shows(/was erased on/) };
}

const labRun: ScreenVisit = {
  name: 'lab-run',
  path: '/#/lab',
  ready: async (page) => {
    await page.getByText('25 participants and 30 mentors of').first().waitFor();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('status').getByText('9 of 9 measured.').waitFor({ timeout: 60_000 });
  },
};
