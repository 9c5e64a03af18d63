import type { PersonErased } from '#solver/contract/api/privacy.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { canonicalJson } from '../../store/canonical-json.ts';
import type { Repositories, Store } from '../../store/store.ts';
import type { Doer } from '../doer.ts';
import { namesHashOf } from '../match-record.ts';
import { recordDeed } from '../record/record-deed.ts';
import { findApplications } from './find-applications.ts';
import type { FoundApplication } from './find-applications.ts';

const IN_PLACE = '[erased]';

/**
 * Erases somebody, all of it or nothing: applications, their history, comments about them, their name in sets, and their name and address wherever others wrote
 * them. Ids in saved matches stay, so that published sets still verify; pins and forbids of policies in force go. The caller tells the windows of the
 * cohorts. Throws NOT_FOUND.
 */
export async function erasePerson(store: Store, email: string, by: Doer): Promise<PersonErased> {
  const erased = await store.transaction(async (repositories) => {
    const found = await findApplications(repositories, email);
    const texts = [...new Set(found.flatMap(({ person, email: written }) => [person.name, written]))];
    const cohorts = new Set(found.map(({ cohortId }) => cohortId));
    let sets = 0;
    for (const application of found) {
      sets += await forgetInSets(repositories, application.id);
      await repositories.erasure.remove(application);
      await forgetInPolicy(repositories, application);
    }
    for (const text of texts.filter(isTelling)) await forgetText(repositories, text, cohorts);
    for (const cohort of cohorts) await repositories.cohorts.countUp(cohort);
    const facts = { applications: found.length, matchSets: sets, cohorts: [...cohorts] };
    await recordDeed(repositories, { by, kind: 'person.erased', facts });
    return { applications: found.length, matchSets: sets, cohorts: [...cohorts] };
  });
  await store.erasure.settle();
  return erased;
}

/** A name of one short word stands within other words; what others wrote is not cut up for it. */
function isTelling(text: string): boolean {
  return /[\s@]/u.test(text);
}

async function forgetInSets({ matchSets, erasure }: Repositories, applicationId: string): Promise<number> {
  let changed = 0;
  for (const id of await matchSets.naming(applicationId)) {
    const set = await matchSets.get(id);
    const { [applicationId]: name, ...others } = JSON.parse(set?.names_json ?? '{}') as Record<
      string,
      string
    >;
    if (!set || name === undefined) continue;
    await erasure.forgetName(id, canonicalJson(others), namesHashOf(set));
    changed += 1;
  }
  return changed;
}

/** A policy in force names nobody who is not there. */
async function forgetInPolicy({ policies }: Repositories, { cohortId, id }: FoundApplication): Promise<void> {
  const current = await policies.current(cohortId);
  if (!current) return;
  const policy = JSON.parse(current.policyJson) as Policy;
  const others = (decisions: Policy['pins']) =>
    decisions.filter(({ participant, mentor }) => participant !== id && mentor !== id);
  const pins = others(policy.pins);
  const forbids = others(policy.forbids);
  if (pins.length === policy.pins.length && forbids.length === policy.forbids.length) return;
  const policyJson = canonicalJson({ ...policy, pins, forbids });
  await policies.add(cohortId, { version: current.version + 1, policyJson });
}

async function forgetText(
  { erasure, outbox, record }: Repositories,
  text: string,
  cohorts: Set<string>,
): Promise<void> {
  const withdrawn = 'It told of somebody who was erased. Read it again, and send it again.';
  await outbox.withdrawNaming(text, withdrawn, new Date().toISOString());
  for (const cohort of await erasure.cohortsNaming(text)) cohorts.add(cohort);
  await erasure.replace(text, IN_PLACE);
  for (const number of await erasure.recordNaming(text)) await record.eraseTexts(number);
}
