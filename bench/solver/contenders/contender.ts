import type { Problem, ProblemQuota } from '#solver/contract/problem.ts';

/** What a solve gives, before it is timed. */
export interface Solved {
  matched: number;
  score: number;
  /** No choice of pairs keeps everything, or none was found that does. */
  nothingFits?: boolean;
  phases?: Record<string, number>;
  /** Relative gap that is left open, where the answer is not proven best. */
  gap?: number;
  /** Run after the clock has stopped; throws where the answer is not what it claims to be. */
  check?: () => void;
}

/** What a contender is told besides the problem. */
export interface Terms {
  /** Who can stop early stops after this, and gives nothing where it has no match by then. */
  readonly limitMs: number;
  /** Everybody can be matched: known, as it often is to who models a problem, and told to every contender. */
  readonly everybodyMatched: boolean;
}

/** A way from a problem in memory to an answer; all that it does is timed. */
export type Contender = (problem: Problem, terms: Terms) => Solved | undefined;

/** The pairs that were chosen, counted and summed; that nothing fits, where they do not keep the quotas. */
export function solvedBy(problem: Problem, chosen: (pair: number) => boolean): Solved {
  const solved = { matched: 0, score: 0 };
  for (let pair = 0; pair < problem.pairs.score.length; pair += 1) {
    if (!chosen(pair)) continue;
    solved.matched += 1;
    solved.score += problem.pairs.score[pair] as number;
  }
  return problem.quotas.every((quota) => keeps(quota, chosen)) ? solved : NOTHING_FITS;
}

/** Engines say that nothing fits in many ways, or not at all: some leave values behind all the same. */
const NOTHING_FITS: Solved = { matched: 0, score: 0, nothingFits: true };

function keeps(
  { pairs, coefficients, sense, bound }: ProblemQuota,
  chosen: (pair: number) => boolean,
): boolean {
  const sum = pairs.reduce(
    (all, pair, entry) => all + (chosen(pair) ? (coefficients[entry] as number) : 0),
    0,
  );
  return (sense === '<=' || sum >= bound) && (sense === '>=' || sum <= bound);
}
