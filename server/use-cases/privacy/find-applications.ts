import { MileError } from '#solver/contract/errors.ts';
import { formOf } from '#solver/contract/programme/programme.ts';
import { normaliseKey } from '../../files/application-id.ts';
import { fromStored } from '../../jobs/stored-person.ts';
import type { ApplicationKey } from '../../store/erasure.ts';
import type { KnownPerson } from '../../store/people.ts';
import type { Repositories } from '../../store/store.ts';
import { programmeOfCohort } from '../programmes/find-programme.ts';

export type FoundApplication = ApplicationKey & { person: KnownPerson; email: string };

/** All applications of an e-mail address, in every cohort and on both sides. Throws NOT_FOUND where there is none. */
export async function findApplications(
  repositories: Repositories,
  email: string,
): Promise<FoundApplication[]> {
  const wanted = normaliseKey(email);
  const found: FoundApplication[] = [];
  for (const { id: cohortId } of await repositories.cohorts.list()) {
    const head = await repositories.cohorts.head(cohortId);
    if (!head) continue;
    const { programme } = await programmeOfCohort(repositories, head);
    for (const person of await repositories.people.of(cohortId)) {
      const { side, id } = person;
      const field = formOf(programme, side).fields.find(({ kind }) => kind === 'email')?.id;
      const answer = field === undefined ? undefined : fromStored(person).values[field];
      if (typeof answer === 'string' && normaliseKey(answer) === wanted)
        found.push({ cohortId, side, id, person, email: answer });
    }
  }
  if (found.length > 0) return found;
  throw new MileError(
    'NOT_FOUND',
    'No application has this e-mail address. Look it up on the Applications screen; it has to be written as it stands there.',
  );
}
