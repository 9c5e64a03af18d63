import type { CohortDetail, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { Mailing } from '#solver/contract/api/mailing.ts';
import type { OwnYear, Year, YearLinkGiven } from '#solver/contract/api/year.ts';
import { askInProcess } from '../../support/ask-in-process.ts';
import type { InProcessService } from '../../support/in-process-service.ts';
import { cookieOf } from '../../support/people-with-accounts.ts';
import { publishSample, setSchedule } from '../../support/year.ts';
import type { KeptProblems } from './kept-problems.ts';
import type { Known } from './valid.ts';

/** What matters is the way of a measurement, not its size. */
const SMALL = { participants: 5, mentors: 5 };

/** Ids, versions, tokens and a policy that requests may carry; without them nothing would get past the first check. */
export async function whatIsKnown(
  service: InProcessService,
  cohort: CohortDetail,
  problems: KeptProblems,
): Promise<Known> {
  const question = { cohortVersion: cohort.version, policy: cohort.policy };
  const base = `/api/cohorts/${cohort.id}`;
  const ask = askInProcess(service);
  const set = (await ask('POST', `${base}/match-sets`, { ...question, name: 'First' })) as MatchSetSummary;
  const [about] = cohort.participantPeople;
  const comment = { participant: about?.id, mentor: null, author: 'Olga', text: 'Good' };
  return {
    'cohorts id': [cohort.id],
    'match-sets id': [set.id],
    'programmes id': ['minnesota', 'civil-service'],
    'problems id': problems.ids,
    part: [0],
    parts: [1],
    cohortVersion: [cohort.version],
    programme: ['minnesota'],
    programmeVersion: [1],
    policy: [cohort.policy],
    person: cohort.participantPeople.map((person) => person.id),
    matchSet: [set.id],
    basedOn: [0, 1, 2],
    criterion: cohort.policy.criteria.map((criterion) => criterion.id),
    fields: [['county']],
    sizes: [[SMALL]],
    size: [SMALL],
    comment: [((await ask('POST', `${base}/comments`, comment)) as { id: string }).id],
    draws: [100],
    ...(await calculationsOf(service, cohort)),
    ...(await yearOf(service, cohort)),
    ...(await proposalOf(service, cohort, set.id)),
  };
}

/** Long calculations that are under way or have ended. */
async function calculationsOf(
  service: InProcessService,
  { id, version, policy }: CohortDetail,
): Promise<Known> {
  const begin = async (path: string, body: object) =>
    ((await askInProcess(service)('POST', path, body)) as { id: string }).id;
  const question = { cohortVersion: version, policy };
  const robustness = { ...question, seed: 1, draws: 100, spread: 0.3 };
  const shape = { programme: 'minnesota', seed: 1, capacity: null, quotas: 'none' };
  const sweeps = `/api/cohorts/${id}/sweeps`;
  return {
    'robustness sweep': [await begin(`${sweeps}/robustness`, robustness)],
    'pareto sweep': [await begin(`${sweeps}/pareto`, { ...question, fewer: 1 })],
    'studies sweep': [await begin('/api/lab/studies', { shape, size: SMALL, cohorts: 10 })],
    'runs id': [await begin('/api/lab/runs', { shape, sizes: [SMALL], engines: ['auto'], seconds: 10 })],
  };
}

/** A published match whose year has begun, and somebody's link to it: the ids of a pair stand beside all others, so that now and then both are of the same pair. */
async function yearOf(service: InProcessService, cohort: CohortDetail): Promise<Known> {
  await publishSample(service, cohort);
  await setSchedule(service, cohort.id, { kickOff: '2026-03-12T13:00' });
  const ask = askInProcess(service);
  const { relationships } = (await ask('GET', `/api/cohorts/${cohort.id}/year`)) as Year;
  const [pair] = relationships as [Year['relationships'][number]];
  const link = { side: 'participant', person: pair.participant.id };
  const { token } = (await ask('POST', `/api/cohorts/${cohort.id}/year/links`, link)) as YearLinkGiven;
  const own = (await ask('POST', '/api/public/check-in/read', { token })) as OwnYear;
  const { fingerprint } = (await ask('GET', `/api/cohorts/${cohort.id}/mailing`)) as Mailing;
  const halfOf = (all: string[], one: string) => [...all, ...all.map(() => one)];
  return {
    token: [token],
    key: own.relationships.map(({ key }) => key),
    meeting: own.relationships.flatMap(({ meetings }) => meetings.map(({ number }) => number)),
    fingerprint: [fingerprint],
    participant: halfOf(
      cohort.participantPeople.map(({ id }) => id),
      pair.participant.id,
    ),
    mentor: halfOf(
      cohort.mentorPeople.map(({ id }) => id),
      pair.mentor.id,
    ),
  };
}

async function proposalOf(service: InProcessService, { id }: CohortDetail, matchSet: string): Promise<Known> {
  const member = await service.send('POST', `/api/cohorts/${id}/members`, { name: 'Per' });
  const cookie = cookieOf(member);
  const made = await service.send(
    'POST',
    `/api/cohorts/${id}/proposals`,
    { matchSet, why: 'Fair' },
    { cookie },
  );
  return { proposal: [(made.body as { id: string }).id] };
}
