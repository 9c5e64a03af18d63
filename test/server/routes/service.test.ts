import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { healthSchema } from '#solver/contract/api/cohorts.ts';
import { programmeSummarySchema } from '#solver/contract/api/programmes.ts';
import { programmeSchema } from '#solver/contract/programme/programme.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';

let service: InProcessService;
beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());

test('/healthz answers', async () => {
  const reply = await service.send('GET', '/healthz');
  expect(reply.status).toBe(200);
  expect(healthSchema.parse(reply.body).status).toBe('ok');
});

test('programmes are listed, and told without their postcodes', async () => {
  const list = (await service.send('GET', '/api/programmes')).body as { id: string }[];
  expect(list.map((summary) => programmeSummarySchema.parse(summary).id)).toContain('minnesota');
  const reply = await service.send('GET', '/api/programmes/minnesota');
  const programme = programmeSchema.parse(reply.body);
  expect(programme.geography.places).toHaveLength(87);
  expect(programme.geography.postcodes).toEqual({});
  expect(errorOf(await service.send('GET', '/api/programmes/none')).code).toBe('UNKNOWN_PROGRAMME');
});

test('every answer carries the headers that protect the page', async () => {
  for (const url of ['/healthz', '/api/cohorts', '/nothing']) {
    const { headers } = await service.send('GET', url);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';" +
        "font-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'",
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
  }
  expect((await service.send('GET', '/api/cohorts')).headers['cache-control']).toBe('no-store');
});

