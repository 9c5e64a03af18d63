import type { Logger } from 'pino';
import type { LabMachine, LabMeasurement, LabRun, LabRunRequest } from '#solver/contract/api/lab.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { Pools } from '../../jobs/pools.ts';
import { errorFields } from '../../log.ts';
import type { Store } from '../../store/store.ts';
import { newestProgramme } from '../programmes/find-programme.ts';
import { newRecordId } from '../record-id.ts';
import { refuseTooLarge } from './lab-memory.ts';
import { readMachine } from './machine.ts';

/** Runs that are kept; the oldest go first. */
const KEPT = 100;
/** Runs that may wait. */
const WAITING = 20;

/**
 * Measures the solver on simulated cohorts: one run after the other, one measurement at a time, on a thread that gives way. A run belongs to
 * no screen: what is measured is in the store at once, and whoever comes back finds it there.
 */
export class Lab {
  readonly #store: Store;
  readonly #pools: Pools;
  readonly #logger: Logger;
  readonly #waiting: LabRun[] = [];
  readonly #stops = new Map<string, AbortController>();
  #machine: Promise<LabMachine> | undefined;
  #working: Promise<void> | undefined;

  constructor(store: Store, pools: Pools, logger: Logger) {
    this.#store = store;
    this.#pools = pools;
    this.#logger = logger;
  }

  /** What a service that ended left unfinished stays as far as it is. */
  async settleFormer(): Promise<void> {
    for (const run of await this.#store.labRuns.unfinished())
      await this.#store.labRuns.put({ ...run, status: 'stopped' });
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
    if (this.#waiting.length >= WAITING) throw tooManyRuns();
    refuseTooLarge(
      request.sizes,
      request.engines,
      await this.#pools.lab.allowedShare(programme, request.shape),
    );
    this.#machine ??= readMachine();
    const run: LabRun = {
      id: newRecordId(),
      createdAt: new Date().toISOString(),
      status: 'waiting',
      request,
      machine: await this.#machine,
      measurements: [],
    };
    await this.#store.labRuns.put(run);
    await this.#store.labRuns.keepNewest(KEPT);
    this.#stops.set(run.id, new AbortController());
    this.#waiting.push(run);
    this.#working ??= this.#work();
    return run;
  }

  /** The run ends with what is measured. Throws NOT_FOUND where it is not under way. */
  stop(id: string): void {
    const stop = this.#stops.get(id);
    if (!stop) throw noSuchRun(id);
    stop.abort();
  }

  /** For the end of the service. */
  async close(): Promise<void> {
    for (const stop of this.#stops.values()) stop.abort();
    await this.#working;
  }

  async #work(): Promise<void> {
    for (let run = this.#waiting.shift(); run; run = this.#waiting.shift()) {
      try {
        await this.#measureAll(run, this.#stops.get(run.id)?.signal ?? AbortSignal.abort());
      } catch (error) {
        this.#logger.error(errorFields(error), 'a run of the Lab failed');
      }
      this.#stops.delete(run.id);
    }
    this.#working = undefined;
  }

  async #measureAll(run: LabRun, stop: AbortSignal): Promise<void> {
    let current: LabRun = { ...run, status: 'running' };
    const { programme } = await newestProgramme(this.#store, run.request.shape.programme);
    for (const measure of this.#measurementsOf(run, programme, stop)) {
      if (stop.aborted) break;
      await this.#store.labRuns.put(current);
      const measurement = await measure();
      if (measurement) current = { ...current, measurements: [...current.measurements, measurement] };
    }
    await this.#store.labRuns.put({ ...current, status: stop.aborted ? 'stopped' : 'done' });
  }

  #measurementsOf(
    { request }: LabRun,
    programme: Programme,
    stop: AbortSignal,
  ): (() => Promise<LabMeasurement | undefined>)[] {
    const { shape, sizes, engines, seconds } = request;
    return sizes.flatMap((size) =>
      engines.map((engine) => async () => {
        try {
          return await this.#pools.lab.measure({ programme, size, shape, engine, seconds }, stop);
        } catch (error) {
          if (!(error instanceof MileError)) throw error;
          // A search that was stopped before it had anything is no measurement.
          if (error.code === 'STOPPED') return undefined;
          return { kind: 'refused', size, engine, code: error.code, message: error.message };
        }
      }),
    );
  }
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
    `${WAITING} runs of the Lab are waiting already. Stop one, or wait for their end.`,
  );
}
