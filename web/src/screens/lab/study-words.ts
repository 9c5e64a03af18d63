import type { LabStudy, LabStudySweep } from '#solver/contract/api/lab-study.ts';

/** Cohorts of a study. */
export const STUDY_COHORTS = 10_000;

/** What came of a study, in sentences. */
export function studyWords({ status, answer, error }: LabStudySweep): string {
  if (error) return error.message;
  if (!answer) return 'Stopped before anything was matched.';
  const { cohorts, without, unproven, unmatched } = answer;
  const whole = unmatched.find(({ participants }) => participants === 0)?.cohorts ?? 0;
  const share = cohorts === 0 ? 0 : Math.round((1_000 * whole) / cohorts) / 10;
  return [
    `${status === 'done' ? 'Matched' : 'Stopped after'} ${cohorts.toLocaleString('en')} cohorts: in ${share} % of them everybody has a mentor.`,
    ...(without > 0 ? [`In ${without.toLocaleString('en')} no match was found that keeps all demands.`] : []),
    ...(unproven > 0 ? [`In ${unproven.toLocaleString('en')} the match is good and not proven best.`] : []),
  ].join(' ');
}

/** Rows of a table whose columns are the shares of `meanFit`. */
export function studyRows({
  meanFit,
  weakestFit,
  unmatched,
}: LabStudy): { label: string; values: string[] }[] {
  const fits = (shares: LabStudy['meanFit']) => shares.map(({ fit }) => fit.toLocaleString('en'));
  return [
    {
      label: 'at most so many go without a mentor',
      values: meanFit.map(({ percent }) => String(mostUnmatched(unmatched, percent))),
    },
    { label: 'the mean fit is at most', values: fits(meanFit) },
    { label: 'the weakest fit is at most', values: fits(weakestFit) },
  ];
}

/** In `percent` of 100 cohorts no more than so many participants went without. */
function mostUnmatched(unmatched: LabStudy['unmatched'], percent: number): number {
  const all = unmatched.reduce((sum, { cohorts }) => sum + cohorts, 0);
  let counted = 0;
  for (const { participants, cohorts } of unmatched) {
    counted += cohorts;
    if (100 * counted >= percent * all) return participants;
  }
  return 0;
}
