import { afterAll, beforeAll, expect, test } from 'vitest';
import { storedProblemSchema } from '#solver/contract/api/problems.ts';
import type { StoredProblem } from '#solver/contract/api/problems.ts';
import { outcomeSchema } from '#solver/contract/outcome.ts';
import type { Outcome } from '#solver/contract/outcome.ts';
import { bringProblem } from '../../support/bring-problem.ts';
import { followEvents } from '../../support/follow-events.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';
import { hardProblem } from '../../support/hard-problem.ts';
import { sparseProblem } from '../../support/sparse-problem.ts';

let service: InProcessService;
let origin: string;
beforeAll(async () => {
  service = await startInProcess();
  origin = await service.listen();
});
afterAll(() => service.close());

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = async (id: string) =>
  storedProblemSchema.parse((await service.send('GET', `/api/problems/${id}`)).body);
const fileOf = async (id: string, file: 'problem' | 'result') =>
  (await service.send('GET', `/api/problems/${id}/${file}.json`)).text;
const withoutTimes = (outcome: Outcome) => ({ ...outcome, timings: undefined });

async function bring(text: string, partBytes?: number): Promise<StoredProblem> {
  const { id } = await bringProblem(origin, bytesOf(text), partBytes === undefined ? {} : { partBytes });
  await expect.poll(async () => (await read(id)).status).toMatch(/done|failed/);
  return read(id);
}
const begin = async () =>
  storedProblemSchema.parse((await service.send('POST', '/api/problems', { name: 'x' })).body);
const putPart = (id: string, part: number | string, text: string) =>
  service.send('PUT', `/api/problems/${id}/parts/${part}`, Buffer.from(text), {
    'content-type': 'application/octet-stream',
  });

test('a file that came in parts gives what it gives at once, with the verdict of the checker; both files can be had', async () => {
  const problem = sparseProblem(400, 8, 3);
  const text = JSON.stringify(problem, null, 1);
  const stored = await bring(text, 7_919);
  const { answer } = stored;
  expect(stored).toMatchObject({ status: 'done', bytes: text.length, error: null });
  expect(answer).toMatchObject({
    status: 'optimal',
    participants: 400,
    mentors: 400,
    pairs: 3_200,
    quotas: 0,
  });
  expect(answer?.verification).toMatchObject({ feasible: true, proven: true, reason: null });
  expect(await fileOf(stored.id, 'problem')).toBe(text);
  const result = outcomeSchema.parse(JSON.parse(await fileOf(stored.id, 'result')));
  const atOnce = outcomeSchema.parse((await service.send('POST', '/api/solve', problem)).body);
  expect(withoutTimes(result)).toEqual(withoutTimes(atOnce));
  expect('pairs' in result && [result.matched, result.score]).toEqual([answer?.matched, answer?.score]);
  const listed = storedProblemSchema.array().parse((await service.send('GET', '/api/problems')).body);
  expect(listed.find(({ id }) => id === stored.id)).toEqual(stored);
});

test('quotas, pins, limits, levels and names of any letters come through', async () => {
  const problem = {
    format: 'mile-problem/1',
    levels: ['matched', 'weakest', 'score'],
    pinned: [1],
    quotas: [{ id: 'q', sense: '<=', bound: 1, pairs: [0, 2], coefficients: [1, 1] }],
    participants: [{ id: 'Zoë “p”' }, { id: '李' }],
    mentors: [{ id: 'm', min: 1, max: 2 }, { id: 'n' }],
    pairs: { score: [7, 3, 5], participant: [0, 0, 1], mentor: [0, 1, 0] },
  };
  // Parts end within letters.
  const stored = await bring(JSON.stringify(problem), 5);
  const result = outcomeSchema.parse(JSON.parse(await fileOf(stored.id, 'result')));
  const atOnce = outcomeSchema.parse((await service.send('POST', '/api/solve', problem)).body);
  expect(withoutTimes(result)).toEqual(withoutTimes(atOnce));
  expect(stored.answer).toMatchObject({ status: 'optimal', matched: 2, score: 8, quotas: 1 });
});

test('who follows a search is told of its best so far, and of its removal', async () => {
  const { id } = await bringProblem(origin, bytesOf(JSON.stringify(hardProblem())));
  const url = `${origin}/api/problems/${id}`;
  const told = await followEvents<StoredProblem>(url, ({ now }) => now.progress !== null);
  for (const { now } of told) storedProblemSchema.parse(now);
  expect(told.at(-1)).toMatchObject({ name: 'now', now: { status: 'running', progress: { matched: 100 } } });
  // What is begun in the Lab meanwhile does not wait for its end.
  const shape = { programme: 'minnesota', seed: 1, capacity: null, quotas: 'none' };
  const size = { participants: 5, mentors: 5 };
  const study = await service.send('POST', '/api/lab/studies', { shape, size, cohorts: 1 });
  expect(study.status, study.text).toBe(201);
  // Whoever asks after the removal hears of nothing.
  const hears = Promise.withResolvers<string>();
  const rest = followEvents(url, ({ name }) => (hears.resolve(name), false));
  await Promise.race([hears.promise, rest]);
  expect((await service.send('DELETE', `/api/problems/${id}`)).status).toBe(200);
  expect((await rest).at(-1)?.name).toMatch(/end|bye/);
});

