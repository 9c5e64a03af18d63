import { matchingProgressSchema } from '#solver/contract/matching.ts';
import type { MatchedOutcome } from '#solver/contract/outcome.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { CompiledCohort } from '#solver/score/compile.ts';
import { describeMatching } from '#solver/score/describe.ts';
import type { ScoredCohort } from '#solver/score/score.ts';
import type { Progress } from '#solver/solve.ts';

/** Nobody has been told yet which engine will have found it. */
const ENGINE = 'auto';

/** JSON of a MatchingProgress: the best match so far in the committee's terms, with everything that an answer has but its proof. */
export function progressOf(
  compiled: CompiledCohort,
  policy: Policy,
  scored: ScoredCohort,
  { pairs, matched, score, level, relativeGap }: Progress,
  scoreMs: number,
): string {
  const found: MatchedOutcome = {
    format: 'mile-result/1',
    status: 'feasible',
    matched,
    score,
    pairs: pairs.map(([participant, mentor]) => [participant, mentor]),
    bound: {},
    relativeGap,
    certificate: { kind: 'levels', steps: [] },
    engine: ENGINE,
    timings: { programMs: 0, solveMs: 0, certifyMs: 0 },
  };
  const matching = describeMatching(compiled, policy, scored, found, scoreMs);
  return JSON.stringify(matchingProgressSchema.parse({ ...matching, level }));
}
