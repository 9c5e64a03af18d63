import type {
  Account,
  Link,
  LinkFacts,
  Session,
  WhoAmI,
  accountChangeSchema,
  invitationCreateSchema,
  linkUseSchema,
  passwordChangeSchema,
  setUpSchema,
  signInSchema,
} from '#solver/contract/api/accounts.ts';
import type {
  AnnounceFile,
  Announcement,
  announcementSaveSchema,
} from '#solver/contract/api/announcement.ts';
import type { Mailing, mailingSendSchema } from '#solver/contract/api/mailing.ts';
import type {
  Blindness,
  CohortDetail,
  CohortSummary,
  ErrorReply,
  MatchingReply,
  MatchSet,
  MatchSetSummary,
  RunStarted,
  cohortCreateSchema,
  explanationRequestSchema,
  madeRequestSchema,
  exportRequestSchema,
  matchingRequestSchema,
  matchSetCreateSchema,
  matchSetVerificationSchema,
  policySaveSchema,
  policySavedSchema,
  sampleCreateSchema,
} from '#solver/contract/api/cohorts.ts';
import type { Comment, commentCreateSchema } from '#solver/contract/api/comments.ts';
import type {
  Committee,
  Member,
  Proposal,
  Publication,
  answerCastSchema,
  decideSchema,
  memberJoinSchema,
  proposalCreateSchema,
  publishSchema,
} from '#solver/contract/api/committee.ts';
import type {
  EXPLORE_QUESTIONS,
  ExploreAnswer,
  ExploreQuestion,
  exploreHeadSchema,
  exploreReplySchema,
  TimedOut,
} from '#solver/contract/api/explore.ts';
import type { MadePreview } from '#solver/contract/api/made.ts';
import type {
  ImportDone,
  ImportPreview,
  ImportProgress,
  ImportRequest,
  ReadFile,
} from '#solver/contract/api/import.ts';
import type {
  PeopleEdit,
  PersonChange,
  blindnessChangeSchema,
  waitingListSchema,
  waitingTakenSchema,
} from '#solver/contract/api/people.ts';
import type { PersonErased, PersonExport } from '#solver/contract/api/privacy.ts';
import type { Held, Retained, retentionRunSchema } from '#solver/contract/api/retention.ts';
import type { RecordCheck, RecordPage, recordQuerySchema } from '#solver/contract/api/record.ts';
import type { Replay } from '#solver/contract/api/replay.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { CohortChange, LiveNow, Viewer } from '#solver/contract/api/live.ts';
import type { LabCohortRequest, LabRun, LabRunRequest } from '#solver/contract/api/lab.ts';
import type { Explanation, MatchingProgress } from '#solver/contract/matching.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { Intake, intakeSaveSchema } from '#solver/contract/api/intake.ts';
import type {
  Postcodes,
  ProgrammeSaved,
  ProgrammeSummary,
  programmeCopySchema,
  programmePatchSchema,
  programmeReplaceSchema,
} from '#solver/contract/api/programmes.ts';
import type {
  RemindersSent,
  Year,
  YearFigures,
  YearFile,
  YearLinkGiven,
  yearEventCreateSchema,
  yearLinkAskSchema,
} from '#solver/contract/api/year.ts';
import type { z } from 'zod';
import { eventsOf } from './event-stream.ts';
import { followJob, type JobWatch } from './follow-job.ts';
import { readerName, windowId } from './reader.ts';
import { ApiError, door, json, offline, refused, send, sentenceOf } from './transport.ts';

export { ApiError, door, sentenceOf };

/*
 * What the screens ask the service. The contract's types are erased when the page is built, so zod stays on the server, which checks every
 * request and every reply.
 */

type Input<Schema extends z.ZodType> = z.input<Schema>;
type Output<Schema extends z.ZodType> = z.output<Schema>;

/** The body of a question put to the match. */
export type ExploreBody<Name extends ExploreQuestion> = Input<typeof exploreHeadSchema> &
  Input<(typeof EXPLORE_QUESTIONS)[Name]['parameters']>;
