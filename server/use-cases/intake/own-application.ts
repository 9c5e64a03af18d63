import type { OwnApplication } from '#solver/contract/api/intake.ts';
import type { Application } from '#solver/contract/cohort.ts';
import { MileError } from '#solver/contract/errors.ts';
import { formOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { tokenHash } from '../../auth/tokens.ts';
import { answersBetween } from '../../files/answers-between.ts';
import { normaliseKey } from '../../files/application-id.ts';
import { toStored } from '../../jobs/stored-person.ts';
import type { CohortHead } from '../../store/cohorts.ts';
import type { StoredIntake } from '../../store/intakes.ts';
import type { KnownPerson, StoredPerson } from '../../store/people.ts';
import type { Repositories } from '../../store/store.ts';
import type { StoredSubmission } from '../../store/submissions.ts';
import type { Context } from '../context.ts';
import { APPLICANT } from '../doer.ts';
import { programmeOfCohort } from '../programmes/find-programme.ts';
import { recordDeed } from '../record/record-deed.ts';
import { askedFields, formAnswers } from './form-answers.ts';
import { stateOf } from './open-intake.ts';
import { tellForm } from './public-form.ts';

type Values = Application['values'];

/** What stands behind a link. */
interface Own {
  submission: StoredSubmission;
  /** The application in the cohort; of a repeated one that of the earlier application, which its sender is not told. */
  person: KnownPerson;
  cohort: CohortHead;
  intake: StoredIntake;
  programme: Programme;
}

/** An application as its sender may see it: what the public form asked. Throws LINK_NOT_VALID. */
export async function readOwnApplication({ store }: Context, token: string): Promise<OwnApplication> {
  return store.transaction(async (repositories) => tell(await find(repositories, token)));
}

/**
 * Puts other answers in the place of those that were sent. Throws LINK_NOT_VALID, APPLICATIONS_CLOSED, INVALID_INPUT, and STALE_VERSION where
 * the application was changed since.
 */
export async function correctOwnApplication(
  { store, live }: Context,
  { token, values, basedOn }: { token: string; values: Values; basedOn: number },
): Promise<OwnApplication> {
  const { own, cohortId } = await store.transaction(async (repositories) => {
    const before = await find(repositories, token);
    refuseChange(before, basedOn);
    await correct(repositories, before, formAnswers(before.programme, before.submission.side, values));
    await recordOwn(repositories, before, 'application.corrected');
    return { own: tell(await find(repositories, token)), cohortId: before.cohort.id };
  });
  live.changed(cohortId, { kind: 'people', by: null });
  return own;
}

/** Takes an application back for good. Throws LINK_NOT_VALID and APPLICATIONS_CLOSED. */
export async function withdrawOwnApplication(
  { store, live }: Context,
  token: string,
): Promise<OwnApplication> {
  const { own, cohortId } = await store.transaction(async (repositories) => {
    const before = await find(repositories, token);
    refuseChange(before, revisionOf(before));
    await withdraw(repositories, before);
    await recordOwn(repositories, before, 'application.withdrawn');
    return { own: tell(await find(repositories, token)), cohortId: before.cohort.id };
  });
  live.changed(cohortId, { kind: 'people', by: null });
  return own;
}

async function find(repositories: Repositories, token: string): Promise<Own> {
  const submission = await repositories.submissions.byToken(tokenHash(token));
  if (!submission || submission.state === 'replaced') throw linkNotValid();
  const { cohortId, side, personId } = submission;
  const person = await repositories.people.get(cohortId, side, personId);
  const cohort = await repositories.cohorts.head(cohortId);
  const intake = await repositories.intakes.of(cohortId);
  if (!person || !cohort || !intake) throw linkNotValid();
  const { programme } = await programmeOfCohort(repositories, cohort);
  return { submission, person, cohort, intake, programme };
}

function tell(own: Own): OwnApplication {
  const { submission, intake, programme } = own;
  const withdrawn = isWithdrawn(own);
  const asked = new Set(askedFields(formOf(programme, submission.side)).map(({ id }) => id));
  const values = withdrawn ? [] : Object.entries(valuesOf(own)).filter(([id]) => asked.has(id));
  return {
    form: tellForm({ programme, intake }, submission.side),
    values: Object.fromEntries(values),
    state: withdrawn ? 'withdrawn' : 'received',
    isOpen: stateOf(intake, new Date().toISOString()) === 'open',
    revision: revisionOf(own),
  };
}

function isTaken({ submission }: Own): boolean {
  return submission.state === 'taken';
}

function isWithdrawn(own: Own): boolean {
  return own.submission.state === 'withdrawn' || (isTaken(own) && own.person.state === 'withdrawn');
}

function valuesOf(own: Own): Values {
  return JSON.parse((isTaken(own) ? own.person.valuesJson : own.submission.valuesJson) ?? '{}') as Values;
}

function revisionOf(own: Own): number {
  return isTaken(own) ? own.person.revision : own.submission.revision;
}

function refuseChange(own: Own, basedOn: number): void {
  if (stateOf(own.intake, new Date().toISOString()) !== 'open' || isWithdrawn(own))
    throw new MileError(
      'APPLICATIONS_CLOSED',
      'This application can no longer be changed here: it was withdrawn, or applications are closed. Write to the association.',
    );
  if (basedOn !== revisionOf(own))
    throw new MileError(
      'STALE_VERSION',
      'This application was changed elsewhere meanwhile. Load the page again and repeat your change.',
      { yours: basedOn, current: revisionOf(own) },
    );
}

async function correct(repositories: Repositories, own: Own, values: Values): Promise<void> {
  const { submission, programme } = own;
  const form = formOf(programme, submission.side);
  refuseOtherKey(form.keyField, valuesOf(own), values);
  if (!isTaken(own)) {
    const { valuesJson } = toStored(programme, submission.side, { id: submission.personId, values });
    return repositories.submissions.change(submission.id, { valuesJson });
  }
  const asked = new Set(askedFields(form).map(({ id }) => id));
  const kept = Object.entries(valuesOf(own)).filter(([id]) => !asked.has(id));
  const all = { ...(Object.fromEntries(kept) as Values), ...values };
  const person = toStored(programme, submission.side, { id: submission.personId, values: all });
  await revise(repositories, own, { ...person, state: own.person.state });
}

/** The address is what tells people apart. */
function refuseOtherKey(keyField: string, before: Values, after: Values): void {
  if (normaliseKey(String(before[keyField])) === normaliseKey(String(after[keyField]))) return;
  throw new MileError(
    'INVALID_INPUT',
    'The e-mail address of an application stays as it is. Withdraw this one and apply with the other address.',
    { fields: [{ field: keyField, message: 'This stays as it is.' }] },
  );
}

async function withdraw(repositories: Repositories, own: Own): Promise<void> {
  if (isTaken(own)) await revise(repositories, own, { ...own.person, state: 'withdrawn' });
  await repositories.submissions.change(own.submission.id, { state: 'withdrawn', valuesJson: null });
}

async function revise(
  { people, personChanges, cohorts }: Repositories,
  { person: before, cohort }: Own,
  after: StoredPerson & Pick<KnownPerson, 'state'>,
): Promise<void> {
  await people.revise(cohort.id, after);
  const facts = { side: after.side, person: after.id, revision: before.revision + 1, state: after.state };
  await personChanges.add(cohort.id, [
    {
      ...facts,
      at: new Date().toISOString(),
      cause: 'application',
      why: '',
      author: '',
      changes: answersBetween(before.valuesJson, after.valuesJson),
    },
  ]);
  await cohorts.countUp(cohort.id);
}

async function recordOwn(
  repositories: Repositories,
  { submission: { cohortId, side, personId } }: Own,
  kind: 'application.corrected' | 'application.withdrawn',
): Promise<void> {
  const facts = { side, person: personId };
  await recordDeed(repositories, { by: APPLICANT, cohort: cohortId, kind, facts });
}

function linkNotValid(): MileError {
  return new MileError(
    'LINK_NOT_VALID',
    'This link leads to no application: it is mistyped, or the application was erased or replaced. Write to the association.',
  );
}
