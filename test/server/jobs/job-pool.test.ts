import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { JobPool } from '#server/jobs/job-pool.ts';
import type { Fault } from '#server/jobs/job-pool.ts';
import { BACKGROUND } from '#server/jobs/lanes.ts';
import type { Lane } from '#server/jobs/lanes.ts';
import { monotonicMs } from '#server/jobs/monotonic.ts';
import type { FaultyTasks } from '../../support/faulty-worker.ts';

const WORKER = fileURLToPath(new URL('../../support/faulty-worker.ts', import.meta.url));

function startPool(
  options: {
    filename?: string;
    maxThreads?: number;
    maxQueue?: number;
    maxOldGenerationSizeMb?: number;
    lane?: Lane;
  } = {},
) {
  const faults: Fault[] = [];
  const pool = new JobPool<FaultyTasks>({
    filename: WORKER,
    maxThreads: 1,
    onFault: (fault) => faults.push(fault),
    ...options,
  });
  onTestFinished(() => pool.destroy());
  return { pool, faults };
}

const soon = () => monotonicMs() + 100_000;

describe('a fault of a worker stays in the worker', () => {
  const faults = [
    { kind: 'throw', task: { secret: 'Ana Lopez' }, cause: 'TypeError' },
    { kind: 'reject', task: { secret: 'Ana Lopez' }, cause: 'RangeError' },
    { kind: 'exit', task: {}, cause: 'the thread ended itself' },
    { kind: 'memory', task: {}, cause: 'out of memory' },
    { kind: 'abort', task: {}, cause: 'RuntimeError' },
  ] as const;

  test.each(faults)(
    '$kind: its task fails with the cause, the next one works',
    async ({ kind, task, cause }) => {
      const { pool, faults: seen } = startPool({ maxOldGenerationSizeMb: 64 });
      await expect(pool.run(kind, task as never, soon())).rejects.toMatchObject({
        code: 'WORKER_FAILED',
        details: { cause },
      });
      expect(seen).toEqual([{ task: kind, cause }]);
      await expect(pool.run('echo', { text: 'still here' }, soon())).resolves.toBe('still here');
    },
  );

  test('an endless loop is ended at its deadline', async () => {
    const { pool, faults: seen } = startPool();
    await pool.run('echo', { text: 'warm' }, soon());
    await expect(pool.run('loop', {}, monotonicMs() + 200)).rejects.toMatchObject({ code: 'DEADLINE' });
    expect(seen).toEqual([{ task: 'loop', cause: 'deadline' }]);
    await expect(pool.run('echo', { text: 'still here' }, soon())).resolves.toBe('still here');
  });

  test('tasks that waited behind a fault are done by the next thread', async () => {
    const { pool } = startPool();
    const failing = pool.run('exit', {}, soon());
    const waiting = ['a', 'b', 'c'].map((text) => pool.run('echo', { text }, soon()));
    await expect(failing).rejects.toMatchObject({ code: 'WORKER_FAILED' });
    await expect(Promise.all(waiting)).resolves.toEqual(['a', 'b', 'c']);
  });

  test('what the log is told holds nothing of the task', async () => {
    const { pool, faults: seen } = startPool();
    await expect(pool.run('throw', { secret: 'Ana Lopez' }, soon())).rejects.not.toThrow(/Ana/);
    expect(JSON.stringify(seen)).not.toContain('Ana');
  });
});

test('an error that the worker means keeps its code, sentence and details', async () => {
  const { pool, faults } = startPool();
  await expect(pool.run('refuse', { value: 7 }, soon())).rejects.toMatchObject({
    code: 'TOO_LARGE_TO_STAY_EXACT',
    message: '7 is too large.',
    details: { value: 7 },
  });
  expect(faults).toEqual([]);
});

test('one task more than may wait is refused at once, and the others are answered', async () => {
  const { pool } = startPool({ maxQueue: 3 });
  const cell = new SharedArrayBuffer(4);
  const running = pool.run('wait', { cell }, soon());
  const waiting = ['a', 'b', 'c'].map((text) => pool.run('echo', { text }, soon()));
  await expect(pool.run('echo', { text: 'd' }, soon())).rejects.toMatchObject({ code: 'BUSY' });
  Atomics.store(new Int32Array(cell), 0, 1);
  Atomics.notify(new Int32Array(cell), 0);
  await expect(running).resolves.toBe('released');
  await expect(Promise.all(waiting)).resolves.toEqual(['a', 'b', 'c']);
  await expect(pool.run('echo', { text: 'd' }, soon())).resolves.toBe('d');
});