describe('the description of the API', () => {
  interface Operation {
    summary?: string;
    responses: Record<string, unknown>;
  }
  interface Description {
    openapi: string;
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, unknown> };
  }

  test('is OpenAPI 3.1 and holds every route with its answers', async () => {
    const description = (await service.send('GET', '/api/openapi.json')).body as Description;
    expect(description.openapi).toMatch(/^3\.1\./);
    const described = Object.entries(description.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(
      [
        'DELETE /api/account/sessions',
        'DELETE /api/account/sessions/{id}',
        'DELETE /api/accounts/{id}/sessions',
        'DELETE /api/session',
        'GET /api/account/sessions',
        'GET /api/accounts',
        'GET /api/accounts/undelivered',
        'GET /api/cohorts',
        'GET /api/cohorts/{id}',
        'GET /api/cohorts/{id}/live',
        'GET /api/cohorts/{id}/comments',
        'GET /api/cohorts/{id}/people/{side}/{person}/history',
        'POST /api/cohorts/{id}/people',
        'POST /api/cohorts/{id}/waiting-list',
        'PUT /api/cohorts/{id}/blind-review',
        'POST /api/cohorts/{id}/comments',
        'DELETE /api/cohorts/{id}/comments/{comment}',
        'GET /api/cohorts/{id}/committee',
        'GET /api/cohorts/{id}/announcement',
        'GET /api/cohorts/{id}/announcement/calendars.zip',
        'GET /api/cohorts/{id}/announcement/mail-merge.csv',
        'GET /api/cohorts/{id}/announcement/mentor-letters.docx',
        'GET /api/cohorts/{id}/announcement/participant-letters.docx',
        'GET /api/cohorts/{id}/announcement/roster.xlsx',
        'GET /api/cohorts/{id}/mailing',
        'GET /api/cohorts/{id}/undelivered',
        'POST /api/cohorts/{id}/mailing',
        'GET /api/cohorts/{id}/match-sets',
        'GET /api/cohorts/{id}/year',
        'GET /api/cohorts/{id}/year/figures',
        'POST /api/cohorts/{id}/year/events',
        'POST /api/cohorts/{id}/year/links',
        'POST /api/cohorts/{id}/year/links/end',
        'POST /api/cohorts/{id}/year/links.csv',
        'POST /api/cohorts/{id}/year/reminders.csv',
        'POST /api/cohorts/{id}/year/reminders',
        'POST /api/public/check-in/read',
        'PUT /api/public/check-in',
        'PUT /api/public/check-in/survey',
        'GET /api/cohorts/{id}/record',
        'GET /api/record',
        'POST /api/privacy/export',
        'POST /api/privacy/erase',
        'GET /api/retention',
        'POST /api/export',
        'POST /api/retention',
        'GET /api/record/verification',
        'POST /api/cohorts/{id}/sweeps/robustness',
        'GET /api/cohorts/{id}/sweeps/robustness/{sweep}',
        'POST /api/cohorts/{id}/sweeps/robustness/{sweep}/stop',
        'POST /api/cohorts/{id}/sweeps/pareto',
        'GET /api/cohorts/{id}/sweeps/pareto/{sweep}',
        'POST /api/cohorts/{id}/sweeps/pareto/{sweep}/stop',
        'POST /api/lab/studies',
        'GET /api/lab/studies/{sweep}',
        'POST /api/lab/studies/{sweep}/stop',
        'GET /api/lab/runs',
        'GET /api/lab/runs/{id}',
        'POST /api/lab/runs',
        'POST /api/lab/runs/{id}/stop',
        'POST /api/lab/cohorts',
        'GET /api/problems',
        'POST /api/problems',
        'GET /api/problems/{id}',
        'DELETE /api/problems/{id}',
        'PUT /api/problems/{id}/parts/{part}',
        'POST /api/problems/{id}/solve',
        'GET /api/problems/{id}/problem.json',
        'GET /api/problems/{id}/result.json',
        'GET /api/match-sets/{id}',
        'GET /api/match-sets/{id}/export.csv',
        'GET /api/match-sets/{id}/export.xlsx',
        'GET /api/match-sets/{id}/verification',
        'GET /api/match-sets/{id}/replay',
        'GET /api/openapi.json',
        'GET /api/programmes',
        'GET /api/public/programmes',
        'GET /api/public/programmes/{id}',
        'GET /api/public/programmes/{id}/forms/{side}',
        'POST /api/public/programmes/{id}/forms/{side}',
        'POST /api/public/application/read',
        'POST /api/public/application/withdraw',
        'PUT /api/public/application',
        'GET /api/cohorts/{id}/intake',
        'PUT /api/cohorts/{id}/intake',
        'POST /api/cohorts/{id}/submissions/{submission}',
        'GET /api/programmes/{id}',
        'GET /api/programmes/{id}/postcodes',
        'GET /api/programmes/{id}/export.json',
        'PATCH /api/programmes/{id}',
        'POST /api/programmes',
        'POST /api/programmes/files',
        'PUT /api/programmes/{id}',
        'GET /api/session',
        'PATCH /api/accounts/{id}',
        'GET /healthz',
        'GET /metrics',
        'POST /api/accounts/invitations',
        'POST /api/accounts/{id}/new-password',
        'POST /api/cohorts',
        'POST /api/cohorts/sample',
        'POST /api/cohorts/{id}/explanations',
        'POST /api/cohorts/{id}/explore/forcing',
        'POST /api/cohorts/{id}/explore/barred',
        'POST /api/cohorts/{id}/explore/grid',
        'POST /api/cohorts/{id}/explore/forced-match',
        'POST /api/cohorts/{id}/explore/person',
        'POST /api/cohorts/{id}/explore/ties',
        'POST /api/cohorts/{id}/explore/ranking',
        'POST /api/cohorts/{id}/explore/diverse',
        'POST /api/cohorts/{id}/explore/shortage',
        'POST /api/cohorts/{id}/explore/relaxations',
        'POST /api/cohorts/{id}/explore/mentor-profiles',
        'POST /api/cohorts/{id}/explore/conflict',
        'POST /api/cohorts/{id}/explore/repair',
        'POST /api/cohorts/{id}/explore/comparison',
        'POST /api/cohorts/{id}/explore/blocking',
        'POST /api/cohorts/{id}/explore/reference',
        'POST /api/cohorts/{id}/explore/pareto',
        'POST /api/cohorts/{id}/explore/breakpoints',
        'POST /api/cohorts/{id}/explore/thresholds',
        'POST /api/cohorts/{id}/explore/robustness',
        'POST /api/cohorts/{id}/explore/learn',
        'POST /api/cohorts/{id}/explore/fairness',
        'POST /api/cohorts/{id}/explore/frontier',
        'POST /api/cohorts/{id}/exports',
        'POST /api/cohorts/{id}/imports',
        'POST /api/cohorts/{id}/imports/check',
        'POST /api/cohorts/{id}/imports/read',
        'POST /api/cohorts/{id}/match-sets',
        'POST /api/cohorts/{id}/match-sets/preview',
        'POST /api/cohorts/{id}/matchings',
        'POST /api/links/facts',
        'POST /api/links/use',
        'POST /api/cohorts/{id}/members',
        'POST /api/cohorts/{id}/proposals',
        'POST /api/cohorts/{id}/proposals/{proposal}/decision',
        'POST /api/cohorts/{id}/proposals/{proposal}/reveal',
        'POST /api/cohorts/{id}/publications',
        'POST /api/runs/{id}/stop',
        'POST /api/session',
        'POST /api/set-up',
        'POST /api/solve',
        'PUT /api/account/password',
        'PUT /api/cohorts/{id}/announcement',
        'PUT /api/cohorts/{id}/policy',
        'PUT /api/cohorts/{id}/proposals/{proposal}/answer',
      ].sort(),
    );
    for (const operation of Object.values(description.paths).flatMap((operations) =>
      Object.values(operations),
    )) {
      expect(operation.summary).toMatch(/\w/);
      expect(Object.keys(operation.responses)).toContain('default');
      expect(Object.keys(operation.responses).some((status) => /^2\d\d$/.test(status))).toBe(true);
    }
  });

  test('refers only to what it holds', async () => {
    const { text, body } = await service.send('GET', '/api/openapi.json');
    const { schemas } = (body as Description).components;
    const targets = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target as string);
    expect(targets.length).toBeGreaterThan(20);
    for (const target of targets) {
      expect(target).toMatch(/^#\/components\/schemas\//);
      expect(Object.keys(schemas)).toContain(target.split('/')[3]);
    }
  });
});

