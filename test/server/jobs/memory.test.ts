import { expect, test } from 'vitest';
import { pairsInText, refuseToLoad, refuseWithoutMemory } from '#server/jobs/memory.ts';
import { randomProblem } from '../../support/random-problem.ts';
import type { ProblemShape } from '../../support/random-problem.ts';

const SHAPE: ProblemShape = {
  participants: 4,
  mentors: 4,
  density: 0.6,
  bestScore: 1_000_000,
  capacity: 2,
  quotas: 2,
  minima: 0.2,
  pins: 1,
  levels: ['matched', 'score'],
};

const bytesOf = (text: string) => new TextEncoder().encode(text);

test('the pairs of a problem file are counted without reading it', () => {
  const sizes: number[] = [];
  for (let seed = 1; seed <= 200; seed += 1) {
    const problem = randomProblem(seed, SHAPE);
    sizes.push(problem.pairs.score.length);
    for (const blanks of [undefined, 2])
      expect(pairsInText(bytesOf(JSON.stringify(problem, null, blanks)))).toBe(sizes.at(-1));
  }
  expect(new Set(sizes).size).toBeGreaterThan(5);
});

test('none are listed', () => {
  const problem = randomProblem(1, { ...SHAPE, density: 0 });
  expect(pairsInText(bytesOf(JSON.stringify(problem)))).toBe(0);
});

test('a text without scores has none', () => {
  for (const text of ['', '{}', '"score"', '{"score":7}']) expect(pairsInText(bytesOf(text))).toBe(0);
});

test.each(['score', '"score":[7]', 'score":[', '\\"score'])('somebody called %s hides no pair', (id) => {
  const problem = randomProblem(3, SHAPE);
  const [first, ...others] = problem.participants;
  const named = { ...problem, participants: [{ ...first, id }, ...others] };
  expect(problem.pairs.score.length).toBeGreaterThan(0);
  for (const blanks of [undefined, 2])
    expect(pairsInText(bytesOf(JSON.stringify(named, null, blanks)))).toBe(problem.pairs.score.length);
});

test('scores that are listed twice hide no pair: the list that is read is among those counted', () => {
  expect(pairsInText(bytesOf('{"pairs":{"score":[1],"score" :\n[1,2,3]}}'))).toBeGreaterThanOrEqual(3);
});

test('what does not fit is refused with the figures and a remedy', () => {
  expect(() => refuseWithoutMemory(1_000_000, 1e9)).not.toThrow();
  expect(() => refuseWithoutMemory(4_500_000, 1e9)).toThrow(
    expect.objectContaining({
      code: 'NOT_ENOUGH_MEMORY',
      message: expect.stringMatching(
        /^4,500,000 pairs need about 1\.5 GB of memory, and 1\.0 GB is left\. List fewer/,
      ),
      details: { pairs: 4_500_000, neededBytes: 1_485_000_000, availableBytes: 1e9 },
    }),
  );
});

test('a file that does not fit is refused before it is loaded', () => {
  expect(() => refuseToLoad(1e9, 1e9)).not.toThrow();
  expect(() => refuseToLoad(4e9, 1e9)).toThrow(
    expect.objectContaining({
      code: 'NOT_ENOUGH_MEMORY',
      message: expect.stringMatching(
        /^To read this problem file takes about 4\.0 GB of memory, and 1\.0 GB is left\. List/,
      ),
      details: { fileBytes: 4e9, neededBytes: 4e9, availableBytes: 1e9 },
    }),
  );
});
