import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  matchSetSchema,
  matchSetSummarySchema,
  matchSetVerificationSchema,
} from '#solver/contract/api/cohorts.ts';
import type { CohortDetail, MatchSet, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import { readTable } from '#server/files/read-table.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';
import { columnOfSet, tamperSet } from '../../support/tamper-set.ts';

let service: InProcessService;
let cohort: CohortDetail;
beforeAll(async () => {
  service = await startInProcess();
  cohort = await service.sampleCohort();
});
afterAll(() => service.close());

const save = (name: string, policy = cohort.policy) =>
  service.send('POST', `/api/cohorts/${cohort.id}/match-sets`, { name, cohortVersion: 1, policy });

async function saved(name: string): Promise<MatchSetSummary> {
  const reply = await save(name);
  expect(reply.status, reply.text.slice(0, 500)).toBe(201);
  return matchSetSummarySchema.parse(reply.body);
}

async function verified(id: string) {
  const reply = await service.send('GET', `/api/match-sets/${id}/verification`);
  expect(reply.status, reply.text.slice(0, 500)).toBe(200);
  return matchSetVerificationSchema.parse(reply.body);
}

test('a saved match set is what was shown, with names, versions and hashes', async () => {
  const shown = await service.send('POST', `/api/cohorts/${cohort.id}/matchings`, {
    cohortVersion: 1,
    policy: cohort.policy,
    revision: 1,
  });
  const summary = await saved('First try');
  const matchSet = matchSetSchema.parse((await service.send('GET', `/api/match-sets/${summary.id}`)).body);
  expect(matchSet).toMatchObject({ ...summary, name: 'First try', status: 'optimal' });
  expect(matchSet.matching).toEqual((shown.body as { matching: unknown }).matching);
  expect(matchSet.policy).toEqual(cohort.policy);
  expect(matchSet.inputHash).toBe((shown.body as { inputHash: string }).inputHash);
  expect(matchSet.recordHash).toMatch(/^[0-9a-f]{64}$/);
  expect(Object.keys(matchSet.versions)).toEqual(
    expect.arrayContaining(['mile-match', 'node', 'glpk.js', 'highs']),
  );
  for (const person of [...cohort.participantPeople, ...cohort.mentorPeople])
    expect(matchSet.names[person.id]).toBe(person.name);

  const list = (await service.send('GET', `/api/cohorts/${cohort.id}/match-sets`)).body as MatchSetSummary[];
  expect(list.map(({ id }) => id)).toContain(summary.id);
  expect((await service.send('GET', `/api/cohorts/${cohort.id}`)).body).toMatchObject({
    matchSets: list.length,
  });
});

test('a set that is sent again under its own id is stored once', async () => {
  const url = `/api/cohorts/${cohort.id}/match-sets`;
  const body = { id: 'chosen-by-the-browser', name: 'Twice', cohortVersion: 1, policy: cohort.policy };
  const first = await service.send('POST', url, body);
  const again = await service.send('POST', url, body);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(matchSetSummarySchema.parse(again.body).id).toBe(body.id);
  const list = (await service.send('GET', url)).body as MatchSetSummary[];
  expect(list.filter(({ name }) => name === 'Twice').map(({ id }) => id)).toEqual([body.id]);
});

test('a match set verifies: intact, allowed, proven', async () => {
  const { id, matched } = await saved('To verify');
  expect(await verified(id)).toMatchObject({
    feasible: true,
    proven: true,
    matched,
    reason: null,
    recordIntact: true,
  });
});

describe('a record that was tampered with', () => {
  const column = (name: string, id: string) => columnOfSet(service.folder, id, name);
  const tamper = (name: string, id: string, value: string | number) =>
    tamperSet(service.folder, id, name, value);

  test.each(['problem_json', 'outcome_json', 'matching_json', 'policy_json', 'names_json', 'versions_json'])(
    'in %s is told',
    async (name) => {
      const { id } = await saved(`Tampered ${name}`);
      const text = column(name, id);
      for (const place of [1, Math.floor(text.length / 3), Math.floor(text.length / 2), text.length - 2]) {
        const flipped = String.fromCharCode(text.charCodeAt(place) ^ 1);
        tamper(name, id, text.slice(0, place) + flipped + text.slice(place + 1));
        expect((await verified(id)).recordIntact).toBe(false);
      }
      tamper(name, id, text);
      expect(await verified(id)).toMatchObject({ recordIntact: true, reason: null });
    },
  );

  test.each([
    ['name', 'Another name'],
    ['matched', 99],
    ['mean_fit', 99.5],
    ['created_at', '2020-01-01T00:00:00.000Z'],
  ])('in %s is told', async (name, value) => {
    const { id } = await saved(`Tampered ${name}`);
    tamper(name, id, value);
    expect((await verified(id)).recordIntact).toBe(false);
  });
});

describe('a download', () => {
  const mentorsOf = (matchSet: MatchSet) =>
    'pairs' in matchSet.matching ? matchSet.matching.pairs.map(({ mentor }) => matchSet.names[mentor]) : [];

  test.each(['csv', 'xlsx'])('of a match set as %s holds its pairs by name', async (format) => {
    const { id } = await saved(`As ${format}`);
    const matchSet = matchSetSchema.parse((await service.send('GET', `/api/match-sets/${id}`)).body);
    const reply = await service.app.inject({ method: 'GET', url: `/api/match-sets/${id}/export.${format}` });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-disposition']).toBe(`attachment; filename="match.${format}"`);
    const { table } = await readTable(reply.rawPayload, `match.${format}`);
    const names = table.rows.map((row) => row[table.headers.indexOf('Mentor name')]);
    expect(mentorsOf(matchSet).length).toBeGreaterThan(0);
    for (const name of mentorsOf(matchSet)) expect(names).toContain(name);
  });

  test('of the match on the screen is the same table, which nothing vouches for yet', async () => {
    const { id } = await saved('On the screen');
    const request = { cohortVersion: 1, policy: cohort.policy, format: 'csv' };
    const shown = await service.app.inject({
      method: 'POST',
      url: `/api/cohorts/${cohort.id}/exports`,
      payload: request,
    });
    const kept = await service.app.inject({ method: 'GET', url: `/api/match-sets/${id}/export.csv` });
    expect(shown.statusCode).toBe(200);
    expect(shown.headers['content-type']).toBe('text/csv');
    const vouched = /,(?:Hash of the set,Head of the record|[0-9a-f]{64},\d+:[0-9a-f]{64})(?=\r?\n|$)/gu;
    expect(kept.payload.match(vouched)?.length).toBeGreaterThan(20);
    expect(shown.payload).toBe(kept.payload.replaceAll(vouched, ''));
  });
});

test('what has no match is neither saved nor downloaded', async () => {
  const quota = {
    id: 'impossible',
    label: 'More pairs than people',
    on: true,
    sense: 'at-least' as const,
    amount: { unit: 'pairs' as const, value: 1_000 },
    where: [{ kind: 'equal' as const, participantField: 'county', mentorField: 'county', equal: true }],
  };
  const policy = { ...cohort.policy, quotas: [quota] };
  const before = (await service.send('GET', `/api/cohorts/${cohort.id}/match-sets`)).body as unknown[];
  const matchSet = await save('Nothing', policy);
  const file = await service.send('POST', `/api/cohorts/${cohort.id}/exports`, {
    cohortVersion: 1,
    policy,
    format: 'csv',
  });
  for (const reply of [matchSet, file])
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
      status: 422,
      code: 'INVALID_RESULT',
    });
  expect((await service.send('GET', `/api/cohorts/${cohort.id}/match-sets`)).body).toHaveLength(
    before.length,
  );
});

test('requests that make no sense are refused', async () => {
  for (const name of ['', '   ', 'x'.repeat(121)]) expect((await save(name)).status).toBe(400);
  const stale = { name: 'Late', cohortVersion: 3, policy: cohort.policy };
  expect((await service.send('POST', `/api/cohorts/${cohort.id}/match-sets`, stale)).status).toBe(409);
  for (const path of ['', '/verification', '/export.csv', '/export.xlsx'])
    expect((await service.send('GET', `/api/match-sets/aaaaaaaaaaaa${path}`)).status).toBe(404);
});