test('an eager caller is told when to come back', async () => {
  const limited = await startInProcess({ requestsPerMinute: 3 });
  try {
    for (let count = 0; count < 3; count += 1)
      expect((await limited.send('GET', '/api/cohorts')).status).toBe(200);
    const reply = await limited.send('GET', '/api/cohorts');
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
      status: 429,
      code: 'RATE_LIMITED',
    });
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
    expect((await limited.send('GET', '/healthz')).status).toBe(200);
  } finally {
    await limited.close();
  }
});

test('the page is asked for anew, its assets are kept for good, and nothing outside of it is served', async () => {
  const webRoot = join(service.folder, 'web');
  mkdirSync(join(webRoot, 'assets'), { recursive: true });
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Mile</title>');
  writeFileSync(join(webRoot, 'assets/app-1234.js'), 'export {};');
  const withPage = await startInProcess({ webRoot });
  try {
    const page = await withPage.send('GET', '/');
    expect({ status: page.status, cache: page.headers['cache-control'] }).toEqual({
      status: 200,
      cache: 'no-cache',
    });
    expect(page.text).toContain('<title>Mile</title>');
    const asset = await withPage.send('GET', '/assets/app-1234.js');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    for (const url of ['/../mile.db', '/..%2fmile.db', '/assets/../../mile.db', '/assets/none.js'])
      expect([403, 404]).toContain((await withPage.send('GET', url)).status);
    expect((await withPage.send('GET', '/healthz')).status).toBe(200);
  } finally {
    await withPage.close();
  }
});
