import type { Problem, ProblemNode, ProblemQuota } from '../contract/problem.ts';
import { WholeSum } from './exact.ts';
import type { GroupedPairs } from './grouped-pairs.ts';
import { listedPairs } from './listed-pairs.ts';
import type { ListedPair } from './listed-pairs.ts';

/** What the pairs of a match are worth. */
export interface Chosen {
  /** Scores of the matched pairs, from the weakest up. */
  readonly scores: readonly number[];
  readonly score: number;
}

/** What is true of a match: its worth, where all of its pairs are allowed, and the first demand that it breaks. */
export interface CheckedMatch {
  readonly chosen: Chosen | undefined;
  readonly flaw: string | undefined;
}

/** Checks that a match keeps everything that is hard: allowed pairs, limits, pins and quotas. */
export function checkMatch(
  problem: Problem,
  grouped: GroupedPairs,
  pairs: readonly ListedPair[],
): CheckedMatch {
  const listed = listedPairs(grouped, pairs);
  if (typeof listed === 'string') return { chosen: undefined, flaw: listed };
  const scores = gathered(grouped.scoreOf, listed).sort();
  return {
    chosen: { scores: Array.from(scores), score: scores.reduce((sum, value) => sum + value, 0) },
    flaw:
      limitFlaw('participant', problem.participants, pairs, 0) ??
      limitFlaw('mentor', problem.mentors, pairs, 1) ??
      demandFlaw(problem, listed),
  };
}

function gathered(column: Int32Array, places: Int32Array): Int32Array {
  const values = new Int32Array(places.length);
  for (let place = 0; place < places.length; place += 1)
    values[place] = column[places[place] as number] as number;
  return values;
}

/** Looks at pins and quotas, where there are any. */
function demandFlaw(problem: Problem, listed: Int32Array): string | undefined {
  if (problem.pinned.length === 0 && problem.quotas.length === 0) return undefined;
  const isChosen = new Uint8Array(problem.pairs.score.length);
  for (const pair of listed) isChosen[pair] = 1;
  return pinFlaw(problem, isChosen) ?? quotaFlaw(problem, isChosen);
}

function limitFlaw(
  side: string,
  nodes: readonly ProblemNode[],
  pairs: readonly ListedPair[],
  end: 0 | 1,
): string | undefined {
  const counts = new Int32Array(nodes.length);
  for (const pair of pairs) counts[pair[end]] = (counts[pair[end]] as number) + 1;
  const wrong = nodes.findIndex(
    ({ min, max }, node) => (counts[node] as number) < min || (counts[node] as number) > max,
  );
  const node = nodes[wrong];
  return (
    node && `the ${side} "${node.id}" has ${counts[wrong]} partners, allowed are ${node.min} to ${node.max}`
  );
}

function pinFlaw({ pairs, pinned }: Problem, isChosen: Uint8Array): string | undefined {
  const missing = pinned.find((pair) => isChosen[pair] !== 1);
  return missing === undefined
    ? undefined
    : `the pinned pair ${pairs.participant[missing]}, ${pairs.mentor[missing]} is not in the match`;
}

function quotaFlaw({ quotas }: Problem, isChosen: Uint8Array): string | undefined {
  for (const quota of quotas) {
    const reached = reachedBy(quota, isChosen);
    if (!holds(quota, reached))
      return `the quota "${quota.id}" asks for ${quota.sense} ${quota.bound}, the match has ${reached}`;
  }
  return undefined;
}

function reachedBy({ pairs, coefficients }: ProblemQuota, isChosen: Uint8Array): bigint {
  const sum = new WholeSum();
  for (let entry = 0; entry < coefficients.length; entry += 1)
    if (isChosen[pairs[entry] as number] === 1) sum.add(coefficients[entry] as number);
  return sum.value();
}

function holds({ sense, bound }: ProblemQuota, reached: bigint): boolean {
  if (sense === '<=') return reached <= BigInt(bound);
  return sense === '>=' ? reached >= BigInt(bound) : reached === BigInt(bound);
}
