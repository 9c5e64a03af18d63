import type { CohortDetail, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { Mailing } from '#solver/contract/api/mailing.ts';
import type { OwnYear, Year, YearLinkGiven } from '#solver/contract/api/year.ts';
import { askInProcess } from '../../support/ask-in-process.ts';
import type { InProcessService } from '../../support/in-process-service.ts';
import { cookieOf } from '../../support/people-with-accounts.ts';
import { publishSample, setSchedule } from '../../support/year.ts';
import type { Known } from './valid.ts';

/** Ids, versions, tokens and a policy that requests may carry; without them nothing would get past the first check. */
export async function whatIsKnown(service: InProcessService, cohort: CohortDetail): Promise<Known> {
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
    cohortVersion: [cohort.version],
    programme: ['minnesota'],
    programmeVersion: [1],
    policy: [cohort.policy],
    person: cohort.participantPeople.map((person) => person.id),
    matchSet: [set.id],
    basedOn: [0, 1, 2],
    criterion: cohort.policy.criteria.map((criterion) => criterion.id),
    fields: [['county']],
    // Small ones: what matters is the way of a measurement, not its size.
    sizes: [[{ participants: 5, mentors: 5 }]],
    comment: [((await ask('POST', `${base}/comments`, comment)) as { id: string }).id],
    sweep: [await sweepOf(service, cohort)],
    draws: [100],
    ...(await yearOf(service, cohort)),
    ...(await proposalOf(service, cohort, set.id)),
  };
}

async function sweepOf(service: InProcessService, { id, version, policy }: CohortDetail): Promise<string> {
  const sweep = { cohortVersion: version, policy, seed: 1, draws: 100, spread: 0.3 };
  const reply = await askInProcess(service)('POST', `/api/cohorts/${id}/sweeps/robustness`, sweep);
  return (reply as { id: string }).id;
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
