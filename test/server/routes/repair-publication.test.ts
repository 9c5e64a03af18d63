import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Announcement } from '#solver/contract/api/announcement.ts';
import type { CohortDetail, MatchSet, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { Committee } from '#solver/contract/api/committee.ts';
import { exploreReplySchema } from '#solver/contract/api/explore.ts';
import type { FoundMatching } from '#solver/contract/matching.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService, Reply } from '../../support/in-process-service.ts';
import { cookieOf } from '../../support/people-with-accounts.ts';

/* A published match from which one mentor after the other drops out. */

let service: InProcessService;
let cohort: CohortDetail;
let cookie: string;
let first: MatchSet & { matching: FoundMatching };
beforeAll(async () => {
  service = await startInProcess();
  cohort = await service.sampleCohort();
  cookie = cookieOf(await send('POST', '/members', { name: 'Olga' }));
  first = await kept({ name: 'Ours', policy: cohort.policy });
  await publish(first.id, 'All agreed.', 0);
});
afterAll(() => service.close());

function send(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Reply> {
  return service.send(method, `/api/cohorts/${cohort.id}${path}`, body, cookie ? { cookie } : {});
}

async function kept(body: object): Promise<MatchSet & { matching: FoundMatching }> {
  const reply = await send('POST', '/match-sets', { cohortVersion: cohort.version, ...body });
  expect(reply.status, reply.text.slice(0, 500)).toBe(201);
  return setOf((reply.body as MatchSetSummary).id);
}

async function setOf(id: string): Promise<MatchSet & { matching: FoundMatching }> {
  const set = (await service.send('GET', `/api/match-sets/${id}`)).body as MatchSet;
  if (!('pairs' in set.matching)) throw new Error('a set without pairs');
  return { ...set, matching: set.matching };
}

async function publish(matchSet: string, why: string, basedOn: number): Promise<void> {
  const reply = await send('POST', '/publications', { matchSet, why, basedOn });
  expect(reply.status, reply.text).toBe(201);
}

const couples = ({ matching }: { matching: FoundMatching }): Decision[] =>
  matching.pairs.map(({ participant, mentor }) => ({ participant, mentor }));

async function choicesWithout(gone: string, from: MatchSet & { matching: FoundMatching }) {
  const { policy } = from;
  const body = { cohortVersion: cohort.version, policy, gone, match: couples(from) };
  const reply = await send('POST', '/explore/repair', body);
  expect(reply.status, reply.text.slice(0, 500)).toBe(200);
  const { answer, participants, mentors } = exploreReplySchema('repair').parse(reply.body);
  return answer.curve.map(({ moved, pairs }) => ({
    moved,
    pairs: pairs.map(([one, other]): Decision => ({
      participant: participants[one] as string,
      mentor: mentors[other] as string,
    })),
  }));
}

/** Under the policy in which nobody can have the mentor, as the screen asks for it. */
function policyWithout(policy: Policy, mentor: string): Policy {
  const own = cohort.participantPeople.map(({ id }) => ({ participant: id, mentor }));
  return { ...policy, forbids: [...policy.forbids, ...own] };
}

async function repair(mentor: string, from: MatchSet & { matching: FoundMatching }, basedOn: number) {
  const choices = await choicesWithout(mentor, from);
  const { pairs } = choices[0] as (typeof choices)[number];
  const set = await kept({
    name: `Version ${basedOn} repaired`,
    policy: policyWithout(from.policy, mentor),
    made: { kind: 'hand', pairs },
  });
  await publish(set.id, `The mentor of version ${basedOn} is ill.`, basedOn);
  return { choices, set };
}

const otherPairs = (set: { matching: FoundMatching }, lost: readonly Decision[]) =>
  couples(set).filter(({ participant }) => lost.every((pair) => pair.participant !== participant));

test('each mentor who drops out is in no later version, moving nobody else moves nobody else, and earlier versions stay', async () => {
  const gone = first.matching.pairs[0]?.mentor as string;
  const lost = couples(first).filter(({ mentor }) => mentor === gone);
  const before = JSON.stringify(await setOf(first.id), (key, value: unknown) =>
    key === 'publishedVersion' ? undefined : value,
  );
  const { choices, set: second } = await repair(gone, first, 1);
  expect(choices[0]?.moved).toBe(0);
  expect(choices.length, 'moving others brings something here').toBeGreaterThan(1);
  for (const { pairs } of choices) expect(pairs.some(({ mentor }) => mentor === gone)).toBe(false);
  expect(otherPairs(second, lost)).toEqual(otherPairs(first, lost));
  expect(couples(second)).toEqual(choices[0]?.pairs);

  const alsoGone = couples(second).find(({ mentor }) => mentor !== gone)?.mentor as string;
  const { choices: later, set: third } = await repair(alsoGone, second, 2);
  for (const { pairs } of later)
    expect(
      pairs.some(({ mentor }) => mentor === gone || mentor === alsoGone),
      'nor does a second repair bring the first one back',
    ).toBe(false);

  const { publications } = (await send('GET', '/committee')).body as Committee;
  expect(publications).toMatchObject([
    { version: 3, matchSet: third.id, publishedBy: 'Olga', why: 'The mentor of version 2 is ill.' },
    { version: 2, matchSet: second.id, publishedBy: 'Olga', why: 'The mentor of version 1 is ill.' },
    { version: 1, matchSet: first.id, publishedBy: 'Olga', why: 'All agreed.' },
  ]);
  expect(
    JSON.stringify(await setOf(first.id), (key, value: unknown) =>
      key === 'publishedVersion' ? undefined : value,
    ),
  ).toBe(before);

  const { publication, letters } = (await send('GET', '/announcement')).body as Announcement;
  expect(publication).toMatchObject({ version: 3, matchSet: third.id });
  const written = new Set(letters.map(({ person }) => person));
  expect(written.has(gone)).toBe(false);
  expect(written.has(alsoGone)).toBe(false);
  expect(written).toEqual(
    new Set(couples(third).flatMap(({ participant, mentor }) => [participant, mentor])),
  );
});

test('a repair of a version that is no longer the newest is refused, and publishes nothing', async () => {
  const { publications } = (await send('GET', '/committee')).body as Committee;
  const reply = await send('POST', '/publications', { matchSet: first.id, why: 'Late.', basedOn: 1 });
  expect(errorOf(reply).code).toBe('STALE_VERSION');
  expect(((await send('GET', '/committee')).body as Committee).publications).toEqual(publications);
});
