import type { Member } from '#solver/contract/api/committee.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Context } from './context.ts';
import type { Doer } from './doer.ts';
import { noSuchCohort } from './not-found.ts';
import { recordDeed } from './record/record-deed.ts';
import { newRecordId } from './record-id.ts';

/** A new member, who will be known again by `key`. Throws NOT_FOUND and NAME_TAKEN. */
export async function joinCommittee(
  { store }: Context,
  cohortId: string,
  { name, key }: { name: string; key: string },
  by: Doer,
): Promise<Member> {
  if (!(await store.cohorts.head(cohortId))) throw noSuchCohort(cohortId);
  const known = await store.committees.byKey(cohortId, key);
  if (known) return known;
  const member = { id: newRecordId(), name };
  const nameKey = name.normalize('NFKC').replace(/\s+/gu, ' ').toLocaleLowerCase('en');
  await store.transaction(async (repositories) => {
    if (!(await repositories.committees.add({ ...member, cohortId, nameKey, key }))) throw nameTaken(name);
    await recordDeed(repositories, {
      by,
      cohort: cohortId,
      kind: 'member.joined',
      facts: { member: member.id },
    });
  });
  return member;
}

function nameTaken(name: string): MileError {
  return new MileError(
    'NAME_TAKEN',
    `Somebody in this committee is called “${name}” already. Add a surname or an initial; in a second browser of your own, for example “${name} (phone)”.`,
    { name },
  );
}
