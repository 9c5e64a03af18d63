import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { STORE_FILE } from '#server/store/store.ts';
import { startInProcess } from '../../support/in-process-service.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const TOKEN = 'a-token-that-a-machine-shows';
const NAME = 'Zyxwvut';

/** The value of a line of the figures; undefined where there is no such line. */
function figure(text: string, line: string): number | undefined {
  const found = text.split('\n').find((one) => one.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length + 1));
}

test('requests, threads and the store are told, and nobody and no address is', async () => {
  const folder = temporaryFolder();
  const service = await startInProcess({ folder, storeFile: join(folder, STORE_FILE) });
  onTestFinished(() => service.close());
  const { id, policy, version } = await service.sampleCohort();
  const question = { cohortVersion: version, policy, revision: 1 };
  expect((await service.send('POST', `/api/cohorts/${id}/matchings`, question)).status).toBe(200);
  for (const path of [`/api/cohorts/${NAME}`, `/${NAME}`]) await service.send('GET', path);

  const { status, text, headers } = await service.send('GET', '/metrics');
  expect({ status, type: headers['content-type'] }).toEqual({
    status: 200,
    type: 'text/plain; version=0.0.4; charset=utf-8',
  });
  const requests = 'mile_request_duration_seconds_count';
  expect(figure(text, `${requests}{method="POST",route="/api/cohorts/:id/matchings",status="200"}`)).toBe(1);
  expect(figure(text, `${requests}{method="GET",route="/api/cohorts/:id",status="400"}`)).toBe(1);
  for (const pool of ['prompt', 'files']) {
    expect(figure(text, `mile_pool_threads{pool="${pool}"}`)).toBeGreaterThan(0);
    expect(figure(text, `mile_pool_busy{pool="${pool}"}`)).toBe(0);
    expect(figure(text, `mile_pool_waiting{pool="${pool}"}`)).toBe(0);
  }
  expect(figure(text, 'mile_store_bytes')).toBeGreaterThan(10_000);
  expect(figure(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  expect(text).not.toContain(NAME);
  expect(text).not.toContain(id);
});

test('where people sign in, the figures are for whoever has the token', async () => {
  const service = await startInProcess({ doors: 'closed', metricsToken: TOKEN });
  onTestFinished(() => service.close());
  const read = (authorization?: string) =>
    service.send('GET', '/metrics', undefined, authorization === undefined ? {} : { authorization });
  for (const given of [
    undefined,
    '',
    'Bearer ',
    `Bearer ${TOKEN}x`,
    `Bearer ${TOKEN.slice(1)}`,
    `Basic ${TOKEN}`,
  ])
    expect((await read(given)).status).toBe(401);
  expect((await read(`Bearer ${TOKEN}`)).status).toBe(200);
});

test('without a token in the settings no token opens', async () => {
  const service = await startInProcess({ doors: 'closed' });
  onTestFinished(() => service.close());
  for (const authorization of ['Bearer undefined', 'Bearer '])
    expect((await service.send('GET', '/metrics', undefined, { authorization })).status).toBe(401);
});
