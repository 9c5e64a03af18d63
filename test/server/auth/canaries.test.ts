import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '#solver/contract/api/accounts.ts';
import type { Role } from '#solver/contract/api/accounts.ts';
import type { CohortDetail, CohortSummary, MatchSetSummary, Person } from '#solver/contract/api/cohorts.ts';
import type { Committee, Proposal } from '#solver/contract/api/committee.ts';
import { EXPLORE_NAMES } from '#solver/contract/api/explore.ts';
import type { Year } from '#solver/contract/api/year.ts';
import type { Field } from '#solver/contract/programme/fields.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { BLIND_ROUTES, ROUTE_ACCESS, reaches, seesField } from '#server/auth/access.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService, Reply } from '../../support/in-process-service.ts';
import { invitePerson, setUpOwner } from '../../support/people-with-accounts.ts';
import type { SignedInPerson } from '../../support/people-with-accounts.ts';

const SIDES = ['participant', 'mentor'] as const;
const TEXT_KINDS: readonly Field['kind'][] = ['name', 'text', 'longText', 'email', 'people', 'postcode'];
const programme = shippedProgramme('minnesota') as NonNullable<ReturnType<typeof shippedProgramme>>;

/** A word that nothing else holds, and the field where it was put. */
interface Canary {
  word: string;
  field: Field;
}

let service: InProcessService;
let people: Record<Role, SignedInPerson>;
let cohort: CohortDetail;
let set: MatchSetSummary;
let proposal: Proposal;
const canaries: Canary[] = [];

const sideOf = (detail: CohortDetail, side: (typeof SIDES)[number]): Person[] =>
  side === 'participant' ? detail.participantPeople : detail.mentorPeople;

/** One in every field that takes free text, of ten people a side. */
function withCanaries(person: Person, side: (typeof SIDES)[number], place: number) {
  const values: Record<string, string | string[]> = {};
  for (const field of programme[side].fields.filter(({ kind }) => TEXT_KINDS.includes(kind))) {
    const word = `canary${side[0]}${place}${field.id}`.toLowerCase();
    canaries.push({ word, field });
    if (field.kind === 'email') values[field.id] = `${word}@example.org`;
    else if (field.kind === 'people') values[field.id] = [word];
    else values[field.id] = field.kind === 'longText' ? `${word} sharedcanary` : word;
  }
  // What stands between the first two: the same employer, and one names the other.
  if (place === 0) values.employer = 'sharedemployercanary';
  if (place === 0 && side === 'participant') values.preferredMentors = ['canarym1name canarym1lastname'];
  return { side, id: person.id, basedOn: person.revision, values };
}

