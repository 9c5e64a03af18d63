import { z } from 'zod';
import { outcomeSchema } from '#solver/contract/outcome.ts';
import type { Outcome, Verification } from '#solver/contract/outcome.ts';
import { problemSchema } from '#solver/contract/problem.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { verify } from '#solver/certify/verify.ts';
import type { Engines } from '#solver/engines/load.ts';
import { PRESETS } from '#solver/contract/presets.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import type { StoredPerson } from '../../store/people.ts';
import type { Run } from '../answering.ts';
import { parseBody } from '../parse-body.ts';
import type { SolverTasks } from '../solver-tasks.ts';
import { toStored } from '../stored-person.ts';
import { solveInTime } from './solve-in-time.ts';
import { isStackOverflow } from './within-stack.ts';

type TaskOf<Kind extends keyof SolverTasks> = SolverTasks[Kind]['task'];

/** A problem file in, a result file out. Throws INVALID_JSON, INVALID_PROBLEM, and what the solver throws. */
export function solveFile(engines: Engines, { body, engine }: TaskOf<'solve'>, run: Run): string {
  const problem = parseBody(body, problemSchema, 'INVALID_PROBLEM');
  return JSON.stringify(solveInTime(engines, problem, engine, run));
}

/** Checks a stored claim against the stored problem. A snapshot that cannot be read, or not within the stack, proves nothing. */
export function verifySnapshot({ problem, outcome }: TaskOf<'verify'>): Verification {
  const claimed = readSnapshot(problem, outcome);
  return claimed ? verify(claimed.problem, claimed.outcome) : UNREADABLE;
}

export const UNREADABLE: Verification = {
  feasible: false,
  matched: null,
  score: null,
  bound: null,
  proven: false,
  reason: 'The stored problem or result cannot be read: it is damaged, or nested too deeply.',
};

/** A stored problem and outcome; undefined where they cannot be read, or not within the stack. */
export function readSnapshot(
  problem: string,
  outcome: string,
): { problem: Problem; outcome: Outcome } | undefined {
  try {
    return {
      problem: problemSchema.parse(JSON.parse(problem)),
      outcome: outcomeSchema.parse(JSON.parse(outcome)),
    };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError || isStackOverflow(error))
      return undefined;
    throw error;
  }
}

/** The people of a simulated cohort, ready for the store. */
export function simulate({ programme, preset, seed }: TaskOf<'simulate'>): StoredPerson[] {
  const cohort = simulateCohort({ programme, ...PRESETS[preset], seed });
  return [
    ...cohort.participants.map((application) => toStored(programme, 'participant', application)),
    ...cohort.mentors.map((application) => toStored(programme, 'mentor', application)),
  ];
}
