import type { Blindness } from '#solver/contract/api/cohorts.ts';
import { canonicalArray, canonicalJson, canonicalObject } from '../store/canonical-json.ts';
import type { View } from '../auth/view.ts';
import type { KnownPerson } from '../store/people.ts';
import type { Context } from './context.ts';
import { answersFor } from './views/masked-answers.ts';
import { pseudonymOf } from './views/pseudonyms.ts';
import { noSuchCohort } from './not-found.ts';
import { programmeOfCohort } from './programmes/find-programme.ts';

/** JSON of a CohortDetail as this view sees it, put together from stored text. Throws NOT_FOUND. */
export async function readCohort(
  { store }: Context,
  cohortId: string,
  view: View,
  blind: Blindness,
): Promise<string> {
  return store.moment(async (repositories) => {
    const summary = await repositories.cohorts.summary(cohortId);
    const policy = await repositories.policies.current(cohortId);
    if (!summary || !policy) throw noSuchCohort(cohortId);
    const { programme } = await programmeOfCohort(repositories, summary);
    const people = (await repositories.people.of(cohortId)).map((person) => ({
      ...person,
      name: view.isBlind ? pseudonymOf(programme, person) : person.name,
      valuesJson: answersFor(view, programme, person),
    }));
    const parts = Object.entries(summary).map(([key, value]) => [key, canonicalJson(value)]);
    return canonicalObject({
      ...(Object.fromEntries(parts) as Record<string, string>),
      participantPeople: sideJson(people, 'participant'),
      mentorPeople: sideJson(people, 'mentor'),
      absentPeople: canonicalArray(people.filter(({ state }) => state !== 'active').map(absentJson)),
      blind: canonicalJson(blind),
      policy: policy.policyJson,
      policyVersion: String(policy.version),
    });
  });
}

function sideJson(people: readonly KnownPerson[], side: KnownPerson['side']): string {
  const present = people.filter((person) => person.side === side && person.state === 'active');
  return canonicalArray(present.map((person) => canonicalObject(personParts(person))));
}

function absentJson(person: KnownPerson): string {
  return canonicalObject({ ...personParts(person), side: JSON.stringify(person.side) });
}

function personParts({ id, name, valuesJson, state, revision }: KnownPerson): Record<string, string> {
  return {
    id: JSON.stringify(id),
    name: JSON.stringify(name),
    values: valuesJson,
    state: JSON.stringify(state),
    revision: String(revision),
  };
}
