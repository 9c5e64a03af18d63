import type {
  Blindness,
  CohortDetail,
  CohortSummary,
  cohortCreateSchema,
  policySaveSchema,
  policySavedSchema,
  sampleCreateSchema,
} from '#solver/contract/api/cohorts.ts';
import type { ImportDone, ImportPreview, ImportRequest, ReadFile } from '#solver/contract/api/import.ts';
import type { LabCohortRequest, LabRun, LabRunRequest } from '#solver/contract/api/lab.ts';
import type {
  PeopleEdit,
  PersonChange,
  blindnessChangeSchema,
  waitingListSchema,
  waitingTakenSchema,
} from '#solver/contract/api/people.ts';
import type { PersonErased, PersonExport } from '#solver/contract/api/privacy.ts';
import type { RecordCheck, RecordPage, recordQuerySchema } from '#solver/contract/api/record.ts';
import type { Held, Retained, retentionRunSchema } from '#solver/contract/api/retention.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Input, Output } from './schema-types.ts';
import { followJob, type JobWatch } from './follow-job.ts';
import { inEvents, live, type ImportWatch } from './in-events.ts';
import { cohort, queryOf } from './paths.ts';
import { accountsApi } from './accounts-api.ts';
import { committeeApi } from './committee-api.ts';
import { matchingApi } from './matching-api.ts';
import { programmesApi } from './programmes-api.ts';
import { yearApi } from './year-api.ts';
import { ApiError, door, json, send, sentenceOf } from './transport.ts';

export type { ImportWatch, LiveWatch, MatchWatch } from './in-events.ts';
export type { ExploreBody, ExploreReply } from './matching-api.ts';
export { ApiError, door, sentenceOf };

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

/*
 * What the screens ask the service, by what it is about. The contract's types are erased when the page is built, so zod stays on the server,
 * which checks every request and every reply.
 */
export const api = {
  ...accountsApi,
  ...programmesApi,
  ...matchingApi,
  ...committeeApi,
  ...yearApi,

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

  live,

  labRuns: () => json<LabRun[]>('GET', '/lab/runs'),
  followLabRun: (id: string, watch: JobWatch<LabRun>) =>
    followJob(`/lab/runs/${encodeURIComponent(id)}`, watch),
  startLabRun: (body: LabRunRequest) => json<LabRun>('POST', '/lab/runs', body),
  stopLabRun: (id: string) => json<{ id: string }>('POST', `/lab/runs/${encodeURIComponent(id)}/stop`),
  openLabCohort: (body: LabCohortRequest) => json<CohortSummary>('POST', '/lab/cohorts', body),

  record: (id: string, wanted: Output<typeof recordQuerySchema>) =>
    json<RecordPage>('GET', `${cohort(id)}/record${queryOf(wanted)}`),
  exportPerson: (email: string) => json<PersonExport>('POST', '/privacy/export', { email }),
  erasePerson: (email: string) => json<PersonErased>('POST', '/privacy/erase', { email }),
  retention: () => json<Retained[]>('GET', '/retention'),
  runRetention: (body: Input<typeof retentionRunSchema>) => json<Held>('POST', '/retention', body),
  exportEverything: async () => (await send('POST', '/export')).blob(),
  checkRecord: () => json<RecordCheck>('GET', '/record/verification'),
};

export type Api = typeof api;
