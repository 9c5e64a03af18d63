import type { FoundMatching, Matching, MatchedPair } from '../contract/matching.ts';
import type { MatchedOutcome, Outcome } from '../contract/outcome.ts';
import type { Policy } from '../contract/policy/policy.ts';
import { clashMember } from './clash.ts';
import { measureOf } from './compile.ts';
import type { CompiledCohort } from './compile.ts';
import { pairIndex } from './pairs.ts';
import type { ScoredCohort } from './score.ts';
import { unmatchedPeople } from './unmatched.ts';
import { fitOf } from './weights.ts';

/** Puts the solver's answer about `scored` in the committee's terms. `scoreMs`: milliseconds that scoring took, as the host measured them. */
export function describeMatching(
  compiled: CompiledCohort,
  policy: Policy,
  scored: ScoredCohort,
  outcome: Outcome,
  scoreMs: number,
): Matching {
  const always = {
    possiblePairs: scored.possiblePairs,
    allowedPairs: scored.allowedPairs,
    rules: [...scored.rules],
    allWeightsZero: scored.weights.total === 0,
    engine: outcome.engine,
    timings: { ...outcome.timings, scoreMs },
  };
  switch (outcome.status) {
    case 'optimal':
    case 'feasible':
      return { status: outcome.status, ...foundMatch(compiled, policy, scored, outcome), ...always };
    case 'infeasible': {
      const clash = outcome.conflict.map((member) => clashMember(compiled, policy, member));
      return { status: outcome.status, clash, ...always };
    }
    case 'unknown':
      return { status: outcome.status, reason: outcome.reason, ...always };
  }
}

type MatchPart = Omit<FoundMatching, 'status' | keyof Always>;
type Always = Pick<
  FoundMatching,
  'possiblePairs' | 'allowedPairs' | 'rules' | 'allWeightsZero' | 'engine' | 'timings'
>;

function foundMatch(
  compiled: CompiledCohort,
  policy: Policy,
  scored: ScoredCohort,
  outcome: MatchedOutcome,
): MatchPart {
  const pairs = matchedPairs(compiled, policy, scored, outcome);
  const points = pairs.reduce((sum, { score }) => sum + score, 0);
  return {
    pairs,
    unmatchedParticipants: unmatchedPeople(compiled, policy, scored, outcome.pairs, 'participant'),
    unmatchedMentors: unmatchedPeople(compiled, policy, scored, outcome.pairs, 'mentor'),
    matched: outcome.matched,
    score: outcome.score,
    meanFit: pairs.length === 0 ? 0 : fitOf(points / pairs.length, scored.weights),
    bound: outcome.bound,
    relativeGap: outcome.relativeGap,
  };
}

function matchedPairs(
  compiled: CompiledCohort,
  policy: Policy,
  { problem, pairs, weights }: ScoredCohort,
  outcome: MatchedOutcome,
): MatchedPair[] {
  const measures = policy.criteria.map((criterion) => measureOf(compiled, criterion));
  const pinned = new Set(problem.pinned);
  return outcome.pairs.map(([participant, mentor]) => {
    const pair = pairIndex(pairs, participant, mentor);
    const score = pairs.score[pair] as number;
    const points = measures.map((measure) => measure.at(participant, mentor));
    return {
      participant: problem.participants[participant]?.id ?? '',
      mentor: problem.mentors[mentor]?.id ?? '',
      fit: fitOf(score, weights),
      score,
      points,
      pinned: pinned.has(pair),
    };
  });
}
