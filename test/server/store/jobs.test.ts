import { expect, test } from 'vitest';
import type { Claim } from '#server/store/jobs.ts';
import { onEachStore } from '../../support/stores.ts';

const ROBUST = { id: 'job-1', kind: 'opinion', askJson: '{"a":1}', pieces: 3 } as const;

onEachStore('jobs', (newPlace) => {
  const newJobs = async () => (await (await newPlace()).open()).jobs;

  test('a job is kept once, with its pieces, and stays as it was asked', async () => {
    const jobs = await newJobs();
    expect(await jobs.add({ ...ROBUST, input: 'long' })).toBe(true);
    expect(await jobs.add({ ...ROBUST, askJson: '{"a":2}', pieces: 1 })).toBe(false);
    expect({ ...(await jobs.get('job-1')) }).toMatchObject({
      kind: 'opinion',
      status: 'waiting',
      askJson: '{"a":1}',
      pieces: 3,
      cohortId: null,
      resultJson: null,
    });
    expect(await jobs.inputOf('job-1')).toBe('long');
    expect((await jobs.waiting()).map(({ job, piece }) => [job, piece])).toEqual([
      ['job-1', 0],
      ['job-1', 1],
      ['job-1', 2],
    ]);
    expect(await jobs.countUnfinished('opinion')).toBe(1);
    expect(await jobs.countUnfinished('lab')).toBe(0);
  });

  test('of two who hold a piece the later one alone may write', async () => {
    const jobs = await newJobs();
    await jobs.add(ROBUST);
    const key = { job: 'job-1', piece: 1 };
    const slow = (await jobs.claim(key, 'slow')) as Claim;
    expect((await jobs.get('job-1'))?.status).toBe('running');
    const next = (await jobs.claim(key, 'next')) as Claim;
    expect([slow.attempt, next.attempt, next.tries]).toEqual([1, 2, 2]);
    expect([await jobs.holds(slow), await jobs.holds(next)]).toEqual([false, true]);
    expect(await jobs.finish(slow, '"slow"')).toBe(false);
    expect(await jobs.done('job-1')).toEqual([]);
    expect(await jobs.finish(next, '"next"')).toBe(true);
    expect(await jobs.finish(next, '"again"')).toBe(false);
    expect(await jobs.finish(slow, '"slow"')).toBe(false);
    expect((await jobs.done('job-1')).map(({ piece, resultJson }) => [piece, resultJson])).toEqual([
      [1, '"next"'],
    ]);
    expect(await jobs.claim(key, 'third')).toBeUndefined();
  });

  test('of many who take the same piece at once each has an attempt of its own', async () => {
    const jobs = await newJobs();
    await jobs.add(ROBUST);
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, who) => jobs.claim({ job: 'job-1', piece: 0 }, `worker ${who}`)),
    );
    const attempts = claims.map((claim) => claim?.attempt ?? 0).sort((a, b) => a - b);
    expect(attempts).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const written = await Promise.all(claims.map((claim, who) => jobs.finish(claim as Claim, String(who))));
    expect(written.filter(Boolean)).toHaveLength(1);
  });

  test('a piece that is handed back counts no failure, and its attempt is not given again', async () => {
    const jobs = await newJobs();
    await jobs.add(ROBUST);
    const key = { job: 'job-1', piece: 0 };
    const first = (await jobs.claim(key, 'a')) as Claim;
    await jobs.handBack(first);
    const second = (await jobs.claim(key, 'b')) as Claim;
    expect(second).toEqual({ ...key, attempt: 2, tries: 1 });
    // Who handed it back before cannot do so for another.
    await jobs.handBack(first);
    expect((await jobs.claim(key, 'c'))?.tries).toBe(2);
  });

  test('a job that was stopped takes nothing more, and ends once', async () => {
    const jobs = await newJobs();
    await jobs.add(ROBUST);
    const held = (await jobs.claim({ job: 'job-1', piece: 0 }, 'a')) as Claim;
    expect(await jobs.end('job-1', 'stopped', null)).toBe(true);
    expect(await jobs.finish(held, '1')).toBe(false);
    expect(await jobs.claim({ job: 'job-1', piece: 2 }, 'a')).toBeUndefined();
    expect(await jobs.end('job-1', 'done', '1')).toBe(false);
    expect((await jobs.get('job-1'))?.status).toBe('stopped');
    expect(await jobs.waiting()).toEqual([]);
  });

  test('what is done but not put together waits to be, and nothing else of it', async () => {
    const jobs = await newJobs();
    await jobs.add(ROBUST);
    for (const piece of [0, 2]) {
      const claim = (await jobs.claim({ job: 'job-1', piece }, 'a')) as Claim;
      await jobs.finish(claim, String(piece));
    }
    expect((await jobs.waiting('job-1')).map(({ piece }) => piece)).toEqual([1]);
    const last = (await jobs.claim({ job: 'job-1', piece: 1 }, 'a')) as Claim;
    await jobs.finish(last, '1');
    expect((await jobs.waiting('job-1')).map(({ piece }) => piece)).toEqual([2]);
    expect(await jobs.countDone('job-1')).toBe(3);
    await jobs.end('job-1', 'done', '"all"');
    expect(await jobs.waiting('job-1')).toEqual([]);
    expect((await jobs.get('job-1'))?.resultJson).toBe('"all"');
  });

  test('of those that have ended the newest are kept; those under way always', async () => {
    const jobs = await newJobs();
    for (const id of ['one', 'two', 'three']) await jobs.add({ ...ROBUST, id });
    for (const id of ['one', 'three']) await jobs.end(id, 'done', null);
    await jobs.keepNewest('opinion', 1);
    const kept = await Promise.all(['one', 'two', 'three'].map((id) => jobs.get(id)));
    expect(kept[1]?.status).toBe('waiting');
    expect(kept.filter((job) => job?.status === 'done')).toHaveLength(1);
    await jobs.keepNewest('opinion', 0);
    expect(await jobs.get('two')).toBeDefined();
    expect(await jobs.countUnfinished('opinion')).toBe(1);
  });
});
