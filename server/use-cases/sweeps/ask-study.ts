import type { LabStudyRequest } from '#solver/contract/api/lab-study.ts';
import type { Context } from '../context.ts';
import { refuseTooLarge } from '../lab/lab-memory.ts';
import { newestProgramme } from '../programmes/find-programme.ts';
import type { StudyAsk } from './study-sweep.ts';

/** Throws UNKNOWN_PROGRAMME and NOT_ENOUGH_MEMORY. */
export async function askStudy(context: Context, request: LabStudyRequest): Promise<StudyAsk> {
  const { programme, version } = await newestProgramme(context.store, request.shape.programme);
  const allowedShare = await context.pools.lab.allowedShare(programme, request.shape);
  refuseTooLarge([request.size], ['auto'], allowedShare);
  return { ...request, programmeVersion: version };
}
