import type { Applied } from '#solver/contract/api/intake.ts';
import type { Application } from '#solver/contract/cohort.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Side } from '#solver/contract/identifier.ts';
import { newToken, tokenHash } from '../../auth/tokens.ts';
import { answersBetween } from '../../files/answers-between.ts';
import { applicationId } from '../../files/application-id.ts';
import { toStored } from '../../jobs/stored-person.ts';
import type { StoredPerson } from '../../store/people.ts';
import type { Repositories } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { APPLICANT } from '../doer.ts';
import { recordDeed } from '../record/record-deed.ts';
import { newRecordId } from '../record-id.ts';
import { confirmByMail } from './confirm-by-mail.ts';
import { formAnswers } from './form-answers.ts';
import { publicCohort } from './open-intake.ts';
import { refuseClosed } from './refuse-closed.ts';

interface Sent {
  programmeId: string;
  side: Side;
  values: Application['values'];
  stamp: string;
  website: string;
  /** Where it comes from. */
  address: string;
}

/**
 * Takes an application. Somebody whose address is in the cohort already is answered alike, but changes nothing: the second application waits for
 * the committee. Throws NOT_FOUND, APPLICATIONS_CLOSED, INVALID_INPUT, FORM_REFUSED, FORM_EXPIRED, FORM_TOO_FAST and RATE_LIMITED.
 */
export async function apply(context: Context, sent: Sent): Promise<Applied> {
  const { store, stamps, formLimit, live, mail } = context;
  const now = new Date();
  const { intake, cohort, programme } = await publicCohort(store, sent.programmeId, now.toISOString());
  refuseClosed(intake, sent.side, now.toISOString());
  const values = formAnswers(programme, sent.side, sent.values);
  if (sent.website !== '') throw filledTrap();
  await stamps.check(sent.stamp, now.getTime());
  // Counted last: who was too fast, or had answers to mend, sends again.
  await formLimit.count(sent.address);
  const key = String(values[programme[sent.side].keyField]);
  const person = toStored(programme, sent.side, { id: applicationId(sent.side, key), values });
  const token = newToken();
  const { closesAt } = intake;
  const kept = { cohortId: cohort.id, person, at: now.toISOString() };
  const mailed = await store.transaction(async (repositories) => {
    await keep(repositories, { ...kept, tokenHash: tokenHash(token) });
    return confirmByMail(mail, repositories, { ...kept, programme, token, closesAt });
  });
  mail.wake();
  live.changed(cohort.id, { kind: 'people', by: null });
  return { token, closesAt, mailed };
}

interface Kept {
  cohortId: string;
  person: StoredPerson;
  tokenHash: string;
  at: string;
}

async function keep(
  repositories: Repositories,
  { cohortId, person, tokenHash: hash, at }: Kept,
): Promise<void> {
  const { people, personChanges, cohorts, submissions } = repositories;
  const isKnown = (await people.get(cohortId, person.side, person.id)) !== undefined;
  if (!isKnown) {
    await people.put(cohortId, [person]);
    const changes = answersBetween('{}', person.valuesJson);
    const facts = { side: person.side, person: person.id, revision: 1, at, changes } as const;
    await personChanges.add(cohortId, [
      { ...facts, cause: 'application', why: '', author: '', state: 'active' },
    ]);
    await cohorts.countUp(cohortId);
  }
  await submissions.add({
    id: newRecordId(),
    cohortId,
    side: person.side,
    personId: person.id,
    tokenHash: hash,
    state: isKnown ? 'repeated' : 'taken',
    valuesJson: isKnown ? person.valuesJson : null,
    revision: 1,
    submittedAt: at,
  });
  const facts = { side: person.side, person: person.id, repeated: isKnown };
  await recordDeed(repositories, { by: APPLICANT, cohort: cohortId, kind: 'application.sent', facts });
}

function filledTrap(): MileError {
  return new MileError(
    'FORM_REFUSED',
    'The field “Website” has to stay empty: it tells programs from people. Empty it and send the form again.',
  );
}
