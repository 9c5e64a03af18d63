import { compileCohort } from '#solver/score/compile.ts';
import { scorePairs } from '#solver/score/score.ts';
import { canonicalJson } from '../../../store/canonical-json.ts';
import type { LabPeople, SolverTasks } from '../../solver-tasks.ts';
import { toStored } from '../../stored-person.ts';
import { cohortOf, policyOf } from './instance.ts';

/** A simulated cohort, ready for the store. */
export function labPeople({ programme, size, shape }: SolverTasks['labPeople']['task']): LabPeople {
  const cohort = cohortOf(programme, size, shape);
  return {
    policyJson: canonicalJson(policyOf(programme, shape)),
    people: [
      ...cohort.participants.map((person) => toStored(programme, 'participant', person)),
      ...cohort.mentors.map((person) => toStored(programme, 'mentor', person)),
    ],
  };
}

const SAMPLE = { participants: 300, mentors: 300 };

/** Share of all pairs that the rules allow, from a sample of this shape. */
export function labAllowedShare({ programme, shape }: SolverTasks['labAllowedShare']['task']): number {
  const compiled = compileCohort(cohortOf(programme, SAMPLE, shape), programme);
  const { mentor } = scorePairs(compiled, policyOf(programme, shape));
  return mentor.length / (SAMPLE.participants * SAMPLE.mentors);
}