beforeAll(async () => {
  service = await startInProcess();
  const owner = await setUpOwner(service);
  people = {
    owner,
    member: await invitePerson(service, owner, 'member'),
    observer: await invitePerson(service, owner, 'observer'),
  };
  const made = (await owner.send('POST', '/api/cohorts/sample', {})).body as CohortSummary;
  const url = `/api/cohorts/${made.id}`;
  const before = (await owner.send('GET', url)).body as CohortDetail;
  const edits = SIDES.flatMap((side) =>
    sideOf(before, side)
      .slice(0, 10)
      .map((person, place) => withCanaries(person, side, place)),
  );
  const edited = await owner.send('POST', `${url}/people`, {
    edits,
    why: 'canaryp1name wrote canaryp1lastname',
  });
  expect(edited.status, edited.text).toBe(200);
  cohort = (await owner.send('GET', url)).body as CohortDetail;
  const fieldOf = (id: string) => programme.mentor.fields.find((field) => field.id === id) as Field;
  canaries.push({ word: 'sharedcanary', field: fieldOf('about') });
  canaries.push({ word: 'sharedemployercanary', field: fieldOf('employer') });

  const said = 'CanaryP1Name CanaryP1LastName of CANARYP2EMPLOYER knows canarym3email@example.org';
  const { version, policy } = cohort;
  const asked = { cohortVersion: version, policy };
  set = (
    await owner.send('POST', `${url}/match-sets`, { ...asked, name: 'For CanaryP1Name CanaryP1LastName' })
  ).body as MatchSetSummary;
  await owner.send('POST', `${url}/members`, { name: 'Olga' });
  await people.member.send('POST', `${url}/members`, { name: 'Mara' });
  proposal = (await owner.send('POST', `${url}/proposals`, { matchSet: set.id, why: said })).body as Proposal;
  const at = `${url}/proposals/${proposal.id}`;
  await owner.send('PUT', `${at}/answer`, { stand: 'objection', reason: said, pair: null });
  await owner.send('POST', `${at}/reveal`, {});
  await owner.send('POST', `${at}/decision`, { outcome: 'adopted', why: said });
  await owner.send('POST', `${url}/publications`, { matchSet: set.id, why: said, basedOn: 0 });
  const [couple] = ((await owner.send('GET', `${url}/year`)).body as Year).relationships;
  const ids = { participant: couple?.participant.id, mentor: couple?.mentor.id };
  const event = { kind: 'ended', ...ids, why: said, basedOn: 0 };
  expect((await owner.send('POST', `${url}/year/events`, event)).status).toBeLessThan(300);
  await owner.send('POST', `${url}/comments`, {
    participant: cohort.participantPeople[0]?.id,
    mentor: null,
    text: said,
    author: 'Olga',
  });
});
afterAll(() => service.close());

/** Everything that is in a reply: of workbooks what is inside of them. */
function wordsOf(reply: Reply, raw: Uint8Array): string {
  const isZip = raw[0] === 0x50 && raw[1] === 0x4b;
  const inside = isZip ? Object.values(unzipSync(raw)).map((file) => Buffer.from(file).toString('utf8')) : [];
  return [reply.text, JSON.stringify(reply.headers), ...inside].join('\n').toLowerCase();
}

