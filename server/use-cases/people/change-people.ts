import type { PeopleEdit, PersonEdit } from '#solver/contract/api/people.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { View } from '../../auth/view.ts';
import { answersBetween } from '../../files/answers-between.ts';
import { fromStored, toStored } from '../../jobs/stored-person.ts';
import type { StoredChange } from '../../store/person-changes.ts';
import type { KnownPerson, StoredPerson } from '../../store/people.ts';
import type { Repositories } from '../../store/store.ts';
import type { Context } from '../context.ts';
import type { Doer } from '../doer.ts';
import { noSuchCohort } from '../not-found.ts';
import { programmeOfCohort } from '../programmes/find-programme.ts';
import { recordDeed } from '../record/record-deed.ts';
import { checkedAnswers } from './checked-answers.ts';

/** Who changes people, and what they may see of them. */
export interface Editor {
  view: View;
  by: Doer;
}

/** Conflicts that an error names. */
const MOST_CONFLICTS = 20;

/**
 * Changes answers and states: all of it or nothing. Gives the cohort's new version. Throws NOT_FOUND, UNKNOWN_PERSON, UNKNOWN_FIELD, NOT_PERMITTED,
 * INVALID_INPUT for an answer that the form does not take, and STALE_VERSION where somebody else has changed one of these people since: then it
 * names who was changed and which fields, so that the asker can show both.
 */
export async function changePeople(
  context: Context,
  cohortId: string,
  { edits, why }: PeopleEdit,
  { view, by }: Editor,
): Promise<number> {
  const version = await context.store.transaction(async (repositories) => {
    const head = await repositories.cohorts.head(cohortId);
    if (!head) throw noSuchCohort(cohortId);
    const people = await found(repositories, cohortId, edits);
    await refuseStale(repositories, cohortId, edits, people);
    const { programme } = await programmeOfCohort(repositories, head);
    const at = new Date().toISOString();
    const changes: StoredChange[] = [];
    for (const [index, edit] of edits.entries()) {
      const person = people[index] as KnownPerson;
      const edited = editedPerson(programme, person, edit, view);
      const answers = answersBetween(person.valuesJson, edited.valuesJson);
      if (answers.length === 0 && edited.state === person.state) continue;
      await repositories.people.revise(cohortId, edited);
      changes.push({
        ...{ side: edit.side, person: edit.id, revision: person.revision + 1, at },
        ...{ cause: 'edit', why, author: by.viewer?.name ?? '', state: edited.state, changes: answers },
      });
    }
    if (changes.length === 0) return head.version;
    await repositories.personChanges.add(cohortId, changes);
    await repositories.cohorts.advance(cohortId, head.version);
    const facts = { version: head.version + 1, people: changes.map(({ person }) => person) };
    await recordDeed(repositories, { by, cohort: cohortId, kind: 'people.changed', facts, reason: why });
    return head.version + 1;
  });
  context.live.changed(cohortId, { kind: 'people', by: by.viewer });
  return version;
}

async function found(
  { people }: Repositories,
  cohortId: string,
  edits: readonly PersonEdit[],
): Promise<KnownPerson[]> {
  const known = new Map((await people.of(cohortId)).map((person) => [`${person.side} ${person.id}`, person]));
  const named = edits.map(({ side, id }) => `${side} ${id}`);
  if (new Set(named).size < named.length)
    throw new MileError('INVALID_INPUT', 'Somebody is changed twice in one request. Name everybody once.');
  return edits.map(({ side, id }) => known.get(`${side} ${id}`) ?? refuseUnknown(side, id));
}

function refuseUnknown(side: string, id: string): never {
  throw new MileError(
    'UNKNOWN_PERSON',
    `There is no ${side} "${id}" in this cohort. Load the people again.`,
    {
      side,
      id,
    },
  );
}

function editedPerson(
  programme: Programme,
  person: KnownPerson,
  edit: PersonEdit,
  view: View,
): StoredPerson & Pick<KnownPerson, 'state'> {
  const values = checkedAnswers(programme, fromStored(person).values, edit, view);
  return { ...toStored(programme, edit.side, { id: edit.id, values }), state: edit.state ?? person.state };
}

async function refuseStale(
  { personChanges }: Repositories,
  cohortId: string,
  edits: readonly PersonEdit[],
  people: readonly KnownPerson[],
): Promise<void> {
  const stale = edits.filter(({ basedOn }, index) => people[index]?.revision !== basedOn);
  const [first] = stale;
  if (!first) return;
  const conflicts = [];
  for (const { side, id, basedOn } of stale.slice(0, MOST_CONFLICTS)) {
    const since = await personChanges.after(cohortId, side, id, basedOn);
    const fields = new Set(since.flatMap(({ changes }) => changes.map(({ field }) => field)));
    conflicts.push({ side, id, yours: basedOn, fields: [...fields], by: since[0]?.author ?? '' });
  }
  throw new MileError(
    'STALE_VERSION',
    `Somebody else has changed ${stale.length === 1 ? 'this application' : `${stale.length} of these applications`} meanwhile, so nothing was saved. ` +
      'Compare both, and save again what you want to keep.',
    { conflicts },
  );
}
