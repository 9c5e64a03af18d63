import { verify } from '#solver/certify/verify.ts';
import { MileError } from '#solver/contract/errors.ts';
import { matchingSchema } from '#solver/contract/matching.ts';
import type { FoundMatching } from '#solver/contract/matching.ts';
import type { Outcome } from '#solver/contract/outcome.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { problemFile } from '#solver/contract/problem-file.ts';
import type { Problem } from '#solver/contract/problem.ts';
import type { Engines } from '#solver/engines/load.ts';
import { claimedMatch } from '#solver/explore/comparison/claimed-match.ts';
import { standingPolicy } from '#solver/explore/comparison/standing-policy.ts';
import { toldMatch } from '#solver/explore/comparison/told-match.ts';
import { choiceOf } from '#solver/explore/repair/match-before.ts';
import { describeMatching } from '#solver/score/describe.ts';
import { canonicalJson } from '../../store/canonical-json.ts';
import type { Run } from '../answering.ts';
import { monotonicMs } from '../monotonic.ts';
import { NEED_COHORT } from '../solver-tasks.ts';
import type { MadeTask, SolverTasks } from '../solver-tasks.ts';
import { compiledCohort } from './compiled-cohorts.ts';
import { madePairs } from './made-pairs.ts';
import { solveInTime } from './solve-in-time.ts';

/** Characters of an explanation. */
const LONGEST_EXPLANATION = 500;

/**
 * A match that is made by a simple rule or by people, told and proven as far as it can be: how near it comes to the best match of its policy, which is
 * looked for besides. Throws UNKNOWN_PERSON, and INVALID_RESULT where the match gives somebody more places than there are, or too few.
 */
export function madeMatch(
  engines: Engines,
  { cohort, policy, made }: MadeTask,
  run: Run,
): SolverTasks['make']['value'] {
  const compiled = compiledCohort(cohort);
  if (!compiled) return NEED_COHORT;
  const asked = JSON.parse(policy) as Policy;
  const { pairs, how, dropped } = madePairs(compiled, asked, made);
  const standing = standingPolicy(compiled, asked, pairs);
  const { problem } = standing.scored;
  const chosen = pairs.map(({ indices }) => indices);
  refuseBroken(problem, chosen);
  const best = solveInTime(engines, problem, 'auto', run);
  const explanation = shortened([how, ...setAsideWords(standing.setAside)].join(' '));
  const begun = monotonicMs();
  const claim = claimedMatch(problem, chosen, best);
  const outcome: Outcome = {
    ...claim,
    engine: made.kind,
    explanation,
    timings: { programMs: 0, solveMs: 0, certifyMs: 0 },
  };
  const verification = verify(problem, outcome);
  const described = describeMatching(
    compiled,
    standing.policy,
    standing.scored,
    outcome,
    monotonicMs() - begun,
  );
  const matching = matchingSchema.parse({ ...described, explanation }) as FoundMatching;
  return {
    policy: canonicalJson(standing.policy),
    problem: canonicalJson(problemFile(problem)),
    outcome: canonicalJson(outcome),
    matching: canonicalJson(matching),
    verification,
    preview: {
      matched: matching.matched,
      unmatchedParticipants: matching.unmatchedParticipants.length,
      meanFit: matching.meanFit,
      explanation,
      setAside: [...standing.setAside],
      blocked: standing.blocked.map((pair) => ({ ...pair, sentences: [...pair.sentences] })),
      dropped: [...dropped],
    },
  };
}

function refuseBroken(problem: Problem, pairs: readonly (readonly [number, number])[]): void {
  const distinct = new Set(pairs.map((pair) => pair.join(' ')));
  if (distinct.size === pairs.length && toldMatch(problem, choiceOf(problem, pairs)).keeps) return;
  throw new MileError(
    'INVALID_RESULT',
    'The match cannot stand: a pair is named twice, or somebody has more partners than places, or fewer than the minimum. Change the pairs, or the places in the applications.',
  );
}

function setAsideWords(setAside: readonly string[]): string[] {
  return setAside.length === 0 ? [] : [`It does not keep, so this was set aside: ${setAside.join(', ')}.`];
}

function shortened(text: string): string {
  return text.length <= LONGEST_EXPLANATION ? text : `${text.slice(0, LONGEST_EXPLANATION - 1)}…`;
}