/** Asks every route of a blind review that has an answer, as somebody, with what it takes. */
async function everyAnswer(who: SignedInPerson): Promise<Map<string, { status: number; words: string }>> {
  const told = new Map<string, { status: number; words: string }>();
  const url = `/api/cohorts/${cohort.id}`;
  const { version, policy } = cohort;
  const asked = { cohortVersion: version, policy };
  const [participant, mentor] = [cohort.participantPeople[0]?.id, cohort.mentorPeople[0]?.id];
  const wished = cohort.mentorPeople[1]?.id;
  const pair = { participant, mentor };
  const ask = async (name: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => {
    const { app } = service;
    const payload = body === undefined ? {} : { payload: body as object };
    const raw = await app.inject({ method, url: path, headers: { cookie: who.cookie }, ...payload });
    const reply = {
      status: raw.statusCode,
      text: raw.payload,
      headers: raw.headers as Reply['headers'],
      body: undefined,
    };
    told.set(name, { status: raw.statusCode, words: wordsOf(reply, raw.rawPayload) });
  };
  await ask('cohort', 'GET', url);
  await ask('history', 'GET', `${url}/people/participant/${participant}/history`);
  await ask('matching', 'POST', `${url}/matchings`, { ...asked, revision: 1 });
  await ask('pinned pair', 'POST', `${url}/matchings`, {
    ...asked,
    policy: { ...policy, pins: [pair] },
    revision: 1,
  });
  for (const mentorId of [mentor, wished])
    await ask(`explanation ${mentorId}`, 'POST', `${url}/explanations`, {
      ...asked,
      participant,
      mentor: mentorId,
    });
  const parameters: Record<string, object> = {
    'forced-match': { ...pair, demand: 'without' },
    person: { side: 'participant', person: participant },
    barred: { side: 'participant', person: participant },
    repair: { gone: wished },
    learn: { pairs: [pair] },
    comparison: { second: [] },
    reference: { kind: 'earlier', match: [pair] },
    blocking: {},
    fairness: { fields: [{ side: 'mentor', field: 'libraryType' }] },
    thresholds: { rule: 'max-distance' },
  };
  for (const question of EXPLORE_NAMES)
    await ask(`explore ${question}`, 'POST', `${url}/explore/${question}`, {
      ...asked,
      ...parameters[question],
    });
  for (const format of ['csv', 'xlsx']) {
    await ask(`export ${format}`, 'POST', `${url}/exports`, { ...asked, format });
    await ask(`set as ${format}`, 'GET', `/api/match-sets/${set.id}/export.${format}`);
  }
  await ask('comments', 'GET', `${url}/comments`);
  await ask('sets', 'GET', `${url}/match-sets`);
  await ask('set', 'GET', `/api/match-sets/${set.id}`);
  await ask('verification', 'GET', `/api/match-sets/${set.id}/verification`);
  await ask('committee', 'GET', `${url}/committee`);
  await ask('answer', 'PUT', `${url}/proposals/${proposal.id}/answer`, {
    stand: 'consent',
    reason: '',
    pair: null,
  });
  await ask('year', 'GET', `${url}/year`);
  await ask('figures of the year', 'GET', `${url}/year/figures`);
  await ask('cohorts', 'GET', '/api/cohorts');
  await ask('programmes', 'GET', '/api/programmes/minnesota');
  return told;
}

const leaksIn = (told: Map<string, { words: string }>, words: readonly string[]) =>
  [...told].flatMap(([name, { words: text }]) =>
    words.filter((word) => text.includes(word)).map((word) => `${name}: ${word}`),
  );

describe('200 canaries', () => {
  test('are there, and an owner with open eyes is told each of them', async () => {
    expect(canaries.length).toBeGreaterThan(200);
    const words = (await people.owner.send('GET', `/api/cohorts/${cohort.id}`)).text;
    const replaced = ['canarym0employer', 'canaryp0employer', 'canaryp0preferredmentors'];
    const missing = canaries.filter(({ word }) => !words.includes(word)).map(({ word }) => word);
    expect(missing.sort()).toEqual(replaced);
  });

  test.each(ROLES)('with open eyes %s is told those of no field that the table withholds', async (role) => {
    const told = await everyAnswer(people[role]);
    const hidden = canaries.filter(({ field }) => !seesField(role, field)).map(({ word }) => word);
    expect(leaksIn(told, hidden)).toEqual([]);
    expect(hidden.length > 100).toBe(role === 'observer');
  });
});

describe.each(['for everybody', 'for oneself'] as const)('a blind review %s', (whose) => {
  beforeAll(async () => {
    for (const role of ROLES) {
      if (whose === 'for everybody' && role !== 'owner') continue;
      const body = whose === 'for everybody' ? { cohort: true } : { yours: true };
      const reply = await people[role].send('PUT', `/api/cohorts/${cohort.id}/blind-review`, body);
      expect(reply.status, reply.text).toBe(200);
    }
  });
  afterAll(async () => {
    for (const role of ROLES) {
      const body = { yours: false, ...(role === 'owner' && { cohort: false }) };
      await people[role].send('PUT', `/api/cohorts/${cohort.id}/blind-review`, body);
    }
  });

  test.each(ROLES)('%s is told none of them: not in bodies, files, errors or sentences', async (role) => {
    const told = await everyAnswer(people[role]);
    expect(
      leaksIn(
        told,
        canaries.map(({ word }) => word),
      ),
    ).toEqual([]);
    const answered = [...told.values()].filter(({ status }) => status < 400).length;
    // Refused are what a role may not use, and the pinned pair that shares an employer.
    expect(answered).toBeGreaterThanOrEqual(role === 'observer' ? 27 : 38);
  });

  test('everybody has a number of their own, which stays and which no order gives away', async () => {
    const seen = (await people.member.send('GET', `/api/cohorts/${cohort.id}`)).body as CohortDetail;
    const names = seen.participantPeople.map(({ name }) => name);
    expect(new Set(names).size).toBe(cohort.participants);
    for (const name of names) expect(name).toMatch(/^Participant \d+$/);
    expect(seen.participantPeople.map(({ id }) => id)).toEqual(cohort.participantPeople.map(({ id }) => id));
    expect(seen.blind[whose === 'for everybody' ? 'cohort' : 'yours']).toBe(true);
  });

  test.each(ROLES)('%s cannot ask about names by rules, quotas or wishes of their own', async (role) => {
    const { version, policy } = cohort;
    const where = [{ kind: 'value', side: 'mentor', field: 'employer', values: ['sharedemployercanary'] }];
    const amount = { unit: 'pairs', value: 1 };
    const quota = { id: 'probe', label: 'Probe', on: true, sense: 'at-least', amount, where };
    const rule = {
      ...{ id: 'probe', label: 'Probe', on: true, kind: 'different-text' },
      ...{ participantField: 'lastName', mentorField: 'lastName' },
    };
    for (const probe of [
      { ...policy, quotas: [quota] },
      { ...policy, rules: [...policy.rules, rule] },
    ]) {
      const body = { cohortVersion: version, policy: probe, revision: 1 };
      const reply = await people[role].send('POST', `/api/cohorts/${cohort.id}/matchings`, body);
      expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
        status: 403,
        code: 'NOT_PERMITTED',
      });
    }
  });

  test('what tells names by its nature is refused for every role, letters and imports among it', async () => {
    const refused = Object.keys(ROUTE_ACCESS).filter(
      (key) => /\/api\/(cohorts|match-sets)\/:id/u.test(key) && !BLIND_ROUTES.has(key),
    );
    expect(refused).toEqual(
      expect.arrayContaining(['POST /api/cohorts/:id/imports', 'GET /api/cohorts/:id/announcement']),
    );
    for (const key of refused) {
      const [method, path] = key.split(' ') as ['GET' | 'POST', string];
      const url = path.replace(':id', cohort.id).replaceAll(/:\w+/gu, 'nothing-here');
      for (const role of ROLES.filter((one) => reaches(one, ROUTE_ACCESS[key] ?? 'owner'))) {
        const reply = await people[role].send(method, url, method === 'GET' ? undefined : {});
        expect({ key, code: errorOf(reply).code }).toEqual({ key, code: 'BLIND_REVIEW' });
      }
    }
  });
});

