import { MileError } from '#solver/contract/errors.ts';
import type { ErrorCode } from '#solver/contract/errors.ts';
import type { Outcome } from '#solver/contract/outcome.ts';
import type { Problem } from '#solver/contract/problem.ts';
import type { Engines } from '#solver/engines/load.ts';
import type { Resolve } from '#solver/explore/resolve.ts';
import type { Budget } from '#solver/program/maximum.ts';
import { solve } from '#solver/solve.ts';
import { monotonicMs } from '../../monotonic.ts';

/** Thrown out of a question whose time is over; nobody but `asFarAsItReaches` sees it. */
class TimeIsOver extends Error {}

/** The time of one question: whole solves with the checker inside, as long as it lasts, and what was cut short by its end. */
export class SearchTime {
  readonly #engines: Engines;
  readonly #endsAt: number;
  #isCutShort = false;
  readonly budget: Budget;

  /** `endsAt` in `monotonicMs`. */
  constructor(engines: Engines, endsAt: number, isStopped: () => boolean) {
    this.#engines = engines;
    this.#endsAt = endsAt;
    this.budget = { remainingMs: () => (isStopped() ? 0 : endsAt - monotonicMs()) };
  }

  /** The time has passed, whether or not somebody stopped the question before. */
  get isPast(): boolean {
    return monotonicMs() >= this.#endsAt;
  }

  /** Something was left open: a search ended before its proof, or was not begun. */
  get isCutShort(): boolean {
    return this.#isCutShort;
  }

  /** Once the time is over the answer is `unknown`, at once. */
  readonly resolve: Resolve = (problem: Problem): Outcome => {
    const deadlineMs = this.budget.remainingMs();
    const outcome =
      deadlineMs > 0
        ? solve(problem, {
            engines: this.#engines,
            engine: 'auto',
            clock: monotonicMs,
            deadlineMs,
            isCancelled: () => this.budget.remainingMs() <= 0,
          })
        : OUT_OF_TIME;
    if (outcome.status === 'feasible' || outcome.status === 'unknown') this.#isCutShort = true;
    return outcome;
  };

  /** For questions that tell how far they are: ends them where the time is over. */
  readonly check = (): void => {
    if (this.budget.remainingMs() <= 0) throw new TimeIsOver();
  };

  /** What `work` gives, or undefined where the time ended first. */
  asFarAsItReaches<Value>(work: () => Value): Value | undefined {
    try {
      this.check();
      return work();
    } catch (error) {
      if (!(error instanceof TimeIsOver || this.#isCutShortBy(error))) throw error;
      this.#isCutShort = true;
      return undefined;
    }
  }

  /** A search that was cut short has nothing to show, and says so in an error of its own; a fault stays a fault. */
  #isCutShortBy(error: unknown): boolean {
    if (!(error instanceof MileError) || FAULTS.includes(error.code)) return false;
    return this.budget.remainingMs() <= 0;
  }
}

const FAULTS: readonly ErrorCode[] = ['INTERNAL', 'ENGINE_FAILED'];

const OUT_OF_TIME: Outcome = {
  format: 'mile-result/1',
  status: 'unknown',
  reason: 'The time for the question is over.',
  engine: 'auto',
  timings: { programMs: 0, solveMs: 0, certifyMs: 0 },
};

/** A question that has nothing to show for its time. */
export function nothingInTime(remedy: string): MileError {
  return new MileError('DEADLINE', `The time ended before there was anything to tell. ${remedy}`);
}
