import type { Problem } from '#solver/contract/problem.ts';
import { expect, it } from 'vitest';
import { canonicalProblem } from '#solver/program/canonical.ts';
import { isFeasible } from '#solver/program/choice.ts';
import { largestMatching } from '#solver/program/cover.ts';
import { withObjective } from '#solver/program/program.ts';
import { bruteForce } from '../../support/brute-force.ts';
import { randomProblem, smallProblem } from '../../support/random-problem.ts';

/** The largest matching of a problem, seen to be one that the problem allows. */
function largestOf(problem: Problem) {
  const { program } = canonicalProblem(problem);
  const counting = withObjective(
    program,
    program.objective.map(() => 1),
  );
  const found = largestMatching(counting, program.objective);
  expect(isFeasible(program, found.x)).toBe(true);
  return found;
}

it('a largest matching is as large as any choice of pairs, and its cover proves it', () => {
  let pinned = 0;
  for (let seed = 0; seed < 1_000; seed += 1) {
    const small = smallProblem(seed);
    const nobodyHasTo = <Node>(nodes: readonly Node[]) => nodes.map((node) => ({ ...node, min: 0 }));
    const problem = {
      ...small,
      participants: nobodyHasTo(small.participants),
      mentors: nobodyHasTo(small.mentors),
      quotas: [],
      levels: ['matched' as const],
    };
    const best = bruteForce(problem);
    if (!best) continue;
    const { x, proven } = largestOf(problem);
    expect({ seed, size: x.reduce((sum, value) => sum + value, 0), bound: proven.bound }).toEqual({
      seed,
      size: best.matched,
      bound: best.matched,
    });
    if (problem.pinned.length > 0) pinned += 1;
  }
  expect(pinned).toBeGreaterThan(100);
});

it('meets its cover on sparse problems, where greedy choices have to be undone', () => {
  for (let seed = 0; seed < 30; seed += 1) {
    const problem = randomProblem(seed, {
      participants: 150,
      mentors: 140,
      density: 0.015,
      bestScore: 9,
      capacity: 1 + (seed % 3),
      quotas: 0,
      minima: 0,
      pins: 0,
      levels: ['matched'],
    });
    const { x, proven } = largestOf(problem);
    expect(x.reduce((sum, value) => sum + value, 0)).toBe(proven.bound);
  }
});
