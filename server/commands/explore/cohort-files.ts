import type { Cohort } from '#solver/contract/cohort.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { compileCohort } from '#solver/score/compile.ts';
import type { CompiledCohort } from '#solver/score/compile.ts';
import { chooseProgramme } from '../choose-programme.ts';
import type { Command } from '../command.ts';
import { contactsOfCohort } from '../match-files.ts';
import { withNames } from '../name-people.ts';
import { tell } from '../output.ts';
import { readCohort } from '../read-cohort.ts';
import { resolveDecisions } from '../resolve-decisions.ts';
import { badUsage } from '../usage.ts';
import { COMMON_OPTIONS, COMMON_SYNOPSIS } from './answering.ts';

export const COHORT_OPTIONS = {
  ...COMMON_OPTIONS,
  mentors: { type: 'string' },
  participants: { type: 'string' },
  policy: { type: 'string' },
  programme: { type: 'string' },
  choices: { type: 'string' },
} as const;

/** What is asked of files of applications. */
export function cohortSynopsis(own: string): string {
  return `--mentors M.csv --participants P.csv [--policy POLICY.json] ${own} [--programme ID or FILE.json] [--choices CHOICES.json] ${COMMON_SYNOPSIS}`;
}

type CohortFlags = Partial<
  Record<'mentors' | 'participants' | 'policy' | 'programme' | 'choices', string | undefined>
>;

/** A cohort and a policy as the questions about weights take them. */
export interface CohortInput {
  programme: Programme;
  cohort: Cohort;
  compiled: CompiledCohort;
  policy: Policy;
  /** Does `work`, and names people in its errors as whoever reads them knows them. */
  named<Value>(work: () => Value): Value;
}

/** Reads the files that the flags name. */
export async function readCohortInput(
  command: Command,
  { mentors, participants, choices, policy: policyPath, programme: programmeName }: CohortFlags,
): Promise<CohortInput> {
  if (mentors === undefined || participants === undefined)
    throw badUsage(command, 'Name both files: --mentors and --participants.');
  const { programme, policy } = await chooseProgramme({
    ...(policyPath !== undefined && { policy: policyPath }),
    ...(programmeName !== undefined && { programme: programmeName }),
  });
  const { cohort, notes } = await readCohort(programme, { participants, mentors, choices });
  for (const note of notes) tell(note);
  const resolved = resolveDecisions(programme, policy, cohort);
  const contacts = contactsOfCohort(programme, cohort);
  return {
    programme,
    cohort,
    compiled: compileCohort(cohort, programme),
    policy: resolved,
    named: (work) => withNames(contacts, work),
  };
}