test('a problem that nothing can keep is told as such, with its proof', async () => {
  const problem = {
    ...sparseProblem(2, 1, 1),
    participants: [1, 2].map((id) => ({ id: `p${id}`, min: 2, max: 2 })),
  };
  const { answer } = await bring(JSON.stringify(problem));
  expect(answer).toMatchObject({ status: 'infeasible', matched: null, verification: { proven: true } });
});

const HEAD = '"format":"mile-problem/1","participants":[{"id":"p"}],"mentors":[{"id":"m"}]';
test.each([
  ['no JSON', '{"format"', 'INVALID_JSON'],
  ['nothing after its beginning', `{${HEAD},"pairs":{"participant":[0`, 'INVALID_JSON'],
  [
    'a second file behind it',
    `{${HEAD},"pairs":{"participant":[],"mentor":[],"score":[]}}{}`,
    'INVALID_JSON',
  ],
  [
    'a word among the pairs',
    `{${HEAD},"pairs":{"participant":["0"],"mentor":[0],"score":[1]}}`,
    'INVALID_PROBLEM',
  ],
  [
    'a list among the pairs',
    `{${HEAD},"pairs":{"participant":[[0]],"mentor":[0],"score":[1]}}`,
    'INVALID_PROBLEM',
  ],
  ['a comma too many', `{${HEAD},"pairs":{"participant":[0,],"mentor":[0],"score":[1]}}`, 'INVALID_PROBLEM'],
  ['half a point', `{${HEAD},"pairs":{"participant":[0],"mentor":[0],"score":[0.5]}}`, 'INVALID_PROBLEM'],
  ['minus nothing', `{${HEAD},"pairs":{"participant":[-0],"mentor":[0],"score":[1]}}`, 'INVALID_PROBLEM'],
  [
    'too high a score',
    `{${HEAD},"pairs":{"participant":[0],"mentor":[0],"score":[1000001]}}`,
    'INVALID_PROBLEM',
  ],
  [
    'somebody who is not there',
    `{${HEAD},"pairs":{"participant":[1],"mentor":[0],"score":[1]}}`,
    'INVALID_PROBLEM',
  ],
  ['a pair twice', `{${HEAD},"pairs":{"participant":[0,0],"mentor":[0,0],"score":[1,1]}}`, 'INVALID_PROBLEM'],
  [
    'columns of unlike length',
    `{${HEAD},"pairs":{"participant":[0],"mentor":[0],"score":[]}}`,
    'INVALID_PROBLEM',
  ],
  [
    'a column twice',
    `{${HEAD},"pairs":{"participant":[0],"participant":[0],"mentor":[0],"score":[1]}}`,
    'INVALID_PROBLEM',
  ],
  ['no scores', `{${HEAD},"pairs":{"participant":[],"mentor":[]}}`, 'INVALID_PROBLEM'],
  [
    'a key that nobody knows',
    `{${HEAD},"pairs":{"participant":[],"mentor":[],"score":[]},"more":1}`,
    'INVALID_PROBLEM',
  ],
])('a file with %s fails with a sentence, and quotes nobody', async (_, text, code) => {
  const { status, error, answer } = await bring(text);
  expect({ status, code: error?.code, answer }).toEqual({ status: 'failed', code, answer: null });
  expect(error?.message).toMatch(/\. .*\.$/s);
});

test('a file is handed over whole or not at all, and once', async () => {
  const { id, status } = await begin();
  expect(status).toBe('arriving');
  const text = JSON.stringify(sparseProblem(3, 2, 1));
  const solve = (parts: number) => service.send('POST', `/api/problems/${id}/solve`, { parts });
  expect((await putPart(id, 1, text.slice(50))).status).toBe(200);
  expect(errorOf(await solve(2))).toMatchObject({ code: 'INVALID_INPUT', details: { arrived: 1, parts: 2 } });
  expect((await putPart(id, 0, 'a slip')).status).toBe(200);
  expect((await putPart(id, 0, text.slice(0, 50))).status).toBe(200);
  expect(errorOf(await solve(1)).code).toBe('INVALID_INPUT');
  expect((await service.send('GET', `/api/problems/${id}/problem.json`)).status).toBe(404);
  expect((await solve(2)).status).toBe(202);
  expect(errorOf(await solve(2)).code).toBe('STALE_VERSION');
  expect(errorOf(await putPart(id, 1, text)).code).toBe('STALE_VERSION');
  await expect.poll(async () => (await read(id)).status).toBe('done');
});

