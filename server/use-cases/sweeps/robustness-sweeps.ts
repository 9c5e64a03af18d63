import type { RobustnessSweep, RobustnessSweepRequest } from '#solver/contract/api/sweeps.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Robustness } from '#solver/contract/explore/robustness.ts';
import type { View } from '../../auth/view.ts';
import type { DonePiece, Job } from '../../store/jobs.ts';
import type { Context } from '../context.ts';
import { errorOf } from '../long-jobs/job-error.ts';
import { newRecordId } from '../record-id.ts';
import { prepareTask } from '../solve-matching.ts';
import { askOf, DRAWS_OF_PIECE, robustnessSoFar } from './robustness-work.ts';
import type { RobustnessAsk } from './robustness-work.ts';
import { secondsLeft } from './seconds-left.ts';

/** Sweeps that may be under way or wait. */
const UNFINISHED = 20;
const KEPT = 100;

/** Begins a sweep. Throws NOT_FOUND, STALE_VERSION, INVALID_POLICY, NOT_PERMITTED and BUSY. */
export async function startRobustnessSweep(
  context: Context,
  cohortId: string,
  { cohortVersion, policy, seed, draws, spread }: RobustnessSweepRequest,
  view: View,
): Promise<RobustnessSweep> {
  const { task } = await prepareTask(context, { cohortId, cohortVersion, policy, view });
  const { store, longJobs } = context;
  if ((await store.jobs.countUnfinished('robustness')) >= UNFINISHED) throw tooMany();
  const id = newRecordId();
  const ask: RobustnessAsk = { cohortVersion, policy: task.policy, seed, draws, spread };
  const pieces = Math.ceil(draws / DRAWS_OF_PIECE);
  await store.transaction(async ({ jobs }) => {
    await jobs.add({ id, kind: 'robustness', cohortId, askJson: JSON.stringify(ask), pieces });
    await jobs.keepNewest('robustness', KEPT);
  });
  await longJobs.call(id);
  return readRobustnessSweep(context, cohortId, id);
}

/** A sweep as far as it is. Throws NOT_FOUND. */
export async function readRobustnessSweep(
  { store }: Context,
  cohortId: string,
  id: string,
): Promise<RobustnessSweep> {
  const job = await sweepOf(store.jobs.get(id), cohortId, id);
  const done = await store.jobs.done(id);
  const { draws } = askOf(job);
  const isUnderWay = job.status === 'waiting' || job.status === 'running';
  return {
    id,
    createdAt: job.createdAt,
    status: job.status,
    done: Math.min(draws, done.length * DRAWS_OF_PIECE),
    of: draws,
    secondsLeft: isUnderWay ? secondsLeft(done, job.pieces) : null,
    answer: answerOf(job, done),
    error: errorOf(job),
  };
}

/** It ends with what there is. Throws NOT_FOUND where it is not under way. */
export async function stopRobustnessSweep(context: Context, cohortId: string, id: string): Promise<void> {
  await sweepOf(context.store.jobs.get(id), cohortId, id);
  if (!(await context.longJobs.stop(id))) throw noSuchSweep(id);
}

function answerOf(job: Job, done: readonly DonePiece[]): Robustness | null {
  return job.status === 'done'
    ? (JSON.parse(job.resultJson ?? 'null') as Robustness)
    : robustnessSoFar(job, done);
}

async function sweepOf(getting: Promise<Job | undefined>, cohortId: string, id: string): Promise<Job> {
  const job = await getting;
  if (job?.kind === 'robustness' && job.cohortId === cohortId) return job;
  throw noSuchSweep(id);
}

function noSuchSweep(id: string): MileError {
  return new MileError(
    'NOT_FOUND',
    `There is no sweep "${id}" of this cohort under way. Begin another one.`,
    {
      id,
    },
  );
}

function tooMany(): MileError {
  return new MileError('BUSY', `${UNFINISHED} sweeps are waiting already. Stop one, or wait for their end.`);
}
