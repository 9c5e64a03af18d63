import { MileError } from '#solver/contract/errors.ts';
import type { CohortHead } from '../../store/cohorts.ts';
import type { StoredIntake } from '../../store/intakes.ts';
import type { Repositories } from '../../store/store.ts';
import type { ProgrammeVersion } from '../../store/programmes.ts';
import { programmeOfCohort } from '../programmes/find-programme.ts';

/** The cohort that a programme's page speaks for, with its programme. */
export interface PublicCohort {
  intake: StoredIntake;
  cohort: CohortHead;
  programme: ProgrammeVersion['programme'];
}

type Known = Pick<Repositories, 'intakes' | 'cohorts' | 'programmes'>;

export function stateOf({ opensAt, closesAt }: StoredIntake, now: string): 'open' | 'soon' | 'closed' {
  if (now < opensAt) return 'soon';
  return now < closesAt ? 'open' : 'closed';
}

/**
 * The cohort for which a programme takes applications: the one that is open, else the one that opens next, else the last. Throws NOT_FOUND
 * where there never was one: only then a programme has a page.
 */
export async function publicCohort(known: Known, programmeId: string, now: string): Promise<PublicCohort> {
  const all = await known.intakes.ofProgramme(programmeId);
  const inState = (state: string) => all.filter((one) => stateOf(one, now) === state);
  const [intake] = [...inState('open'), ...inState('soon').reverse(), ...inState('closed')];
  const cohort = intake && (await known.cohorts.head(intake.cohortId));
  if (!cohort) throw noSuchPage(programmeId);
  return { intake, cohort, programme: (await programmeOfCohort(known, cohort)).programme };
}

function noSuchPage(id: string): MileError {
  return new MileError(
    'NOT_FOUND',
    'There is no programme at this address. Ask the association for its address.',
    {
      id,
    },
  );
}
