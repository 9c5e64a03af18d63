import type { z } from 'zod';
import type { StoredChange } from '../../store/person-changes.ts';
import type { waitingListSchema, waitingTakenSchema } from '#solver/contract/api/people.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { FoundMatching } from '#solver/contract/matching.ts';
import { answersBetween } from '../../files/answers-between.ts';
import { fromStored, toStored } from '../../jobs/stored-person.ts';
import type { CohortHead } from '../../store/cohorts.ts';
import type { KnownPerson, StoredPerson } from '../../store/people.ts';
import type { Repositories } from '../../store/store.ts';
import type { Context } from '../context.ts';
import type { Doer } from '../doer.ts';
import { recordDeed } from '../record/record-deed.ts';
import { programmeOfCohort } from '../programmes/find-programme.ts';
import { noSuchCohort } from '../not-found.ts';

/**
 * Brings those whom an earlier cohort left waiting into this one: participants whom its newest published match left out, and everybody who is
 * marked as waiting. Their wait is written where the policy's criterion of waiting reads it. Who is here already keeps the answers given here.
 * Throws NOT_FOUND, and INVALID_INPUT where the two cohorts are of different programmes or are one.
 */
export async function takeWaitingList(
  context: Context,
  cohortId: string,
  { from, since }: z.output<typeof waitingListSchema>,
  by: Doer,
): Promise<z.output<typeof waitingTakenSchema>> {
  const taken = await context.store.transaction(async (repositories) => {
    const into = await headOf(repositories, cohortId);
    const earlier = await headOf(repositories, from);
    refuseOtherProgramme(into, earlier);
    const { programme } = await programmeOfCohort(repositories, into);
    const waitingField = await waitingFieldOf(repositories, cohortId, programme);
    const here = new Map((await repositories.people.of(cohortId)).map((person) => [keyOf(person), person]));
    const wait = (person: StoredPerson) => waitingPerson(programme, person, waitingField, since);
    const changed: StoredPerson[] = [];
    const waiting = await waitingIn(repositories, from);
    for (const person of waiting) {
      const known = here.get(keyOf(person));
      const after = known ? wait(withWait(known, person, waitingField)) : wait(person);
      if (after.valuesJson !== known?.valuesJson) changed.push(after);
    }
    const known = waiting.filter((person) => here.has(keyOf(person))).length;
    const counts = { added: waiting.length - known, known };
    if (changed.length === 0) return { ...counts, cohortVersion: into.version };
    await repositories.people.put(cohortId, changed);
    const at = new Date().toISOString();
    const why = `From the waiting list of ${earlier.name}`;
    await repositories.personChanges.add(
      cohortId,
      changed.map((person): StoredChange => {
        const before = here.get(keyOf(person));
        return {
          ...{ side: person.side, person: person.id, revision: (before?.revision ?? 0) + 1, at, why },
          ...{ cause: 'waiting-list', author: by.viewer?.name ?? '', state: before?.state ?? 'active' },
          changes: before ? answersBetween(before.valuesJson, person.valuesJson) : [],
        };
      }),
    );
    await repositories.cohorts.advance(cohortId, into.version);
    const facts = { version: into.version + 1, from, ...counts };
    await recordDeed(repositories, { by, cohort: cohortId, kind: 'people.taken-over', facts });
    return { ...counts, cohortVersion: into.version + 1 };
  });
  context.live.changed(cohortId, { kind: 'people', by: by.viewer });
  return taken;
}

async function headOf({ cohorts }: Repositories, id: string): Promise<CohortHead> {
  const head = await cohorts.head(id);
  if (!head) throw noSuchCohort(id);
  return head;
}

function refuseOtherProgramme(into: CohortHead, from: CohortHead): void {
  if (into.id === from.id)
    throw new MileError(
      'INVALID_INPUT',
      'A cohort has no waiting list of its own to take over. Choose an earlier one.',
    );
  if (into.programme === from.programme) return;
  throw new MileError(
    'INVALID_INPUT',
    `"${from.name}" is of the programme "${from.programme}", this cohort of "${into.programme}". Choose a cohort of the same programme.`,
  );
}

/** The field from which the policy reads since when somebody waits; undefined where it does not count waiting. */
async function waitingFieldOf(
  { policies }: Repositories,
  cohortId: string,
  programme: Programme,
): Promise<string | undefined> {
  const current = await policies.current(cohortId);
  const inForce = current && (JSON.parse(current.policyJson) as Policy);
  const criteria = [...(inForce?.criteria ?? []), ...programme.policy.criteria];
  return criteria.find((criterion) => criterion.kind === 'waiting')?.participantField;
}

async function waitingIn(
  { people, publications, matchSets }: Repositories,
  cohortId: string,
): Promise<KnownPerson[]> {
  const [publication] = await publications.list(cohortId);
  const set = publication && (await matchSets.get(publication.matchSet));
  const pairs = set && (JSON.parse(set.matching_json) as FoundMatching).pairs;
  const matched = pairs && new Set(pairs.map(({ participant }) => participant));
  const isLeftOut = ({ id, side, state }: KnownPerson) =>
    matched !== undefined && side === 'participant' && state === 'active' && !matched.has(id);
  return (await people.of(cohortId)).filter((person) => person.state === 'waiting' || isLeftOut(person));
}

/** Somebody who has applied anew, with the wait that the earlier application tells. */
function withWait(known: StoredPerson, earlier: StoredPerson, field: string | undefined): StoredPerson {
  const wait = field === undefined ? undefined : fromStored(earlier).values[field];
  if (field === undefined || wait === undefined) return known;
  const values = { [field]: wait, ...fromStored(known).values };
  return { ...known, valuesJson: JSON.stringify(values) };
}

function waitingPerson(
  programme: Programme,
  person: StoredPerson,
  field: string | undefined,
  since: number,
): StoredPerson {
  const { id, values } = fromStored(person);
  const isTold = field === undefined || person.side !== 'participant' || values[field] !== undefined;
  const told = isTold ? values : { ...values, [field]: since };
  return toStored(programme, person.side, { id, values: told });
}

function keyOf({ side, id }: StoredPerson): string {
  return `${side} ${id}`;
}
