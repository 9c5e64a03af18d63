import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail, CohortSummary, Person } from '#solver/contract/api/cohorts.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService, Reply } from '../../support/in-process-service.ts';
import { invitePerson, setUpOwner } from '../../support/people-with-accounts.ts';
import type { SignedInPerson } from '../../support/people-with-accounts.ts';

let service: InProcessService;
let owner: SignedInPerson;
let observer: SignedInPerson;
let cohort: CohortDetail;

beforeAll(async () => {
  service = await startInProcess();
  owner = await setUpOwner(service);
  observer = await invitePerson(service, owner, 'observer');
  const { id } = (await owner.send('POST', '/api/cohorts/sample', {})).body as CohortSummary;
  const before = (await owner.send('GET', `/api/cohorts/${id}`)).body as CohortDetail;
  const [participant, mentor] = [before.participantPeople[0] as Person, before.mentorPeople[0] as Person];
  const employer = 'Harbour Library';
  await owner.send('POST', `/api/cohorts/${id}/people`, {
    edits: [
      { side: 'participant', id: participant.id, basedOn: 1, values: { employer } },
      { side: 'mentor', id: mentor.id, basedOn: 1, values: { employer } },
    ],
  });
  cohort = (await owner.send('GET', `/api/cohorts/${id}`)).body as CohortDetail;
});
afterAll(() => service.close());

function ask(
  who: SignedInPerson,
  policy: Policy,
  path = 'matchings',
  more: object = { revision: 1 },
): Promise<Reply> {
  const body = { cohortVersion: cohort.version, policy, ...more };
  return who.send('POST', `/api/cohorts/${cohort.id}/${path}`, body);
}

const withRule = (rule: object): Policy => ({
  ...cohort.policy,
  rules: [...cohort.policy.rules, rule as never],
});
const withQuota = (where: object[]): Policy => ({
  ...cohort.policy,
  quotas: [
    {
      id: 'probe',
      label: 'Probe',
      on: true,
      sense: 'at-least',
      amount: { unit: 'pairs', value: 1 },
      where: where as never,
    },
  ],
});

/** Questions about an address, a list of people, free text and a confidential answer. */
const probes: [string, () => Policy][] = [
  [
    'a rule about phone numbers',
    () =>
      withRule({
        id: 'probe',
        label: 'Probe',
        on: true,
        kind: 'different-text',
        participantField: 'phone',
        mentorField: 'phone',
      }),
  ],
  [
    'a rule about the people named',
    () =>
      withRule({
        id: 'probe',
        label: 'Probe',
        on: true,
        kind: 'named',
        participantFields: ['preferredMentors'],
        mentorFields: [],
      }),
  ],
  [
    'a rule about a confidential answer',
    () =>
      withRule({
        id: 'probe',
        label: 'Probe',
        on: true,
        kind: 'agreed',
        fields: [{ side: 'participant', field: 'identityWish' }],
        missingIsYes: false,
      }),
  ],
  [
    'a quota about an address',
    () => withQuota([{ kind: 'value', side: 'mentor', field: 'email', values: ['a@b.org'] }]),
  ],
  [
    'a quota about a confidential answer',
    () => withQuota([{ kind: 'value', side: 'participant', field: 'identities', values: ['veteran'] }]),
  ],
  [
    'a criterion in force, turned to another field',
    () => ({
      ...cohort.policy,
      criteria: cohort.policy.criteria.map((one) =>
        one.kind === 'preference' ? { ...one, participantField: 'excluded' } : one,
      ),
    }),
  ],
];

test.each(probes)(
  'an observer cannot ask about answers that they are not told: %s',
  async (_name, policy) => {
    for (const [path, more] of [
      ['matchings', { revision: 1 }],
      ['explore/shortage', {}],
    ] as const) {
      const reply = await ask(observer, policy(), path, more);
      expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
        status: 403,
        code: 'NOT_PERMITTED',
      });
      expect((await ask(owner, policy(), path, more)).status).not.toBe(403);
    }
  },
);

test('groups by an answer are for those who are told it', async () => {
  const fields = [{ side: 'participant', field: 'identities' }];
  expect((await ask(observer, cohort.policy, 'explore/fairness', { fields })).status).toBe(403);
  expect((await ask(owner, cohort.policy, 'explore/fairness', { fields })).status).not.toBe(403);
  const told = [{ side: 'participant', field: 'libraryType' }];
  expect((await ask(observer, cohort.policy, 'explore/fairness', { fields: told })).status).toBe(200);
});

test('an observer may move weights, switch rules off and ask about what they are shown', async () => {
  const moved = {
    ...cohort.policy,
    criteria: cohort.policy.criteria.map((one) => ({ ...one, weight: 3 })),
    rules: cohort.policy.rules.map((rule) => ({ ...rule, on: false })),
  };
  expect((await ask(observer, moved)).status).toBe(200);
  const about = withQuota([{ kind: 'value', side: 'mentor', field: 'libraryType', values: ['public'] }]);
  expect((await ask(observer, about)).status).toBe(200);
});

test('a rule that is off in the policy in force cannot be switched on by an observer where it reads what they are not told', async () => {
  const off = {
    ...cohort.policy,
    rules: cohort.policy.rules.map((rule) => (rule.kind === 'named' ? { ...rule, on: false } : rule)),
  };
  const saved = await owner.send('PUT', `/api/cohorts/${cohort.id}/policy`, {
    policy: off,
    basedOn: cohort.policyVersion,
  });
  expect(saved.status).toBe(200);
  expect((await ask(observer, cohort.policy)).status).toBe(403);
  expect((await ask(observer, off)).status).toBe(200);
  await owner.send('PUT', `/api/cohorts/${cohort.id}/policy`, {
    policy: cohort.policy,
    basedOn: cohort.policyVersion + 1,
  });
});

test('of a pair that is not allowed an observer is told the rules by name, without what they quote', async () => {
  const pair = {
    participant: cohort.participantPeople[0]?.id as string,
    mentor: cohort.mentorPeople[0]?.id as string,
  };
  const asked: [string, Policy, object][] = [
    ['matchings', { ...cohort.policy, pins: [pair] }, { revision: 1 }],
    ['explore/dominoes', cohort.policy, pair],
  ];
  let told = 0;
  for (const [path, policy, more] of asked) {
    const forOwner = await ask(owner, policy, path, more);
    if (forOwner.status !== 422) continue;
    told += 1;
    expect(forOwner.text).toContain('Harbour Library');
    const forObserver = await ask(observer, policy, path, more);
    expect(errorOf(forObserver).code).toBe(errorOf(forOwner).code);
    expect(errorOf(forObserver).message).toContain('Not the same employer');
    expect(forObserver.text).not.toContain('Harbour Library');
  }
  expect(told).toBeGreaterThan(0);
});
