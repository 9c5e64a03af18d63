import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { problemSchema, EXACT_SCORE_LIMIT } from '#solver/contract/problem.ts';
import { levelsSchema } from '#solver/contract/problem.ts';
import type { Level, Problem } from '#solver/contract/problem.ts';
import { outcomeSchema } from '#solver/contract/outcome.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { bruteForce } from '../support/brute-force.ts';
import { smallProblem } from '../support/random-problem.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

function instance(name: string): Problem {
  return problemSchema.parse(
    JSON.parse(readFileSync(new URL(`../instances/${name}`, import.meta.url), 'utf8')),
  );
}

/** Everybody may take one; pairs as [participant, mentor, score]. */
function problemOf(
  participants: number,
  mentors: number,
  pairs: [number, number, number][],
  levels: Level[],
): Problem {
  return {
    format: 'mile-problem/1',
    participants: Array.from({ length: participants }, (_, index) => ({ id: `p${index}`, min: 0, max: 1 })),
    mentors: Array.from({ length: mentors }, (_, index) => ({ id: `m${index}`, min: 0, max: 1 })),
    pairs: {
      participant: pairs.map(([participant]) => participant),
      mentor: pairs.map(([, mentor]) => mentor),
      score: pairs.map(([, , score]) => score),
    },
    quotas: [],
    pinned: [],
    levels,
  };
}

describe.each(['auto', 'flow', 'glpk', 'highs'] as const)('without quotas, by %s', (engine) => {
  it.each([
    ['orlib-assign100.json', 100, 9_695],
    ['bids-31x54.json', 162, 497],
  ])('finds and proves the known best of %s', (name, matched, score) => {
    const outcome = solve(instance(name), { engines, engine });
    expect(outcome).toMatchObject({
      status: 'optimal',
      matched,
      score,
      bound: { matched, score },
      relativeGap: 0,
      engine: engine === 'auto' ? 'flow' : engine,
    });
    expect(outcomeSchema.safeParse(outcome).success).toBe(true);
  });
});

describe.each(['auto', 'glpk', 'highs'] as const)('solving with %s', (engine) => {
  it.each([
    {
      levels: ['matched', 'score'],
      pairs: [
        [0, 1],
        [1, 0],
      ],
      score: 12,
    },
    { levels: ['score'], pairs: [[1, 1]], score: 50 },
    {
      levels: ['matched', 'weakest', 'score'],
      pairs: [
        [0, 0],
        [1, 1],
      ],
      score: 55,
    },
  ] as { levels: Level[]; pairs: [number, number][]; score: number }[])(
    'maximises $levels in this order',
    ({ levels, pairs, score }) => {
      const forked = problemOf(
        2,
        2,
        [
          [0, 0, levels.length === 3 ? 5 : 0],
          [0, 1, 2],
          [1, 0, 10],
          [1, 1, 50],
        ],
        levels,
      );
      // Where only the total counts, the pair that is worth nothing may be left out.
      const outcome = solve(
        levels.length === 3
          ? forked
          : problemOf(
              2,
              2,
              [
                [0, 1, 2],
                [1, 0, 10],
                [1, 1, 50],
              ],
              levels,
            ),
        { engines, engine },
      );
      expect(outcome).toMatchObject({ status: 'optimal', pairs, score });
    },
  );

  it('matches nobody where nobody may be matched, and proves it', () => {
    for (const levels of [
      ['matched', 'score'],
      ['matched', 'weakest', 'leximin', 'score'],
    ] as Level[][]) {
      expect(solve(problemOf(2, 3, [], levels), { engines, engine })).toMatchObject({
        status: 'optimal',
        matched: 0,
        pairs: [],
      });
      expect(solve(problemOf(0, 0, [], levels), { engines, engine })).toMatchObject({
        status: 'optimal',
        matched: 0,
        pairs: [],
      });
    }
  });

  it('keeps pins, even of a bad pair', () => {
    const problem = {
      ...problemOf(
        2,
        2,
        [
          [0, 0, 90],
          [0, 1, 1],
          [1, 0, 1],
          [1, 1, 90],
        ],
        ['matched', 'score'],
      ),
      pinned: [1],
    };
    expect(solve(problem, { engines, engine })).toMatchObject({
      status: 'optimal',
      score: 2,
      pairs: [
        [0, 1],
        [1, 0],
      ],
    });
  });

  it('is not troubled by long, strange or special ids', () => {
    const ids = ['x1', 'End', '-1e400 x <= 3', 'é'.repeat(254), '__proto__', 'constructor'];
    const problem = problemOf(
      6,
      6,
      ids.flatMap((_, a) => ids.map((_, b): [number, number, number] => [a, b, (a * b) % 7])),
      ['matched', 'score'],
    );
    const named = {
      ...problem,
      participants: ids.map((id) => ({ id, min: 0, max: 1 })),
      mentors: ids.map((id) => ({ id, min: 0, max: 1 })),
      quotas: [
        {
          id: ids[3] as string,
          sense: '<=' as const,
          bound: 3,
          pairs: [0, 7, 14, 21],
          coefficients: [1, 1, 1, 1],
        },
      ],
    };
    expect(solve(named, { engines, engine })).toMatchObject({ status: 'optimal', matched: 6 });
  });

  it('takes typed columns, as scoring gives them', () => {
    const problem = instance('orlib-assign100.json');
    const { participant, mentor, score } = problem.pairs;
    const pairs = {
      participant: Uint16Array.from(participant),
      mentor: Int32Array.from(mentor),
      score: Float64Array.from(score),
    };
    expect(solve({ ...problem, pairs }, { engines, engine })).toEqual(solve(problem, { engines, engine }));
  });

  it('gives no times without a clock, and times with one', () => {
    const problem = smallProblem(3);
    expect(solve(problem, { engines, engine }).timings).toEqual({ programMs: 0, solveMs: 0, certifyMs: 0 });
    let tick = 0;
    const { timings } = solve(problem, { engines, engine, clock: () => (tick += 1) });
    expect(Math.min(timings.programMs, timings.solveMs, timings.certifyMs)).toBeGreaterThan(0);
  });
});

describe('problems that cannot be solved as they are', () => {
  const good = problemOf(
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

  it('stays exact up to the limit', () => {
    const problem = problemOf(
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
