import type { MatchedOutcome, Outcome, Verification } from '../contract/outcome.ts';
import type { Problem } from '../contract/problem.ts';
import { checkClaims } from './claims.ts';
import { checkConflict } from './conflict.ts';
import { groupedPairs } from './grouped-pairs.ts';
import { firstDescent } from './listed-pairs.ts';
import { checkMatch } from './match.ts';
import type { Chosen } from './match.ts';

const NOTHING = { feasible: false, matched: null, score: null, bound: null, proven: false } as const;

/**
 * Checks every claim of a result against its problem without believing the solver anything: this folder shares no code with it.
 * `feasible`: the match keeps every demand. `matched`, `score`: recomputed. `bound`: what the certificate really shows, as far as
 * it holds. `proven`: no match is better, or there is none. `reason`: null when every claim holds, else the first that does not,
 * in a sentence. Takes a pass or two over the pairs that may still be chosen for each leaf of the certificate. Never throws where the problem and the result
 * satisfy their schemas.
 */
export function verify(problem: Problem, outcome: Outcome): Verification {
  switch (outcome.status) {
    case 'optimal':
    case 'feasible':
      return verifyMatch(problem, outcome);
    case 'infeasible': {
      const { proven, flaw } = checkConflict(problem, outcome.conflict, outcome.certificate.proof);
      return { ...NOTHING, proven, reason: sentence(flaw) };
    }
    case 'unknown':
      return { ...NOTHING, reason: null };
  }
}

function verifyMatch(problem: Problem, outcome: MatchedOutcome): Verification {
  const grouped = groupedPairs(problem);
  const { chosen, flaw } = checkMatch(problem, grouped, outcome.pairs);
  if (!chosen) return { ...NOTHING, reason: sentence(flaw) };
  const { scores, score } = chosen;
  const facts = { matched: scores.length, score };
  if (flaw !== undefined) return { ...NOTHING, ...facts, reason: sentence(flaw) };
  const claims = checkClaims(problem, grouped, scores, outcome);
  return {
    ...facts,
    feasible: true,
    bound: claims.bound,
    proven: claims.proven,
    reason: sentence(listFlaw(outcome, chosen) ?? claims.flaw),
  };
}

/** Why the list of pairs and its totals are not as they should be, or undefined. */
function listFlaw({ matched, score, pairs }: MatchedOutcome, chosen: Chosen): string | undefined {
  const astray = firstDescent(pairs);
  if (astray >= 0) return `the pair ${pairs[astray]?.join(', ')} is listed out of order`;
  if (matched !== chosen.scores.length)
    return `the result says that ${matched} are matched, its list has ${chosen.scores.length}`;
  if (score !== chosen.score) return `the result says a score of ${score}, its pairs have ${chosen.score}`;
  return undefined;
}

function sentence(flaw: string | undefined): string | null {
  return flaw === undefined ? null : `${flaw.charAt(0).toUpperCase()}${flaw.slice(1)}.`;
}
