import { afterAll, beforeAll, expect, test } from 'vitest';
import { cohortDetailSchema, cohortSummarySchema, policySavedSchema } from '#solver/contract/api/cohorts.ts';
import type { CohortDetail, CohortSummary } from '#solver/contract/api/cohorts.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';

let service: InProcessService;
beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());

async function newCohort(): Promise<CohortDetail> {
  const made = await service.send('POST', '/api/cohorts', {
    name: '  Class of 2027 ',
    programme: 'minnesota',
  });
  expect(made.status).toBe(201);
  const { id } = cohortSummarySchema.parse(made.body);
  return cohortDetailSchema.parse((await service.send('GET', `/api/cohorts/${id}`)).body);
}

function withFirstWeight(policy: Policy, weight: number): Policy {
  return {
    ...policy,
    criteria: policy.criteria.map((one, index) => (index === 0 ? { ...one, weight } : one)),
  };
}

test('a new cohort is empty, at version 1, under the default policy of its programme', async () => {
  const cohort = await newCohort();
  expect(cohort).toMatchObject({
    name: 'Class of 2027',
    version: 1,
    policyVersion: 1,
    participants: 0,
    mentors: 0,
  });
  const programme = (await service.send('GET', '/api/programmes/minnesota')).body as { policy: Policy };
  expect(cohort.policy).toEqual(programme.policy);
  const list = (await service.send('GET', '/api/cohorts')).body as CohortSummary[];
  expect(list.map(({ id }) => id)).toContain(cohort.id);
});

test('a saved policy is in force; who saves on an older one is told both versions', async () => {
  const { id, policy } = await newCohort();
  const url = `/api/cohorts/${id}/policy`;
  const saved = await service.send('PUT', url, { policy: withFirstWeight(policy, 2.5), basedOn: 1 });
  expect(policySavedSchema.parse(saved.body)).toEqual({ policyVersion: 2 });

  const late = await service.send('PUT', url, { policy: withFirstWeight(policy, 9), basedOn: 1 });
  expect({ status: late.status, code: errorOf(late).code }).toEqual({ status: 409, code: 'STALE_VERSION' });
  expect(errorOf(late).details).toEqual({ yours: 1, current: 2 });

  const detail = (await service.send('GET', `/api/cohorts/${id}`)).body as CohortDetail;
  expect(detail).toMatchObject({ policyVersion: 2, version: 1 });
  expect(detail.policy.criteria[0]?.weight).toBe(2.5);
});

test('two editors who save at once: one of them wins', async () => {
  const { id, policy } = await newCohort();
  const replies = await Promise.all(
    [1, 2, 3, 4].map((weight) =>
      service.send('PUT', `/api/cohorts/${id}/policy`, {
        policy: withFirstWeight(policy, weight),
        basedOn: 1,
      }),
    ),
  );
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
});

test('a policy that is not one is refused and the old one stays', async () => {
  const { id, policy } = await newCohort();
  const foreign = { ...policy, programme: 'civil-service' };
  const bad: [unknown, string][] = [
    [{ policy: foreign, basedOn: 1 }, 'INVALID_POLICY'],
    [{ policy: withFirstWeight(policy, 11), basedOn: 1 }, 'INVALID_INPUT'],
    [{ policy: withFirstWeight(policy, 0.5555), basedOn: 1 }, 'INVALID_INPUT'],
    [{ policy: { ...policy, surprise: 1 }, basedOn: 1 }, 'INVALID_INPUT'],
    [{ policy, basedOn: 0 }, 'INVALID_INPUT'],
    [{ policy }, 'INVALID_INPUT'],
  ];
  for (const [body, code] of bad) {
    const reply = await service.send('PUT', `/api/cohorts/${id}/policy`, body);
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({ status: 400, code });
  }
  expect((await service.send('GET', `/api/cohorts/${id}`)).body).toMatchObject({ policyVersion: 1 });
});
