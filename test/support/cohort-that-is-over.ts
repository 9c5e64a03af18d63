import type { CohortDetail, CohortSummary } from '#solver/contract/api/cohorts.ts';
import type { Ask } from './ask.ts';

/** A class with a saved set whose relationships ended on 4 December 2021, so that its personal data is due from 4 December 2023. */
export async function cohortThatIsOver(ask: Ask): Promise<CohortDetail> {
  const { id } = (await ask('POST', '/api/cohorts/sample', {})) as CohortSummary;
  const base = `/api/cohorts/${id}`;
  const cohort = (await ask('GET', base)) as CohortDetail;
  const { policy, version: cohortVersion } = cohort;
  await ask('POST', `${base}/match-sets`, { policy, cohortVersion, name: 'First' });
  const schedule = { kickOff: '2020-06-04T13:00', durationMinutes: 180, place: '', months: 18, meetings: 6 };
  const templates = { participant: 'Dear', mentor: 'Dear' };
  await ask('PUT', `${base}/announcement`, { schedule, templates, basedOn: 0 });
  return (await ask('GET', base)) as CohortDetail;
}
