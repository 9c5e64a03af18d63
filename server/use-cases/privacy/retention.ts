import { MileError } from '#solver/contract/errors.ts';
import type { Held, Retained } from '#solver/contract/api/retention.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { canonicalJson } from '../../store/canonical-json.ts';
import type { CohortHead } from '../../store/cohorts.ts';
import type { Repositories, Store } from '../../store/store.ts';
import type { Doer } from '../doer.ts';
import { namesHashOf } from '../match-record.ts';
import { noSuchCohort } from '../not-found.ts';
import { programmeOfCohort } from '../programmes/find-programme.ts';
import { recordDeed } from '../record/record-deed.ts';
import { Scrubber } from '../views/scrubber.ts';
import { keepYear } from '../year/kept-year.ts';
import { dataTime } from './data-time.ts';

/** What every cohort holds of people and until when, the longest over first, those without dates last. `today` as 2026-11-28. */
export async function listRetention(store: Store, today: string): Promise<Retained[]> {
  const told: Retained[] = [];
  for (const { id } of await store.cohorts.list()) {
    const one = await store.transaction((repositories) => retainedOf(repositories, id, today));
    told.push(one.retained);
  }
  return told.sort((a, b) => (a.goesOn ?? '9999').localeCompare(b.goesOn ?? '9999'));
}

/**
 * Takes everything personal of a cohort whose time is over, all or nothing: applications, their history, what came by the forms, comments, names of saved
 * sets, pins and forbids in force, what was reported of the year, and names wherever the committee wrote them. Pairs under ids, figures and the record stay. Gives what was held; zeros
 * where a former run was there already. The caller tells the windows. Throws NOT_FOUND, STILL_KEPT.
 */
export async function runRetention(store: Store, cohortId: string, today: string, by: Doer): Promise<Held> {
  const held = await store.transaction(async (repositories) => {
    const { retained, head } = await retainedOf(repositories, cohortId, today);
    refuseEarly(retained, today);
    if (retained.isDue) {
      await keepYear(repositories, cohortId, today);
      await takeAll(repositories, head, retained, by);
    }
    return retained.held;
  });
  // Also where nothing was left to do: a run that was killed may have left it undone.
  await store.erasure.settle();
  return held;
}

async function retainedOf(
  repositories: Repositories,
  cohortId: string,
  today: string,
): Promise<{ retained: Retained; head: CohortHead }> {
  const head = await repositories.cohorts.head(cohortId);
  if (!head) throw noSuchCohort(cohortId);
  const { programme } = await programmeOfCohort(repositories, head);
  const announcement = await repositories.announcements.of(cohortId);
  const { endsOn, goesOn } = dataTime(programme, announcement?.schedule ?? null);
  const held = await repositories.retention.held(cohortId);
  const isDue = isOver(goesOn, today) && Object.values(held).some((count) => count > 0);
  const { retentionMonths } = programme;
  return {
    head,
    retained: { cohort: cohortId, name: head.name, retentionMonths, endsOn, goesOn, isDue, held },
  };
}

function isOver(goesOn: string | null, today: string): boolean {
  return goesOn !== null && goesOn <= today;
}

function refuseEarly({ name, goesOn }: Retained, today: string): void {
  if (isOver(goesOn, today)) return;
  throw new MileError(
    'STILL_KEPT',
    goesOn === null
      ? `Nobody can tell when the time of “${name}” is over, because no kick-off is known. Set it under Letters, or in the programme.`
      : `The personal data of “${name}” is kept until ${goesOn}. Nothing was erased; change the months in the programme if it shall go earlier.`,
    { goesOn },
  );
}

async function takeAll(
  repositories: Repositories,
  head: CohortHead,
  { held, goesOn }: Retained,
  by: Doer,
): Promise<void> {
  const { id: cohort } = head;
  const { retention, cohorts } = repositories;
  const change = await withoutPeople(repositories, head);
  await retention.rewrite(cohort, change);
  await retention.eraseRecordTexts(cohort, change);
  await forgetNames(repositories, cohort);
  await forgetDecisions(repositories, cohort);
  await retention.removePeople(cohort);
  await cohorts.countUp(cohort);
  await recordDeed(repositories, { by, cohort, kind: 'retention.run', facts: { ...held, goesOn } });
}

/** A text as it was written, or where it tells of somebody, without them. */
async function withoutPeople(
  repositories: Repositories,
  head: CohortHead,
): Promise<(text: string) => string> {
  const { programme } = await programmeOfCohort(repositories, head);
  const scrubber = new Scrubber(programme, await repositories.people.of(head.id));
  return (text) => {
    const scrubbed = scrubber.text(text);
    return scrubbed === text.normalize('NFKC') ? text : scrubbed;
  };
}

async function forgetNames({ matchSets, erasure }: Repositories, cohortId: string): Promise<void> {
  for (const { id } of await matchSets.list(cohortId)) {
    const set = await matchSets.get(id);
    if (set && set.names_json !== '{}') await erasure.forgetName(id, '{}', namesHashOf(set));
  }
}

async function forgetDecisions({ policies }: Repositories, cohortId: string): Promise<void> {
  const current = await policies.current(cohortId);
  if (!current) return;
  const policy = JSON.parse(current.policyJson) as Policy;
  if (policy.pins.length + policy.forbids.length === 0) return;
  const policyJson = canonicalJson({ ...policy, pins: [], forbids: [] });
  await policies.add(cohortId, { version: current.version + 1, policyJson });
}
