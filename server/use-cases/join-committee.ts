import type { Member } from '#solver/contract/api/committee.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Context } from './context.ts';
import { noSuchCohort } from './not-found.ts';
import { newRecordId } from './record-id.ts';

/** A new member, who will be known again by `key`. Throws NOT_FOUND and NAME_TAKEN. */
export async function joinCommittee(
  { store }: Context,
  cohortId: string,
  { name, key }: { name: string; key: string },
): Promise<Member> {
  if (!(await store.cohorts.head(cohortId))) throw noSuchCohort(cohortId);
  const known = await store.committees.byKey(cohortId, key);
  if (known) return known;
  const member = { id: newRecordId(), name };
  const nameKey = name.normalize('NFKC').replace(/\s+/gu, ' ').toLocaleLowerCase('en');
  if (await store.committees.add({ ...member, cohortId, nameKey, key })) return member;
  throw new MileError(
    'NAME_TAKEN',
    `Somebody in this committee is called “${name}” already. Add a surname or an initial; in a second browser of your own, for example “${name} (phone)”.`,
    { name },
  );
}