test('a task that is still waiting at its deadline is refused, and the one before it ends well', async () => {
  const { pool } = startPool();
  const cell = new SharedArrayBuffer(4);
  const running = pool.run('wait', { cell }, soon());
  await expect(pool.run('echo', { text: 'late' }, monotonicMs() + 50)).rejects.toMatchObject({
    code: 'DEADLINE',
  });
  Atomics.store(new Int32Array(cell), 0, 1);
  Atomics.notify(new Int32Array(cell), 0);
  await expect(running).resolves.toBe('released');
});

describe('a task that is watched', () => {
  test('tells of its progress in order, and gives the best it has when it is stopped; its thread goes on', async () => {
    const { pool, faults } = startPool();
    const stop = new AbortController();
    const told: string[] = [];
    const answer = await pool.run('search', { steps: 500 }, soon(), {
      stop: stop.signal,
      onProgress(text) {
        told.push(text);
        if (text === 'step 500') stop.abort();
      },
    });
    const steps = Array.from({ length: 500 }, (_, index) => `step ${index + 1}`);
    expect(told).toEqual([...steps, 'the last one']);
    expect(answer.best).toBe('the last one');
    await expect(pool.run('whoami', {}, soon())).resolves.toBe(answer.thread);
    expect(faults).toEqual([]);
  });

  test('and was stopped before it came is not begun', async () => {
    const { pool, faults } = startPool();
    const stop = AbortSignal.abort();
    await expect(pool.run('loop', {}, soon(), { stop })).rejects.toMatchObject({ code: 'STOPPED' });
    expect(faults).toEqual([]);
  });

  test('and does not obey is ended with its thread, and the next one works', async () => {
    const { pool, faults } = startPool();
    const before = await pool.run('whoami', {}, soon());
    const stop = new AbortController();
    const answer = pool.run('deaf', {}, soon(), { stop: stop.signal, onProgress: () => stop.abort() });
    const after = pool.run('whoami', {}, soon());
    await expect(answer).rejects.toMatchObject({ code: 'STOPPED' });
    await expect(after).resolves.not.toBe(before);
    expect(faults).toEqual([{ task: 'deaf', cause: 'stopped' }]);
  });

  test('and is stopped while it waits is taken back; the one before it is not touched', async () => {
    const { pool, faults } = startPool();
    const cell = new SharedArrayBuffer(4);
    const running = pool.run('wait', { cell }, soon());
    const stop = new AbortController();
    const waiting = pool.run('echo', { text: 'never' }, soon(), { stop: stop.signal });
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'STOPPED' });
    Atomics.store(new Int32Array(cell), 0, 1);
    Atomics.notify(new Int32Array(cell), 0);
    await expect(running).resolves.toBe('released');
    expect(faults).toEqual([]);
  });
});

test('a pool is idle once the last task is answered', async () => {
  const { pool } = startPool();
  await pool.idle();
  let answered = 0;
  const count = () => (answered += 1);
  const answers = ['a', 'b', 'c'].map((text) => pool.run('echo', { text }, soon()).then(count));
  await pool.idle();
  await Promise.all(answers);
  expect(answered).toBe(3);
});

test('a pool for the background starts a thread for its task, and another after that one was lost', async () => {
  const { pool } = startPool({ lane: BACKGROUND });
  await expect(pool.run('echo', { text: 'first' }, soon())).resolves.toBe('first');
  await expect(pool.run('loop', {}, monotonicMs() + 200)).rejects.toMatchObject({ code: 'DEADLINE' });
  await expect(pool.run('echo', { text: 'second' }, soon())).resolves.toBe('second');
});

test.each(['unloadable-worker', 'exiting-worker'])(
  'where no thread can start, every task fails at once with the fault that it is: %s',
  async (name) => {
    const filename = fileURLToPath(new URL(`../../support/${name}.ts`, import.meta.url));
    for (const maxThreads of [1, 2]) {
      const { pool, faults } = startPool({ filename, maxThreads });
      const ask = (text: string) => pool.run('echo', { text }, soon());
      const failed = { status: 'rejected', reason: { code: 'WORKER_FAILED' } };
      const together = await Promise.allSettled(['a', 'b', 'c', 'd'].map(ask));
      expect(together).toMatchObject([failed, failed, failed, failed]);
      expect(await Promise.allSettled([ask('later')])).toMatchObject([failed]);
      expect(faults.filter(({ task }) => task === 'echo')).toHaveLength(5);
    }
  },
);
