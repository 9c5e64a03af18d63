import { beforeAll, describe, expect, it } from 'vitest';
import type { ConflictMember } from '#solver/contract/outcome.ts';
import type { Problem, ProblemNode } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { bruteForce } from '../support/brute-force.ts';
import { smallProblem } from '../support/random-problem.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

/** The problem with these demands and no others. */
function demandingOnly(problem: Problem, members: readonly ConflictMember[]): Problem {
  const demanded = (kind: ConflictMember['kind'], id: string) =>
    members.some((member) => member.kind === kind && member.id === id);
  const minimaOf = (kind: 'participant' | 'mentor', nodes: readonly ProblemNode[]) =>
    nodes.map((node) => (demanded(kind, node.id) ? node : { ...node, min: 0 }));
  return {
    ...problem,
    participants: minimaOf('participant', problem.participants),
    mentors: minimaOf('mentor', problem.mentors),
    quotas: problem.quotas.filter(({ id }) => demanded('quota', id)),
    pinned: problem.pinned.filter((pair) => {
      const participant = problem.participants[problem.pairs.participant[pair] as number]?.id;
      const mentor = problem.mentors[problem.pairs.mentor[pair] as number]?.id;
      return demanded('pin', `${participant} — ${mentor}`);
    }),
  };
}

describe.each(['glpk', 'highs'] as const)('a conflict found with %s', (engine) => {
  it('cannot hold, and can hold as soon as any one member is given up', () => {
    const seen = { quota: 0, participant: 0, mentor: 0, pin: 0 };
    for (let seed = 0; seed < 700; seed += 1) {
      const problem = smallProblem(seed);
      const outcome = solve(problem, { engines, engine });
      if (outcome.status !== 'infeasible') continue;
      const { conflict } = outcome;
      expect({ seed, holds: bruteForce(demandingOnly(problem, conflict)) }).toEqual({
        seed,
        holds: undefined,
      });
      for (const member of conflict) {
        const others = conflict.filter((other) => other !== member);
        expect({ seed, holds: bruteForce(demandingOnly(problem, others)) !== undefined }).toEqual({
          seed,
          holds: true,
        });
        seen[member.kind] += 1;
      }
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
  });
});

it('names both of two pins that read alike', () => {
  const node = (id: string) => ({ id, min: 0, max: 1 });
  const problem: Problem = {
    format: 'mile-problem/1',
    participants: [node('a'), node('a — b')],
    mentors: [node('b — c'), node('c')],
    pairs: { participant: [0, 1], mentor: [0, 1], score: [1, 1] },
    quotas: [{ id: 'one', sense: '<=', bound: 1, pairs: [0, 1], coefficients: [1, 1] }],
    pinned: [0, 1],
    levels: ['matched', 'score'],
  };
  expect(solve(problem, { engines, engine: 'auto' })).toMatchObject({
    status: 'infeasible',
    conflict: [
      { kind: 'quota', id: 'one' },
      { kind: 'pin', id: 'a — b — c' },
      { kind: 'pin', id: 'a — b — c' },
    ],
  });
});
