import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { fromStored, toStored } from '../../jobs/stored-person.ts';
import type { CohortHead } from '../../store/cohorts.ts';
import type { ProgrammeVersion } from '../../store/programmes.ts';
import type { Repositories } from '../../store/store.ts';
import { noSuchCohort } from '../not-found.ts';
import { programmeOfCohort } from './find-programme.ts';
import type { CohortContent } from './vanishing.ts';

/** Everything of a cohort that refers to its programme, and the programme that it follows now. Throws NOT_FOUND. */
export async function contentOf(
  repositories: Repositories,
  cohort: CohortHead,
): Promise<CohortContent & { programme: Programme }> {
  const policy = await repositories.policies.current(cohort.id);
  if (!policy) throw noSuchCohort(cohort.id);
  const { programme } = await programmeOfCohort(repositories, cohort);
  const people = (await repositories.people.of(cohort.id)).map((stored) => ({
    side: stored.side,
    application: fromStored(stored),
  }));
  return { programme, people, policy: JSON.parse(policy.policyJson) as Policy };
}

/** Puts a cohort under a version of its programme: to everybody who works on it this is a change of the people. */
export async function moveCohort(
  { cohorts, people }: Repositories,
  { id, version }: CohortHead,
  to: Pick<ProgrammeVersion, 'programme' | 'version'>,
): Promise<void> {
  await cohorts.moveTo(id, to.version);
  await cohorts.advance(id, version);
  const before = await people.of(id);
  const renamed = before
    .map((stored) => toStored(to.programme, stored.side, fromStored(stored)))
    .filter(({ name }, index) => name !== before[index]?.name);
  await people.put(id, renamed);
}
