import type { RobustnessSweep } from '#solver/contract/api/sweeps.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { ApiError, sentenceOf } from '../api/client.ts';
import type { SweepApi } from '../api/sweep-api.ts';
import { DRAWS, nearbyFrom, type Nearby } from './nearby.ts';

/** Weightings of a sweep. */
export const SWEEP_DRAWS = 10_000;
/** Before a line to the service that broke is made anew. */
export const AGAIN_MS = 1_000;

interface Options {
  service: SweepApi;
  cohortId: string;
  cohortVersion: number;
}

function goesOn({ status }: RobustnessSweep): boolean {
  return status === 'waiting' || status === 'running';
}

/** Thousands of slightly other weights around a policy: the service tries them, and tells how far it is. */
export class SteadySweep {
  readonly #options: Options;
  #sweep = $state.raw<RobustnessSweep | undefined>();
  #trouble = $state<string | undefined>();
  #isBeginning = $state(false);
  #isStopping = $state(false);
  /** Not states, as this and the next: who forgets from an effect must not depend on what a sweep brings. */
  #policy: Policy | undefined;
  #underWay: string | undefined;
  #line: AbortController | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Undefined until one is begun, and where its question is no more. */
  get sweep(): RobustnessSweep | undefined {
    return this.#sweep;
  }
  /** Why there is no answer, or none now, as a sentence. */
  get trouble(): string | undefined {
    return this.#trouble;
  }
  get isStopping(): boolean {
    return this.#isStopping;
  }
  get isUnderWay(): boolean {
    return this.#isBeginning || (this.#sweep !== undefined && goesOn(this.#sweep));
  }
  /** What it found once it has ended; undefined where that is less than what is known without it. */
  get found(): Nearby | undefined {
    const { answer } = this.#sweep ?? {};
    if (this.isUnderWay || !answer || answer.draws < DRAWS) return undefined;
    // A stopped one names how many it tried; more than were tried are no part of what it tells.
    return nearbyFrom({ answer, partial: false });
  }

  /** What it is about from now on; what belongs to another policy is forgotten. */
  about(policy: Policy): void {
    if (policy === this.#policy) return;
    this.forget();
    this.#policy = policy;
  }

  async begin(): Promise<void> {
    const { service, cohortId, cohortVersion } = this.#options;
    const policy = this.#policy;
    if (!policy || this.isUnderWay) return;
    this.#isBeginning = true;
    const sweep = await this.#ask(() =>
      service.begin(cohortId, { policy, cohortVersion, draws: SWEEP_DRAWS }),
    );
    if (policy === this.#policy) this.#isBeginning = false;
    else if (sweep) this.#end(sweep.id);
  }

  /** It ends with what has been tried. */
  async stop(): Promise<void> {
    const { service, cohortId } = this.#options;
    const id = this.#underWay;
    if (id === undefined || this.#isStopping) return;
    this.#isStopping = true;
    await this.#ask(async () => {
      await service.stop(cohortId, id).catch(unlessEnded);
      return service.read(cohortId, id);
    });
    if (this.#underWay === id || this.#sweep?.id === id) this.#isStopping = false;
  }

  /** Nobody waits for it any more. */
  forget(): void {
    if (this.#underWay !== undefined) this.#end(this.#underWay);
    this.#hangUp();
    this.#policy = undefined;
    this.#underWay = undefined;
    this.#sweep = undefined;
    this.#trouble = undefined;
    this.#isBeginning = false;
    this.#isStopping = false;
  }

  /** What does not reach the service ends by itself there. */
  #end(id: string): void {
    const { service, cohortId } = this.#options;
    void service.stop(cohortId, id).catch(() => undefined);
  }

  /** Takes in what comes, unless the question is another one by then. */
  async #ask(put: () => Promise<RobustnessSweep>): Promise<RobustnessSweep | undefined> {
    const policy = this.#policy;
    try {
      const sweep = await put();
      if (policy === this.#policy) this.#take(sweep);
      return sweep;
    } catch (error) {
      if (policy === this.#policy) this.#miss(error);
      return undefined;
    }
  }

  #take(sweep: RobustnessSweep): void {
    this.#sweep = sweep;
    this.#trouble = sweep.error?.message;
    this.#underWay = goesOn(sweep) ? sweep.id : undefined;
    if (this.#underWay === undefined) this.#hangUp();
    else void this.#follow(this.#underWay);
  }

  /** A service out of reach may be back soon; whatever else was refused ends it here. */
  #miss(error: unknown): void {
    this.#trouble = sentenceOf(error);
    if (error instanceof ApiError && error.code === 'OFFLINE') return;
    this.#sweep = undefined;
    this.#underWay = undefined;
    this.#hangUp();
  }

  /** One line at a time; where it ends before the sweep does, another one is made. */
  async #follow(id: string): Promise<void> {
    if (this.#line) return;
    const { service, cohortId } = this.#options;
    const line = new AbortController();
    const { signal } = line;
    this.#line = line;
    try {
      await service.follow(cohortId, id, { signal, onnow: (sweep) => signal.aborted || this.#take(sweep) });
    } catch (error) {
      if (!signal.aborted) this.#miss(error);
    }
    if (signal.aborted) return;
    this.#again = setTimeout(() => {
      this.#line = undefined;
      void this.#follow(id);
    }, AGAIN_MS);
  }

  #hangUp(): void {
    clearTimeout(this.#again);
    this.#line?.abort();
    this.#line = undefined;
  }
}

function unlessEnded(error: unknown): void {
  if (!(error instanceof ApiError && error.code === 'NOT_FOUND')) throw error;
}
