import type { Problem, ProblemNode, ProblemQuota } from '../contract/problem.ts';
import { longestRun } from './grouped-pairs.ts';
import type { GroupedPairs } from './grouped-pairs.ts';
import { largestMagnitude } from './entries.ts';
import type { Entries } from './entries.ts';
import { LivePairs, ONE } from './live-pairs.ts';
import { QuotaCosts } from './quota-costs.ts';
import type { Worth } from './worth.ts';

/** Fewest and most partners of each person, as far as is known. */
export interface Limits {
  readonly min: Int32Array;
  readonly max: Int32Array;
}

/** lower <= sum of coefficient x chosen <= upper; infinite where nothing is demanded. A quota has entries, the row of a step a worth. */
export interface Row {
  /** For sentences: the quota "half". */
  readonly name: string;
  lower: number;
  upper: number;
  entries: Entries | undefined;
  readonly worth: Worth | undefined;
}

/**
 * What every proof argues about: limits, pins, quotas, the rows of the steps so far, and what these narrowed. Steps tighten it in
 * place; branches do so for a while.
 */
export interface Region {
  readonly problem: Problem;
  readonly grouped: GroupedPairs;
  readonly live: LivePairs;
  readonly participants: Limits;
  readonly mentors: Limits;
  readonly rows: Row[];
  /** Scores at which the worths of steps may jump, ascending. */
  readonly edges: readonly number[];
  readonly quotaCosts: QuotaCosts;
}

/** The region of the problem alone. */
export function problemRegion(
  problem: Problem,
  grouped: GroupedPairs,
  edges: readonly number[] = [],
): Region {
  const live = new LivePairs(grouped);
  for (const pair of problem.pinned) live.settle(pair, ONE);
  live.tidy();
  return {
    problem,
    grouped,
    live,
    participants: limitsOf(problem.participants),
    mentors: limitsOf(problem.mentors),
    rows: problem.quotas.map(quotaRow),
    edges,
    quotaCosts: new QuotaCosts(problem.pairs.score.length, longestRun(grouped)),
  };
}

/** The region as it stands, to be drawn in further without changing this one. */
export function copyOf(region: Region): Region {
  const copied = ({ min, max }: Limits): Limits => ({ min: min.slice(), max: max.slice() });
  return {
    ...region,
    live: region.live.copy(region.grouped),
    participants: copied(region.participants),
    mentors: copied(region.mentors),
    rows: region.rows.map((row) => ({ ...row })),
  };
}

/** Has some range come out empty? */
export function isVisiblyEmpty({ participants, mentors, rows }: Region): boolean {
  const isCrossed = ({ min, max }: Limits) => min.some((least, node) => least > (max[node] as number));
  return isCrossed(participants) || isCrossed(mentors) || rows.some(({ lower, upper }) => lower > upper);
}

function limitsOf(nodes: readonly ProblemNode[]): Limits {
  const limits = { min: new Int32Array(nodes.length), max: new Int32Array(nodes.length) };
  let node = 0;
  for (const { min, max } of nodes) {
    limits.min[node] = min;
    limits.max[node] = max;
    node += 1;
  }
  return limits;
}

function quotaRow({ id, sense, bound, pairs, coefficients }: ProblemQuota): Row {
  return {
    name: `the quota "${id}"`,
    lower: sense === '<=' ? -Infinity : bound,
    upper: sense === '>=' ? Infinity : bound,
    entries: { pairs, coefficients, largest: largestMagnitude(coefficients) },
    worth: undefined,
  };
}
