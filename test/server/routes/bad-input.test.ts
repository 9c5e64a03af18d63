import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorReplySchema } from '#solver/contract/api/cohorts.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';

let service: InProcessService;
beforeAll(async () => (service = await startInProcess({ requestTimeoutMs: 500 })));
afterAll(() => service.close());

const json = { 'content-type': 'application/json' };
const DEPTH = 400_000;
const NEW_COHORT = { name: 'Class', programme: 'minnesota' };

const refused: [string, { url?: string; body: unknown; headers?: Record<string, string> }, number, string][] =
  [
    [
      '__proto__ as a key',
      { body: '{"name":"a","programme":"minnesota","__proto__":{"x":1}}' },
      400,
      'INVALID_JSON',
    ],
    ['constructor.prototype', { body: '{"name":"a","constructor":{"prototype":{}}}' }, 400, 'INVALID_JSON'],
    ['broken JSON', { body: '{"name":' }, 400, 'INVALID_JSON'],
    ['an empty body', { body: '' }, 400, 'INVALID_JSON'],
    ['an unknown key', { body: { ...NEW_COHORT, colour: 'red' } }, 400, 'INVALID_INPUT'],
    ['a missing key', { body: { name: 'Class' } }, 400, 'INVALID_INPUT'],
    ['a name of blanks', { body: { ...NEW_COHORT, name: '   ' } }, 400, 'INVALID_INPUT'],
    ['an unknown programme', { body: { ...NEW_COHORT, programme: 'none' } }, 404, 'UNKNOWN_PROGRAMME'],
    ['text/plain', { body: '{}', headers: { 'content-type': 'text/plain' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'a form',
      { body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['a body over the limit', { body: { ...NEW_COHORT, name: 'x'.repeat(300_000) } }, 413, 'BODY_TOO_LARGE'],
    [
      'a page of another site',
      { body: NEW_COHORT, headers: { 'sec-fetch-site': 'cross-site' } },
      403,
      'CROSS_SITE_REQUEST',
    ],
    [
      'a page of a sister site',
      { body: NEW_COHORT, headers: { 'sec-fetch-site': 'same-site' } },
      403,
      'CROSS_SITE_REQUEST',
    ],
    [
      'a foreign Origin',
      { body: NEW_COHORT, headers: { origin: 'http://evil.example' } },
      403,
      'CROSS_SITE_REQUEST',
    ],
    ['an opaque Origin', { body: NEW_COHORT, headers: { origin: 'null' } }, 403, 'CROSS_SITE_REQUEST'],
    ['a foreign Host', { body: NEW_COHORT, headers: { host: 'evil.example' } }, 403, 'HOST_NOT_ALLOWED'],
    [
      'a sample of unknown size',
      { url: '/api/cohorts/sample', body: { preset: 'galaxy' } },
      400,
      'INVALID_INPUT',
    ],
    ['a seed below 0', { url: '/api/cohorts/sample', body: { seed: -1 } }, 400, 'INVALID_INPUT'],
  ];

describe('refused with a code and a sentence, and nothing written', () => {
  test.each(refused)('%s', async (_, { url = '/api/cohorts', body, headers }, status, code) => {
    const reply = await service.send(
      'POST',
      url,
      body,
      typeof body === 'string' ? { ...json, ...headers } : headers,
    );
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({ status, code });
    expect(errorReplySchema.safeParse(reply.body).error).toBeUndefined();
    expect(errorOf(reply).message).toMatch(/\w.*\.$/);
    expect(await service.store.cohorts.list()).toEqual([]);
  });

  test.each([
    ['objects', '{"a":', '}'],
    ['arrays', '[', ']'],
  ])('JSON of 400,000 nested %s', async (_, open, shut) => {
    const deep = `${open.repeat(DEPTH)}1${shut.repeat(DEPTH)}`;
    const small = `${open.repeat(20_000)}1${shut.repeat(20_000)}`;
    expect((await service.send('POST', '/api/cohorts', small, json)).status).toBe(400);
    expect((await service.send('POST', '/api/cohorts', deep, json)).status).toBe(413);
    const solve = await service.send('POST', '/api/solve', deep, json);
    expect({ status: solve.status, code: errorOf(solve).code }).toEqual({
      status: 400,
      code: 'INVALID_PROBLEM',
    });
  });
});

test('60,000 unknown keys are answered with a few issues in a short reply', async () => {
  const keys = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, 1]));
  const here = await service.send('POST', '/api/cohorts', keys);
  const more = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`k${index}`, 1]));
  const solve = await service.send('POST', '/api/solve', more);
  const wrong = { participants: Array.from({ length: 60_000 }, () => ({ id: 1 })) };
  const many = await service.send('POST', '/api/solve', wrong);
  for (const reply of [here, solve, many]) {
    expect(reply.status).toBe(400);
    expect((errorOf(reply).details.issues as unknown[]).length).toBeLessThanOrEqual(20);
    expect(reply.text.length).toBeLessThan(10_000);
  }
  expect(errorOf(many).details.more).toBeGreaterThan(50_000);
});

