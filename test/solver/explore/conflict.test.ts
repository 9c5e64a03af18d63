import { beforeAll, expect, it } from 'vitest';
import { conflictSchema } from '#solver/contract/explore/conflict.ts';
import type { ConflictMember, Outcome } from '#solver/contract/outcome.ts';
import type { Problem, ProblemNode } from '#solver/contract/problem.ts';
import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { conflictOf } from '#solver/explore/conflict/conflict.ts';
import { solve } from '#solver/solve.ts';
import { bruteForce } from '../../support/brute-force.ts';
import { smallProblem } from '../../support/random-problem.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await loadEngines();
});

const resolve = (problem: Problem) => solve(problem, { engines, engine: 'auto' });

/** The problem with those demands only of which this holds. */
function demanding(problem: Problem, keeps: (member: ConflictMember) => boolean): Problem {
  const minima = (kind: 'participant' | 'mentor', nodes: readonly ProblemNode[]) =>
    nodes.map((node) => (keeps({ kind, id: node.id }) ? node : { ...node, min: 0 }));
  const { participants, mentors, pairs } = problem;
  return {
    ...problem,
    participants: minima('participant', participants),
    mentors: minima('mentor', mentors),
    quotas: problem.quotas.filter(({ id }) => keeps({ kind: 'quota', id })),
    pinned: problem.pinned.filter((pair) => {
      const participant = participants[pairs.participant[pair] as number]?.id;
      const mentor = mentors[pairs.mentor[pair] as number]?.id;
      return keeps({ kind: 'pin', id: `${participant} — ${mentor}` });
    }),
  };
}

/** What is maximised; of what is not, any best match may have another number. */
function valuesOf({ levels }: Problem, { matched, score }: { matched: number; score: number }) {
  return {
    ...(levels.includes('matched') ? { matched } : {}),
    ...(levels.includes('score') ? { score } : {}),
  };
}

it('is irreducible, and tells what comes of giving up each member, on 1,000 small problems', () => {
  const seen = {
    conflicts: 0,
    none: 0,
    several: 0,
    helps: 0,
    helpsNot: 0,
    quota: 0,
    participant: 0,
    mentor: 0,
    pin: 0,
  };
  for (let seed = 0; seed < 1_000; seed += 1) {
    const problem = smallProblem(seed);
    const { members, irreducible, sentence } = conflictSchema.parse(conflictOf(problem, resolve));
    expect({ seed, irreducible }).toEqual({ seed, irreducible: true });
    if (bruteForce(problem)) {
      expect({ seed, members, sentence }).toEqual({
        seed,
        members: [],
        sentence: 'All demands can hold together.',
      });
      seen.none += 1;
      continue;
    }
    seen.conflicts += 1;
    if (members.length > 1) seen.several += 1;
    const isIn = (set: readonly ConflictMember[], { kind, id }: ConflictMember) =>
      set.some((member) => member.kind === kind && member.id === id);
    const holds = (set: readonly ConflictMember[]) =>
      bruteForce(demanding(problem, (demand) => isIn(set, demand)));
    expect({ seed, holds: holds(members) }).toEqual({ seed, holds: undefined });
    for (const member of members) {
      const others = members.filter((other) => other !== member);
      expect({ seed, holds: holds(others) !== undefined }).toEqual({ seed, holds: true });
      const rest = bruteForce(demanding(problem, (demand) => !isIn([member], demand)));
      expect({ seed, member: member.without }).toMatchObject({
        seed,
        member: rest ? { status: 'optimal', ...valuesOf(problem, rest) } : { status: 'infeasible' },
      });
      seen[rest ? 'helps' : 'helpsNot'] += 1;
      seen[member.kind] += 1;
    }
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
});

const node = (id: string) => ({ id, min: 0, max: 1 });
const PINNED_BEYOND: Problem = {
  format: 'mile-problem/1',
  participants: ['a', 'b', 'c'].map(node),
  mentors: ['m', 'n'].map(node),
  pairs: { participant: [0, 1, 2], mentor: [0, 0, 1], score: [7, 5, 3] },
  quotas: [{ id: 'none at n', sense: '<=', bound: 0, pairs: [2], coefficients: [1] }],
  pinned: [0, 1],
  levels: ['matched', 'score'],
};

it('names pins as results do', () => {
  expect(conflictOf(PINNED_BEYOND, resolve)).toEqual({
    format: 'mile-conflict/1',
    members: [
      { kind: 'pin', id: 'a — m', without: { status: 'optimal', matched: 1, score: 5 } },
      { kind: 'pin', id: 'b — m', without: { status: 'optimal', matched: 1, score: 7 } },
    ],
    irreducible: true,
    sentence: '2 demands cannot hold together: any one of them given up ends this conflict.',
  });
});

it('drops what a hasty solver names besides, and says so where nothing was settled', () => {
  const hasty = (problem: Problem) => {
    const outcome = resolve(problem);
    if (outcome.status !== 'infeasible') return outcome;
    const conflict: ConflictMember[] = [{ kind: 'quota', id: 'none at n' }, ...outcome.conflict];
    return { ...outcome, conflict };
  };
  expect(conflictOf(PINNED_BEYOND, hasty).members.map(({ id }) => id)).toEqual(['a — m', 'b — m']);

  const unsettled = (problem: Problem): Outcome =>
    problem.pinned.length === 2 && problem.quotas.length === 1
      ? resolve(problem)
      : {
          format: 'mile-result/1',
          status: 'unknown',
          reason: 'Out of time.',
          engine: 'flow',
          timings: { programMs: 0, solveMs: 0, certifyMs: 0 },
        };
  const { members, irreducible } = conflictOf(PINNED_BEYOND, unsettled);
  expect(members.map(({ id, without }) => [id, without.status])).toEqual([
    ['a — m', 'unknown'],
    ['b — m', 'unknown'],
  ]);
  expect(irreducible).toBe(false);
});
