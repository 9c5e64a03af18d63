import type { Cohort } from '#solver/contract/cohort.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Matching } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { loadEngines } from '#solver/engines/load.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { describeMatching } from '#solver/score/describe.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { solve } from '#solver/solve.ts';
import { contactsOfCohort } from './match-files.ts';
import { withNames } from './name-people.ts';

/** Scores and solves within `deadlineMs` milliseconds of search; the solver lets nothing pass that its checker refuses. */
export async function solveCohort(
  programme: Programme,
  policy: Policy,
  cohort: Cohort,
  deadlineMs: number,
): Promise<Matching> {
  if (cohort.participants.length === 0 || cohort.mentors.length === 0) {
    throw new MileError(
      'NO_PEOPLE',
      `There are ${cohort.participants.length} participants and ${cohort.mentors.length} mentors; both sides need at least one.`,
    );
  }
  const clock = () => performance.now();
  const started = clock();
  const compiled = compileCohort(cohort, programme);
  const scored = withNames(contactsOfCohort(programme, cohort), () => scoreCohort(compiled, policy));
  const scoreMs = clock() - started;
  const outcome = solve(scored.problem, { engines: await loadEngines(), engine: 'auto', clock, deadlineMs });
  return {
    ...describeMatching(compiled, policy, scored, outcome, scoreMs),
    explanation: outcome.explanation,
  };
}
