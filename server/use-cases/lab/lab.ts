import type { LabMachine, LabRun, LabRunRequest } from '#solver/contract/api/lab.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { LabJobs } from '../../jobs/lab-jobs.ts';
import type { Store } from '../../store/store.ts';
import type { LongJobs } from '../long-jobs/long-jobs.ts';
import { newestProgramme } from '../programmes/find-programme.ts';
import { newRecordId } from '../record-id.ts';
import { refuseTooLarge } from './lab-memory.ts';
import { readMachine } from './machine.ts';

/** Runs that are kept; the oldest go first. */
const KEPT = 100;
/** Runs that may be under way or wait. */
const UNFINISHED = 20;

/**
 * Measures the solver on simulated cohorts. A run belongs to no screen and to no process: what is measured is in the store at once, whoever comes
 * back finds it there, and a process that goes on with it begins where the last one ended.
 */
export class Lab {
  readonly #store: Store;
  readonly #lab: LabJobs;
  readonly #longJobs: LongJobs;
  #machine: Promise<LabMachine> | undefined;

  constructor(store: Store, lab: LabJobs, longJobs: LongJobs) {
    this.#store = store;
    this.#lab = lab;
    this.#longJobs = longJobs;
  }

  /** Runs of a version of this program that knew no jobs are gone on with too. */
  async takeUpFormer(): Promise<void> {
    for (const run of await this.#store.labRuns.unfinished()) {
      await this.#store.transaction(({ jobs }) => jobs.add(jobOf(run)));
      await this.#longJobs.call(run.id);
    }
  }

  /** Newest first. */
  list(): Promise<LabRun[]> {
    return this.#store.labRuns.list(KEPT);
  }

  /** Throws NOT_FOUND. */
  async read(id: string): Promise<LabRun> {
    const run = await this.#store.labRuns.get(id);
    if (!run) throw noSuchRun(id);
    return run;
  }

  /** Begins a run, or lets it wait for those before it. Throws UNKNOWN_PROGRAMME, NOT_ENOUGH_MEMORY and BUSY. */
  async start(request: LabRunRequest): Promise<LabRun> {
    const { programme } = await newestProgramme(this.#store, request.shape.programme);
    if ((await this.#store.jobs.countUnfinished('lab')) >= UNFINISHED) throw tooManyRuns();
    const allowedShare = await this.#lab.allowedShare(programme, request.shape);
    refuseTooLarge(request.sizes, request.engines, allowedShare);
    this.#machine ??= readMachine();
    const run: LabRun = {
      id: newRecordId(),
      createdAt: new Date().toISOString(),
      status: 'waiting',
      request,
      machine: await this.#machine,
      measurements: [],
    };
    await this.#store.transaction(async ({ labRuns, jobs }) => {
      await labRuns.put(run);
      await jobs.add(jobOf(run));
      await labRuns.keepNewest(KEPT);
      await jobs.keepNewest('lab', 0);
    });
    await this.#longJobs.call(run.id);
    return run;
  }

  /** The run ends with what is measured. Throws NOT_FOUND where it is not under way. */
  async stop(id: string): Promise<void> {
    const isStopped = await this.#longJobs.stop(id, async ({ labRuns }) => {
      const run = await labRuns.get(id);
      if (run) await labRuns.put({ ...run, status: 'stopped' });
    });
    if (!isStopped) throw noSuchRun(id);
  }
}

/** One job for one run, under the same id. */
function jobOf({ id }: LabRun) {
  return { id, kind: 'lab', askJson: '{}', pieces: 1 } as const;
}

function noSuchRun(id: string): MileError {
  return new MileError(
    'NOT_FOUND',
    `There is no run "${id}" of the Lab under way. Look into the list of runs.`,
    {
      id,
    },
  );
}

function tooManyRuns(): MileError {
  return new MileError(
    'BUSY',
    `${UNFINISHED} runs of the Lab are waiting already. Stop one, or wait for their end.`,
  );
}