describe('addresses', () => {
  test('that lead nowhere are NOT_FOUND', async () => {
    for (const url of [
      '/nothing',
      '/api/nothing',
      '/api/cohorts/aaaaaaaaaaaa',
      '/api/match-sets/aaaaaaaaaaaa',
    ]) {
      const reply = await service.send('GET', url);
      expect({ url, status: reply.status, code: errorOf(reply).code }).toEqual({
        url,
        status: 404,
        code: 'NOT_FOUND',
      });
    }
  });

  test('that cannot be read are INVALID_INPUT', async () => {
    for (const url of ['/%zz', '/api/cohorts/%zz', '/api/cohorts/a', "/api/cohorts/' or 1=1 --"]) {
      const reply = await service.send('GET', url);
      expect({ url, status: reply.status, code: errorOf(reply).code }).toEqual({
        url,
        status: 400,
        code: 'INVALID_INPUT',
      });
    }
  });

  test('that exist say which methods they take', async () => {
    const reply = await service.send('DELETE', '/api/cohorts');
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({
      status: 405,
      code: 'METHOD_NOT_ALLOWED',
    });
    expect(reply.headers.allow).toBe('GET, HEAD, POST');
    expect((await service.send('PATCH', '/api/cohorts/aaaaaaaaaaaa/policy', {})).status).toBe(405);
  });
});

describe('on the wire', () => {
  async function raw(text: string): Promise<string> {
    if (!service.app.server.listening) await service.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = service.app.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.write(text);
    await once(socket, 'close');
    return answer;
  }

  test('what is not HTTP is answered in the same form', async () => {
    const answer = await raw('GARBAGE\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] as string)).toMatchObject({
      error: { code: 'INVALID_INPUT' },
    });
  });

  test('a body that never arrives is answered 408 and the socket is closed', async () => {
    const head =
      'POST /api/cohorts HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{';
    const answer = await raw(head);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] as string)).toMatchObject({
      error: { code: 'REQUEST_TIMEOUT' },
    });
  });
});

describe('numbers that cannot be computed with are refused before a model is built', () => {
  const solve = (score: string) => {
    const [participants, mentors] = ['p', 'm'].map((id) => [{ id }]);
    const pairs = { participant: [0], mentor: [0], score: [987] };
    const text = JSON.stringify({ format: 'mile-problem/1', participants, mentors, pairs });
    return service.send('POST', '/api/solve', text.replace('987', score), json);
  };

  test.each([
    ...['1e400', '-1e400', '1e17', '-1', '0.5', '"7"', 'null'].map((score) => [score, 'INVALID_PROBLEM']),
    ['NaN', 'INVALID_JSON'],
  ])('a score of %s', async (score, code) => {
    expect((await solve('7')).status).toBe(200);
    const reply = await solve(score);
    expect({ status: reply.status, code: errorOf(reply).code }).toEqual({ status: 400, code });
  });

  test('a weight of 1e400, -1, 10.001 or 1.00001; -0 is 0', async () => {
    const { id, version, policy } = await service.sampleCohort();
    const ask = (weight: string) => {
      const criteria = policy.criteria.map((criterion) => ({ ...criterion, weight: 987 }));
      const body = { cohortVersion: version, policy: { ...policy, criteria }, revision: 0 };
      const text = JSON.stringify(body).replaceAll('"weight":987', `"weight":${weight}`);
      return service.send('POST', `/api/cohorts/${id}/matchings`, text, json);
    };
    for (const weight of ['1e400', '-1', '10.001', '1.00001']) {
      const reply = await ask(weight);
      expect({ weight, status: reply.status, code: errorOf(reply).code }).toEqual({
        weight,
        status: 400,
        code: 'INVALID_INPUT',
      });
    }
    const [plain, negative] = [await ask('0'), await ask('-0')];
    expect(negative.status).toBe(200);
    const hash = ({ body }: { body: unknown }) => (body as { inputHash: string }).inputHash;
    expect(hash(negative)).toBe(hash(plain));
  });
});
