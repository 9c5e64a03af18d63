import { isUnderWay } from '#solver/contract/api/long-jobs.ts';
import type { SweepOf } from '#solver/contract/api/sweeps.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { DonePiece, Job } from '../../store/jobs.ts';
import type { Context } from '../context.ts';
import { errorOf } from '../long-jobs/job-error.ts';
import { newRecordId } from '../record-id.ts';
import { secondsLeft } from './seconds-left.ts';
import { askOf, cutOf, joined, newCut } from './sweep.ts';
import type { Sweep } from './sweep.ts';

/** Sweeps of a kind that may be under way or wait. */
const UNFINISHED = 20;
const KEPT = 100;

/** Where sweeps belong: to a cohort, or to none. */
type Owner = string | null;

/** Begins a sweep. Throws BUSY. */
export async function beginSweep<Ask, Answer>(
  context: Context,
  sweep: Sweep<Ask, Answer>,
  owner: Owner,
  ask: Ask,
): Promise<SweepOf<Answer>> {
  const { store, longJobs } = context;
  const { kind } = sweep;
  if ((await store.jobs.countUnfinished(kind)) >= UNFINISHED) throw tooMany();
  const id = newRecordId();
  const cut = newCut(sweep, ask);
  const pieces = Math.ceil(cut.of / cut.ofPiece);
  const cohort = owner === null ? {} : { cohortId: owner };
  await store.transaction(async ({ jobs }) => {
    await jobs.add({ id, kind, ...cohort, askJson: JSON.stringify({ ...ask, cut }), pieces });
    await jobs.keepNewest(kind, KEPT);
  });
  await longJobs.call(id);
  return readSweep(context, sweep, owner, id);
}

/** A sweep as far as it is. Throws NOT_FOUND. */
export async function readSweep<Ask, Answer>(
  { store }: Context,
  sweep: Sweep<Ask, Answer>,
  owner: Owner,
  id: string,
): Promise<SweepOf<Answer>> {
  const job = await jobOf(store.jobs.get(id), sweep, owner, id);
  const done = await store.jobs.done(id);
  const { of, ofPiece } = cutOf(sweep, askOf<Ask>(job));
  return {
    id,
    createdAt: job.createdAt,
    status: job.status,
    done: Math.min(of, done.length * ofPiece),
    of,
    secondsLeft: isUnderWay(job.status) ? secondsLeft(done, job.pieces) : null,
    answer: answerOf(job, sweep, done),
    error: errorOf(job),
  };
}

/** It ends with what there is. Throws NOT_FOUND where it is not under way. */
export async function stopSweep<Ask, Answer>(
  context: Context,
  sweep: Sweep<Ask, Answer>,
  owner: Owner,
  id: string,
): Promise<void> {
  await jobOf(context.store.jobs.get(id), sweep, owner, id);
  if (!(await context.longJobs.stop(id))) throw noSuchSweep(id);
}

function answerOf<Ask, Answer>(
  job: Job,
  sweep: Sweep<Ask, Answer>,
  done: readonly DonePiece[],
): Answer | null {
  return job.status === 'done'
    ? (JSON.parse(job.resultJson ?? 'null') as Answer | null)
    : joined(sweep, job, done);
}

async function jobOf<Ask, Answer>(
  getting: Promise<Job | undefined>,
  { kind }: Sweep<Ask, Answer>,
  owner: Owner,
  id: string,
): Promise<Job> {
  const job = await getting;
  if (job?.kind === kind && job.cohortId === owner) return job;
  throw noSuchSweep(id);
}

function noSuchSweep(id: string): MileError {
  return new MileError('NOT_FOUND', `There is no such sweep "${id}" under way here. Begin another one.`, {
    id,
  });
}

function tooMany(): MileError {
  return new MileError('BUSY', `${UNFINISHED} sweeps are waiting already. Stop one, or wait for their end.`);
}
