import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { StoredPerson } from '../store/people.ts';
import type { Context } from './context.ts';
import type { Doer } from './doer.ts';
import { noSuchCohort } from './not-found.ts';
import { newestProgramme } from './programmes/find-programme.ts';
import { recordDeed } from './record/record-deed.ts';
import { newRecordId } from './record-id.ts';

/** What a cohort begins with, where it is not nobody under the default policy of its programme. */
interface Beginnings {
  people?: readonly StoredPerson[];
  /** Canonical JSON of a policy of the programme. */
  policyJson?: string;
}

/** A cohort of the newest version of a programme, with what it begins with. Throws UNKNOWN_PROGRAMME. */
export async function createCohort(
  context: Context,
  { name, programme }: { name: string; programme: string },
  by: Doer,
  { people = [], policyJson }: Beginnings = {},
): Promise<CohortSummary> {
  const id = newRecordId();
  return context.store.transaction(async (repositories) => {
    const newest = await newestProgramme(repositories, programme);
    await repositories.cohorts.add({ id, name, programme, programmeVersion: newest.version });
    await repositories.people.put(id, people);
    await repositories.policies.add(id, {
      version: 1,
      policyJson: policyJson ?? canonicalJson(newest.programme.policy),
    });
    const summary = await repositories.cohorts.summary(id);
    if (!summary) throw noSuchCohort(id);
    const facts = { programme, people: people.length };
    await recordDeed(repositories, { by, cohort: id, kind: 'cohort.created', facts });
    return summary;
  });
}
