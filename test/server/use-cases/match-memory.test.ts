import { expect, test } from 'vitest';
import { MileError } from '#solver/contract/errors.ts';
import type { Watch } from '#server/jobs/job-pool.ts';
import type { MatchAnswer } from '#server/jobs/solver-tasks.ts';
import { MatchMemory } from '#server/use-cases/match-memory.ts';

const DEADLINE = { deadlineMs: 10_000 };

/** A search that goes on until it is stopped, and how often one was begun. */
function searching() {
  const begun: Watch[] = [];
  const solve = (watch: Watch) => {
    begun.push(watch);
    return new Promise<MatchAnswer>((resolve) => {
      const end = () => resolve({ status: 'feasible', matching: 'best so far', outcome: '' });
      if (watch.stop?.aborted) end();
      else watch.stop?.addEventListener('abort', end);
    });
  };
  return { solve, begun };
}

test('who asks alone stops their own search and nobody else’s, and what they stopped is shown to nobody', async () => {
  const memory = new MatchMemory();
  const { solve, begun } = searching();
  const [members, observers] = [new AbortController(), new AbortController()];
  let isAnswered = false;
  const member = memory.answer('question', { ...DEADLINE, stop: members.signal }, solve);
  void member.then(() => (isAnswered = true));
  const observer = memory.answer('question', { ...DEADLINE, stop: observers.signal, isAlone: true }, solve);
  expect(begun).toHaveLength(2);

  observers.abort();
  expect((await observer).status).toBe('feasible');
  expect(isAnswered).toBe(false);
  expect(begun[0]?.stop?.aborted).toBe(false);

  // Whoever asks now joins the member's search: the observer's answer was not kept.
  const colleague = memory.answer('question', DEADLINE, solve);
  expect(begun).toHaveLength(2);
  members.abort();
  expect(await colleague).toBe(await member);
});

test('who asks alone is answered from memory too', async () => {
  const memory = new MatchMemory();
  const proven: MatchAnswer = { status: 'optimal', matching: '{}', outcome: '{}' };
  await memory.answer('question', DEADLINE, () => Promise.resolve(proven));
  const again = memory.answer('question', { ...DEADLINE, isAlone: true }, () =>
    Promise.reject(new Error('asked')),
  );
  expect(await again).toBe(proven);
});

test('who looks on is told the better of two matches without proof, and what was known where the search is stopped', async () => {
  const memory = new MatchMemory();
  const found = (relativeGap: number): MatchAnswer => ({
    status: 'feasible',
    matching: JSON.stringify({ relativeGap }),
    outcome: '',
  });
  const first = await memory.answer('question', DEADLINE, () => Promise.resolve(found(0.1)));
  const remembered = memory.answer('question', DEADLINE, () => Promise.reject(new Error('asked')));
  expect(await remembered).toBe(first);

  const on = { ...DEADLINE, looksOn: true } as const;
  expect(await memory.answer('question', on, () => Promise.resolve(found(0.2)))).toBe(first);
  const stop = () => Promise.reject(new MileError('STOPPED', 'before there was a match'));
  expect(await memory.answer('question', on, stop)).toBe(first);
  const nearer = { ...found(0.05), outcome: 'the nearer one' };
  const begunFrom: (string | undefined)[] = [];
  const goOn = (_: Watch, from?: string) => {
    begunFrom.push(from);
    return Promise.resolve(nearer);
  };
  expect(await memory.answer('question', on, goOn)).toBe(nearer);
  await memory.answer('question', on, goOn);
  expect(begunFrom, 'each search goes on from the best that is known').toEqual(['', 'the nearer one']);
  expect(await memory.answer('question', DEADLINE, stop)).toBe(nearer);
});

test('who asks alone and leaves ends the search', async () => {
  const memory = new MatchMemory();
  const { solve, begun } = searching();
  const gone = new AbortController();
  const answer = memory.answer('question', { ...DEADLINE, gone: gone.signal, isAlone: true }, solve);
  gone.abort();
  await answer;
  expect(begun[0]?.stop?.aborted).toBe(true);
});
