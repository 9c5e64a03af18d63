import { beforeAll, describe, expect, it } from 'vitest';
import { EXACT_SCORE_LIMIT, levelsSchema } from '#solver/contract/problem.ts';
import type { Level, Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { bruteForce } from '../support/brute-force.ts';
import { oneEach } from '../support/one-each.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

const OUT_OF_RANGE = [
  [EXACT_SCORE_LIMIT + 1, 'TOO_LARGE_TO_STAY_EXACT'],
  [2 ** 31 - 1, 'TOO_LARGE_TO_STAY_EXACT'],
  [-1, 'INVALID_PROBLEM'],
  [-(2 ** 31), 'INVALID_PROBLEM'],
] as const;

/** Everybody with everybody: asked for in ways that the direct way takes, everybody or half of them, and in ways that it leaves to others. */
function everyWay(side: number): Problem[] {
  const pairs = Array.from({ length: side * side }, (_, place): [number, number, number] => {
    const [participant, mentor] = [Math.floor(place / side), place % side];
    return [participant, mentor, (participant * 7_919 + mentor * 104_729) % 1_000];
  });
  const whole = oneEach(side, side, pairs, ['matched', 'score']);
  const half = whole.mentors.map((mentor, at) => ({ ...mentor, max: at % 2 }));
  const quota = { id: 'q', sense: '<=' as const, bound: 1, pairs: [0, 1], coefficients: [1, 1] };
  return [
    whole,
    { ...whole, mentors: half },
    { ...whole, participants: [...whole.participants].reverse() },
    { ...whole, levels: ['score'] },
    { ...whole, levels: ['matched', 'leximin', 'score'] },
    { ...whole, pinned: [0] },
    { ...whole, quotas: [quota] },
  ];
}

/** The same pairs as every kind of columns. */
function everyKind({ participant, mentor }: Problem['pairs'], score: readonly number[]): Problem['pairs'][] {
  const [from, to] = [Int32Array.from(participant), Int32Array.from(mentor)];
  return [
    { participant, mentor, score },
    { participant: from, mentor: to, score },
    { participant: from, mentor: to, score: Float64Array.from(score) },
    { participant: from, mentor: to, score: Int32Array.from(score) },
    { participant: Uint16Array.from(from), mentor: Uint16Array.from(to), score: Int32Array.from(score) },
  ] as Problem['pairs'][];
}

describe('problems that cannot be solved as they are', () => {
  const good = oneEach(
    2,
    2,
    [
      [0, 0, 1],
      [1, 1, 2],
    ],
    ['matched', 'score'],
  );
  const quota = { id: 'q', sense: '<=' as const, bound: 1, pairs: [0, 1], coefficients: [1, 1] };
  const refusal = (problem: Problem, code: string) =>
    expect(() => solve(problem, { engines, engine: 'auto' })).toThrow(expect.objectContaining({ code }));

  it('refuses numbers that are not whole before an engine sees them', () => {
    for (const wrong of [NaN, 0.5, Infinity, -Infinity]) {
      refusal({ ...good, pairs: { ...good.pairs, score: Float64Array.of(1, wrong) } }, 'INVALID_PROBLEM');
      refusal({ ...good, quotas: [{ ...quota, coefficients: [1, wrong] }] }, 'INVALID_PROBLEM');
      refusal({ ...good, quotas: [{ ...quota, bound: wrong }] }, 'INVALID_PROBLEM');
      refusal(
        {
          ...good,
          mentors: [
            { id: 'm0', min: 0, max: wrong },
            { id: 'm1', min: 0, max: 1 },
          ],
        },
        'INVALID_PROBLEM',
      );
    }
  });

  it('refuses what is listed twice, which would end the memory of GLPK', () => {
    refusal({ ...good, quotas: [{ ...quota, pairs: [1, 1] }] }, 'INVALID_PROBLEM');
    refusal({ ...good, quotas: [quota, quota] }, 'INVALID_PROBLEM');
    refusal({ ...good, pairs: { participant: [0, 0], mentor: [1, 1], score: [1, 2] } }, 'INVALID_PROBLEM');
    refusal(
      { ...good, mentors: [good.mentors[0], good.mentors[0]] as Problem['mentors'] },
      'INVALID_PROBLEM',
    );
  });

  it('refuses levels that no file may have, also with nobody to match', () => {
    const wrong: Level[][] = [
      [],
      ['weakest', 'matched'],
      ['leximin'],
      ['score', 'weakest'],
      ['matched', 'score', 'matched'],
    ];
    const alone = { ...good, pairs: { participant: [], mentor: [], score: [] } };
    for (const levels of wrong) {
      expect(levelsSchema.safeParse(levels).success).toBe(false);
      for (const problem of [good, alone, { ...good, quotas: [quota] }])
        refusal({ ...problem, levels }, 'INVALID_PROBLEM');
    }
  });

  it('refuses indices that point at nothing', () => {
    refusal({ ...good, pinned: [2] }, 'INVALID_PROBLEM');
    refusal({ ...good, quotas: [{ ...quota, pairs: [0, 9] }] }, 'INVALID_PROBLEM');
    refusal({ ...good, pairs: { ...good.pairs, mentor: [0, -1] } }, 'INVALID_PROBLEM');
  });

  it('refuses scores beyond the limit, and coefficients whose total whole numbers cannot hold', () => {
    const huge = 2 ** 52 + 1;
    refusal(
      { ...good, pairs: { ...good.pairs, score: [EXACT_SCORE_LIMIT + 1, 1] } },
      'TOO_LARGE_TO_STAY_EXACT',
    );
    refusal({ ...good, quotas: [{ ...quota, coefficients: [huge, -huge] }] }, 'TOO_LARGE_TO_STAY_EXACT');
  });

  it('refuses such scores in 32-bit columns as well, whichever way would read them', () => {
    const columns = (score: number[]) => ({
      participant: Int32Array.from(good.pairs.participant),
      mentor: Int32Array.from(good.pairs.mentor),
      score: Int32Array.from(score),
    });
    const pinned = { ...good, pinned: [0] };
    for (const problem of [good, pinned, { ...good, quotas: [quota] }, { ...good, levels: ['score'] }]) {
      for (const score of [EXACT_SCORE_LIMIT + 1, 2 ** 31 - 1])
        refusal({ ...problem, pairs: columns([score, 1]) } as Problem, 'TOO_LARGE_TO_STAY_EXACT');
      for (const score of [-1, -(2 ** 31)])
        refusal({ ...problem, pairs: columns([1, score]) } as Problem, 'INVALID_PROBLEM');
    }
  });

  it.each([
    ['the first', 0],
    ['one in the middle', 20_100],
    ['the last', 39_999],
  ])(
    'refuses %s of 40,000 scores that is out of range, in every column, whichever way would read it',
    (_, place) => {
      for (const problem of everyWay(200)) {
        for (const [wrong, code] of OUT_OF_RANGE) {
          const score = Array.from(problem.pairs.score).with(place, wrong);
          for (const pairs of everyKind(problem.pairs, score)) refusal({ ...problem, pairs }, code);
        }
      }
    },
  );

  it('stays exact up to the limit', () => {
    const problem = oneEach(
      2,
      2,
      [
        [0, 0, EXACT_SCORE_LIMIT],
        [0, 1, EXACT_SCORE_LIMIT - 1],
        [1, 0, EXACT_SCORE_LIMIT - 2],
        [1, 1, EXACT_SCORE_LIMIT - 2],
      ],
      ['matched', 'score'],
    );
    const score = bruteForce(problem)?.score;
    expect(solve(problem, { engines, engine: 'auto' })).toMatchObject({
      score,
      pairs: [
        [0, 0],
        [1, 1],
      ],
    });
  });
});
