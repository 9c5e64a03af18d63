import type { BoundLeaf, CertificateStep } from '../../contract/certificate.ts';
import type { MatchedOutcome, Outcome } from '../../contract/outcome.ts';
import type { Level, Problem } from '../../contract/problem.ts';
import { boundsOf, isProven, relativeGap } from '../../program/claims.ts';
import type { IndexPairs } from '../forcing/moved.ts';
import { choiceOf } from '../repair/match-before.ts';

type Claim = Pick<CertificateStep, 'level' | 'threshold' | 'value'>;

/**
 * A match that nobody searched for, as a result with the bounds that `best`, an answer to the same problem, has proven. A step's proof speaks of
 * all matches that keep the values of the steps before it, so it holds here up to and including the first value that differs; after that only what holds
 * without a proof is claimed (prices 0: every pair might be matched). The checker accepts the result where the match keeps every demand; it is
 * `optimal` only where the match reaches every bound. Throws INVALID_RESULT where a pair is not allowed.
 */
export function claimedMatch(
  problem: Problem,
  pairs: IndexPairs,
  best: Outcome,
): Omit<MatchedOutcome, 'timings' | 'engine' | 'explanation'> {
  const scores = scoresOf(problem, pairs);
  const steps = stepsOf(problem, scores, 'certificate' in best ? stepsIn(best) : []);
  const bestScore = () => Array.from(problem.pairs.score).reduce((most, score) => Math.max(most, score), 0);
  const matched = scores.length;
  return {
    format: 'mile-result/1',
    status: steps.every((step) => isProven(step, matched)) ? 'optimal' : 'feasible',
    matched,
    score: sum(scores),
    pairs: pairs
      .map(([participant, mentor]): [number, number] => [participant, mentor])
      .sort(([a, b], [c, d]) => a - c || b - d),
    bound: boundsOf(steps, matched, bestScore),
    relativeGap: relativeGap(steps, matched, bestScore),
    certificate: { kind: 'levels', steps },
  };
}

function stepsIn(best: Extract<Outcome, { certificate: unknown }>): readonly CertificateStep[] {
  return best.certificate.kind === 'levels' ? best.certificate.steps : [];
}

function scoresOf(problem: Problem, pairs: IndexPairs): number[] {
  const chosen = choiceOf(problem, pairs);
  return Array.from(problem.pairs.score)
    .filter((_, pair) => chosen[pair] === 1)
    .sort((a, b) => a - b);
}

function stepsOf(
  problem: Problem,
  scores: readonly number[],
  best: readonly CertificateStep[],
): CertificateStep[] {
  let isSameSoFar = true;
  return problem.levels
    .flatMap((level) => claimsOf(level, scores))
    .map((claim, place) => {
      const known = isSameSoFar ? best[place] : undefined;
      const step =
        known && isAbout(known, claim) ? { ...known, value: claim.value } : idle(problem, claim, place);
      isSameSoFar &&= known?.value === claim.value && isAbout(known, claim);
      return step;
    });
}

/** The objective of `weakest` depends on the value reached; those of the other levels do not. */
function isAbout(known: CertificateStep, { level, threshold, value }: Claim): boolean {
  return (
    known.level === level && known.threshold === threshold && (level !== 'weakest' || known.value === value)
  );
}

/** What a certificate has to state of a match whose pairs have these scores, ascending (table in contract/certificate.ts). */
function claimsOf(level: Level, scores: readonly number[]): Claim[] {
  switch (level) {
    case 'matched':
      return [{ level, value: scores.length }];
    case 'score':
      return [{ level, value: sum(scores) }];
    case 'weakest':
      return [{ level, value: scores[0] ?? 0 }];
    case 'leximin':
      return [...new Set(scores)].map((threshold) => ({
        level,
        threshold,
        value: -(scores.lastIndexOf(threshold) + 1),
      }));
  }
}

/** Holds of every match: no more than all pairs can be matched, and no count of weak pairs falls below 0. */
function idle(
  { participants, mentors, pairs, quotas }: Problem,
  claim: Claim,
  place: number,
): CertificateStep {
  const bound = { matched: pairs.score.length, score: sum(Array.from(pairs.score)), weakest: 0, leximin: 0 }[
    claim.level
  ];
  const zeros = (length: number) => new Array<number>(length).fill(0);
  const proof: BoundLeaf = {
    kind: 'bound',
    scale: 1,
    participants: zeros(participants.length),
    mentors: zeros(mentors.length),
    rows: zeros(quotas.length + place),
  };
  return { ...claim, bound, proof };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
