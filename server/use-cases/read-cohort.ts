import type { Role } from '#solver/contract/api/accounts.ts';
import { canonicalArray, canonicalJson, canonicalObject } from '../store/canonical-json.ts';
import type { StoredPerson } from '../store/people.ts';
import type { Context } from './context.ts';
import { answersFor } from './masked-answers.ts';
import { noSuchCohort } from './not-found.ts';
import { programmeOfCohort } from './programmes/find-programme.ts';

/** JSON of a CohortDetail as this role sees it, put together from stored text. Throws NOT_FOUND. */
export async function readCohort({ store }: Context, cohortId: string, role: Role): Promise<string> {
  return store.transaction(async (repositories) => {
    const summary = await repositories.cohorts.summary(cohortId);
    const policy = await repositories.policies.current(cohortId);
    if (!summary || !policy) throw noSuchCohort(cohortId);
    const { programme } = await programmeOfCohort(repositories, summary);
    const people = (await repositories.people.of(cohortId)).map((person) => ({
      ...person,
      valuesJson: answersFor(role, programme, person),
    }));
    const parts = Object.entries(summary).map(([key, value]) => [key, canonicalJson(value)]);
    return canonicalObject({
      ...(Object.fromEntries(parts) as Record<string, string>),
      participantPeople: sideJson(people, 'participant'),
      mentorPeople: sideJson(people, 'mentor'),
      policy: policy.policyJson,
      policyVersion: String(policy.version),
    });
  });
}

function sideJson(people: readonly StoredPerson[], side: StoredPerson['side']): string {
  return canonicalArray(
    people
      .filter((person) => person.side === side)
      .map(({ id, name, valuesJson }) =>
        canonicalObject({ id: JSON.stringify(id), name: JSON.stringify(name), values: valuesJson }),
      ),
  );
}
