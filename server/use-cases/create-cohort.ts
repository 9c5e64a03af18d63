import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import { programmeOf } from '../jobs/programme.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { StoredPerson } from '../store/people.ts';
import type { Context } from './context.ts';
import { noSuchCohort } from './not-found.ts';
import { newRecordId } from './record-id.ts';

/** What a cohort begins with, where it is not nobody under the default policy of its programme. */
interface Beginnings {
  people?: readonly StoredPerson[];
  /** Canonical JSON of a policy of the programme. */
  policyJson?: string;
}

/** A cohort with what it begins with. Throws UNKNOWN_PROGRAMME. */
export async function createCohort(
  context: Context,
  { name, programme }: { name: string; programme: string },
  { people = [], policyJson = canonicalJson(programmeOf(programme).policy) }: Beginnings = {},
): Promise<CohortSummary> {
  const id = newRecordId();
  return context.store.transaction(async (repositories) => {
    await repositories.cohorts.add({ id, name, programme });
    await repositories.people.put(id, people);
    await repositories.policies.add(id, { version: 1, policyJson });
    const summary = await repositories.cohorts.summary(id);
    if (!summary) throw noSuchCohort(id);
    return summary;
  });
}
