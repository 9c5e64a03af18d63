import type { StudyPart } from '#solver/contract/api/lab-study.ts';
import type { Outcome } from '#solver/contract/outcome.ts';
import type { Problem } from '#solver/contract/problem.ts';
import type { Engines } from '#solver/engines/load.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import type { ScoredCohort } from '#solver/score/score.ts';
import { fitOf } from '#solver/score/weights.ts';
import { solve } from '#solver/solve.ts';
import { stopped } from '../../answering.ts';
import type { Run } from '../../answering.ts';
import { monotonicMs } from '../../monotonic.ts';
import type { SolverTasks } from '../../solver-tasks.ts';
import { cohortOf, policyOf } from './instance.ts';

type Task = SolverTasks['study']['task'];

/** Seeds have 32 bits; after the last one the first follows. */
const SEEDS = 2 ** 32;

/** Some cohorts of a study, all of them or none. */
export function study(engines: Engines, task: Task, run: Run): string {
  const { programme, size, shape, seconds, from, count } = task;
  const part = emptyPart();
  const policy = policyOf(programme, shape);
  for (let number = from; number < from + count; number += 1) {
    const cohort = cohortOf(programme, size, { ...shape, seed: (shape.seed + number) % SEEDS });
    endIfStopped(run);
    const compiled = compileCohort(cohort, programme);
    endIfStopped(run);
    const scored = scoreCohort(compiled, policy);
    endIfStopped(run);
    const outcome = solve(scored.problem, {
      engines,
      engine: 'auto',
      clock: monotonicMs,
      deadlineMs: seconds * 1_000,
      isCancelled: run.isStopped,
    });
    endIfStopped(run);
    take(part, scored, outcome);
  }
  return JSON.stringify(part);
}

/** After every step: at the largest size each takes much of a second. */
function endIfStopped({ isStopped }: Run): void {
  if (isStopped()) throw stopped();
}

function emptyPart(): StudyPart {
  return { cohorts: 0, without: 0, unproven: 0, unmatched: [], meanFit: [], weakestFit: [] };
}

function take(part: StudyPart, { problem, weights }: ScoredCohort, outcome: Outcome): void {
  part.cohorts += 1;
  if (!('pairs' in outcome)) {
    part.without += 1;
    return;
  }
  if (outcome.status === 'feasible') part.unproven += 1;
  const matched = new Set(outcome.pairs.map(([participant]) => participant));
  part.unmatched.push(problem.participants.length - matched.size);
  if (outcome.pairs.length === 0) return;
  part.meanFit.push(fitOf(outcome.score / outcome.pairs.length, weights));
  part.weakestFit.push(fitOf(weakestOf(problem, outcome.pairs), weights));
}

function weakestOf({ mentors, pairs }: Problem, match: readonly (readonly [number, number])[]): number {
  const chosen = new Set(match.map(([participant, mentor]) => participant * mentors.length + mentor));
  let weakest = Infinity;
  for (let pair = 0; pair < pairs.score.length; pair += 1) {
    const key = (pairs.participant[pair] as number) * mentors.length + (pairs.mentor[pair] as number);
    if (chosen.has(key)) weakest = Math.min(weakest, pairs.score[pair] as number);
  }
  return weakest;
}
