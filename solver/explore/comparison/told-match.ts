import type { ComparedMatch } from '../../contract/explore/comparison.ts';
import type { Problem, ProblemQuota } from '../../contract/problem.ts';

/** A match as a column over the problem's pairs: 1 where the pair is matched. */
export type Chosen = Uint8Array;

/** What a match is worth, and whether it keeps every demand of the problem. */
export function toldMatch(problem: Problem, chosen: Chosen): ComparedMatch {
  let [matched, score, weakest] = [0, 0, Infinity];
  for (let pair = 0; pair < chosen.length; pair += 1) {
    if (chosen[pair] === 0) continue;
    matched += 1;
    score += problem.pairs.score[pair] as number;
    weakest = Math.min(weakest, problem.pairs.score[pair] as number);
  }
  return { matched, score, weakest: matched === 0 ? null : weakest, keeps: keepsAll(problem, chosen) };
}

/** Partners of each person of one side. */
export function partnersOf(problem: Problem, side: 'participant' | 'mentor', chosen: Chosen): Int32Array {
  const ends = problem.pairs[side];
  const partners = new Int32Array(
    side === 'participant' ? problem.participants.length : problem.mentors.length,
  );
  for (let pair = 0; pair < chosen.length; pair += 1) {
    const node = ends[pair] as number;
    if (chosen[pair] === 1) partners[node] = (partners[node] as number) + 1;
  }
  return partners;
}

/** The left side of a quota. */
export function quotaSum({ pairs, coefficients }: ProblemQuota, chosen: Chosen): number {
  let sum = 0;
  for (const [entry, pair] of pairs.entries()) if (chosen[pair] === 1) sum += coefficients[entry] as number;
  return sum;
}

export function keepsQuota({ sense, bound }: ProblemQuota, sum: number): boolean {
  if (sense === '=') return sum === bound;
  return sense === '<=' ? sum <= bound : sum >= bound;
}

function keepsAll(problem: Problem, chosen: Chosen): boolean {
  const { participants, mentors, quotas, pinned } = problem;
  const within = (nodes: Problem['mentors'], partners: Int32Array) =>
    nodes.every(
      ({ min, max }, node) => min <= (partners[node] as number) && (partners[node] as number) <= max,
    );
  return (
    within(participants, partnersOf(problem, 'participant', chosen)) &&
    within(mentors, partnersOf(problem, 'mentor', chosen)) &&
    pinned.every((pair) => chosen[pair] === 1) &&
    quotas.every((quota) => keepsQuota(quota, quotaSum(quota, chosen)))
  );
}