test('an owner alone decides for everybody', async () => {
  for (const role of ['member', 'observer'] as const) {
    const reply = await people[role].send('PUT', `/api/cohorts/${cohort.id}/blind-review`, { cohort: true });
    expect(reply.status).toBe(403);
  }
});

test('an observer is told neither reasons nor answers of the committee; a member is', async () => {
  const committee = async (role: Role) =>
    (await people[role].send('GET', `/api/cohorts/${cohort.id}/committee`)).body as Committee;
  const forObserver = await committee('observer');
  expect(forObserver).toMatchObject({
    reasonsTold: false,
    proposals: [{ why: '', answers: null, decision: { outcome: 'adopted', why: '' } }],
    publications: [{ why: '' }],
  });
  const forMember = await committee('member');
  expect(forMember.proposals[0]?.why).toContain('CanaryP1Name');
  expect(forMember.proposals[0]?.answers).toHaveLength(1);
});

test('of the year an observer is told the facts without anybody’s words; a member is told both', async () => {
  const year = async (role: Role) =>
    (await people[role].send('GET', `/api/cohorts/${cohort.id}/year`)).body as Year;
  const ended = ({ relationships }: Year) => relationships.flatMap(({ events }) => events);
  expect(ended(await year('observer'))).toMatchObject([{ kind: 'ended', why: '' }]);
  expect(ended(await year('member'))[0]?.why).toContain('CanaryP1Name');
});
