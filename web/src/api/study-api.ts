import type { LabStudyRequest, LabStudySweep } from '#solver/contract/api/lab-study.ts';
import { followJob, type JobWatch } from './follow-job.ts';
import { json } from './transport.ts';

const study = (id: string) => `/lab/studies/${encodeURIComponent(id)}`;

/** Thousands of invented cohorts of one shape and size. */
export const studyApi = {
  begin: (body: LabStudyRequest) => json<LabStudySweep>('POST', '/lab/studies', body),
  follow: (id: string, watch: JobWatch<LabStudySweep>) => followJob(study(id), watch),
  stop: (id: string) => json<object>('POST', `${study(id)}/stop`),
};
