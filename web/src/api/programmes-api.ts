import type { Intake, intakeSaveSchema } from '#solver/contract/api/intake.ts';
import type {
  Postcodes,
  ProgrammeSaved,
  ProgrammeSummary,
  programmeCopySchema,
  programmePatchSchema,
  programmeReplaceSchema,
} from '#solver/contract/api/programmes.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { Input } from './schema-types.ts';
import { cohort, programme } from './paths.ts';
import { json } from './transport.ts';

/** Programmes and their recruiting. */
export const programmesApi = {
  programmes: () => json<ProgrammeSummary[]>('GET', '/programmes'),
  /** Without a version the newest. */
  programme: (id: string, version?: number) =>
    json<Programme>('GET', `${programme(id)}${version === undefined ? '' : `?version=${version}`}`),
  intake: (id: string) => json<Intake>('GET', `${cohort(id)}/intake`),
  saveIntake: (id: string, body: Input<typeof intakeSaveSchema>) =>
    json<Intake>('PUT', `${cohort(id)}/intake`, body),
  decideSubmission: (id: string, submission: string, take: boolean) =>
    json<Intake>('POST', `${cohort(id)}/submissions/${submission}`, { take }),
  postcodes: (id: string, version: number) =>
    json<Postcodes>('GET', `${programme(id)}/postcodes?version=${version}`),
  programmeFileAddress: (id: string) => `/api${programme(id)}/export.json`,
  copyProgramme: (body: Input<typeof programmeCopySchema>) =>
    json<ProgrammeSummary>('POST', '/programmes', body),
  addProgrammeFile: (programme: unknown) =>
    json<ProgrammeSummary>('POST', '/programmes/files', { programme }),
  changeProgramme: (id: string, body: Input<typeof programmePatchSchema>) =>
    json<ProgrammeSaved>('PATCH', programme(id), body),
  replaceProgramme: (
    id: string,
    body: Omit<Input<typeof programmeReplaceSchema>, 'programme'> & { programme: unknown },
  ) => json<ProgrammeSaved>('PUT', programme(id), body),
};