test('what is removed is gone, also while it is worked on', async () => {
  const { id } = await bringProblem(origin, bytesOf(JSON.stringify(sparseProblem(20_000, 10, 1))));
  expect((await service.send('DELETE', `/api/problems/${id}`)).status).toBe(200);
  for (const path of ['', '/problem.json', '/result.json'])
    expect((await service.send('GET', `/api/problems/${id}${path}`)).status).toBe(404);
  expect(errorOf(await service.send('DELETE', `/api/problems/${id}`)).code).toBe('NOT_FOUND');
  // The next one has its turn.
  expect((await bring(JSON.stringify(sparseProblem(3, 2, 1)))).status).toBe('done');
  expect(await service.store.problems.extentOf(id, 'result')).toEqual({ parts: 0, last: -1, bytes: 0 });
});

const GIB = 1024 ** 3;
/** A part that says of itself to have been so large. */
const putLarge = (id: string, bytes: number) =>
  service.store.problems.putPart(id, 'problem', 0, { packed: new Uint8Array(), bytes });

test('a file that does not fit into memory is refused before it is loaded', async () => {
  const { id } = await begin();
  await putLarge(id, 1e15);
  expect((await service.send('POST', `/api/problems/${id}/solve`, { parts: 1 })).status).toBe(202);
  await expect.poll(async () => (await read(id)).status).toBe('failed');
  const { error } = await read(id);
  expect(error?.code).toBe('NOT_ENOUGH_MEMORY');
  expect(error?.message).toMatch(/ 1000000\.0 GB of memory, and .* is left\. List fewer pairs/);
  expect((await service.send('DELETE', `/api/problems/${id}`)).status).toBe(200);
});

test('of all files together so much is kept, and the next part is refused until some are removed', async () => {
  const [former, next] = [await begin(), await begin()];
  await putLarge(former.id, 8 * GIB);
  const reply = await putPart(next.id, 0, '{}');
  expect([reply.status, errorOf(reply).code]).toEqual([507, 'STORAGE_FULL']);
  expect(errorOf(reply).message).toMatch(/8 GiB together.*Remove some/);
  expect((await read(next.id)).bytes).toBe(0);
  expect((await service.send('DELETE', `/api/problems/${former.id}`)).status).toBe(200);
  expect((await putPart(next.id, 0, '{}')).status).toBe(200);
});

test('parts are removed a few at a time, and whoever was killed in the middle leaves the rest to the next', async () => {
  const { id } = await begin();
  const other = await begin();
  for (const one of [id, other.id]) for (let part = 0; part < 40; part += 1) await putPart(one, part, 'x');
  const { problems } = service.store;
  const left = async (one: string) => (await problems.extentOf(one, 'problem')).parts;
  expect(await problems.removeSomeParts(id, 'result')).toBe(false);
  expect(await problems.removeSomeParts(id, 'problem')).toBe(true);
  expect(await left(id)).toBeGreaterThan(0);
  expect(await left(id)).toBeLessThan(40);
  // What is left is no whole file.
  const handed = await service.send('POST', `/api/problems/${id}/solve`, { parts: await left(id) });
  expect(errorOf(handed).code).toBe('INVALID_INPUT');
  expect((await service.send('DELETE', `/api/problems/${id}`)).status).toBe(200);
  expect([await left(id), await left(other.id)]).toEqual([0, 40]);
  expect((await service.send('GET', `/api/problems/${id}`)).status).toBe(404);
});

test('twenty are kept, the oldest go first', async () => {
  const first = await begin();
  for (let more = 0; more < 20; more += 1) await begin();
  const listed = (await service.send('GET', '/api/problems')).body as StoredProblem[];
  expect(listed).toHaveLength(20);
  expect((await service.send('GET', `/api/problems/${first.id}`)).status).toBe(404);
});

test('nonsense is refused', async () => {
  const { id } = await begin();
  expect((await putPart(id, 4_096, 'x')).status).toBe(400);
  expect((await putPart(id, 'x', 'x')).status).toBe(400);
  const empty = errorOf(await service.send('PUT', `/api/problems/${id}/parts/0`));
  expect(empty).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringMatching(/octet-stream/) });
  expect(errorOf(await putPart(id, 0, 'x'.repeat(1024 * 1024 + 1))).code).toBe('BODY_TOO_LARGE');
  expect(errorOf(await putPart('no-such-problem', 0, 'x')).code).toBe('NOT_FOUND');
  expect((await service.send('POST', '/api/problems', { name: ' ' })).status).toBe(400);
  expect((await service.send('POST', `/api/problems/${id}/solve`, { parts: 0 })).status).toBe(400);
});
