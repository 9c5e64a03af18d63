import type { LabMachine, LabMeasurement, LabRun, LabSize } from '#solver/contract/api/lab.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { EngineName } from '#solver/contract/outcome.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { LabJobs } from '../../jobs/lab-jobs.ts';
import type { Store } from '../../store/store.ts';
import type { HeldPiece } from '../long-jobs/held-piece.ts';
import { NotHeld } from '../long-jobs/held-piece.ts';
import type { KindOfJob } from '../long-jobs/kind-of-job.ts';
import { newestProgramme } from '../programmes/find-programme.ts';
import { refuseTooLarge } from './lab-memory.ts';
import { readMachine } from './machine.ts';

interface Place {
  size: LabSize;
  engine: EngineName;
}

/** A run of the Lab: one piece, because figures are compared that one machine took, one after the other. What is measured stays. */
export class LabWork implements KindOfJob {
  readonly #store: Store;
  readonly #lab: LabJobs;
  #machine: Promise<LabMachine> | undefined;

  constructor(store: Store, lab: LabJobs) {
    this.#store = store;
    this.#lab = lab;
  }

  async work(held: HeldPiece, stop: AbortSignal): Promise<void> {
    let run = await this.#begin(held);
    const { shape } = run.request;
    const { programme } = await newestProgramme(this.#store, shape.programme);
    const allowedShare = await this.#lab.allowedShare(programme, shape);
    for (const place of placesOf(run).slice(run.measurements.length)) {
      const measurement = await this.#measure(run, place, { programme, allowedShare, stop });
      run = { ...run, measurements: [...run.measurements, await this.#signed(run, measurement)] };
      const sofar = run;
      await held.keep(({ labRuns }) => labRuns.put(sofar));
    }
    await held.finish(null, ({ labRuns }) => labRuns.put({ ...run, status: 'done' }));
  }

  async giveUp(held: HeldPiece): Promise<void> {
    const run = await this.#runOf(held);
    await held.finish(null, ({ labRuns }) => labRuns.put({ ...run, status: 'stopped' }));
  }

  join(): Promise<null> {
    return Promise.resolve(null);
  }

  /** The run as far as it is, on the machine of whoever took its first figure. */
  async #begin(held: HeldPiece): Promise<LabRun> {
    const run = await this.#runOf(held);
    const isNew = run.measurements.length === 0;
    const begun: LabRun = { ...run, status: 'running', ...(isNew && { machine: await this.#ownMachine() }) };
    await held.keep(({ labRuns }) => labRuns.put(begun));
    return begun;
  }

  async #runOf({ job }: HeldPiece): Promise<LabRun> {
    const run = await this.#store.labRuns.get(job.id);
    if (!run) throw new NotHeld();
    return run;
  }

  #ownMachine(): Promise<LabMachine> {
    return (this.#machine ??= readMachine());
  }

  /** Says so where another machine has gone on with the run. */
  async #signed({ machine }: LabRun, measurement: LabMeasurement): Promise<LabMeasurement> {
    const own = await this.#ownMachine();
    const isElsewhere = JSON.stringify(own) !== JSON.stringify(machine);
    return measurement.kind === 'measured' && isElsewhere ? { ...measurement, machine: own } : measurement;
  }

  async #measure(
    { request: { shape, seconds } }: LabRun,
    { size, engine }: Place,
    { programme, allowedShare, stop }: { programme: Programme; allowedShare: number; stop: AbortSignal },
  ): Promise<LabMeasurement> {
    try {
      refuseTooLarge([size], [engine], allowedShare);
      const measurement = await this.#lab.measure({ programme, size, shape, engine, seconds }, stop);
      // A search that was stopped gives the best so far, which is no figure.
      stop.throwIfAborted();
      return measurement;
    } catch (error) {
      if (!(error instanceof MileError) || stop.aborted) throw error;
      return { kind: 'refused', size, engine, code: error.code, message: error.message };
    }
  }
}

/** Size after size, and engine after engine within a size. */
function placesOf({ request: { sizes, engines } }: LabRun): Place[] {
  return sizes.flatMap((size) => engines.map((engine) => ({ size, engine })));
}
