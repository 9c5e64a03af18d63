import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Proof } from '#solver/contract/certificate.ts';
import type { Outcome } from '#solver/contract/outcome.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { randomProblem, seededRandom, smallProblem } from '../support/random-problem.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

function shuffled(count: number, random: () => number): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  return order;
}

/** The same problem with all lists in another order. */
function reordered(problem: Problem, seed: number): Problem {
  const random = seededRandom(seed);
  const participants = shuffled(problem.participants.length, random);
  const mentors = shuffled(problem.mentors.length, random);
  const pairs = shuffled(problem.pairs.score.length, random);
  const quotas = shuffled(problem.quotas.length, random);
  return {
    ...problem,
    participants: participants.map((index) => problem.participants[index] as Problem['participants'][number]),
    mentors: mentors.map((index) => problem.mentors[index] as Problem['mentors'][number]),
    pairs: {
      participant: pairs.map((pair) => participants.indexOf(problem.pairs.participant[pair] as number)),
      mentor: pairs.map((pair) => mentors.indexOf(problem.pairs.mentor[pair] as number)),
      score: pairs.map((pair) => problem.pairs.score[pair] as number),
    },
    quotas: quotas.map((index) => {
      const quota = problem.quotas[index] as Problem['quotas'][number];
      const entries = shuffled(quota.pairs.length, random);
      return {
        ...quota,
        pairs: entries.map((entry) => pairs.indexOf(quota.pairs[entry] as number)),
        coefficients: entries.map((entry) => quota.coefficients[entry] as number),
      };
    }),
    pinned: problem.pinned.map((pair) => pairs.indexOf(pair)).reverse(),
  };
}

/** An outcome with ids in place of indices: equal for problems that differ in order only. */
function byIds(problem: Problem, outcome: Outcome): unknown {
  const pairId = (pair: number) =>
    `${problem.participants[problem.pairs.participant[pair] as number]?.id} ${problem.mentors[problem.pairs.mentor[pair] as number]?.id}`;
  const named = (things: readonly { id: string }[], values: readonly number[]) =>
    Object.fromEntries(things.map(({ id }, index) => [id, values[index]]));
  const proof = (given: Proof): unknown =>
    given.kind === 'branch'
      ? { branch: pairId(given.pair), zero: proof(given.zero), one: proof(given.one) }
      : {
          ...given,
          participants: named(problem.participants, given.participants),
          mentors: named(problem.mentors, given.mentors),
          rows: [named(problem.quotas, given.rows), given.rows.slice(problem.quotas.length)],
        };
  if (outcome.status === 'unknown') return outcome;
  if (outcome.status === 'infeasible')
    return { conflict: outcome.conflict, proof: proof(outcome.certificate.proof) };
  const { certificate, pairs, ...rest } = outcome;
  return {
    ...rest,
    pairs: pairs.map(([a, b]) => `${problem.participants[a]?.id} ${problem.mentors[b]?.id}`).sort(),
    steps: certificate.steps.map((step) => ({ ...step, proof: proof(step.proof) })),
  };
}

describe.each(['glpk', 'highs'] as const)('the order of the input (%s)', (engine) => {
  it('changes nothing: neither the match nor its certificate', () => {
    const seen = { matches: 0, conflicts: 0 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
        const medium = randomProblem(seed, {
          participants: 8,
          mentors: 7,
          density: 0.8,
          bestScore: 9,
          capacity: 2,
          quotas: seed % 3,
          minima: 0,
          pins: seed % 2,
          levels: ['matched', 'weakest', 'score'],
        });
        const problem = seed % 2 === 0 ? smallProblem(seed) : medium;
        const other = reordered(problem, seed);
        const outcome = solve(problem, { engines, engine });
        expect(byIds(other, solve(other, { engines, engine }))).toEqual(byIds(problem, outcome));
        seen[outcome.status === 'infeasible' ? 'conflicts' : 'matches'] += 1;
      }),
      { numRuns: 200, seed: 2 },
    );
    expect(Math.min(seen.matches, seen.conflicts)).toBeGreaterThan(20);
  });
});