export type ExploreReply<Name extends ExploreQuestion> = Omit<
  Output<ReturnType<typeof exploreReplySchema>>,
  'answer'
> & { answer: ExploreAnswer<Name> };

function programmePath(id: string): string {
  return `/programmes/${encodeURIComponent(id)}`;
}

/** Throws DEADLINE where the time ended before anything was settled. */
async function explore<Reply extends object>(
  path: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<Reply> {
  const reply = await json<Reply | TimedOut>('POST', path, body, signal);
  if ('timedOut' in reply) throw refused(reply.timedOut);
  return reply;
}

/** What a question may hear while its answer is looked for. */
export interface MatchWatch {
  signal?: AbortSignal;
  onstarted?: (started: RunStarted) => void;
  onprogress?: (best: MatchingProgress) => void;
}

/** Asks as events: where the answer takes long, the best match so far comes before it. */
async function match(
  id: string,
  body: Input<typeof matchingRequestSchema>,
  watch: MatchWatch = {},
): Promise<MatchingReply> {
  const path = `${cohort(id)}/matchings`;
  const response = await send('POST', path, body, watch.signal, 'text/event-stream');
  if (!response.body) throw offline();
  let reply: MatchingReply | undefined;
  try {
    // To the end, which follows at once: breaking off would cost the connection.
    for await (const { name, data } of eventsOf(response.body)) {
      if (name === 'started') watch.onstarted?.(JSON.parse(data) as RunStarted);
      else if (name === 'progress') watch.onprogress?.(JSON.parse(data) as MatchingProgress);
      else if (name === 'result') reply = JSON.parse(data) as MatchingReply;
      else if (name === 'error') throw refused((JSON.parse(data) as ErrorReply).error);
    }
  } catch (error) {
    if (error instanceof ApiError || watch.signal?.aborted) throw error;
  }
  if (reply) return reply;
  throw offline();
}

/** What an import may hear while it is under way. */
export interface ImportWatch {
  signal?: AbortSignal;
  onprogress?: (progress: ImportProgress) => void;
}

/** Asks as events, for what comes as `result` after `progress`. */
async function inEvents<Reply>(path: string, body: unknown, watch: ImportWatch = {}): Promise<Reply> {
  const response = await send('POST', path, body, watch.signal, 'text/event-stream');
  if (!response.body) throw offline();
  let reply: Reply | undefined;
  // To the end, which follows at once: breaking off would cost the connection.
  for await (const { name, data } of eventsOf(response.body)) {
    if (name === 'progress') watch.onprogress?.(JSON.parse(data) as ImportProgress);
    else if (name === 'error') throw refused((JSON.parse(data) as ErrorReply).error);
    else if (name === 'result') reply = JSON.parse(data) as Reply;
  }
  if (reply === undefined) throw offline();
  return reply;
}

/** What a window hears of a cohort. */
export interface LiveWatch {
  signal: AbortSignal;
  onnow: (now: LiveNow) => void;
  onviewers: (viewers: Viewer[]) => void;
  onchange: (change: CohortChange) => void;
}

/** Listens until one side hangs up. */
async function live(id: string, watch: LiveWatch): Promise<void> {
  const query = new URLSearchParams({ window: windowId, name: readerName() });
  const response = await send(
    'GET',
    `${cohort(id)}/live?${query}`,
    undefined,
    watch.signal,
    'text/event-stream',
  );
  if (!response.body) return;
  for await (const { name, data } of eventsOf(response.body)) {
    if (name === 'now') watch.onnow(JSON.parse(data) as LiveNow);
    else if (name === 'viewers') watch.onviewers(JSON.parse(data) as Viewer[]);
    else if (name === 'change') watch.onchange(JSON.parse(data) as CohortChange);
  }
}

/** Reading a file: the form's one file and how to read it. */
export interface ReadChoice {
  sheet?: string;
  headerRow?: number;
}

function uploadOf(file: File, choice: ReadChoice): FormData {
  const form = new FormData();
  if (choice.sheet !== undefined) form.set('sheet', choice.sheet);
  if (choice.headerRow !== undefined) form.set('headerRow', String(choice.headerRow));
  form.set('file', file);
  return form;
}

/** What is asked for, after its question mark; what is undefined is left out. */
function queryOf(wanted: Readonly<Record<string, string | number | undefined>>): string {
  const given = new URLSearchParams();
  for (const [key, value] of Object.entries(wanted)) if (value !== undefined) given.set(key, String(value));
  return given.size === 0 ? '' : `?${given}`;
}

const cohort = (id: string) => `/cohorts/${encodeURIComponent(id)}`;
const proposal = (id: string, proposalId: string) =>
  `${cohort(id)}/proposals/${encodeURIComponent(proposalId)}`;
const matchSet = (id: string) => `/match-sets/${encodeURIComponent(id)}`;

export const api = {
  whoAmI: () => json<WhoAmI>('GET', '/session'),
  signIn: (body: Input<typeof signInSchema>) => json<Account>('POST', '/session', body),
  signOut: () => json('DELETE', '/session'),
  setUp: (body: Input<typeof setUpSchema>) => json<Account>('POST', '/set-up', body),
  linkFacts: (token: string) => json<LinkFacts>('POST', '/links/facts', { token }),
  useLink: (body: Input<typeof linkUseSchema>) => json<Account>('POST', '/links/use', body),
  changePassword: (body: Input<typeof passwordChangeSchema>) =>
    json<Account>('PUT', '/account/password', body),
  sessions: () => json<Session[]>('GET', '/account/sessions'),
  endSession: (id: string) => json('DELETE', `/account/sessions/${encodeURIComponent(id)}`),
  endAllSessions: () => json('DELETE', '/account/sessions'),
  accounts: () => json<Account[]>('GET', '/accounts'),
  invite: (body: Input<typeof invitationCreateSchema>) => json<Link>('POST', '/accounts/invitations', body),
  changeAccount: (id: string, body: Input<typeof accountChangeSchema>) =>
    json<Account>('PATCH', `/accounts/${encodeURIComponent(id)}`, body),
  offerNewPassword: (id: string) => json<Link>('POST', `/accounts/${encodeURIComponent(id)}/new-password`),
  endSessionsOf: (id: string) => json('DELETE', `/accounts/${encodeURIComponent(id)}/sessions`),

  programmes: () => json<ProgrammeSummary[]>('GET', '/programmes'),
  /** Without a version the newest. */
  programme: (id: string, version?: number) =>
    json<Programme>('GET', `${programmePath(id)}${version === undefined ? '' : `?version=${version}`}`),
  intake: (id: string) => json<Intake>('GET', `${cohort(id)}/intake`),
  saveIntake: (id: string, body: Input<typeof intakeSaveSchema>) =>
    json<Intake>('PUT', `${cohort(id)}/intake`, body),
  decideSubmission: (id: string, submission: string, take: boolean) =>
    json<Intake>('POST', `${cohort(id)}/submissions/${submission}`, { take }),
  postcodes: (id: string, version: number) =>
    json<Postcodes>('GET', `${programmePath(id)}/postcodes?version=${version}`),
  programmeFileAddress: (id: string) => `/api${programmePath(id)}/export.json`,
  copyProgramme: (body: Input<typeof programmeCopySchema>) =>
    json<ProgrammeSummary>('POST', '/programmes', body),
  addProgrammeFile: (programme: unknown) =>
    json<ProgrammeSummary>('POST', '/programmes/files', { programme }),
  changeProgramme: (id: string, body: Input<typeof programmePatchSchema>) =>
    json<ProgrammeSaved>('PATCH', programmePath(id), body),
  replaceProgramme: (
    id: string,
    body: Omit<Input<typeof programmeReplaceSchema>, 'programme'> & { programme: unknown },
  ) => json<ProgrammeSaved>('PUT', programmePath(id), body),

  cohorts: () => json<CohortSummary[]>('GET', '/cohorts'),
  createCohort: (body: Input<typeof cohortCreateSchema>) => json<CohortSummary>('POST', '/cohorts', body),
  createSample: (body: Input<typeof sampleCreateSchema> = {}) =>
    json<CohortSummary>('POST', '/cohorts/sample', body),
  cohort: (id: string) => json<CohortDetail>('GET', cohort(id)),
  savePolicy: (id: string, body: Input<typeof policySaveSchema>) =>
    json<Output<typeof policySavedSchema>>('PUT', `${cohort(id)}/policy`, body),

  readFile: (id: string, file: File, choice: ReadChoice = {}) =>
    json<ReadFile>('POST', `${cohort(id)}/imports/read`, uploadOf(file, choice)),
  checkImport: (id: string, body: ImportRequest, watch?: ImportWatch) =>
    inEvents<ImportPreview>(`${cohort(id)}/imports/check`, body, watch),
  runImport: (id: string, body: ImportRequest, watch?: ImportWatch) =>
    inEvents<ImportDone>(`${cohort(id)}/imports`, body, watch),

  changePeople: (id: string, body: PeopleEdit) => json('POST', `${cohort(id)}/people`, body),
  personHistory: (id: string, side: Side, person: string) =>
    json<PersonChange[]>('GET', `${cohort(id)}/people/${side}/${encodeURIComponent(person)}/history`),
  takeWaitingList: (id: string, body: Input<typeof waitingListSchema>) =>
    json<Output<typeof waitingTakenSchema>>('POST', `${cohort(id)}/waiting-list`, body),
  switchBlindReview: (id: string, body: Input<typeof blindnessChangeSchema>) =>
    json<Blindness>('PUT', `${cohort(id)}/blind-review`, body),

  match,
  stopRun: (id: string) => json<{ id: string }>('POST', `/runs/${encodeURIComponent(id)}/stop`),
  explain: (id: string, body: Input<typeof explanationRequestSchema>, signal?: AbortSignal) =>
    json<Explanation>('POST', `${cohort(id)}/explanations`, body, signal),
  explore: <Name extends ExploreQuestion>(
    id: string,
    question: Name,
    body: ExploreBody<Name>,
    signal?: AbortSignal,
  ) => explore<ExploreReply<Name>>(`${cohort(id)}/explore/${question}`, body, signal),
  exportMatch: async (id: string, body: Input<typeof exportRequestSchema>) =>
    (await send('POST', `${cohort(id)}/exports`, body)).blob(),

  live,

  labRuns: () => json<LabRun[]>('GET', '/lab/runs'),
  followLabRun: (id: string, watch: JobWatch<LabRun>) =>
    followJob(`/lab/runs/${encodeURIComponent(id)}`, watch),
  startLabRun: (body: LabRunRequest) => json<LabRun>('POST', '/lab/runs', body),
  stopLabRun: (id: string) => json<{ id: string }>('POST', `/lab/runs/${encodeURIComponent(id)}/stop`),
  openLabCohort: (body: LabCohortRequest) => json<CohortSummary>('POST', '/lab/cohorts', body),

  announcement: (id: string) => json<Announcement>('GET', `${cohort(id)}/announcement`),
  saveAnnouncement: (id: string, body: Input<typeof announcementSaveSchema>) =>
    json<Announcement>('PUT', `${cohort(id)}/announcement`, body),
  mailing: (id: string) => json<Mailing>('GET', `${cohort(id)}/mailing`),
  sendLetters: (id: string, body: Input<typeof mailingSendSchema>) =>
    json<Mailing>('POST', `${cohort(id)}/mailing`, body),
  announceFile: async (id: string, file: AnnounceFile) =>
    (await send('GET', `${cohort(id)}/announcement/${file}`)).blob(),
  year: (id: string) => json<Year>('GET', `${cohort(id)}/year`),
  yearFigures: (id: string) => json<YearFigures>('GET', `${cohort(id)}/year/figures`),
  writeYearEvent: (id: string, body: Input<typeof yearEventCreateSchema>) =>
    json<Year>('POST', `${cohort(id)}/year/events`, body),
  giveYearLink: (id: string, body: Input<typeof yearLinkAskSchema>) =>
    json<YearLinkGiven>('POST', `${cohort(id)}/year/links`, body),
  endYearLinks: (id: string, body: Input<typeof yearLinkAskSchema>) =>
    json('POST', `${cohort(id)}/year/links/end`, body),
  /** Whoever is in a file of reminders counts as reminded. */
  yearFile: async (id: string, file: YearFile) =>
    (await send('POST', `${cohort(id)}/year/${file}`, {})).blob(),
  mailReminders: (id: string) => json<RemindersSent>('POST', `${cohort(id)}/year/reminders`, {}),
  record: (id: string, wanted: Output<typeof recordQuerySchema>) =>
    json<RecordPage>('GET', `${cohort(id)}/record${queryOf(wanted)}`),
  exportPerson: (email: string) => json<PersonExport>('POST', '/privacy/export', { email }),
  erasePerson: (email: string) => json<PersonErased>('POST', '/privacy/erase', { email }),
  retention: () => json<Retained[]>('GET', '/retention'),
  runRetention: (body: Input<typeof retentionRunSchema>) => json<Held>('POST', '/retention', body),
  exportEverything: async () => (await send('POST', '/export')).blob(),
  checkRecord: () => json<RecordCheck>('GET', '/record/verification'),
  comments: (id: string) => json<Comment[]>('GET', `${cohort(id)}/comments`),
  addComment: (id: string, body: Input<typeof commentCreateSchema>) =>
    json<Comment>('POST', `${cohort(id)}/comments`, body),
  removeComment: (id: string, comment: string) =>
    json('DELETE', `${cohort(id)}/comments/${encodeURIComponent(comment)}`),

  matchSets: (id: string) => json<MatchSetSummary[]>('GET', `${cohort(id)}/match-sets`),
  saveMatchSet: (id: string, body: Input<typeof matchSetCreateSchema>) =>
    json<MatchSetSummary>('POST', `${cohort(id)}/match-sets`, body),
  previewMatchSet: (id: string, body: Input<typeof madeRequestSchema>, signal?: AbortSignal) =>
    json<MadePreview>('POST', `${cohort(id)}/match-sets/preview`, body, signal),
  matchSet: (id: string) => json<MatchSet>('GET', matchSet(id)),
  verifyMatchSet: (id: string) =>
    json<Output<typeof matchSetVerificationSchema>>('GET', `${matchSet(id)}/verification`),
  replayMatchSet: (id: string) => json<Replay>('GET', `${matchSet(id)}/replay`),
  exportMatchSet: async (id: string, format: 'csv' | 'xlsx') =>
    (await send('GET', `${matchSet(id)}/export.${format}`)).blob(),

  committee: (id: string) => json<Committee>('GET', `${cohort(id)}/committee`),
  join: (id: string, body: Input<typeof memberJoinSchema>) =>
    json<Member>('POST', `${cohort(id)}/members`, body),
  propose: (id: string, body: Input<typeof proposalCreateSchema>) =>
    json<Proposal>('POST', `${cohort(id)}/proposals`, body),
  answerProposal: (id: string, proposalId: string, body: Input<typeof answerCastSchema>) =>
    json<Proposal>('PUT', `${proposal(id, proposalId)}/answer`, body),
  revealAnswers: (id: string, proposalId: string) =>
    json<Proposal>('POST', `${proposal(id, proposalId)}/reveal`),
  decideProposal: (id: string, proposalId: string, body: Input<typeof decideSchema>) =>
    json<Proposal>('POST', `${proposal(id, proposalId)}/decision`, body),
  publish: (id: string, body: Input<typeof publishSchema>) =>
    json<Publication>('POST', `${cohort(id)}/publications`, body),
};

export type Api = typeof api;
