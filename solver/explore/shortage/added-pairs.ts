import type { AddedPairs } from '../../contract/explore/shortage.ts';
import { MileError } from '../../contract/errors.ts';
import type { Problem } from '../../contract/problem.ts';
import { maximiseByFlow } from '../../engines/flow/maximise.ts';
import { canonicalProblem } from '../../program/canonical.ts';
import { withObjective } from '../../program/program.ts';
import { pairsInInput } from '../../program/to-input.ts';
import { counted } from '../counted.ts';

/** A pair that is not allowed but might be. */
export interface RelaxablePair {
  /** Indices into the problem. */
  readonly participant: number;
  readonly mentor: number;
  /** What it would score. */
  readonly score: number;
  /** Ids of the rules that forbid it. */
  readonly rules: readonly string[];
}

/**
 * The fewest of these pairs that would have to be allowed to match as many as all of them together could: a minimum-cost flow in
 * which allowed pairs cost nothing and relaxable ones 1. Among the fewest those with the best score. Quotas apart; minima and pins are kept.
 * Undefined where these cannot hold even so. Throws INVALID_PROBLEM, also where a pair is allowed already, and TOO_LARGE_TO_STAY_EXACT.
 */
export function fewestAddedPairs(
  problem: Problem,
  candidates: readonly RelaxablePair[],
): AddedPairs | undefined {
  const allowed = problem.pairs.score.length;
  const widened = withPairs(problem, candidates);
  const { program, order } = canonicalProblem(widened);
  const isAdded = order.pairs.map((pair) => (pair < allowed ? 0 : 1));
  const { matchedUnit, addedUnit } = unitsOf(widened);
  const worth = program.objective.map(
    (score, pair) => matchedUnit - addedUnit * (isAdded[pair] as number) + score,
  );
  const { best } = maximiseByFlow(withObjective(program, worth));
  if (!best) return undefined;
  const chosen = Array.from(best.x.keys()).filter((pair) => best.x[pair] === 1);
  const added = chosen
    .filter((pair) => isAdded[pair] === 1)
    .map((pair) => candidates[(order.pairs[pair] as number) - allowed] as RelaxablePair);
  const asked = problem.participants.reduce((sum, { max }) => sum + max, 0);
  const unmatched = asked - chosen.length;
  return {
    added: added.map(({ participant, mentor, rules }) => ({
      participant: problem.participants[participant]?.id ?? '',
      mentor: problem.mentors[mentor]?.id ?? '',
      rules: [...rules],
    })),
    rules: countedByRule(added),
    matched: chosen.length,
    score: chosen.reduce((sum, pair) => sum + (program.objective[pair] as number), 0),
    unmatched,
    pairs: pairsInInput(program, order, best.x),
    sentence: sentenceOf(added.length, unmatched),
  };
}

function withPairs(problem: Problem, candidates: readonly RelaxablePair[]): Problem {
  const { participant, mentor, score } = problem.pairs;
  const joined = (column: ArrayLike<number>, of: (candidate: RelaxablePair) => number) => [
    ...Array.from(column),
    ...candidates.map(of),
  ];
  return {
    ...problem,
    quotas: [],
    pairs: {
      participant: joined(participant, (candidate) => candidate.participant),
      mentor: joined(mentor, (candidate) => candidate.mentor),
      score: joined(score, (candidate) => candidate.score),
    },
  };
}

/** An added pair outweighs every difference of score, a matched pair every difference of both. */
function unitsOf({ participants, mentors, pairs }: Problem): { matchedUnit: number; addedUnit: number } {
  const most = participants.reduce((sum, { max }) => sum + Math.min(max, mentors.length), 0);
  let bestScore = 0;
  for (let pair = 0; pair < pairs.score.length; pair += 1)
    bestScore = Math.max(bestScore, pairs.score[pair] as number);
  const addedUnit = most * bestScore + 1;
  const matchedUnit = 2 * (most + 1) * addedUnit;
  if (matchedUnit * (most + 1) * 4 > Number.MAX_SAFE_INTEGER)
    throw new MileError(
      'TOO_LARGE_TO_STAY_EXACT',
      `With up to ${most} pairs this question does not stay exact. Ask it of a part of the cohort.`,
      { most },
    );
  return { matchedUnit, addedUnit };
}

/** Most pairs first, then by name. */
function countedByRule(added: readonly RelaxablePair[]): AddedPairs['rules'] {
  const counts = new Map<string, number>();
  for (const rule of added.flatMap(({ rules }) => rules)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return Array.from(counts, ([rule, pairs]) => ({ rule, pairs })).sort(
    (a, b) => b.pairs - a.pairs || (a.rule < b.rule ? -1 : 1),
  );
}

function sentenceOf(added: number, unmatched: number): string {
  const rest =
    unmatched === 0 ? 'nobody stays unmatched' : `${counted(unmatched, 'place')} asked for stay empty`;
  if (added === 0) return `No forbidden pair needs to be allowed: ${rest}.`;
  return `With ${counted(added, 'forbidden pair')} allowed, ${rest}; fewer do not reach that.`;
}
