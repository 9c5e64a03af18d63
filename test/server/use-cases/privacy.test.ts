import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortDetail, CohortSummary, MatchSetSummary } from '#solver/contract/api/cohorts.ts';
import type { ImportRequest, ReadFile } from '#solver/contract/api/import.ts';
import { startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';

let service: InProcessService;
beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());

const CANARY = 'Zyxwvut';
const csv = (side: string) =>
  [
    'Name,E-mail,Employer,County',
    ...[1, 2, 3].map(
      (n) => `${CANARY} ${side} ${n},${CANARY}.${side}${n}@x.example,${CANARY} Library,Hennepin`,
    ),
  ].join('\n');

test('nobody is in the log after a whole year of use, its errors included', async () => {
  const made = await service.send('POST', '/api/cohorts', {
    name: `${CANARY} cohort`,
    programme: 'minnesota',
  });
  const base = `/api/cohorts/${(made.body as CohortSummary).id}`;
  for (const side of ['participant', 'mentor'] as const) {
    const read = await service.upload(`${base}/imports/read`, { name: `${CANARY}.csv`, content: csv(side) });
    const request: ImportRequest = {
      side,
      table: (read.body as ReadFile).table,
      choices: { columns: [], values: [], skippedRows: [] },
    };
    expect((await service.send('POST', `${base}/imports/check`, request)).status).toBe(200);
    expect((await service.send('POST', `${base}/imports`, request)).status).toBe(200);
    await service.send('POST', `${base}/imports`, { ...request, [CANARY]: CANARY });
  }
  const {
    policy: shipped,
    version,
    participantPeople,
  } = (await service.send('GET', base)).body as CohortDetail;
  expect(participantPeople[0]?.name).toContain(CANARY);
  // Everybody may be paired with everybody: what matters here is that there is a match.
  const policy = { ...shipped, rules: shipped.rules.map((rule) => ({ ...rule, on: false })) };
  const question = { cohortVersion: version, policy };
  expect((await service.send('POST', `${base}/matchings`, { ...question, revision: 1 })).status).toBe(200);
  const set = await service.send('POST', `${base}/match-sets`, { ...question, name: `${CANARY} set` });
  expect(set.status, set.text).toBe(201);
  const id = (set.body as MatchSetSummary).id;
  for (const path of ['', '/verification', '/export.csv', '/export.xlsx'])
    expect((await service.app.inject(`/api/match-sets/${id}${path}`)).statusCode).toBe(200);

  // What goes wrong is where logs leak.
  await service.send('GET', `/api/cohorts/${CANARY}?name=${CANARY}`);
  await service.send('GET', `/${CANARY}`);
  await service.send('GET', `/%zz${CANARY}`);
  await service.send('POST', '/api/cohorts', `{"name": "${CANARY}`, { 'content-type': 'application/json' });
  await service.send(
    'POST',
    '/api/cohorts',
    { [CANARY]: CANARY },
    { 'user-agent': CANARY, origin: `http://${CANARY}` },
  );
  await service.send('POST', '/api/solve', { [CANARY]: CANARY });
  const stranger = { participant: CANARY, mentor: CANARY };
  await service.send('POST', `${base}/explanations`, { ...question, ...stranger });
  await service.send('POST', `${base}/matchings`, {
    ...question,
    policy: { ...policy, pins: [stranger] },
    revision: 1,
  });

  expect(service.log().split('\n').length).toBeGreaterThan(20);
  expect(service.log().toLowerCase()).not.toContain(CANARY.toLowerCase());
  expect(service.log()).toContain('"route":"/api/cohorts/:id/match-sets"');
});
