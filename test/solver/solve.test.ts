import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { problemSchema } from '#solver/contract/problem.ts';
import type { Level, Problem } from '#solver/contract/problem.ts';
import { outcomeSchema } from '#solver/contract/outcome.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { oneEach } from '../support/one-each.ts';
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
      const forked = oneEach(
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
          : oneEach(
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
      expect(solve(oneEach(2, 3, [], levels), { engines, engine })).toMatchObject({
        status: 'optimal',
        matched: 0,
        pairs: [],
      });
      expect(solve(oneEach(0, 0, [], levels), { engines, engine })).toMatchObject({
        status: 'optimal',
        matched: 0,
        pairs: [],
      });
    }
  });

  it('keeps pins, even of a bad pair', () => {
    const problem = {
      ...oneEach(
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
    const problem = oneEach(
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
