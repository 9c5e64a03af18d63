import type {
  OwnRelationship,
  OwnReport,
  OwnReportSend,
  OwnSurveySend,
  OwnYear,
} from '#solver/contract/api/year.ts';
import { MileError } from '#solver/contract/errors.ts';
import { isExtra } from '#solver/contract/extra-meetings.ts';
import { tokenHash } from '../../auth/tokens.ts';
import type { Repositories } from '../../store/store.ts';
import { daysAfter, dayOf } from '../../year/days.ts';
import type { Couple } from '../../year/facts.ts';
import type { Context } from '../context.ts';
import { APPLICANT } from '../doer.ts';
import { recordDeed } from '../record/record-deed.ts';
import { ownPerson, relationshipOf } from './own-person.ts';
import type { OwnPerson } from './own-person.ts';
import { surveyAnswers } from './survey-answers.ts';
import { tellOwnRelationship, tellOwnYear } from './tell-own-year.ts';

/** Where and when a request comes from. */
export interface Coming {
  address: string;
  now: Date;
}

/** What somebody sees by their link. Throws LINK_NOT_VALID, LINK_ENDED and RATE_LIMITED. */
export function readOwnYear(context: Context, token: string, coming: Coming): Promise<OwnYear> {
  return counted(context, coming, () =>
    context.store.transaction(async (repositories) =>
      tellOwnYear(await ownPerson(repositories, token, coming.now)),
    ),
  );
}

/**
 * Keeps what somebody says of a planned meeting, or corrects it. Throws LINK_NOT_VALID, LINK_ENDED, RATE_LIMITED, NOT_FOUND, RELATIONSHIP_STATE,
 * STALE_VERSION, and INVALID_INPUT for a day to come or before the beginning.
 */
export function sendReport(
  context: Context,
  { token, key, meeting, basedOn, ...report }: OwnReportSend,
  coming: Coming,
): Promise<OwnYear> {
  return write(context, { token, key }, coming, async (repositories, own, couple) => {
    const told = tellOwnRelationship(own, key);
    refuseClosed(told.isOpen);
    refuseStale(revisionIn(told, meeting), basedOn);
    refuseImpossible(own, report.heldOn, [
      told.begins ?? '',
      dayOf(relationshipOf(own, key).since.publishedAt),
    ]);
    const revision = basedOn + 1;
    const writtenAt = coming.now.toISOString();
    const { side } = own;
    await repositories.checkIns.put(own.cohortId, couple, {
      ...(isExtra(meeting) ? beyondPlan(report) : report),
      side,
      meeting,
      writtenAt,
      revision,
    });
    return { kind: 'year.checked-in', facts: { ...couple, side, meeting, revision } };
  });
}

/**
 * Keeps the answers to the closing survey, or corrects them. Throws LINK_NOT_VALID, LINK_ENDED, RATE_LIMITED, NOT_FOUND, RELATIONSHIP_STATE while
 * it is not asked, STALE_VERSION, and INVALID_INPUT with a sentence for every answer that is missing or not taken.
 */
export function sendSurvey(
  context: Context,
  { token, key, basedOn, answers }: OwnSurveySend,
  coming: Coming,
): Promise<OwnYear> {
  return write(context, { token, key }, coming, async (repositories, own, couple) => {
    const { survey } = tellOwnRelationship(own, key);
    refuseClosed(survey.state === 'due' || survey.state === 'answered');
    refuseStale(survey.revision, basedOn);
    const { side } = own;
    const revision = basedOn + 1;
    await repositories.closingSurveys.put(own.cohortId, couple, {
      ...{ side, revision, writtenAt: coming.now.toISOString() },
      answers: surveyAnswers(own.year.programme.survey, side, answers),
    });
    return { kind: 'year.surveyed', facts: { ...couple, side, revision } };
  });
}

/** Goals are those of the newest planned meeting. One that is taken back is shown nowhere, so nothing of it asks for anything. */
function beyondPlan(report: OwnReport): OwnReport {
  const isTakenBack = report.heldOn === null;
  return { ...report, goals: [], ...(isTakenBack && { rating: null, needsHelp: false, note: '' }) };
}

/** How often a meeting was told of; 0 for one that was not. Throws NOT_FOUND for one that is neither planned nor the next beyond the plan. */
function revisionIn({ meetings, extra, nextExtra }: OwnRelationship, meeting: number): number {
  const known = [...meetings, ...extra].find(({ number }) => number === meeting);
  if (known) return known.revision;
  if (meeting === nextExtra) return 0;
  throw new MileError('NOT_FOUND', `Meeting ${meeting} is not planned. Load the page again.`);
}

type Deed = Pick<Parameters<typeof recordDeed>[1], 'kind' | 'facts'>;

/** One transaction: what is written, the record, and what the page shows then. */
async function write(
  context: Context,
  { token, key }: Pick<OwnReportSend, 'token' | 'key'>,
  coming: Coming,
  keep: (repositories: Repositories, own: OwnPerson, couple: Couple) => Promise<Deed>,
): Promise<OwnYear> {
  const { store, live, checkInLimit } = context;
  const { year, cohortId } = await counted(context, coming, () =>
    store.transaction(async (repositories) => {
      const own = await ownPerson(repositories, token, coming.now);
      await checkInLimit.countWrite(tokenHash(token));
      const { participant, mentor } = relationshipOf(own, key);
      const deed = await keep(repositories, own, { participant, mentor });
      await recordDeed(repositories, { by: APPLICANT, cohort: own.cohortId, ...deed });
      const after = await ownPerson(repositories, token, coming.now);
      return { year: tellOwnYear(after), cohortId: own.cohortId };
    }),
  );
  live.changed(cohortId, { kind: 'year', by: null });
  return year;
}

/** Links that are not valid are counted by the network that they come from. */
async function counted<Told>(
  { checkInLimit }: Context,
  { address }: Coming,
  ask: () => Promise<Told>,
): Promise<Told> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof MileError && error.code === 'LINK_NOT_VALID') await checkInLimit.countWrong(address);
    throw error;
  }
}

function refuseClosed(isOpen: boolean): void {
  if (isOpen) return;
  throw new MileError(
    'RELATIONSHIP_STATE',
    'This is not asked at the moment: the mentoring has not begun, or it has ended. Load the page again.',
  );
}

function refuseStale(current: number, yours: number): void {
  if (current === yours) return;
  throw new MileError(
    'STALE_VERSION',
    'This was sent from another window or device meanwhile. Copy what you wrote, load the page again and repeat your change.',
    { yours, current },
  );
}

/** A day to come (where people are it may be tomorrow already), or one before the pair was made. */
function refuseImpossible({ today }: OwnPerson, heldOn: string | null, beginnings: readonly string[]): void {
  const [first = ''] = beginnings.toSorted();
  const problem =
    heldOn === null
      ? undefined
      : heldOn > daysAfter(today, 1)
        ? `${heldOn} is still to come. Choose the day on which you met.`
        : heldOn < first
          ? `${heldOn} is before you were matched, on ${first}. Choose the day on which you met.`
          : undefined;
  if (problem !== undefined)
    throw new MileError('INVALID_INPUT', problem, { fields: [{ field: 'heldOn', message: problem }] });
}
