import type { LabStudyRequest } from '#solver/contract/api/lab-study.ts';
import { joinedStudy } from '#solver/contract/api/lab-study.ts';
import type { LabStudy, StudyPart } from '#solver/contract/api/lab-study.ts';
import type { SweepJobs } from '../../jobs/sweep-jobs.ts';
import type { Store } from '../../store/store.ts';
import { programmeAt } from '../programmes/find-programme.ts';
import { partOf } from './sweep.ts';
import type { DoPart, Sweep } from './sweep.ts';

/** The programme as it was when the study began. */
export type StudyAsk = LabStudyRequest & { programmeVersion: number };

/** Each piece invents and matches cohorts of its own seeds: some seconds at 60 a side. */
export const STUDY: Sweep<StudyAsk, LabStudy> = {
  kind: 'study',
  ofPiece: () => 50,
  countOf: ({ cohorts }) => cohorts,
  join: (_, done) => (done.length === 0 ? null : joinedStudy(done.map(partOf<StudyPart>))),
};

export function studyParts(store: Store, sweeps: SweepJobs): DoPart<StudyAsk> {
  return async ({ ask, from, count }, stop) => {
    const { size, shape, seconds } = ask;
    const { programme } = await programmeAt(store, shape.programme, ask.programmeVersion);
    return sweeps.study({ programme, size, shape, seconds, from, count }, stop);
  };
}
